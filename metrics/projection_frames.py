"""The frames of a projection, from what the warehouse gives."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.catalogue import indicators, settings
from metrics import plan, plan_rows
from metrics.frames import require

# What is projected: both move month by month. Official exits are steps at year ends.
PROJECTED = ("people_ready", "villages_ready")
OUT, STILL_POOR = "people_lifted", "poor_people_remaining"


@dataclass(frozen=True, slots=True)
class ProjectionFrames:
    """What `metrics.projection.project`, `fan`, `what_if` and `hindcast` take.

    Attributes:
        indicator: Code of what is projected.
        places: One row per area with a task: key, area_code, step. The key stands as area_code
            in the other frames; it is the area's code, with the step behind it where an area
            has several, as the city has: they are due on different days.
        observations: One row per key and month: area_code, period, obs_value. Null where nobody
            in the area reported for the month; a sum carries those who didn't.
        targets: One row per key: area_code, baseline_date, baseline_value, target_date,
            target_value (the adjusted one once it was approved).
        bound: One row per key and month: area_code, period, bound_value: people out of poverty
            and still poor, or the villages listed. Null where a village never said.
        plan_shape: Share of a year's task done by the end of each month.
    """

    indicator: str
    places: pl.DataFrame
    observations: pl.DataFrame
    targets: pl.DataFrame
    bound: pl.DataFrame
    plan_shape: tuple[float, ...]


def series_indicators(indicator: str) -> tuple[str, ...]:
    """Indicators whose village series `projection_frames` needs for one of `PROJECTED`."""
    return (indicator, OUT, STILL_POOR) if indicator == "people_ready" else (indicator,)


def projection_frames(
    areas: pl.DataFrame,
    series: pl.DataFrame,
    targets: pl.DataFrame,
    plans: pl.DataFrame,
    *,
    indicator: str,
    level: str,
    as_of: date,
) -> ProjectionFrames:
    """The frames for all areas of a level: sums of their villages, step by step.

    Args:
        areas: One row per area with its step and the areas it lies in.
        series: Village values of `series_indicators` at month ends: area_code, indicator_code,
            month, latest_period, reported_value.
        targets: One row per area, indicator and target version.
        plans: One row per area, indicator and year.
        indicator: One of `PROJECTED`.
        level: Level whose areas are projected.
        as_of: Day of the look; later months are left out.

    Raises:
        MissingColumnsError: A frame lacks a column that is needed.
    """
    require(
        series,
        "series",
        *("area_code", "indicator_code", "month", "latest_period", "reported_value"),
    )
    needed = pl.col("indicator_code").is_in(plan_rows.needed_for([indicator]))
    planned = plan.planned(targets.filter(needed), plans.filter(needed), as_of=as_of).filter(
        pl.col("indicator_code") == indicator
    )
    villages = areas.filter(pl.col("step").is_not_null(), pl.col("area_level") == "village")
    own = villages.select("area_code", "step", place=plan.ancestor(level)).join(
        planned.select("area_code"), on="area_code", how="semi"
    )
    places = _places(own)
    keyed = own.join(places, left_on=["place", "step"], right_on=["area_code", "step"])
    known = series.filter(pl.col("month") <= as_of).join(
        keyed.select("area_code", "key"), on="area_code"
    )
    promised = plan.roll_up(planned, villages, level=level, by=["step"])
    entry = indicators()[indicator]
    return ProjectionFrames(
        indicator=indicator,
        places=places,
        observations=_observations(known.filter(pl.col("indicator_code") == indicator)),
        targets=promised.join(places, on=["area_code", "step"]).select(
            *("baseline_date", "baseline_value", "target_date"),
            area_code="key",
            target_value=pl.coalesce("adjusted_target_value", "target_value"),
        ),
        bound=_people(known) if OUT in series_indicators(indicator) else _listed(known),
        plan_shape=settings().plan_shapes[entry.plan_shape or "even"],
    )


def _places(own: pl.DataFrame) -> pl.DataFrame:
    """Areas and steps with a key for each: the code alone where there is one step."""
    several = pl.len().over("area_code") > 1
    both = pl.concat_str("area_code", "step", separator=" ")
    return (
        own.select("step", area_code="place")
        .unique()
        .sort("area_code", "step")
        .select("area_code", "step", key=pl.when(several).then(both).otherwise("area_code"))
    )


def _observations(known: pl.DataFrame) -> pl.DataFrame:
    value = pl.col("reported_value")
    is_new = (pl.col("latest_period") == pl.col("month")).any()
    return known.group_by(area_code="key", period="month").agg(
        obs_value=pl.when(is_new & value.is_not_null().any()).then(value.sum())
    )


def _people(known: pl.DataFrame) -> pl.DataFrame:
    """People out of poverty and people still poor, month by month.

    Nobody is out before the first year's end is reported. Removed people are in neither: they
    can't become ready any more.
    """
    value, is_poor = pl.col("reported_value"), pl.col("indicator_code") == STILL_POOR
    is_counted = is_poor | (pl.col("indicator_code") == OUT)
    is_whole = value.filter(is_poor).is_not_null().all() & is_poor.any()
    return known.group_by(area_code="key", period="month").agg(
        bound_value=pl.when(is_whole).then(value.filter(is_counted).sum())
    )


def _listed(known: pl.DataFrame) -> pl.DataFrame:
    """Villages on the list, of which each can become ready once."""
    return known.group_by(area_code="key", period="month").agg(
        bound_value=pl.len().cast(pl.Float64)
    )
