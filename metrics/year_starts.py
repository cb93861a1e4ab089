"""This year's task of people, village by village, and where a year began."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from data.catalogue import indicators
from metrics.calendar import closed_month
from metrics.frames import require
from metrics.year_course import course, days
from metrics.year_task import followed

PEOPLE = ("people_ready", "people_lifted")
POOR = "poor_people_remaining"


def people_tasks(people: pl.DataFrame, curve: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.year_task.year_tasks` for the people of each village.

    People are counted village by village, because no more can be due in one than were still
    poor there when the year began.

    Args:
        people: Month ends of the villages for `PEOPLE` and `POOR`: area_code, indicator_code,
            month, reported_value.
        curve: Result of `metrics.plan.curve` for villages, for the months of
            `metrics.year_task.months`; other indicators are left out.
        as_of: A day inside a month counts as the month before.
    """
    return people_course(people, curve, looks=[closed_month(as_of)]).drop("month")


def people_course(
    people: pl.DataFrame, curve: pl.DataFrame, *, looks: Sequence[date]
) -> pl.DataFrame:
    """Rows of `people_tasks` at some month ends, as `metrics.year_course.course` gives them.

    Args:
        people: As for `people_tasks`.
        curve: Likewise, for the looks and the months of `metrics.year_course.days`.
        looks: Month ends that get rows.

    Raises:
        MissingColumnsError: ``people`` lacks a column named above.
    """
    require(people, "people", "area_code", "indicator_code", "month", "reported_value")
    poor = _at_starts(people, POOR, looks)
    bounds = pl.concat(
        poor.select(
            "area_code", "last_year", indicator_code=pl.lit(code), bound_value="began_value"
        )
        for code in PEOPLE
    )
    return course(
        people,
        curve.filter(pl.col("indicator_code").is_in(PEOPLE)),
        looks=looks,
        bounds=bounds,
        starts=_starts(people, PEOPLE, looks),
    )


def starts(series: pl.DataFrame, codes: Sequence[str], *, as_of: date) -> pl.DataFrame:
    """Who is officially out is out or ready, also where nobody counted the ready by then.

    Args:
        series: Month ends: area_code, indicator_code, month, reported_value.
        codes: Indicators; those planned through another one start where that one stood.
        as_of: Day of the look.

    Returns:
        The ``starts`` of `metrics.year_task.year_tasks`.
    """
    return _starts(series, codes, [closed_month(as_of)]).drop("last_year")


def only_followed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of the people's figure that is followed in their month."""
    codes = {month: followed(month) for month in rows["month"].unique()}
    followed_here = pl.col("month").replace_strict(codes, return_dtype=pl.String)
    return rows.filter(pl.col("indicator_code") == followed_here)


def _starts(series: pl.DataFrame, codes: Sequence[str], looks: Sequence[date]) -> pl.DataFrame:
    return pl.concat(
        _at_starts(series, official, looks).select(
            "area_code", "last_year", indicator_code=pl.lit(code), start_value="began_value"
        )
        for code in codes
        if (official := indicators()[code].plan_of)
    ).select("area_code", "indicator_code", "last_year", "start_value")


def _at_starts(series: pl.DataFrame, code: str, looks: Sequence[date]) -> pl.DataFrame:
    """Values of an indicator when the years of some looks began."""
    began = days(looks)["last_year"].unique().implode()
    at = series.filter(pl.col("indicator_code") == code, pl.col("month").is_in(began))
    return at.select("area_code", last_year="month", began_value="reported_value")
