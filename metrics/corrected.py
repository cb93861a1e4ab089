"""Corrections with a document number: what they took off since a year ago is not a fall."""

import polars as pl

from data.catalogue import indicators
from metrics import plan

KEY = ["area_code", "indicator_code"]
SCHEMA = {"area_code": pl.String, "indicator_code": pl.String, "corrected_by": pl.Float64}


def corrected_by(
    corrections: pl.DataFrame | None, areas: pl.DataFrame, *, level: str
) -> pl.DataFrame:
    """What documents took off the values of the areas of a level: sums of what lies in them.

    Shares aren't sums: those are kept at the level at which they are reported alone.

    Returns:
        One row per area and indicator with a correction: area_code, indicator_code,
        corrected_by (indicator's unit).
    """
    if corrections is None:
        return pl.DataFrame(schema=SCHEMA)
    own = [code for code, entry in indicators().items() if entry.level == level]
    sums = [code for code, entry in indicators().items() if entry.aggregation == "sum"]
    places = areas.select("area_code", parent_code=plan.ancestor(level))
    return (
        corrections.filter(pl.col("indicator_code").is_in({*own, *sums}))
        .join(places.filter(pl.col("parent_code").is_not_null()), on="area_code")
        .group_by("indicator_code", area_code="parent_code")
        .agg(pl.col("corrected_by").sum())
        .select(*SCHEMA)
    )
