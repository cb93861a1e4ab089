"""Places inside a group: the rank interval, the rank where it can be told, the band."""

import numpy as np
import polars as pl

from data.catalogue import settings
from metrics import item_score, rank_draws, score_kinds

THIRDS = 3


def with_places(rows: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """The rows with rank_low, rank_high, rank, band and ranked_size.

    The interval is that of `metrics.rank_draws.places`, and holds the place by score. A rank is
    given when the interval is at most `rank_places` wide and at most a third of the group;
    those level by score share one. The band is the third of the group the interval lies in, or
    the span of thirds; fewer than three have none. Who is vetoed takes a place and has neither.

    Args:
        rows: One row per county: area_code, group, score (null: takes no place),
            deducted_points and veto_state.
        items: Result of `metrics.score_items.items`.
    """
    ranked = rows.filter(pl.col("score").is_not_null())
    parts = [
        _intervals(members, items)
        for _, members in ranked.group_by("group", maintain_order=True)
    ]
    found = pl.concat([pl.DataFrame(schema=_SCHEMA), *parts])
    rows = rows.join(found, on="area_code", how="left", maintain_order="left").with_columns(
        ranked_size=pl.col("score").is_not_null().sum().over("group").cast(pl.Int64)
    )
    low, high, size = pl.col("rank_low"), pl.col("rank_high"), pl.col("ranked_size")
    by_score = pl.col("score").round(rank_draws.DIGITS).rank("min", descending=True)
    is_placed = (pl.col("veto_state") != "failed").fill_null(True)
    width = high - low + 1
    is_told = (width <= settings().scorecard.rank_places) & (THIRDS * width <= size)
    first, last = _third(low, size), _third(high, size)
    band = pl.when(first == last).then(first).otherwise(first + "-" + last)
    return rows.with_columns(
        rank=pl.when(is_placed & is_told).then(by_score.over("group").cast(pl.Int64)),
        band=pl.when(is_placed & (size >= THIRDS)).then(band),
    )


_SCHEMA = {"area_code": pl.String, "rank_low": pl.Int64, "rank_high": pl.Int64}


def _third(place: pl.Expr, size: pl.Expr) -> pl.Expr:
    """The third of the group in whose span the middle of a place lies."""
    return pl.lit("band") + (THIRDS * (2 * place - 1) // (2 * size) + 1).cast(pl.String)


def _intervals(members: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    # The ready may count in one county and the exits in another: one promise is one item.
    known = score_kinds.kinds().select("indicator_code", "promise", "assessment_area")
    weighted = items.filter(pl.col("weight").is_not_null()).join(
        known.select("indicator_code", "promise"), on="indicator_code"
    )
    grid = (
        members.select("area_code")
        .join(weighted, on="area_code")
        .pivot("promise", index="area_code", values="score")
    )
    grid = members.select("area_code").join(grid, on="area_code", how="left")
    areas = dict(known.select("promise", "assessment_area").iter_rows())
    codes = [code for code in areas if code in grid.columns]
    low, high = rank_draws.places(
        rank_draws.Scores(
            items=grid.select(codes).to_numpy().astype(float) / item_score.FULL,
            areas=[areas[code] for code in codes],
            weights=settings().scorecard.area_weights,
            deducted=members["deducted_points"].to_numpy() / item_score.FULL,
        )
    )
    by_score = members["score"].round(rank_draws.DIGITS).rank("min", descending=True).to_numpy()
    return pl.DataFrame(
        {
            "area_code": members["area_code"],
            "rank_low": np.minimum(low, by_score),
            "rank_high": np.maximum(high, by_score),
        },
        schema=_SCHEMA,
    )
