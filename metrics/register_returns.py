"""The register's people beside what villages returned for the same day."""

import polars as pl

from metrics.frames import require

RETURNED = {"people_lifted": "lifted", "poor_people_remaining": "still_poor"}


def with_returns(known: pl.DataFrame, returned: pl.DataFrame) -> pl.DataFrame:
    """Both figures of people out of poverty and still poor, and how far returns are from it.

    The register adds up households, a return is what a village says. They should agree at a
    year's end; where they don't, one of them needs checking, so neither is put in the place of
    the other.

    Args:
        known: Rows of `metrics.register.rates` for one year.
        returned: Reported values at that year's end: area_code, indicator_code, reported_value.

    Returns:
        ``known``, row for row, with returned_lifted and returned_still_poor, and
        lifted_difference and still_poor_difference (returned minus register), in persons; null
        where nothing was returned.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(known, "known", "area_code", "lifted_people", "still_poor_people")
    require(returned, "returned", "area_code", "indicator_code", "reported_value")
    for code, name in RETURNED.items():
        own = returned.filter(pl.col("indicator_code") == code).select(
            "area_code", pl.col("reported_value").alias(f"returned_{name}")
        )
        known = known.join(own, on="area_code", how="left", maintain_order="left").with_columns(
            (pl.col(f"returned_{name}") - pl.col(f"{name}_people")).alias(f"{name}_difference")
        )
    return known
