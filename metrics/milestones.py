"""The promised points beside the step curve: how much by the end of each step."""

import polars as pl

from data.catalogue import programme
from metrics.frames import require


def of_policy(indicator: str) -> pl.DataFrame:
    """The policy's own figures for the steps, added up in the order of their due dates.

    Returns:
        One row per step with a promise for the indicator: step, due_date, target_value (of the
        step), total_value (of it and all before), in the indicator's unit.
    """
    steps = programme().steps
    rows = [
        (promise.scope, promise.due_date, promise.target)
        for promise in programme().commitments
        if promise.indicator_code == indicator and promise.scope in steps
    ]
    schema = {"step": pl.String, "due_date": pl.Date, "target_value": pl.Float64}
    return _added_up(pl.DataFrame(rows, schema=schema, orient="row"))


def of_area(planned: pl.DataFrame) -> pl.DataFrame:
    """The same for one area, from its own targets.

    Args:
        planned: Rows of `metrics.plan.roll_up` for one area and indicator, by step: step,
            target_date, target_value.

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(planned, "planned", "step", "target_date", "target_value")
    rows = planned.select("step", "target_value", due_date="target_date")
    return _added_up(rows.select("step", "due_date", pl.col("target_value").cast(pl.Float64)))


def _added_up(rows: pl.DataFrame) -> pl.DataFrame:
    ordered = rows.sort("due_date", "step")
    return ordered.with_columns(total_value=pl.col("target_value").cum_sum())
