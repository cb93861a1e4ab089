"""The scorecard of earlier days beside each other, and what the county wrote about it."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from metrics.assessment import figures_day
from metrics.frames import require
from metrics.score_items import items
from metrics.scorecard import scorecard
from metrics.vetoes import vetoes

SHOWN = [
    *("area_code", "group", "assessment_year", "score", "planned_score", "rank_low"),
    *("rank_high", "band", "ranked_size", "deducted_points", "veto_state"),
]
RULE = "scorecard"
TOLD = [
    "year",
    "told_on",
    "replied_on",
    "reply",
    "promise",
    "decided_on",
    "decision",
    "document_no",
]


def history(
    looks: Mapping[date, pl.DataFrame],
    areas: pl.DataFrame,
    evaluations: pl.DataFrame,
    lifted: pl.DataFrame,
    deductions: pl.DataFrame,
) -> pl.DataFrame:
    """Score and band of each look, computed as they were: nothing later is in them.

    Args:
        looks: By day of the look, such as those of `metrics.assessment.assessment_days`: result
            of `metrics.progress.progress` for counties on its `metrics.assessment.figures_day`.
        areas: As for `metrics.scorecard.scorecard`; groups are those of now.
        evaluations: As for `metrics.vetoes.vetoes`.
        lifted: Likewise.
        deductions: As for `metrics.scorecard.scorecard`.

    Returns:
        One row per county with a task and look, in the order of the days: as_of, figures_on
        (the day the figures are of) and `SHOWN`, with the columns of the scorecard. What is due
        differs between looks; score_change_year of the scorecard compares like with like.

    Raises:
        MissingColumnsError: A frame lacks a column that is needed.
    """
    cards = [
        scorecard(
            items(progress, areas, as_of=day),
            vetoes(evaluations, areas, lifted, as_of=day),
            deductions,
            areas,
            as_of=day,
        ).select(
            pl.lit(day).alias("as_of"), pl.lit(figures_day(day)).alias("figures_on"), *SHOWN
        )
        for day, progress in sorted(looks.items())
    ]
    return pl.concat(cards)


def replies(notices: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """What each county was told of its scorecard last, and its written reply, by a day.

    A reply often comes after its assessment has closed, so the last one stays until the county
    is told anew; ``year`` says which assessment it is about.

    Args:
        notices: One row per notice: area_code, rule, and `TOLD`.
        as_of: Day of the look: what was told, replied or decided later isn't known.

    Returns:
        One row per county with a notice of rule ``scorecard``, the newest one: area_code and
        `TOLD`; reply and promise are null before the reply, decision before it was taken.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(notices, "notices", "area_code", "rule", *TOLD)
    newest = (
        notices.filter(pl.col("rule") == RULE, pl.col("told_on") <= as_of)
        .sort("told_on")
        .group_by("area_code", maintain_order=True)
        .last()
        .select("area_code", *TOLD)
    )
    replied = (pl.col("replied_on") <= as_of).fill_null(False)
    decided = (pl.col("decided_on") <= as_of).fill_null(False)
    return newest.with_columns(
        *(pl.when(replied).then(name).alias(name) for name in ("reply", "promise")),
        pl.when(decided).then("decision").alias("decision"),
        pl.when(replied).then("replied_on").alias("replied_on"),
        pl.when(decided).then("decided_on").alias("decided_on"),
    )
