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
SUMS = ["baseline_value", "target_value", "planned_value", "adjusted_target_value"]


def planned(targets: pl.DataFrame, plans: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Planned value of every target of its own on the as-of date.

    At year ends the plan is the baseline plus the yearly tasks so far, P(y); where no task was
    imported, the straight line from baseline to target date. Inside a year::

        planned = P(y - 1) + (P(y) - P(y - 1)) * share(month)

    with ``share`` from the settings' plan shapes, never from the current year's own course.
    One village or county passes or doesn't, so events are planned at year ends only. From the
    target date on the planned value is the target. Source: METHODS 2 in docs/methods.md.

    Args:
        targets: One row per area, indicator and target version, with columns target_version,
            baseline_date, baseline_value, target_date, target_value (indicator's unit).
        plans: One row per area, indicator and year: planned_value is that year's task alone.
        as_of: A day inside a month counts as the month before.

    Returns:
        One row per area and indicator, also for indicators planned through another one
        (``plan_of``) or the sum of others (``components``): area_code, indicator_code,
        baseline_date, baseline_value, target_date, target_value, planned_value and
        adjusted_target_value (null unless an adjusted target was approved).
    """
    require(targets, "targets", *KEY, "target_version", "baseline_value", "target_value")
    require(plans, "plans", *KEY, "year", "planned_value")
    month = closed_month(as_of)
    policy = plan_rows.policy_targets(targets)
    tasks = (
        plan_rows.with_borrowed(plans)
        .group_by(KEY)
        .agg(
            before=pl.col("planned_value").filter(pl.col("year") < month.year).sum(),
            by_end=pl.col("planned_value").filter(pl.col("year") <= month.year).sum(),
        )
    )
    rows = policy.join(tasks, on=KEY, how="left", maintain_order="left").with_columns(
        last_year=plan_rows.year_end(pl.col("before"), month.year - 1),
        this_year=plan_rows.year_end(pl.col("by_end"), month.year),
        share=pl.col("indicator_code").replace_strict(
            plan_rows.shares(month), return_dtype=pl.Float64
        ),
    )
    inside = pl.col("last_year") + (pl.col("this_year") - pl.col("last_year")) * pl.col("share")
    is_due = pl.col("target_date") <= month
    rows = rows.with_columns(
        planned_value=pl.when(is_due).then("target_value").otherwise(inside)
    )
    return plan_rows.with_sums(rows.select(*KEY, "baseline_date", "target_date", *SUMS))


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
