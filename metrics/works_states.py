"""How far a project has come on a month end, and whether it is late."""

import polars as pl

from data.catalogue import settings


def state(month: pl.Expr) -> pl.Expr:
    """How far a project has come on a month end, a code of works.yml."""
    is_preparing = pl.col("is_preparing").fill_null(False) & (pl.col("period") <= month)
    return (
        pl.when(has("accepted_on", month))
        .then(pl.lit("accepted"))
        .when(has("finished_on", month))
        .then(pl.lit("complete"))
        .when(has("started_on", month) & is_winter(month))
        .then(pl.lit("winter_stop"))
        .when(has("started_on", month))
        .then(pl.lit("under_way"))
        .when((pl.col("start_due_on") < month).fill_null(False))
        .then(pl.lit("not_started"))
        .when(is_preparing)
        .then(pl.lit("preparing"))
        .otherwise(pl.lit("planned"))
    )


def is_late(month: pl.Expr) -> pl.Expr:
    """Whether a day by which a project was to have come further has passed on a month end."""
    return ~has("finished_on", month) & (late_since(month) < month).fill_null(False)


def late_since(month: pl.Expr) -> pl.Expr:
    """The day that counts: the start while a project isn't started, then the finish."""
    return pl.when(has("started_on", month)).then("due_on").otherwise("start_due_on")


def has(step: str, month: pl.Expr) -> pl.Expr:
    """Whether a step was taken by a month end."""
    return (pl.col(step) <= month).fill_null(False)


def is_winter(month: pl.Expr) -> pl.Expr:
    """Whether works stand still in a month without being late for it."""
    return month.dt.month().is_in(settings().winter_stop_months)
