"""This year's tasks of the areas of a level, for the pages that show them."""

from datetime import date

import polars as pl

from data.catalogue import indicators, programme
from metrics.year_starts import PEOPLE, people_tasks, starts
from metrics.year_sums import roll_up
from metrics.year_task import months, year_tasks
from pages.ui import load, measured
from pages.ui.kept import kept

ROADS = indicators()["rural_roads"].components
WORKS = ("rural_roads", *ROADS, "bridges", "housing_renovated")
VILLAGES = ("villages_ready", "villages_delisted")


@kept
def tasks(*, as_of: date, level: str, area: str) -> pl.DataFrame:
    """Rows of `metrics.year_task.year_tasks` for people, villages and works.

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
            year_tasks(
                series, curve, as_of=as_of, starts=starts(series, VILLAGES, as_of=as_of)
            ),
        ]
    )


@kept
def _by_village(*, as_of: date, area: str) -> pl.DataFrame:
    people = measured.people(through=as_of, area=area)
    return people_tasks(people, _curve(as_of, "village", area, PEOPLE), as_of=as_of)


def _curve(as_of: date, level: str, area: str, codes: tuple[str, ...]) -> pl.DataFrame:
    """Plans at the months that count, of an area and what lies in it."""
    curve = measured.curve(as_of=as_of, level=level, months=months(as_of))
    return curve.filter(
        pl.col("area_code").str.starts_with(prefix(area)), pl.col("indicator_code").is_in(codes)
    )


def prefix(area: str) -> str:
    """What the codes of an area and of all that lies in it begin with."""
    return area[:4] if area == programme().city_code else area
