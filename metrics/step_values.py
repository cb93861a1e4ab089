"""What the areas of a step have reported, added up."""

import polars as pl

from data.catalogue import indicators

VALUES = ["reported_value", "checked_value", "certified_value"]
COUNTS = ["expected_areas", "valued_areas", "current_areas"]


def added(actual: pl.DataFrame, places: pl.DataFrame, *, by: list[str]) -> pl.DataFrame:
    """Values of areas added up; shares are divided after adding.

    Args:
        actual: One row per area and indicator: `VALUES`, `COUNTS`, numerator, denominator.
        places: One row per area that counts: area_code and ``by``.
        by: Columns of ``places`` to keep apart.

    Returns:
        One row per ``by`` and indicator: the columns of ``actual``. A sum of nothing reported
        is null; so is what was checked and certified of a share, whose parts aren't known.
    """
    numbers = [*VALUES, "numerator", "denominator"]
    factors = {
        code: entry.factor
        for code, entry in indicators().items()
        if entry.aggregation == "share"
    }
    factor = pl.col("indicator_code").replace_strict(
        factors, default=None, return_dtype=pl.Float64
    )
    is_share = factor.is_not_null()
    share = pl.when(pl.col("denominator") > 0).then(
        factor * pl.col("numerator") / pl.col("denominator")
    )
    return (
        actual.join(places.select("area_code", *by), on="area_code")
        .group_by(*by, "indicator_code")
        .agg(
            *(
                pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum())
                for name in numbers
            ),
            pl.col(COUNTS).sum(),
        )
        .with_columns(reported_value=pl.when(is_share).then(share).otherwise("reported_value"))
        .with_columns(pl.when(~is_share).then(pl.col(name)).alias(name) for name in VALUES[1:])
    )
