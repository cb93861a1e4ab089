"""This year's task of people, village by village, and where a year began."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from data.catalogue import indicators
from metrics.year_task import months, year_tasks

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
    began = _at_start(people, POOR, as_of)
    bounds = pl.concat(
        began.select("area_code", indicator_code=pl.lit(code), bound_value="reported_value")
        for code in PEOPLE
    )
    return year_tasks(
        people,
        curve.filter(pl.col("indicator_code").is_in(PEOPLE)),
        as_of=as_of,
        bounds=bounds,
        starts=starts(people, PEOPLE, as_of=as_of),
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
    return pl.concat(
        _at_start(series, official, as_of).select(
            "area_code", indicator_code=pl.lit(code), start_value="reported_value"
        )
        for code in codes
        if (official := indicators()[code].plan_of)
    )


def _at_start(series: pl.DataFrame, code: str, as_of: date) -> pl.DataFrame:
    """Values of an indicator when the year began."""
    return series.filter(pl.col("month") == months(as_of)[0], pl.col("indicator_code") == code)
