"""How many people live in villages that lag, in poor villages and in ordinary ones."""

import polars as pl

from metrics.frames import require

SUMS = ("remaining_people", "people_short", "planned_value", "actual_value")


def lag_totals(villages: pl.DataFrame) -> pl.DataFrame:
    """Villages and people by kind of village; ordinary villages are always in the totals.

    Args:
        villages: Result of `metrics.lag.lagging`, or a part of it.

    Returns:
        One row per kind that occurs, poor villages first: is_poor_village, village_count,
        silent_count (with poor people, and no report for the last month), flagged_count
        (lagging), remaining_people (of all), people_short (of the lagging ones). People in
        persons; who never reported counts in no sum.

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(villages, "villages", "is_poor_village", "flag", "reasons", *SUMS)
    is_flagged = pl.col("flag").is_not_null()
    return (
        villages.group_by("is_poor_village")
        .agg(
            village_count=pl.len(),
            silent_count=pl.col("reasons").list.contains("report_missing").sum(),
            flagged_count=is_flagged.sum(),
            remaining_people=pl.col("remaining_people").sum(),
            people_short=pl.col("people_short").filter(is_flagged).sum(),
        )
        .sort("is_poor_village", descending=True)
    )


def sums(villages: pl.DataFrame) -> dict[str, float]:
    """People of some villages added up: `SUMS` in persons."""
    require(villages, "villages", *SUMS)
    return villages.select(pl.col(*SUMS).sum()).row(0, named=True)
