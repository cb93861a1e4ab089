"""This year's tasks of the areas of a level, for the pages that show them."""

from datetime import date

import polars as pl

from data.catalogue import indicators, programme
from metrics.year_sums import roll_up
from metrics.year_task import months, year_tasks
from pages.ui import load, measured
from pages.ui.kept import kept

ROADS = indicators()["rural_roads"].components
WORKS = ("rural_roads", *ROADS, "bridges", "housing_renovated")
VILLAGES = ("villages_ready", "villages_delisted")
PEOPLE = ("people_ready", "people_lifted")
POOR = "poor_people_remaining"


@kept
def tasks(*, as_of: date, level: str, area: str) -> pl.DataFrame:
    """Rows of `metrics.year_task.year_tasks` for people, villages and works.

    People are counted village by village, because no more can be due in one than were still
    poor there when the year began.

    Args:
        as_of: Month end of the look.
        level: Level whose areas get rows.
        area: Only what is this area or lies in it.
    """
    codes = (*VILLAGES, *WORKS)
    series = load.series(indicators=codes, level=level, through=as_of, area=area)
    curve = _curve(as_of, level, area, codes)
    return pl.concat(
        [
            roll_up(_by_village(as_of=as_of, area=area), load.areas(as_of=as_of), level=level),
            year_tasks(series, curve, as_of=as_of, starts=_starts(series, VILLAGES, as_of)),
        ]
    )


@kept
def _by_village(*, as_of: date, area: str) -> pl.DataFrame:
    people = measured.people(through=as_of, area=area)
    began = _at_start(people, POOR, as_of)
    bounds = pl.concat(
        began.select("area_code", indicator_code=pl.lit(code), bound_value="reported_value")
        for code in PEOPLE
    )
    return year_tasks(
        people,
        _curve(as_of, "village", area, PEOPLE),
        as_of=as_of,
        bounds=bounds,
        starts=_starts(people, PEOPLE, as_of),
    )


def _at_start(series: pl.DataFrame, code: str, as_of: date) -> pl.DataFrame:
    """Values of an indicator when the year began."""
    return series.filter(pl.col("month") == months(as_of)[0], pl.col("indicator_code") == code)


def _starts(series: pl.DataFrame, codes: tuple[str, ...], as_of: date) -> pl.DataFrame:
    """Who is officially out is out or ready, also where nobody counted the ready by then."""
    return pl.concat(
        _at_start(series, official, as_of).select(
            "area_code", indicator_code=pl.lit(code), start_value="reported_value"
        )
        for code in codes
        if (official := indicators()[code].plan_of)
    )


def _curve(as_of: date, level: str, area: str, codes: tuple[str, ...]) -> pl.DataFrame:
    """Plans at the months that count, of an area and what lies in it."""
    curve = measured.curve(as_of=as_of, level=level, months=months(as_of))
    return curve.filter(
        pl.col("area_code").str.starts_with(prefix(area)), pl.col("indicator_code").is_in(codes)
    )


def prefix(area: str) -> str:
    """What the codes of an area and of all that lies in it begin with."""
    return area[:4] if area == programme().city_code else area
