"""Areas' figures behind the rules of attention, month by month: plan, done, what is missing."""

import polars as pl

from data.catalogue import indicators
from metrics.frames import require

SCHEMA = {
    "unit_kind": pl.String,
    "area_code": pl.String,
    "org_unit_code": pl.String,
    "rule": pl.String,
    "indicator_code": pl.String,
    "month": pl.Date,
    "value": pl.Float64,
    "planned": pl.Float64,
    "whole_value": pl.Float64,
    "points_behind": pl.Float64,
    "short_by": pl.Float64,
}
"""One row per unit, rule, indicator and month: unit_kind (area or office), the unit's code in
area_code or org_unit_code; value, planned by the month's end and whole_value, of which they are
shares (indicator's unit, 10,000 yuan or returns); points_behind (fraction of the whole; 0 where
the whole is 0); short_by (planned - value, never negative)."""

TASK = ["indicator_code", "month", "due_value", "done_value", "planned_done", "lag"]


def area_tasks(tasks: pl.DataFrame) -> pl.DataFrame:
    """Areas against their yearly task: in every month, and at year ends met or missed.

    Args:
        tasks: Rows of `metrics.year_course.course` for the people's figure that is followed in
            each month; without a report there is no figure and no row.

    Returns:
        See `SCHEMA`. The indicator is the one the task is given for, so people ready count
        for people lifted.

    Raises:
        MissingColumnsError: The frame lacks a column of `TASK`.
    """
    require(tasks, "tasks", "area_code", *TASK)
    official = {code: entry.plan_of or code for code, entry in indicators().items()}
    rows = against_plan(tasks).with_columns(
        pl.col("indicator_code").replace_strict(official),
        unit_kind=pl.lit("area"),
        org_unit_code=pl.lit(None, pl.String),
    )
    at_year_ends = rows.filter(pl.col("month").dt.month() == 12)
    return pl.concat(
        each.with_columns(rule=pl.lit(rule)).select(*SCHEMA)
        for each, rule in ((rows, "task_behind"), (at_year_ends, "task_missed"))
    )


def against_plan(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of `TASK` with value, planned, whole_value, points_behind and short_by."""
    whole, lag = pl.col("due_value"), pl.col("lag")
    return rows.filter(lag.is_not_null()).with_columns(
        value=pl.col("done_value").cast(pl.Float64),
        planned=pl.col("planned_done").cast(pl.Float64),
        whole_value=whole.cast(pl.Float64),
        points_behind=pl.when(whole > 0).then(lag / whole).otherwise(0.0),
        short_by=lag.clip(lower_bound=0).cast(pl.Float64),
    )
