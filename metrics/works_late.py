"""Works that are late: which, since when, and why."""

from collections.abc import Sequence

import polars as pl

from metrics.frames import require
from metrics.works_places import of_one_unit, placed, total

KINDS = ("not_started", "not_finished")


def late(projects: pl.DataFrame) -> pl.DataFrame:
    """The late projects, the worst first.

    Not started is worse than slow, so it comes first; then who has been late longest, and of
    those the one that serves more people. Over winter a late project stays late; is_winter says
    that nobody could build now.

    Args:
        projects: Result of `metrics.works_projects.projects`.

    Returns:
        The rows that are late, with all their columns.

    Raises:
        MissingColumnsError: The frame lacks a column that is needed.
    """
    require(projects, "projects", "is_late", "late_kind", "days_late", "work_code")
    served = ["people_served"] if "people_served" in projects.columns else []
    return projects.filter("is_late").sort(
        pl.col("late_kind").cast(pl.Enum(KINDS)),
        "days_late",
        *served,
        "work_code",
        descending=[False, True, *(True for _ in served), False],
        nulls_last=True,
    )


def late_reasons(
    projects: pl.DataFrame, *, level: str = "city", by: Sequence[str] = ()
) -> pl.DataFrame:
    """How many projects are late for which reason, and for how long.

    Args:
        projects: Result of `metrics.works_projects.projects`.
        level: Level whose areas get rows; what lies above it has rows of its own.
        by: Columns to keep apart, such as programme. Where projects of different units meet in
            one row, its quantity is null: units aren't added.

    Returns:
        One row per ``by``, area, kind and reason, the worst kind and the most frequent reason
        first: ``by``, area_code, is_attributed, late_kind, late_reason (of works.yml; null:
        none given), project_count, quantity_planned (programme's unit), longest_days,
        in_winter_count (of them in a month in which nobody builds).

    Raises:
        MissingColumnsError: The frame lacks a column that is needed.
    """
    keys = (*by, "area_code", "is_attributed", "late_kind", "late_reason")
    require(projects, "projects", *by, "unit_code", "is_late", "late_kind", "days_late")
    rows = (
        placed(projects.filter("is_late"), level=level)
        .group_by(keys)
        .agg(
            project_count=pl.len().cast(pl.Int64),
            quantity_planned=of_one_unit(total(pl.col("quantity_planned"))),
            longest_days=pl.col("days_late").max(),
            in_winter_count=pl.col("is_winter").sum().cast(pl.Int64),
        )
    )
    return rows.sort(
        *by,
        "area_code",
        pl.col("late_kind").cast(pl.Enum(KINDS)),
        -pl.col("project_count"),
        "late_reason",
        nulls_last=True,
    )
