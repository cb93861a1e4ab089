"""The people's figures of a step month by month, and how fast they move."""

from datetime import date

import polars as pl

from data.catalogue import programme
from metrics import pace
from metrics.calendar import closed_month
from metrics.frames import require

# Steps with a target; the third keeps what was reached and has all the areas of the others.
TARGETED = ("step1", "step2")


def places(areas: pl.DataFrame, *, area: str, step: str) -> pl.DataFrame:
    """Areas that are in an area and in a step; ``all`` and step 3 are every area of a step.

    Args:
        areas: One row per area: area_code, step.
        area: Code of the area; the city's is every area.
        step: Code of a step, or ``all``.
    """
    require(areas, "areas", "area_code", "step")
    inside = areas.filter(pl.col("step").is_not_null())
    if area != programme().city_code:
        inside = inside.filter(pl.col("area_code").str.starts_with(area))
    return inside.filter(pl.col("step") == step) if step in TARGETED else inside


def lines(series: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Values of some areas added up, month by month.

    Args:
        series: One row per area, indicator and month end: area_code, indicator_code, month,
            reported_value.
        places: Result of `places`.

    Returns:
        One row per indicator and month: indicator_code, month, reported_value (indicator's
        unit; null where nothing was reported by then).
    """
    require(series, "series", "area_code", "indicator_code", "month", "reported_value")
    value = pl.col("reported_value")
    return (
        series.join(places.select("area_code"), on="area_code", how="semi")
        .group_by("indicator_code", "month")
        .agg(reported_value=pl.when(value.is_not_null().any()).then(value.sum()))
        .sort("indicator_code", "month")
    )


def paces(ready: pl.DataFrame, planned: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Required and recent pace of each step.

    Args:
        ready: One row per step and month end: step, month, reported_value (people ready,
            cumulative).
        planned: Rows of `metrics.plan.roll_up` by step for the same people: step,
            baseline_value, target_value, target_date.
        as_of: Later months are ignored.

    Returns:
        ``planned`` with actual_value (persons), required_pace, recent_pace_3, recent_pace_12
        (persons a month; null where they can't be said), pace_multiple (required over recent)
        and is_due (the due date has passed, so no pace helps).
    """
    require(ready, "ready", "step", "month", "reported_value")
    require(planned, "planned", "step", "baseline_value", "target_value", "target_date")
    month = closed_month(as_of)
    recent = pace.recent(ready.rename({"step": "area_code"}), as_of=as_of)
    now = ready.filter(pl.col("month") == month).select("step", actual_value="reported_value")
    return (
        planned.join(now, on="step", how="left", maintain_order="left")
        .join(
            recent.rename({"area_code": "step"}), on="step", how="left", maintain_order="left"
        )
        .with_columns(pace.required(month), is_due=pl.col("target_date") <= month)
        .with_columns(pace_multiple=pace.multiple())
    )
