"""Targets and plans that come from the policy itself."""

from datetime import date

import polars as pl

from metrics import promises
from metrics.calendar import closed_month


def promised(rows: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The rows with a target, baseline and planned value from the promise where they have none.

    Areas keep targets of their own. Else a share, a level or a flow takes the promise of the
    policy, for areas in which it is to be reported and, where it is made to poor counties, for
    those. A dated one is planned on the way from the value on the baseline date
    (`metrics.promises.way_gone`); one that stands from the start, or was reached before it, at
    its target; a flow by the periods of the year that have ended.

    Returns:
        The rows with target_value, baseline_value, target_date, planned_value, and is_held: a
        level that is to be kept, not still to be reached.
    """
    is_flow = pl.col("measure") == "flow"
    target, first = pl.col("target_value"), pl.col("baseline_value")
    was_reached = ((target - first) * pl.col("sign") <= 0).fill_null(False)
    has_own = pl.col("target_value").is_not_null()
    return (
        rows.with_columns(
            has_own=has_own,
            target_value=pl.coalesce("target_value", _target()),
            baseline_value=pl.when(is_flow)
            .then(0.0)
            .otherwise(pl.coalesce("baseline_value", "first_value")),
            # The city is due when the policy says so, an area when the last one in it is.
            target_date=pl.when(pl.col("area_level") == "city")
            .then(pl.coalesce("due_date", "target_date"))
            .otherwise(pl.coalesce("target_date", "due_date")),
        )
        .with_columns(
            is_held=(pl.col("measure") == "level")
            & (pl.col("is_standing").fill_null(False) | was_reached)
        )
        .with_columns(
            planned_value=pl.when(pl.col("has_own") & ~pl.col("is_held"))
            .then("planned_value")
            .otherwise(_planned(closed_month(as_of)))
        )
    )


def _target() -> pl.Expr:
    """The promise for one area; for those added up, one for each area that is to report."""
    is_additive = (pl.col("aggregation") == "sum") & ~pl.col("measure").is_in(["level", "flow"])
    is_here = (pl.col("expected_areas") > 0) & (
        pl.col("is_poor_county") | ~pl.col("is_for_poor_counties")
    )
    each = pl.when(pl.col("is_each") & (pl.col("aggregation") == "sum")).then(
        pl.col("expected_areas")
    )
    return pl.when(~is_additive & is_here).then(pl.col("promised_value") * each.fill_null(1))


def _planned(month: date) -> pl.Expr:
    gone = pl.col("indicator_code").replace_strict(
        promises.way_gone(month), default=None, return_dtype=pl.Float64
    )
    first, target = pl.col("baseline_value"), pl.col("target_value")
    periods = pl.col("cycle").replace_strict(
        promises.flow_shares(month), return_dtype=pl.Float64
    )
    return (
        pl.when(pl.col("measure") == "flow")
        .then(target * periods)
        .when(pl.col("is_held") | (pl.col("due_date") <= month))
        .then(target)
        .otherwise(first + (target - first) * gone)
    )
