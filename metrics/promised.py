"""Targets and plans that come from the policy itself."""

from datetime import date

import polars as pl

from data.catalogue import programme
from metrics import promises
from metrics.calendar import closed_month


def promised(rows: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The rows with a target, baseline and planned value from the promise where they have none.

    Areas keep targets of their own. Else a share, a level or a flow takes the promise of the
    policy, for areas in which it is to be reported: a dated one is planned on the straight line
    from the value on the baseline date, one that holds from the start at its target, a flow by
    the periods of the year that have ended. An adjusted target scales the plan.
    """
    month, start = closed_month(as_of), programme().baseline_date
    is_flow = pl.col("measure") == "flow"
    from_promise = (pl.col("aggregation") != "sum") | (pl.col("measure") == "level") | is_flow
    each = pl.when(pl.col("is_each") & (pl.col("aggregation") == "sum")).then(
        pl.col("expected_areas")
    )
    promised = pl.when(from_promise & (pl.col("expected_areas") > 0)).then(
        pl.col("promised_value") * each.fill_null(1)
    )
    elapsed = (
        (pl.lit(month) - start).dt.total_days() / (pl.col("due_date") - start).dt.total_days()
    ).clip(0, 1)
    first, target = pl.col("baseline_value"), pl.col("target_value")
    shares = {
        name: promises.flow_share(name, month)
        for name in ("month", "quarter", "half_year", "year", "event")
    }
    at_once = pl.col("is_continuous") | pl.col("is_floor")
    planned = (
        pl.when(is_flow)
        .then(target * pl.col("cycle").replace_strict(shares, return_dtype=pl.Float64))
        .when(at_once)
        .then(target)
        .otherwise(first + (target - first) * elapsed)
    )
    return (
        rows.with_columns(
            has_own=pl.col("target_value").is_not_null(),
            target_value=pl.coalesce("target_value", promised),
            baseline_value=pl.when(is_flow)
            .then(0.0)
            .otherwise(pl.coalesce("baseline_value", "first_value")),
            target_date=pl.coalesce("target_date", "due_date"),
        )
        .with_columns(planned_value=pl.when("has_own").then("planned_value").otherwise(planned))
        .with_columns(
            adjusted_planned_value=pl.when(target != 0).then(
                pl.col("planned_value") * pl.col("adjusted_target_value") / target
            )
        )
    )
