"""Offices' figures behind the rules of attention: works, money and returns, month by month."""

from collections.abc import Callable

import polars as pl

from data.catalogue import Indicator, indicators, settings
from metrics.attention_figures import SCHEMA, TASK, against_plan
from metrics.frames import require


def _codes(wanted: Callable[[Indicator], bool]) -> tuple[str, ...]:
    return tuple(code for code, entry in indicators().items() if wanted(entry))


# Works with yearly tasks. A sum has none of its own: what it adds up is judged.
WORKS = _codes(
    lambda entry: (
        entry.assessment_area == "works"
        and entry.measure == "cumulative"
        and not entry.components
    )
)
# Shares of the year's money that are to grow month by month.
MONEY = _codes(
    lambda entry: (
        entry.certification == "money"
        and entry.measure == "level"
        and entry.plan_shape is not None
    )
)


def works(tasks: pl.DataFrame) -> pl.DataFrame:
    """Offices against the yearly tasks of their works, all areas that reported added up.

    Args:
        tasks: Rows of `metrics.year_course.course` for `WORKS`, one per area and month.

    Raises:
        MissingColumnsError: The frame lacks a column of `TASK`.
    """
    require(tasks, "tasks", *TASK)
    sums = (
        tasks.filter(pl.col("indicator_code").is_in(WORKS), pl.col("lag").is_not_null())
        .group_by("indicator_code", "month")
        .agg(pl.col("due_value", "done_value", "planned_done", "lag").sum())
    )
    return _of_offices(against_plan(sums), "works_late")


def money(series: pl.DataFrame) -> pl.DataFrame:
    """Offices against the pace at which the year's money is to be spent.

    ::

        planned = allotted so far * share of the month (plan shape of the indicator)

    Args:
        series: One row per area, indicator and month: indicator_code, month, latest_period,
            numerator (spent) and denominator (allotted). Only areas whose return of the month
            is there count, in both.

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(series, "series", "indicator_code", "month", "latest_period", "numerator")
    sums = (
        with_share(series.filter(pl.col("latest_period") == pl.col("month")))
        .group_by("indicator_code", "month", "share")
        .agg(done_value=pl.col("numerator").sum(), due_value=pl.col("denominator").sum())
        .with_columns(planned_done=pl.col("due_value") * pl.col("share"))
        .with_columns(lag=pl.col("planned_done") - pl.col("done_value"))
    )
    return _of_offices(against_plan(sums), "money_unspent")


def with_share(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of `MONEY` with the share of the year's money that is to be spent by their month."""
    shapes = settings().plan_shapes
    shares = [
        (code, month, share)
        for code in MONEY
        for month, share in enumerate(shapes[indicators()[code].plan_shape or ""], start=1)
    ]
    names = {"indicator_code": pl.String, "number": pl.Int8, "share": pl.Float64}
    known = pl.DataFrame(shares, schema=names, orient="row")
    return (
        rows.with_columns(number=pl.col("month").dt.month())
        .join(known, on=["indicator_code", "number"])
        .drop("number")
    )


def returns(due: pl.DataFrame) -> pl.DataFrame:
    """Offices against the returns due for their indicators since the half-year began.

    Args:
        due: One row per indicator, county and period: indicator_code, period, due_areas,
            reported_areas.

    Returns:
        See `metrics.attention_figures.SCHEMA`; indicator_code is null: all indicators of the
        office count together.

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(due, "due", "indicator_code", "period", "due_areas", "reported_areas")
    half = ["owner", pl.col("month").dt.year(), pl.col("month").dt.month() > 6]
    sums = (
        due.with_columns(owner=owner(), month="period")
        .group_by("owner", "month")
        .agg(
            planned_done=pl.col("due_areas").sum().cast(pl.Float64),
            done_value=pl.col("reported_areas").sum().cast(pl.Float64),
        )
        .sort("owner", "month")
        .with_columns(pl.col("planned_done", "done_value").cum_sum().over(half))
        .with_columns(
            due_value="planned_done", lag=pl.col("planned_done") - pl.col("done_value")
        )
    )
    rows = against_plan(sums).with_columns(indicator_code=pl.lit(None, pl.String))
    return _of_offices(rows.rename({"owner": "org_unit_code"}), "reports_missing")


def owner() -> pl.Expr:
    """Code of the office that leads a row's indicator."""
    owners = {code: entry.owner for code, entry in indicators().items()}
    return pl.col("indicator_code").replace_strict(owners, return_dtype=pl.String)


def _of_offices(rows: pl.DataFrame, rule: str) -> pl.DataFrame:
    if "org_unit_code" not in rows.columns:
        rows = rows.with_columns(org_unit_code=owner())
    return rows.with_columns(
        unit_kind=pl.lit("office"), area_code=pl.lit(None, pl.String), rule=pl.lit(rule)
    ).select(*SCHEMA)
