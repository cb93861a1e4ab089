"""The days of a project: of its newest return, of its steps, and those that follow."""

from datetime import date

import polars as pl

STEPS = ("started_on", "finished_on", "accepted_on")
QUANTITIES = ("quantity_planned", "quantity_done", "budget_cny", "paid_cny")


def newest(works: pl.DataFrame, month: date) -> pl.DataFrame:
    """The row of each project's newest period by a month; of equal ones the last."""
    return (
        works.filter(pl.col("period") <= month)
        .sort("period", maintain_order=True)
        .unique("work_code", keep="last", maintain_order=True)
    )


def stepped(works: pl.DataFrame, month: date) -> pl.DataFrame:
    """The rows with the days of their steps, without those that were still to come.

    Who is accepted has been completed and who is completed has been started; where something is
    done, no later than the period that says so.
    """
    is_begun = pl.col("quantity_done") > 0
    return works.with_columns(
        pl.when(pl.col(name) <= month).then(name).alias(name) for name in STEPS
    ).with_columns(
        started_on=pl.min_horizontal(*STEPS, pl.when(is_begun).then("period")),
        finished_on=pl.min_horizontal(STEPS[1:]),
    )


def dated(works: pl.DataFrame) -> pl.DataFrame:
    """The rows with the days that follow from others; quantities and money as plain numbers."""
    new_year, year_end = (pl.date(pl.col("plan_year"), *day) for day in ((1, 1), (12, 31)))
    return works.with_columns(
        pl.col(QUANTITIES).cast(pl.Float64), due_on=pl.coalesce("planned_finish_on", year_end)
    ).with_columns(
        start_due_on=pl.min_horizontal("planned_start_on", "due_on"),
        listed_on=pl.min_horizontal(
            pl.coalesce(new_year, "planned_start_on", "period"), "started_on"
        ),
    )
