"""Whether the returns of each office's indicators came, came late, and who owes them."""

import polars as pl

from metrics.coverage import COUNTS
from metrics.frames import require
from metrics.office_figures import owner


def office_returns(coverage: pl.DataFrame) -> pl.DataFrame:
    """Completeness and timeliness of each office's indicators, newest period of each.

    Args:
        coverage: Rows of `metrics.coverage.coverage` by indicator.

    Returns:
        One row per office and indicator: org_unit_code, indicator_code, cycle, period, due_on,
        the counts of `coverage` added up, completeness_rate and timeliness_rate (fractions;
        null if nothing was due), missing_in and late_in (codes of the counties, or the city,
        with returns missing or late, most first). By office, most missing first.

    Raises:
        MissingColumnsError: The frame lacks a column that is needed.
    """
    require(
        coverage,
        "coverage",
        "area_code",
        "indicator_code",
        "cycle",
        "period",
        "due_on",
        *COUNTS,
    )
    due = pl.col("due_count")
    return (
        coverage.group_by("indicator_code", "cycle")
        .agg(
            pl.col("period", "due_on").max(),
            pl.col(*COUNTS).sum(),
            missing_in=_most("missing_count"),
            late_in=_most("late_count"),
        )
        .with_columns(
            org_unit_code=owner(),
            completeness_rate=pl.when(due > 0).then(pl.col("reported_count") / due),
            timeliness_rate=pl.when(due > 0).then(pl.col("on_time_count") / due),
        )
        .sort(
            "org_unit_code", -pl.col("missing_count"), -pl.col("late_count"), "indicator_code"
        )
    )


def _most(count: str) -> pl.Expr:
    """Areas with any of a count, those with the most of it first."""
    ordered = pl.col("area_code").sort_by(-pl.col(count), "area_code")
    return ordered.head((pl.col(count) > 0).sum())
