"""What would move a county's score most, and the villages that hold it back."""

import polars as pl

from data.catalogue import indicators, settings
from metrics.frames import require

COLUMNS = ["area_code", "place", "indicator_code", "score", "gain", "village_count", "villages"]
VILLAGES = pl.List(
    pl.Struct({"area_code": pl.String, "area_name": pl.String, "missing_value": pl.Float64})
)
_HELD = pl.Schema(
    {
        **dict.fromkeys(("area_code", "indicator_code"), pl.String()),
        "village_count": pl.Int64(),
        "villages": VILLAGES,
    }
)


def largest(items: pl.DataFrame) -> pl.DataFrame:
    """The items with the largest reachable gain in each county, three by default.

    Args:
        items: Result of `metrics.score_items.items`: gain is what the total would rise by if
            the item reached its target.

    Returns:
        One row per county and item: area_code, place (1 is the largest), indicator_code, score,
        gain (points of the total, above 0).

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(items, "items", "area_code", "indicator_code", "score", "gain")
    return (
        items.filter(pl.col("gain") > 0)
        .sort("area_code", "gain", descending=[False, True], maintain_order=True)
        .with_columns(place=pl.int_range(1, pl.len() + 1).over("area_code"))
        .filter(pl.col("place") <= settings().scorecard.gain_items)
        .select("area_code", "place", "indicator_code", "score", "gain")
    )


def village_indicators(rows: pl.DataFrame) -> list[str]:
    """Indicators of `largest` that villages report: those `gains` needs village progress of."""
    codes = rows["indicator_code"].unique(maintain_order=True)
    return [code for code in codes if indicators()[code].level == "village"]


def gains(
    items: pl.DataFrame, villages: pl.DataFrame | None, areas: pl.DataFrame
) -> pl.DataFrame:
    """The items of `largest` with the villages where most is missing.

    ::

        missing = target - value            of sums, value - target of falling ones
        missing = target / factor * denominator - numerator             of shares

    Args:
        items: Result of `metrics.score_items.items`.
        villages: Result of `metrics.progress.progress` for villages, for at least the
            `village_indicators`; null where there are none.
        areas: One row per area: area_code and county_code.

    Returns:
        One row per county and item: `COLUMNS`. village_count: villages in which something is
        missing (null: not reported by villages); villages: the first five of them by default,
        as area_code, area_name and missing_value (what the indicator counts, such as people or
        households; null: the village is silent, they stand last).

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(areas, "areas", "area_code", "county_code")
    chosen = largest(items)
    held = pl.DataFrame(schema=_HELD) if villages is None else _held(chosen, villages, areas)
    is_by_village = pl.col("indicator_code").is_in(village_indicators(chosen))
    return (
        chosen.join(held, on=["area_code", "indicator_code"], how="left", maintain_order="left")
        .with_columns(
            village_count=pl.when(is_by_village).then(pl.coalesce("village_count", pl.lit(0))),
            villages=pl.coalesce("villages", pl.lit([], VILLAGES)),
        )
        .select(COLUMNS)
    )


def _held(chosen: pl.DataFrame, villages: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """The villages of each county and chosen item in which something is missing."""
    require(villages, "villages", "area_code", "area_name", "indicator_code", "cycle_state")
    return (
        villages.join(areas.select("area_code", "county_code"), on="area_code")
        .join(
            chosen.select("indicator_code", county_code="area_code"),
            on=["indicator_code", "county_code"],
            how="semi",
        )
        .with_columns(missing_value=_missing())
        .filter((pl.col("missing_value") > 0) | (pl.col("cycle_state") == "not_reported"))
        .sort("missing_value", "area_code", descending=[True, False], nulls_last=True)
        .group_by("indicator_code", area_code="county_code", maintain_order=True)
        .agg(
            village_count=pl.len().cast(pl.Int64),
            villages=pl.struct("area_code", "area_name", "missing_value").head(
                settings().scorecard.gain_villages
            ),
        )
    )


def _missing() -> pl.Expr:
    known = indicators()
    factors = {
        code: entry.factor for code, entry in known.items() if entry.aggregation == "share"
    }
    falling = [code for code, entry in known.items() if entry.direction == "down"]
    factor = pl.col("indicator_code").replace_strict(
        factors, default=None, return_dtype=pl.Float64
    )
    gap = pl.col("target_value") - pl.col("actual_value")
    return (
        pl.when(factor.is_not_null())
        .then(pl.col("target_value") / factor * pl.col("denominator") - pl.col("numerator"))
        .when(pl.col("indicator_code").is_in(falling))
        .then(-gap)
        .otherwise(gap)
    )
