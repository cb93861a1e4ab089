"""The county scorecard: score and places of every county with a task, inside its group."""

from datetime import date

import polars as pl

from data.catalogue import settings
from metrics import item_score, score_kinds, score_places
from metrics.assessment import assessment_year
from metrics.frames import require
from metrics.peers import GROUPS
from metrics.vetoes import county_states

AREA_SCORES = [f"{area}_score" for area in score_kinds.ORDER]
COLUMNS = [
    *("area_code", "group", "assessment_year", "score", "planned_score"),
    *("score_change_month", "score_change_year", *AREA_SCORES, "gross_score"),
    *(
        "deducted_points",
        "reported_items",
        "due_items",
        "rank_low",
        "rank_high",
        "rank",
        "band",
    ),
    *("group_size", "ranked_size", "veto_state"),
]


def scorecard(
    items: pl.DataFrame,
    vetoes: pl.DataFrame,
    deductions: pl.DataFrame,
    areas: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Score, areas of assessment, deductions, places and band of every county with a task.

    ::

        gross score = sum of weight * item score
        score       = gross score - deducted points, from 0 to 100

    A county that reported less than 80 % of its due items has no score, place or band. Who is
    vetoed has a score and keeps its places, but no rank and no band. Source:
    docs/methods.md, 9.

    Args:
        items: Result of `metrics.score_items.items`.
        vetoes: Result of `metrics.vetoes.vetoes`.
        deductions: One row per decision: area_code, year, points (positive ones are taken off),
            decided_on.
        areas: One row per area: area_code, area_level and group.
        as_of: Day of the look.

    Returns:
        One row per county with a task, in area order: `COLUMNS`. Scores are points of 100:
        planned_score is what the plan asks for by now; score_change_month and score_change_year
        are of the items with a value on both days, at today's weights; effect_score and the
        others are means of the due items of an area of assessment (null without any; works are
        in no sum). reported_items and due_items are those of the score. rank_low and rank_high
        are the rank interval; rank is null where it is too wide to say; band is band1 or a span
        such as band1-band2 (null: no score, vetoed, or fewer than three to compare). group_size
        are the counties of the group, ranked_size those with a score; veto_state as in
        `metrics.vetoes`.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(items, "items", "area_code", "assessment_area", "state", "score", "weight")
    require(deductions, "deductions", "area_code", "year", "points", "decided_on")
    counties = areas.filter(
        pl.col("area_level") == "county", pl.col("group").is_in(GROUPS)
    ).select("area_code", "group")
    rows = counties.with_columns(assessment_year=pl.lit(assessment_year(as_of)))
    for more in (
        _totals(items),
        _area_scores(items),
        county_states(vetoes),
        deducted(deductions, as_of=as_of)
        .group_by("area_code")
        .agg(deducted_points=pl.col("points").sum()),
    ):
        rows = rows.join(more, on="area_code", how="left", maintain_order="left")
    rows = rows.with_columns(
        # Of a county without decisions nothing is deducted, of one without items none is due.
        pl.col("deducted_points").fill_null(0.0),
        *(pl.col(name).fill_null(pl.lit(0)) for name in ("reported_items", "due_items")),
        group_size=pl.len().over("group"),
    )
    is_known = pl.col("reported_items") >= (
        settings().scorecard.reported_share * pl.col("due_items")
    )
    score = (pl.col("gross_score") - pl.col("deducted_points")).clip(0, item_score.FULL)
    rows = rows.with_columns(score=pl.when(is_known).then(score))
    return score_places.with_places(rows, items).select(COLUMNS)


def deducted(deductions: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The deductions of the open assessment that were decided by a day."""
    return deductions.filter(
        pl.col("year") == assessment_year(as_of), pl.col("decided_on") <= as_of
    )


def _totals(items: pl.DataFrame) -> pl.DataFrame:
    """Sums over the items that carry a weight."""
    weight = pl.col("weight")

    def sum_of(name: str) -> pl.Expr:
        known = pl.col(name).is_not_null()
        return pl.when(known.any()).then((weight * pl.col(name)).sum())

    return (
        items.filter(weight.is_not_null())
        .group_by("area_code")
        .agg(
            gross_score=sum_of("score"),
            planned_score=sum_of("planned_score"),
            score_change_month=sum_of("score_change_month"),
            score_change_year=sum_of("score_change_year"),
            reported_items=pl.col("is_reported").sum(),
            due_items=pl.len(),
        )
    )


def _area_scores(items: pl.DataFrame) -> pl.DataFrame:
    return items.group_by("area_code").agg(
        pl.col("score")
        .filter(pl.col("is_counted") & (pl.col("assessment_area") == area))
        .mean()
        .alias(f"{area}_score")
        for area in score_kinds.ORDER
    )
