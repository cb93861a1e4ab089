"""Figures held against plan and target: rates, gaps and lights."""

from datetime import date

import polars as pl

from metrics import lights
from metrics.calendar import closed_month

KEY = ["area_code", "indicator_code"]


def judged(rows: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The rows with rates, gaps, is_overdue, light, light_reason and light_basis.

    Reads actual, baseline, target and planned values, year_ago_value, adjusted_planned_value,
    cycle_state, is_first_year and the columns of `metrics.promises.measures`.
    """
    actual, planned = pl.col("actual_value"), pl.col("planned_value")
    first, target = pl.col("baseline_value"), pl.col("target_value")
    change = target - first
    lag = (planned - actual) * pl.col("sign")
    by_plan = pl.col("measure").is_in(["cumulative", "event"]) | (
        (pl.col("measure") == "level")
        & (pl.col("target_kind") != "floor")
        & ~pl.col("is_continuous")
    )
    return (
        rows.with_columns(
            attainment_rate=pl.when(change != 0).then((actual - first) / change),
            spi=pl.when(by_plan & (planned != first)).then(
                (actual - first) / (planned - first)
            ),
            lag=lag,
            short_by=lag.clip(lower_bound=0),
            points_behind=pl.when(change != 0).then((planned - actual) / change),
            is_overdue=(pl.col("target_date") <= closed_month(as_of))
            & ((target - actual.fill_null(first)) * pl.col("sign") > 0),
        )
        .with_columns(
            performance=lights.capped(lights.performance()),
        )
        .with_columns(light_reason=lights.reason(), light_basis="indicator_code")
        .with_columns(
            light=pl.when(
                pl.col("light_reason").is_null() | (pl.col("light_reason") == "provisional")
            )
            .then(lights.colour(pl.col("performance")))
            .otherwise(pl.lit("grey"))
        )
    )


def by_ready(rows: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Inside a year official exits stand still, so people who are ready carry the light.

    From the target date on, and at year ends, the official figure does (OFFICE 1.3).
    """
    month = closed_month(as_of)
    if month.month == 12:
        return rows
    ready = rows.filter(pl.col("indicator_code") == "people_ready").select(
        "area_code",
        ready_light="light",
        ready_reason="light_reason",
        indicator_code=pl.lit("people_lifted"),
    )
    within = pl.col("ready_light").is_not_null() & (pl.col("target_date") > month)
    return rows.join(ready, on=KEY, how="left", maintain_order="left").with_columns(
        light=pl.when(within).then("ready_light").otherwise("light"),
        light_reason=pl.when(within).then("ready_reason").otherwise("light_reason"),
        light_basis=pl.when(within).then(pl.lit("people_ready")).otherwise("light_basis"),
    )
