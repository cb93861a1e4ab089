"""People's tasks of a year: no more can be due than were still poor when it began."""

from collections.abc import Collection, Sequence
from datetime import date

import polars as pl

from data.catalogue import indicators
from metrics.frames import require
from metrics.year_course import course, days
from metrics.year_task import followed

KEY = ["area_code", "indicator_code"]
PEOPLE = ("people_ready", "people_lifted")
POOR = "poor_people_remaining"


def people_course(
    people: pl.DataFrame, curve: pl.DataFrame, *, looks: Sequence[date]
) -> pl.DataFrame:
    """Rows of `metrics.year_course.course` for who is ready and who is out of poverty.

    Args:
        people: One row per area, indicator and month for `PEOPLE` and `POOR`: area_code,
            indicator_code, month, reported_value (persons).
        curve: Result of `metrics.plan.curve`, for the looks and the months of `days`.
        looks: Month ends that get rows.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(people, "people", *KEY, "month", "reported_value")
    poor = _at_starts(people, POOR, looks)
    bounds = [poor.with_columns(pl.lit(code).alias("indicator_code")) for code in PEOPLE]
    return course(
        people,
        curve.filter(pl.col("indicator_code").is_in(PEOPLE)),
        looks=looks,
        bounds=pl.concat(bounds).rename({"reported_value": "bound_value"}),
        starts=starts(people, PEOPLE, looks=looks),
    )


def starts(
    series: pl.DataFrame, codes: Collection[str], *, looks: Sequence[date]
) -> pl.DataFrame:
    """Who is officially out is out or ready, also where nobody counted the ready by then.

    Returns:
        One row per area, indicator of ``codes`` that is planned through an official one, and
        year: area_code, indicator_code, last_year, start_value.
    """
    began = [
        _at_starts(series, official, looks).with_columns(pl.lit(code).alias("indicator_code"))
        for code in codes
        if (official := indicators()[code].plan_of)
    ]
    return pl.concat(began).rename({"reported_value": "start_value"})


def only_followed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of the people's figure that is followed in their month."""
    code = {month: followed(month) for month in rows["month"].unique()}
    followed_here = pl.col("month").replace_strict(code, return_dtype=pl.String)
    return rows.filter(pl.col("indicator_code") == followed_here)


def _at_starts(series: pl.DataFrame, code: str, looks: Sequence[date]) -> pl.DataFrame:
    """Values of an indicator when the years of some looks began."""
    began = days(looks)["last_year"].unique().implode()
    at = series.filter(pl.col("indicator_code") == code, pl.col("month").is_in(began))
    return at.select("area_code", pl.col("month").alias("last_year"), "reported_value")
