"""This year's tasks at many month ends at once: how far each area was, and should have been."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from data.catalogue import programme
from metrics.calendar import month_end
from metrics.frames import require
from metrics.year_sums import with_rates

KEY = ["area_code", "indicator_code"]
_DAYS = ("last_year", "before", "year_end")


def days(looks: Sequence[date]) -> pl.DataFrame:
    """The month ends each look needs: last year's, last month's, and this year's.

    Args:
        looks: Month ends.

    Returns:
        One row per look: month, last_year, before, year_end.
    """
    rows = [
        (
            month,
            last_year := month_end(month.year - 1, 12),
            month_end(month.year, month.month - 1) if month.month > 1 else last_year,
            month_end(month.year, 12),
        )
        for month in looks
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("month", *_DAYS), pl.Date), orient="row")


def course(
    series: pl.DataFrame,
    curve: pl.DataFrame,
    *,
    looks: Sequence[date],
    bounds: pl.DataFrame | None = None,
    starts: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The rows of `metrics.year_task.year_tasks`, which has the formulas, at some month ends.

    Args:
        series: One row per area, indicator and month: area_code, indicator_code, month,
            reported_value (cumulative, indicator's unit; null: nothing by then).
        curve: Result of `metrics.plan.curve` for the looks and the months of `days`.
        looks: Month ends that get rows.
        bounds: One row per area, indicator and year of which no more can be due: area_code,
            indicator_code, last_year (its end), bound_value; without a row there is no bound.
        starts: Where a year began for those who had not reported by then: area_code,
            indicator_code, last_year, start_value.

    Returns:
        One row per area and indicator of ``curve`` and look, ordered: the columns of
        `year_tasks` and month.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(series, "series", *KEY, "month", "reported_value")
    require(curve, "curve", *KEY, "month", "planned_value")
    rows = curve.select(*KEY, "month", plan_now="planned_value").join(days(looks), on="month")
    for day, name in zip(_DAYS, ("plan_start", "plan_before", "plan_end"), strict=True):
        rows = _with(rows, curve, "planned_value", day, name)
    for day, name in (
        ("last_year", "start"),
        ("before", "value_before"),
        ("month", "value"),
    ):
        rows = _with(rows, series, "reported_value", day, name)
    for given, name in ((bounds, "bound_value"), (starts, "start_value")):
        rows = rows.join(_given(given, name), on=[*KEY, "last_year"], how="left")
    # Nobody reports the year before the programme: there the plan is the baseline.
    is_first = pl.col("last_year") == programme().baseline_date
    rows = rows.with_columns(
        start=pl.coalesce("start", "start_value", pl.when(is_first).then("plan_start"))
    ).with_columns(
        value_before=pl.when(pl.col("before") == pl.col("last_year"))
        .then(pl.coalesce("value_before", "start"))
        .otherwise("value_before")
    )
    done = pl.col("value") - pl.col("start")
    sums = rows.select(
        *KEY,
        "month",
        due_value=_due("plan_end"),
        carried_value=_due("plan_start"),
        month_value=pl.col("value") - pl.col("value_before"),
        done_value=done,
        planned_done=_due("plan_now"),
        lag=_due("plan_now") - done,
        done_before=pl.col("value_before") - pl.col("start"),
        planned_before=_due("plan_before"),
    )
    return with_rates(sums).sort(*KEY, "month")


def _with(
    rows: pl.DataFrame, values: pl.DataFrame, value: str, day: str, name: str
) -> pl.DataFrame:
    """The rows with a value of the day that a column of theirs names."""
    at = values.select(*KEY, pl.col("month").alias(day), pl.col(value).alias(name))
    return rows.join(at, on=[*KEY, day], how="left")


def _given(frame: pl.DataFrame | None, value: str) -> pl.DataFrame:
    if frame is None:
        kinds = {**dict.fromkeys(KEY, pl.String), "last_year": pl.Date, value: pl.Float64}
        return pl.DataFrame(schema=kinds)
    return frame.select(*KEY, "last_year", value)


def _due(plan: str) -> pl.Expr:
    """What a plan asks for since last year's end, within the bound."""
    asked = pl.col(plan) - pl.col("start")
    return pl.when(asked.is_not_null()).then(pl.min_horizontal(asked, "bound_value"))
