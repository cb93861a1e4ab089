"""Lights: how a figure stands against what was planned by now."""

import polars as pl

from data.catalogue import settings

# Just under green: as good as a light may get when something else speaks against it.
ALMOST = 0.9499


def performance() -> pl.Expr:
    """How much was achieved of what was planned by now; 1.0 is on plan, null can't be said.

    By kind of promise (METHODS 3): cumulative figures, event counts and dated levels are
    measured from the baseline (the spi); what is due from the start, and what started at its
    target, against the target; a floor is met or not, and 0 must be passed, not reached; a flow
    against the periods of the year that have ended, and a flow to be avoided at 0.
    """
    actual, target, planned = (
        pl.col("actual_value"),
        pl.col("target_value"),
        pl.col("planned_value"),
    )
    against_target = pl.when(target > 0).then(actual / target)
    floor = (
        pl.when(target == 0)
        .then((actual > 0).cast(pl.Float64))
        .when(actual >= target)
        .then(1.0)
        .otherwise(against_target.clip(upper_bound=ALMOST))
    )
    flow = (
        pl.when(target == 0)
        .then((actual == 0).cast(pl.Float64))
        .when(planned > 0)
        .then(actual / planned)
    )
    started_there = pl.col("baseline_value") == target
    return (
        pl.when(pl.col("is_floor"))
        .then(floor)
        .when(pl.col("measure") == "flow")
        .then(flow)
        .when(pl.col("is_continuous") | (started_there & (pl.col("measure") == "level")))
        .then(
            pl.when(pl.col("sign") > 0)
            .then(against_target)
            .otherwise((actual <= target).cast(pl.Float64))
        )
        .otherwise(_against_plan())
    )


def colour(performance: pl.Expr, *, is_soft: pl.Expr | None = None) -> pl.Expr:
    """Green, yellow, (orange) or red for a performance; soft promises are never red.

    Thresholds are settings: green from 0.95, yellow from 0.80 (METHODS 3).
    """
    limits = settings()
    soft = pl.col("strength") == "soft" if is_soft is None else is_soft
    low = pl.when(soft).then(pl.lit("orange")).otherwise(pl.lit("red"))
    rounded = performance.round(9)
    below = low
    if limits.light_orange is not None:
        below = pl.when(rounded >= limits.light_orange).then(pl.lit("orange")).otherwise(low)
    return (
        pl.when(rounded >= limits.light_green)
        .then(pl.lit("green"))
        .when(rounded >= limits.light_yellow)
        .then(pl.lit("yellow"))
        .otherwise(below)
    )


def capped(performance: pl.Expr) -> pl.Expr:
    """Performance, at best just under green where something speaks against green.

    A fall since a year ago does when it is larger than the tolerance of the settings, as a
    share of the promised change; flows start anew each year and can't fall. So does a target
    whose date has passed while it is still missed: nothing overdue is green.
    """
    promised = (pl.col("target_value") - pl.col("baseline_value")).abs()
    fall = (pl.col("year_ago_value") - pl.col("actual_value")) * pl.col("sign")
    fell = (fall > settings().fall_tolerance * promised) & (pl.col("measure") != "flow")
    speaks_against = fell.fill_null(False) | pl.col("is_overdue").fill_null(False)
    return (
        pl.when(speaks_against)
        .then(performance.clip(upper_bound=ALMOST))
        .otherwise(performance)
    )


def reason() -> pl.Expr:
    """Why a light is grey, or ``provisional`` in the first year; else null.

    Order: no task here; nothing due yet; nothing reported; no figure in the policy; a county
    that applied and waits for approval; nothing planned by now.
    """
    waits = (
        (pl.col("certification") == "county")
        & (pl.col("measure") == "event")
        & (pl.col("reported_value") > pl.col("certified_value").fill_null(0.0))
        & (pl.col("reported_value") >= pl.col("planned_value"))
    )
    return (
        pl.when(pl.col("cycle_state") == "no_task")
        .then(pl.lit("no_task"))
        .when(pl.col("actual_value").is_null() & (pl.col("cycle_state") == "not_due"))
        .then(pl.lit("not_due"))
        .when(pl.col("actual_value").is_null())
        .then(pl.lit("not_reported"))
        .when(pl.col("target_value").is_null())
        .then(pl.lit("no_target"))
        .when(waits)
        .then(pl.lit("awaiting_approval"))
        .when(pl.col("performance").is_null() & pl.col("planned_value").is_null())
        .then(pl.lit("no_baseline"))
        .when(pl.col("performance").is_null())
        .then(pl.lit("not_due"))
        .when(pl.col("is_first_year"))
        .then(pl.lit("provisional"))
    )


def _against_plan() -> pl.Expr:
    planned = pl.coalesce("adjusted_planned_value", "planned_value") - pl.col("baseline_value")
    achieved = pl.col("actual_value") - pl.col("baseline_value")
    return pl.when(planned != 0).then(achieved / planned)
