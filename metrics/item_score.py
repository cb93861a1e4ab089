"""What one item scores: how far of the promised way an area has come, from 0 to 100."""

from datetime import date

import polars as pl

from metrics import lights, promises
from metrics.calendar import closed_month
from metrics.pace import months_before

FULL = 100.0
# States in which an item counts: as what was reached, or as nothing.
DUE = ("scored", "not_reported")


def with_scores(rows: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The rows with ``state``, ``score``, ``planned_score`` and how the score moved.

    ::

        score = 100 * clip((x - baseline) / (target - baseline), 0, 1)

    Where no way was promised, because the target was reached at the start or the start isn't
    known, a level scores as what is to be kept: 100 at the target, else x / target (of falling
    ones target / x). A flow is held against the periods of the year that have ended; what is to
    stay at 0 scores 100 at 0, else 0. Due and not reported is 0. Source: docs/methods.md, 9.

    Args:
        rows: Rows of `metrics.progress.progress` with measure and sign, and month_ago_value
            (indicator's unit; null: nothing by then).
        as_of: The day the rows are of.

    Returns:
        The rows with ``state``: scored, not_reported, or why there is no score: no_task,
        no_target, not_due, awaiting_approval, no_baseline; ``score`` (null unless due);
        ``planned_score``, what the plan asks for by now; and ``score_change_month`` and
        ``score_change_year``, points of the item since last month and a year ago on the way to
        today's target (null without a value on either day; a flow starts anew in January).
    """
    month = closed_month(as_of)
    before = pl.col("cycle").replace_strict(
        promises.flow_shares(months_before(month, 1)), return_dtype=pl.Float64
    )
    starts_anew = (pl.col("measure") == "flow") & pl.lit(month.month == 1)
    planned = pl.col("planned_value")
    rows = rows.with_columns(
        state=_state(),
        now=_points(pl.col("actual_value"), planned),
        year_ago=_points(pl.col("year_ago_value"), planned),
        month_ago=pl.when(~starts_anew).then(
            _points(pl.col("month_ago_value"), pl.col("target_value") * before)
        ),
    )
    is_scored = pl.col("state") == "scored"
    return rows.with_columns(
        score=pl.when(is_scored).then("now").when(pl.col("state") == "not_reported").then(0.0),
        planned_score=pl.when(pl.col("state").is_in(DUE)).then(_planned_points()),
        score_change_month=pl.when(is_scored).then(pl.col("now") - pl.col("month_ago")),
        score_change_year=pl.when(is_scored).then(pl.col("now") - pl.col("year_ago")),
    ).drop("now", "month_ago", "year_ago")


def _state() -> pl.Expr:
    reason = pl.col("light_reason")
    return (
        pl.when(pl.col("cycle_state") == "no_task")
        .then(pl.lit("no_task"))
        .when(pl.col("target_value").is_null())
        .then(pl.lit("no_target"))
        .when(reason.is_not_null() & (reason != "provisional"))
        .then(reason)
        .otherwise(pl.lit("scored"))
    )


def _is_way() -> pl.Expr:
    """Whether a change was promised, in the right direction, that can be measured."""
    change = pl.col("target_value") - pl.col("baseline_value")
    return (pl.col("measure") != "flow") & (change * pl.col("sign") > 0)


def _points(value: pl.Expr, flow_planned: pl.Expr) -> pl.Expr:
    target, first = pl.col("target_value"), pl.col("baseline_value")
    flow = (
        pl.when(target == 0)
        .then((value == 0).cast(pl.Float64))
        .when(flow_planned > 0)
        .then(value / flow_planned)
    )
    share = (
        pl.when(pl.col("measure") == "flow")
        .then(flow)
        .when(_is_way())
        .then((value - first) / (target - first))
        .otherwise(lights.kept(value))
    )
    return pl.when(value.is_not_null()).then(FULL * share.clip(0, 1))


def _planned_points() -> pl.Expr:
    planned, first = pl.col("planned_value"), pl.col("baseline_value")
    way = (planned - first) / (pl.col("target_value") - first)
    return FULL * pl.when(_is_way()).then(way.clip(0, 1)).otherwise(1.0)
