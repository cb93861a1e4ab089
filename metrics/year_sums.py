"""This year's tasks added up: numbers first, rates last."""

from collections.abc import Sequence

import polars as pl

from metrics.plan import ancestor

KEY = ["area_code", "indicator_code"]
SUMS = ["due_value", "carried_value", "month_value", "done_value", "planned_done", "lag"]
SUMS_BEFORE = ["done_before", "planned_before"]


def with_rates(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of sums with what is done and planned as shares of what is due this year."""
    due = pl.col("due_value")
    ahead = pl.col("completion_rate") - pl.col("planned_rate")
    before = pl.col("done_before") - pl.col("planned_before")
    return rows.with_columns(
        completion_rate=pl.when(due > 0).then(pl.col("done_value") / due),
        planned_rate=pl.when(due > 0).then(pl.col("planned_done") / due),
    ).with_columns(
        points_ahead=ahead, points_change=ahead - pl.when(due > 0).then(before / due)
    )


def roll_up(
    rows: pl.DataFrame, areas: pl.DataFrame, *, level: str, by: Sequence[str] = ()
) -> pl.DataFrame:
    """The rows of the areas of a level: the sums of what lies in them, rates divided last.

    Args:
        rows: Result of `metrics.year_task.year_tasks`; who did not report counts in no sum.
        areas: One row per area: area_code, area_level, township_code, county_code.
        level: Level whose areas get rows; null sums where nobody reported.
        by: Further columns of ``rows`` to keep apart, such as month.
    """
    places = areas.select("area_code", parent_code=ancestor(level))
    known = pl.col("lag").is_not_null()
    sums = (
        rows.join(places, on="area_code")
        .group_by("indicator_code", *by, area_code="parent_code")
        .agg(
            pl.when(known.any()).then(pl.col(name).filter(known).sum()).alias(name)
            for name in (*SUMS, *SUMS_BEFORE)
        )
    )
    return with_rates(sums).select(rows.columns).sort(*KEY, *by)


def total(rows: pl.DataFrame, *, also: Sequence[str] = ()) -> pl.DataFrame:
    """The rows of `year_tasks` as one: values added first, rates divided last.

    Args:
        rows: Result of `metrics.year_task.year_tasks`, with the columns of ``also``.
        also: Further columns to add up.

    Returns:
        One row per indicator with the columns of `year_tasks` but area_code, and ``also``.
        Areas that did not report count in no sum.
    """
    known = rows.filter(pl.col("lag").is_not_null())
    sums = known.group_by("indicator_code", maintain_order=True).agg(
        pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name)
        for name in (*SUMS, *SUMS_BEFORE, *also)
    )
    return with_rates(sums)
