"""What a map of works needs: the months in which projects change, and a legend's counts."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from data.catalogue import works as catalogue
from metrics.frames import require
from metrics.works_states import is_late, state

CHANGES = ("listed", "preparing", "start_due", "started", "finish_due", "finished", "accepted")


def state_months(projects: pl.DataFrame) -> pl.DataFrame:
    """The months in which each project changes, so that a page can redraw any month by itself.

    Months are numbers, year * 12 + month - 1. A change counts at the end of its month and all
    later ones; null is never. The state of a project in month m, the first that fits::

        m < listed                  not there yet
        m >= accepted               accepted
        m >= finished               complete
        m >= started                winter_stop in a winter month, else under_way
        m >= start_due              not_started
        m >= preparing              preparing
        else                        planned

    It is late when m >= start_due before it is started, or m >= finish_due before it is
    finished. What isn't known by the projects' day isn't in it: months after it can't be drawn.

    Args:
        projects: Result of `metrics.works_projects.projects`.

    Returns:
        One row per project, in their order: work_code and `CHANGES` (integers).

    Raises:
        MissingColumnsError: The frame lacks a column that is needed.
    """
    require(projects, "projects", "work_code", "start_due_on", "due_on", "listed_on")
    # On its day nothing is late yet, so a day that is a month's last counts in the next one.
    day_after = pl.duration(days=1)
    return projects.select(
        "work_code",
        listed=_number(pl.col("listed_on")),
        preparing=_number(pl.when("is_preparing").then("period")),
        start_due=_number(pl.col("start_due_on") + day_after),
        started=_number(pl.col("started_on")),
        finish_due=_number(pl.col("due_on") + day_after),
        finished=_number(pl.col("finished_on")),
        accepted=_number(pl.col("accepted_on")),
    )


def states_at(projects: pl.DataFrame, months: Sequence[date]) -> pl.DataFrame:
    """The state of each project at some month ends, by the days known now.

    Args:
        projects: Result of `metrics.works_projects.projects`.
        months: Month ends, none after the day of the projects.

    Returns:
        One row per month and project that was in a plan by then: month, work_code, state,
        is_late.

    Raises:
        MissingColumnsError: The frame lacks a column that is needed.
    """
    require(projects, "projects", "work_code", "listed_on", "start_due_on", "due_on", "period")
    month = pl.col("month")
    return (
        pl.DataFrame({"month": months}, schema={"month": pl.Date})
        .join(projects, how="cross")
        .filter(pl.col("listed_on") <= month)
        .select("month", "work_code", state=state(month), is_late=is_late(month))
    )


def state_counts(projects: pl.DataFrame, *, by: Sequence[str] = ()) -> pl.DataFrame:
    """How many projects are in each state, for legends: every state, also those of none.

    Args:
        projects: Result of `metrics.works_projects.projects`.
        by: Columns to keep apart, such as programme.

    Returns:
        One row per ``by`` and state, states in the order of works.yml: ``by``, state,
        project_count, late_count. Without ``by`` also where there is no project at all.

    Raises:
        MissingColumnsError: The frame lacks a column that is needed.
    """
    require(projects, "projects", *by, "state", "is_late")
    grid = pl.DataFrame({"state": list(catalogue().states)})
    if by:
        grid = projects.select(by).unique(maintain_order=True).join(grid, how="cross")
    found = projects.group_by(*by, "state").agg(
        project_count=pl.len().cast(pl.Int64), late_count=pl.col("is_late").sum()
    )
    # A state that nobody is in is a count of none, not a figure that wasn't sent.
    counts = pl.col("project_count", "late_count").cast(pl.Int64)
    return grid.join(
        found, on=[*by, "state"], how="left", maintain_order="left", nulls_equal=True
    ).with_columns(counts.fill_null(pl.lit(0)))


def _number(day: pl.Expr) -> pl.Expr:
    return day.dt.year().cast(pl.Int32) * 12 + day.dt.month().cast(pl.Int32) - 1
