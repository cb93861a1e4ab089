"""What was to be achieved by a day: yearly tasks, and their shape inside the year.

A parent's plan is always the sum of its areas' plans; there is no city line beside them.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from data.catalogue import programme
from metrics import plan_rows
from metrics.calendar import closed_month
from metrics.frames import require

KEY = ["area_code", "indicator_code"]
DATES = ["baseline_date", "target_date"]
SUMS = ["baseline_value", "target_value", "planned_value", "adjusted_target_value"]
APPROVAL = ["document_no", "approved_on", "approved_by"]


def planned(targets: pl.DataFrame, plans: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Planned value of every target of its own on the as-of date.

    Year ends come first, P(y): the year before and this year's task; a year without a task
    takes an equal part of what is left until the target date, so that no tasks at all make the
    straight line. Inside a year::

        planned = P(y - 1) + (P(y) - P(y - 1)) * share(month)

    with ``share`` from the settings' plan shapes, never from the current year's own course.
    From the target date on the planned value is the target. One village or county passes or
    doesn't, so an event without a task is planned in its last year alone. Source:
    docs/methods.md, 2.

    Args:
        targets: One row per area, indicator and target version, with columns target_version,
            baseline_date, baseline_value, target_date, target_value (indicator's unit),
            document_no, approved_on and approved_by.
        plans: One row per area, indicator and year: planned_value is that year's task alone.
        as_of: A day inside a month counts as the month before.

    Returns:
        One row per area and indicator, also for indicators planned through another one
        (``plan_of``) or the sum of others (``components``): area_code, indicator_code,
        baseline_date, target_date, baseline_value, target_value, planned_value and
        adjusted_target_value (null unless one was approved by ``as_of``).

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(targets, "targets", *KEY, "target_version", *DATES, *SUMS[:2], *APPROVAL)
    require(plans, "plans", *KEY, "year", "planned_value")
    month = closed_month(as_of)
    rows = plan_rows.policy_targets(targets, as_of=as_of)
    years = range(_first_year(rows, month), month.year + 1)
    rows = plan_rows.with_tasks(rows, plans, years).with_columns(
        last_year=pl.col("baseline_value"), this_year=pl.col("baseline_value")
    )
    for year in years:
        rows = rows.with_columns(
            last_year="this_year", this_year=plan_rows.year_end(pl.col("this_year"), year)
        )
    rows = plan_rows.with_borrowed(rows)
    share = pl.col("indicator_code").replace_strict(
        plan_rows.shares(month), return_dtype=pl.Float64
    )
    inside = pl.col("last_year") + (pl.col("this_year") - pl.col("last_year")) * share
    has_begun = pl.col("baseline_date") < month
    rows = rows.with_columns(
        planned_value=pl.when(pl.col("target_date") <= month)
        .then("target_value")
        .when(has_begun)
        .then(inside)
        .otherwise("baseline_value")
    )
    return plan_rows.with_sums(rows.select(*KEY, *DATES, *SUMS))


def roll_up(
    planned: pl.DataFrame, areas: pl.DataFrame, *, level: str, by: Sequence[str] = ()
) -> pl.DataFrame:
    """Plans of the areas of a level: the sums of what lies in them.

    Args:
        planned: Result of `planned`.
        areas: One row per area: area_code, area_level, township_code, county_code, and ``by``.
        level: Level whose areas get rows.
        by: Further columns of ``areas`` to keep apart, such as step.

    Returns:
        One row per area of the level, ``by`` and indicator: the columns of `planned`, dates the
        earliest baseline and the latest target date.
    """
    places = areas.select("area_code", *by, parent_code=ancestor(level)).filter(
        pl.col("parent_code").is_not_null()
    )
    adjusted = pl.coalesce("adjusted_target_value", "target_value").sum()
    return (
        planned.join(places, on="area_code")
        .group_by(*by, "indicator_code", area_code="parent_code")
        .agg(
            pl.col("baseline_date").min(),
            pl.col("target_date").max(),
            pl.col("baseline_value", "target_value", "planned_value").sum(),
            adjusted_target_value=pl.when(
                pl.col("adjusted_target_value").is_not_null().any()
            ).then(adjusted),
        )
        .select("area_code", *by, "indicator_code", "baseline_date", "target_date", *SUMS)
        .sort("area_code", *by, "indicator_code")
    )


def curve(
    targets: pl.DataFrame,
    plans: pl.DataFrame,
    areas: pl.DataFrame,
    *,
    level: str,
    months: Sequence[date],
    by: Sequence[str] = (),
) -> pl.DataFrame:
    """Planned value of the areas of a level at each of some month ends.

    Returns:
        One row per area, ``by``, indicator and month: area_code, ``by``, indicator_code, month,
        planned_value (indicator's unit).
    """
    steps = [
        roll_up(planned(targets, plans, as_of=month), areas, level=level, by=by).select(
            "area_code", *by, "indicator_code", pl.lit(month).alias("month"), "planned_value"
        )
        for month in months
    ]
    return pl.concat(steps)


def ancestor(level: str) -> pl.Expr:
    """Code of the area of ``level`` that an area of `areas` is or lies in; null above it."""
    if level == "city":
        return pl.lit(programme().city_code)
    if level == "village":
        return pl.when(pl.col("area_level") == "village").then("area_code")
    return pl.col(f"{level}_code")


def _first_year(rows: pl.DataFrame, month: date) -> int:
    earliest = rows["baseline_date"].min()
    return min(earliest.year + 1 if isinstance(earliest, date) else month.year, month.year)
