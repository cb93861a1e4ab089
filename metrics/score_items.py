"""The items of the county scorecard: score, level and pace, weight, what is left to gain."""

from datetime import date

import polars as pl

from data.catalogue import settings
from metrics import item_score, score_before, score_kinds
from metrics.assessment import figures_day
from metrics.calendar import closed_month
from metrics.frames import require
from metrics.peers import GROUPS

KEY = ["area_code", "indicator_code"]
COLUMNS = [
    *("area_code", "group", "indicator_code", "assessment_area", "state", "is_counted"),
    *("is_reported", "score", "planned_score", "score_change_month", "score_change_year"),
    *("weight", "gain"),
]


def items(
    progress: pl.DataFrame,
    areas: pl.DataFrame,
    before: pl.DataFrame | None = None,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Every item of every county with a task, and its part in the county's score.

    A promise counts once. Official exits and those who are ready are one promise: inside a year
    the ready count, else the exits (`metrics.score_before.with_counted`), and the other figure
    is shown beside. So are a sum and its parts: the parts count.

    ::

        weight = weight of the area of assessment / weights of those with due items
                 / due items in the area
        gain   = weight * (100 - score)

    Args:
        progress: Result of `metrics.progress.progress` for counties, on the day of
            `metrics.assessment.figures_day`.
        areas: One row per area: area_code and group.
        before: Values a month before that day: area_code, indicator_code, reported_value; pairs
            may be missing, and without it nothing is known to have moved since.
        as_of: Day of the look.

    Returns:
        One row per county with a task and indicator of an area of assessment: `COLUMNS`. state,
        score, planned_score and changes as in `metrics.item_score.with_scores`; is_counted (in
        the score, or in the works block); is_reported (due, and the last period came); weight
        (fraction of the total; null unless it counts there and is due: works have none); gain
        (points of the total if the item reached its target; null without a weight, and where
        nothing can be gained any more this year).

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(progress, "progress", *KEY, "actual_value", "target_value", "light_reason")
    require(areas, "areas", "area_code", "group")
    day = figures_day(as_of)
    rows = (
        score_kinds.kinds()
        .join(progress, on="indicator_code", maintain_order="left")
        .join(_groups(areas), on="area_code")
    )
    rows = score_before.with_counted(rows, before, month=closed_month(day))
    is_due = pl.col("is_counted") & pl.col("state").is_in(item_score.DUE)
    return (
        item_score.with_scores(rows, as_of=day)
        .with_columns(
            is_reported=is_due & pl.col("cycle_state").is_in(["reported", "not_due"]),
            weight=_weight(is_due & (pl.col("assessment_area") != score_kinds.WORKS)),
        )
        .with_columns(
            gain=pl.when(_can_gain(day)).then(
                pl.col("weight") * (item_score.FULL - pl.col("score"))
            )
        )
        .sort("area_code", maintain_order=True)
        .select(COLUMNS)
    )


def _groups(areas: pl.DataFrame) -> pl.DataFrame:
    return areas.filter(pl.col("group").is_in(GROUPS)).select("area_code", "group")


def _weight(has_weight: pl.Expr) -> pl.Expr:
    areas = settings().scorecard.area_weights
    own = pl.col("assessment_area").replace_strict(areas, default=None, return_dtype=pl.Float64)
    each = own / has_weight.sum().over("area_code", "assessment_area")
    part = pl.when(has_weight).then(each)
    return part / part.sum().over("area_code")


def _can_gain(day: date) -> pl.Expr:
    """What a flow missed when its year is over, or what was to stay at 0, is gone."""
    is_over = (pl.col("target_value") == 0) | pl.lit(closed_month(day).month == 12)
    is_gone = (pl.col("measure") == "flow") & (pl.col("state") == "scored") & is_over
    return ~is_gone
