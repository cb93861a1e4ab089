"""Lights: how a figure stands against what was planned by now."""

import polars as pl

from data.catalogue import programme, settings


def performance() -> pl.Expr:
    """How much was achieved of what was planned by now; 1.0 is on plan, null can't be said.

    By kind of promise (docs/methods.md, 3): what is to be reached, so cumulative figures, event
    counts and dated levels, against the plan from the baseline on (the spi); a level that is to
    be kept against its target; a flow against the periods of the year that have ended; and a
    flow to be avoided is at 0 or not.
    """
    actual, target = pl.col("actual_value"), pl.col("target_value")
    planned, first = pl.col("planned_value"), pl.col("baseline_value")
    flow = (
        pl.when(target == 0)
        .then((actual == 0).cast(pl.Float64))
        .when(planned > 0)
        .then(actual / planned)
    )
    whole = pl.coalesce("adjusted_planned_value", "planned_value") - first
    has_no_start = (pl.col("measure") == "level") & first.is_null() & planned.is_not_null()
    return (
        pl.when(pl.col("measure") == "flow")
        .then(flow)
        .when(pl.col("is_held") | has_no_start)
        .then(kept(pl.col("actual_value")))
        .when(whole != 0)
        .then((actual - first) / whole)
    )


def colour(performance: pl.Expr, *, is_soft: pl.Expr, at_best_yellow: pl.Expr) -> pl.Expr:
    """Green, yellow, (orange) or red for a performance; soft promises are never red.

    Thresholds are settings: green from 0.95, yellow from 0.80 (docs/methods.md, 3).
    """
    limits = settings()
    low = pl.when(is_soft.fill_null(False)).then(pl.lit("orange")).otherwise(pl.lit("red"))
    # Sums of decimals: 0.95 of a plan may come out as 0.9499999999.
    rounded = performance.round(9)
    below = low
    if limits.light_orange is not None:
        below = pl.when(rounded >= limits.light_orange).then(pl.lit("orange")).otherwise(low)
    return (
        pl.when((rounded >= limits.light_green) & ~at_best_yellow.fill_null(False))
        .then(pl.lit("green"))
        .when(rounded >= limits.light_yellow)
        .then(pl.lit("yellow"))
        .otherwise(below)
    )


def at_best_yellow() -> pl.Expr:
    """Whether something speaks against green: a fall, a floor not kept, a date that has passed.

    A fall since a year ago counts when it is larger than the tolerance of the settings, as a
    share of the promised change (of the target where no change was promised), after what
    corrections with a document number took off. Flows start anew each year and can't fall.
    Nothing overdue is green (docs/decisions).
    """
    target, actual = pl.col("target_value"), pl.col("actual_value")
    change = (target - pl.col("baseline_value")).abs()
    promised = pl.when(change > 0).then(change).otherwise(target.abs())
    sign = pl.col("sign")
    fall = (pl.col("year_ago_value") - actual) * sign
    unexplained = pl.coalesce(fall - pl.col("corrected_by"), fall)
    fell = (unexplained > settings().fall_tolerance * promised) & (pl.col("measure") != "flow")
    is_missed_floor = (pl.col("target_kind") == "floor") & pl.col("is_held") & (actual < target)
    return fell.fill_null(False) | is_missed_floor.fill_null(False) | pl.col("is_overdue")


def reason() -> pl.Expr:
    """Why a light is grey, or ``provisional`` in the first year; else null.

    Order: no task here; nothing due yet, be it that only the value of the start is known;
    nothing reported; no figure in the policy; a county that applied and waits for approval; no
    value on the baseline date; nothing planned by now, or less than can be counted.
    """
    is_of_the_start = pl.col("latest_period") <= programme().baseline_date
    waits = (
        (pl.col("certification") == "county")
        & (pl.col("measure") == "event")
        & (pl.col("reported_value") > pl.col("certified_value").fill_null(0.0))
        & (pl.col("reported_value") >= pl.col("planned_value"))
    )
    return (
        pl.when(pl.col("cycle_state") == "no_task")
        .then(pl.lit("no_task"))
        .when(
            (pl.col("actual_value").is_null() | is_of_the_start)
            & (pl.col("cycle_state") == "not_due")
        )
        .then(pl.lit("not_due"))
        .when(pl.col("actual_value").is_null())
        .then(pl.lit("not_reported"))
        .when(pl.col("target_value").is_null())
        .then(pl.lit("no_target"))
        .when(waits)
        .then(pl.lit("awaiting_approval"))
        .when(pl.col("performance").is_null() & pl.col("planned_value").is_null())
        .then(pl.lit("no_baseline"))
        .when(pl.col("performance").is_null() | _is_below_one())
        .then(pl.lit("not_due"))
        .when(pl.col("is_first_year"))
        .then(pl.lit("provisional"))
    )


def _is_below_one() -> pl.Expr:
    """Whether the plan asks for less than one thing more, and nothing was lost.

    A share of 12 counties moves by 1/12; while it is to move by less, nobody who stands still
    has missed anything.
    """
    first, sign = pl.col("baseline_value"), pl.col("sign")
    asked = (pl.coalesce("adjusted_planned_value", "planned_value") - first).abs()
    one = (
        pl.when(pl.col("aggregation") == "share")
        .then(pl.col("factor") / pl.col("denominator"))
        .otherwise(1.0)
    )
    is_still = ((pl.col("actual_value") - first) * sign >= 0) & (pl.col("performance") < 1)
    is_on_its_way = ~pl.col("is_held") & ~pl.col("is_overdue") & (pl.col("measure") != "flow")
    return ((asked < one) & is_still & is_on_its_way).fill_null(False)


def kept(actual: pl.Expr) -> pl.Expr:
    """A level against its target; a target of 0 from below must be passed, not reached."""
    target = pl.col("target_value")
    up = (
        pl.when(target == 0)
        .then((actual > 0).cast(pl.Float64))
        .otherwise(pl.when(actual >= target).then(1.0).otherwise(actual / target))
    )
    down = (
        pl.when(actual <= target)
        .then(1.0)
        .otherwise(pl.when(target > 0).then(target / actual).otherwise(0.0))
    )
    return pl.when(pl.col("sign") > 0).then(up).otherwise(down)
