"""How many people live in villages that lag, in poor villages and in ordinary ones."""

import polars as pl

from metrics.frames import require

SUMS = (
    *("remaining_people", "not_ready_people", "people_short"),
    *("planned_value", "actual_value", "target_value"),
)


def lag_totals(villages: pl.DataFrame) -> pl.DataFrame:
    """Villages and people by kind of village; ordinary villages are always in the totals.

    Args:
        villages: Result of `metrics.lag.lagging`, or a part of it.

    Returns:
        One row per kind that occurs, poor villages first: is_poor_village, village_count,
        silent_count (no report for the last month), carried_count (of them with an older value,
        by which list and map judge them), flagged_count (lagging), overdue_count (of them past
        their date), waiting_count (past their date and not lagging: everybody still poor there
        is ready), remaining_people (of all), people_short (of the lagging ones). People in
        persons; who never reported counts in no sum.

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(
        villages, "villages", *("is_poor_village", "flag", "is_reported", "is_overdue"), *SUMS
    )
    is_flagged = pl.col("flag").is_not_null()
    is_silent = ~pl.col("is_reported")
    waits = (
        pl.col("is_overdue")
        & (pl.col("remaining_people") > 0)
        & (pl.col("not_ready_people") == 0)
    )
    return (
        villages.group_by("is_poor_village")
        .agg(
            village_count=pl.len(),
            silent_count=is_silent.sum(),
            carried_count=(is_silent & pl.col("actual_value").is_not_null()).sum(),
            flagged_count=is_flagged.sum(),
            overdue_count=(is_flagged & pl.col("is_overdue")).sum(),
            waiting_count=waits.sum(),
            remaining_people=pl.col("remaining_people").sum(),
            people_short=pl.col("people_short").filter(is_flagged).sum(),
        )
        .sort("is_poor_village", descending=True)
    )


def sums(villages: pl.DataFrame) -> dict[str, float | None]:
    """People of some villages added up, and their rates, added first and divided last.

    Args:
        villages: Result of `metrics.lag.lagging`, or a part of it.

    Returns:
        `SUMS` in persons (null where nobody reported), and as fractions attainment_rate and
        points_ahead of the villages that reported, in target, plan and actual alike (null where
        none did).
    """
    require(villages, "villages", "baseline_value", *SUMS)
    known = villages.filter(pl.col("actual_value").is_not_null())
    actual, planned, promised = (
        float(known.select(pl.col(name).sum() - pl.col("baseline_value").sum()).item())
        for name in ("actual_value", "planned_value", "target_value")
    )
    added = [pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()) for name in SUMS]
    people = villages.select(added).row(0, named=True)
    return {
        **people,
        "attainment_rate": actual / promised if promised else None,
        "points_ahead": (actual - planned) / promised if promised else None,
    }
