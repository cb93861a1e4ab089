"""Returns that were wrong at first and corrected weeks later under a document number."""

import polars as pl

from data.sample.arrivals import MONTHLY
from data.sample.assumptions import assumption
from data.sample.chance import generator
from data.sample.world import World

VILLAGES_WRONG = 8
SMALLEST_VALUE = 6


def with_errors(world: World, sent: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows as first sent, and the corrections.

    Args:
        world: The simulated programme.
        sent: Observation rows with sender, kind and month.

    Returns:
        ``sent`` with a few values too high, and one row with the right value for each of them.
    """
    wrong = [
        _wrong(world, sent, county, month, indicator)
        for county, month, indicator in assumption("returns")["corrected"]
        if month <= world.calendar.through
    ]
    if not wrong:
        return sent, sent.clear()
    key = ["area_code", "indicator_code", "period", "verification"]
    errors = pl.concat(wrong)
    corrections = sent.join(errors.select(key), on=key, how="semi", maintain_order="left")
    first = sent.join(errors, on=key, how="left", maintain_order="left").with_columns(
        obs_value=pl.col("obs_value") + pl.col("error").fill_null(0.0)
    )
    return first.drop("error"), corrections


def _wrong(
    world: World, sent: pl.DataFrame, county: str, month: object, indicator: str
) -> pl.DataFrame:
    """A few rows of one return, and by how much each is too high at first."""
    rows = sent.filter(
        pl.col("sender") == county,
        pl.col("kind") == MONTHLY,
        pl.col("month") == month,
        pl.col("indicator_code") == indicator,
        pl.col("verification") == "reported",
        pl.col("obs_value") >= SMALLEST_VALUE,
    )
    chance = generator(world.seed, f"correction {county} {month} {indicator}")
    picked = chance.permutation(rows.height)[:VILLAGES_WRONG]
    return (
        rows[picked]
        .select("area_code", "indicator_code", "period", "verification")
        .with_columns(error=pl.Series(chance.integers(3, 15, picked.size).astype("f8")))
    )
