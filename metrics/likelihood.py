"""Words for the chance that a target is reached in time."""

import polars as pl

from data.catalogue import settings


def likelihood(chance: str = "chance") -> pl.Expr:
    """Code of the word for a chance: likely, even or unlikely by the settings, or null."""
    value, limits = pl.col(chance), settings()
    return (
        pl.when(value > limits.chance_likely_above)
        .then(pl.lit("likely"))
        .when(value < limits.chance_unlikely_below)
        .then(pl.lit("unlikely"))
        .when(value.is_not_null())
        .then(pl.lit("even"))
        .alias("likelihood")
    )
