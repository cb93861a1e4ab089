"""Figures held against plan and target: rates, gaps and lights."""

from datetime import date

import polars as pl

from metrics import lights
from metrics.calendar import closed_month


def judged(rows: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The rows with rates, gaps, is_overdue, light, light_reason and light_basis.

    Reads actual, baseline, target and planned values, adjusted_planned_value, year_ago_value,
    corrected_by, latest_period, denominator, is_held, cycle_state, is_first_year,
    expected_areas and the columns of `metrics.promises.measures`.
    """
    actual, planned = pl.col("actual_value"), pl.col("planned_value")
    first, target = pl.col("baseline_value"), pl.col("target_value")
    lag = (planned - actual) * pl.col("sign")
    # A level that was past its target at the start promised no change to measure.
    change = pl.when(
        (target != first)
        & ((pl.col("measure") != "level") | ((target - first) * pl.col("sign") > 0))
    ).then(target - first)
    is_reached_by_plan = (pl.col("measure") != "flow") & ~pl.col("is_held")
    # One village or county passes or doesn't: a part of its plan measures nothing.
    is_part = (
        (pl.col("measure") == "event") & (pl.col("expected_areas") <= 1) & (planned < target)
    ).fill_null(False)
    rows = rows.with_columns(
        attainment_rate=(actual - first) / change,
        spi=pl.when(is_reached_by_plan & ~is_part & (planned != first)).then(
            (actual - first) / (planned - first)
        ),
        lag=lag,
        short_by=lag.clip(lower_bound=0),
        points_behind=(planned - actual) / change,
        performance=pl.when(~is_part).then(lights.performance()),
    ).with_columns(is_overdue=_is_overdue(closed_month(as_of)))
    rows = rows.with_columns(light_reason=lights.reason(), light_basis="indicator_code")
    colour = lights.colour(
        pl.col("performance"),
        is_soft=pl.col("strength") == "soft",
        at_best_yellow=lights.at_best_yellow(),
    )
    is_lit = pl.col("light_reason").is_null() | (pl.col("light_reason") == "provisional")
    return rows.with_columns(light=pl.when(is_lit).then(colour).otherwise(pl.lit("grey")))


def _is_overdue(month: date) -> pl.Expr:
    """The date has passed, and what was to be reached then wasn't, or nobody said so.

    After an adjustment was approved that is the adjusted whole: a promise changed by document
    isn't missed for ever.
    """
    reached = pl.col("actual_value").fill_null(pl.col("baseline_value"))
    is_short = (pl.col("target_value") - reached) * pl.col("sign") > 0
    is_missed = pl.coalesce(pl.col("performance").round(9) < 1, is_short)
    return ((pl.col("target_date") <= month) & is_missed).fill_null(False)


def by_ready(rows: pl.DataFrame, keys: list[str], *, as_of: date) -> pl.DataFrame:
    """Inside a year official exits stand still, so people who are ready carry the light.

    At year ends, and from the target date on, the official figure does (docs/methods.md, 3).

    Args:
        rows: Result of `judged`, with rows of people_ready beside those of people_lifted.
        keys: Columns that tell places apart.
        as_of: Day of the look.
    """
    month = closed_month(as_of)
    if month.month == 12:
        return rows
    is_told = (pl.col("indicator_code") == "people_ready") & (pl.col("expected_areas") > 0)
    ready = rows.filter(is_told).select(
        *keys,
        indicator_code=pl.lit("people_lifted"),
        ready_light="light",
        ready_reason="light_reason",
    )
    is_within = pl.col("ready_light").is_not_null() & (pl.col("target_date") > month)
    return (
        rows.join(ready, on=[*keys, "indicator_code"], how="left", maintain_order="left")
        .with_columns(
            light=pl.when(is_within).then("ready_light").otherwise("light"),
            light_reason=pl.when(is_within).then("ready_reason").otherwise("light_reason"),
            light_basis=pl.when(is_within)
            .then(pl.lit("people_ready"))
            .otherwise("light_basis"),
        )
        .drop("ready_light", "ready_reason")
    )
