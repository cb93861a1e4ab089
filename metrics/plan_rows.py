"""The rows a plan is made of: targets, yearly tasks, borrowed ones, sums, shares of a year."""

from collections.abc import Collection
from datetime import date

import polars as pl

from data.catalogue import indicators, settings

KEY = ["area_code", "indicator_code"]


def policy_targets(targets: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The policy's targets, beside each the adjusted one in force; neither replaces the other.

    An adjusted target counts from its approval on, and only with document number and approver.
    """
    is_approved = (
        (pl.col("approved_on") <= as_of)
        & pl.col("document_no").is_not_null()
        & pl.col("approved_by").is_not_null()
    )
    adjusted = targets.filter(pl.col("target_version") == "adjusted", is_approved).select(
        *KEY, adjusted_target_value="target_value"
    )
    policy = targets.filter(pl.col("target_version") == "policy").select(
        *KEY, "baseline_date", "baseline_value", "target_date", "target_value"
    )
    return policy.join(adjusted, on=KEY, how="left", maintain_order="left")


def needed_for(codes: Collection[str]) -> set[str]:
    """Indicators whose targets and tasks make the plans of others: borrowed from, or summed."""
    known = indicators()
    borrowed = {known[code].plan_of or code for code in codes}
    return borrowed.union(*(known[code].components for code in codes))


def with_borrowed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows again for indicators that are measured against another one's plan."""
    borrowed = [
        rows.filter(pl.col("indicator_code") == entry.plan_of).with_columns(
            indicator_code=pl.lit(entry.code)
        )
        for entry in indicators().values()
        if entry.plan_of
    ]
    return pl.concat([rows, *borrowed])


def with_tasks(rows: pl.DataFrame, plans: pl.DataFrame, years: range) -> pl.DataFrame:
    """The rows with one column of tasks a year (`task`); null where none was imported."""
    for year in years:
        tasks = plans.filter(pl.col("year") == year).select(
            *KEY, pl.col("planned_value").alias(task(year))
        )
        rows = rows.join(tasks, on=KEY, how="left", maintain_order="left")
    return rows


def task(year: int) -> str:
    """Name of the column with a year's tasks."""
    return f"task_{year}"


def year_end(before: pl.Expr, year: int) -> pl.Expr:
    """P(year) from P(year - 1): the year's task on top, else an equal part of what is left.

    One village or county passes or doesn't, so an event without a task stays where it is. The
    plan never leaves the way from baseline to target, and is at the target when it is due.
    """
    due, target = pl.col("target_date").dt.year(), pl.col("target_value")
    is_event = pl.col("indicator_code").is_in(
        [code for code, entry in indicators().items() if entry.measure == "event"]
    )
    rest = pl.when(is_event).then(0.0).otherwise((target - before) / (due - (year - 1)))
    step = pl.when(pl.col("baseline_date").dt.year() < year).then(pl.coalesce(task(year), rest))
    within = (before + step.fill_null(0.0)).clip(
        pl.min_horizontal("baseline_value", target), pl.max_horizontal("baseline_value", target)
    )
    return pl.when(due <= year).then(target).otherwise(within)


def shares(month: date) -> dict[str, float]:
    """Share of its year's task that each indicator's plan has reached by a month's end."""
    shapes = settings().plan_shapes
    return {
        code: shapes[entry.plan_shape or "even"][month.month - 1]
        for code, entry in indicators().items()
    }


def with_sums(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows and those of indicators that are the sum of others, such as all rural roads."""
    sums = [
        rows.filter(pl.col("indicator_code").is_in(entry.components))
        .group_by("area_code", maintain_order=True)
        .agg(
            pl.lit(entry.code).first().alias("indicator_code"),
            pl.col("baseline_date").min(),
            pl.col("target_date").max(),
            pl.col("baseline_value", "target_value", "planned_value").sum(),
            pl.lit(None, pl.Float64).first().alias("adjusted_target_value"),
        )
        .select(rows.columns)
        for entry in indicators().values()
        if entry.components
    ]
    return pl.concat([rows, *sums])
