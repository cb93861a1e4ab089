"""Corrections with a document number: what they took off since a year ago is not a fall."""

import polars as pl

from data.catalogue import indicators
from metrics import plan
from metrics.frames import require

KEY = ["area_code", "indicator_code"]
SCHEMA = {"area_code": pl.String, "indicator_code": pl.String, "corrected_by": pl.Float64}


def corrected_by(
    corrections: pl.DataFrame | None, areas: pl.DataFrame, *, level: str
) -> pl.DataFrame:
    """By how much documents made the values of the areas of a level worse.

    Sums of what lies in them; shares aren't sums, so those are kept at the level at which they
    are reported alone.

    Args:
        corrections: One row per area and indicator: lowered_by and raised_by (indicator's
            unit); null is none at all.
        areas: One row per area: area_code, area_level, township_code, county_code.
        level: Level whose areas get rows.

    Returns:
        One row per area and indicator with a correction: area_code, indicator_code,
        corrected_by (indicator's unit, never negative).

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    nothing = pl.DataFrame(schema=SCHEMA)
    if corrections is None:
        return nothing
    require(corrections, "corrections", *KEY, "lowered_by", "raised_by")
    if corrections.is_empty():
        return nothing
    known = indicators()
    kept = [
        code
        for code, entry in known.items()
        if entry.level == level or entry.aggregation == "sum"
    ]
    falling = [code for code, entry in known.items() if entry.direction == "down"]
    worse = (
        pl.when(pl.col("indicator_code").is_in(falling))
        .then("raised_by")
        .otherwise("lowered_by")
    )
    places = areas.select("area_code", parent_code=plan.ancestor(level))
    return (
        corrections.filter(pl.col("indicator_code").is_in(kept))
        .join(places.filter(pl.col("parent_code").is_not_null()), on="area_code")
        .group_by("indicator_code", area_code="parent_code")
        .agg(corrected_by=worse.sum())
        .select(*SCHEMA)
    )
