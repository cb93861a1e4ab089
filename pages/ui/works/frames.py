"""What the pages of works show, worked out once for a version of the data."""

from datetime import date

import polars as pl

from data.catalogue import settings
from data.catalogue import works as catalogue
from metrics import works_course, works_money, works_near, works_projects, works_villages
from metrics.works import works
from metrics.works_lines import lines
from pages.ui import load
from pages.ui.kept import kept
from pages.ui.works.classes import classed


def programmes(sector: str) -> tuple[str, ...]:
    """Codes of a sector's programmes, in their order."""
    return tuple(entry.code for entry in catalogue().of_sector(sector))


@kept
def projects(*, sector: str, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.works_projects.projects` of a sector, with their class: ``look``."""
    sent = load.works(as_of=as_of, programmes=programmes(sector))
    return classed(works_projects.projects(sent, load.areas(as_of=as_of), as_of=as_of))


@kept
def rows(*, sector: str, as_of: date, level: str) -> pl.DataFrame:
    """Rows of `metrics.works.works`: planned, started, complete, accepted by area."""
    told = lines(sector).filter("is_measured")["indicator_code"]
    return works(
        projects(sector=sector, as_of=as_of),
        load.areas(as_of=as_of),
        load.targets(as_of=as_of),
        load.plans(),
        load.actuals(as_of=as_of, level=level, indicators=tuple(told)),
        as_of=as_of,
        level=level,
        sector=sector,
    )


@kept
def money(*, sector: str, as_of: date, level: str) -> pl.DataFrame:
    """Rows of `metrics.works_money.money` by programme and area."""
    return works_money.money(projects(sector=sector, as_of=as_of), level=level)


@kept
def all_money(*, sector: str, as_of: date, level: str) -> pl.DataFrame:
    """Rows of `metrics.works_money.money` by area, all programmes together."""
    return works_money.money(projects(sector=sector, as_of=as_of), level=level, by=())


@kept
def years(*, sector: str, as_of: date, level: str) -> pl.DataFrame:
    """Rows of `metrics.works_course.by_year` by programme and area."""
    each = tuple(
        entry.code for entry in catalogue().of_sector(sector) if entry.counted == "each"
    )
    returns = load.work_returns(as_of=as_of, programmes=each) if each else None
    own = projects(sector=sector, as_of=as_of)
    return works_course.by_year(own, as_of=as_of, level=level, returns=returns)


@kept
def around() -> pl.DataFrame:
    """Rows of `metrics.works_near.near`: projects within *works_around_m* of each village."""
    newest = load.areas(as_of=load.programme_state()["latest_month"])
    villages = newest.filter(pl.col("area_level") == "village")
    return works_near.near(load.work_places(), villages, within_m=settings().works_around_m)


@kept
def distances(*, as_of: date, service: str) -> pl.DataFrame:
    """Rows of `metrics.works_near.nearest_served`: how far those without a service are."""
    places = load.areas(as_of=as_of).select("area_code", "lon", "lat", "position_kind")
    villages = services(as_of=as_of).join(places, on="area_code", maintain_order="left")
    return works_near.nearest_served(villages, service=service)


@kept
def services(*, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.works_villages.village_services`."""
    values = load.actuals(
        as_of=as_of, level="village", indicators=works_villages.VILLAGE_INDICATORS
    )
    return works_villages.village_services(load.areas(as_of=as_of), values)
