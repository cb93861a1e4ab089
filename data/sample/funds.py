"""Returns about money: allotted, spent, disclosed and grown; amounts in 10,000 yuan."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from data.catalogue import indicators
from data.sample.assumptions import county_assumptions
from data.sample.chance import Floats, Ints, generator
from data.sample.groups import members
from data.sample.months import BASELINE, FIRST_YEAR
from data.sample.rows import share_rows
from data.sample.world import World

SPENT_BY_MONTH = (0.01, 0.03, 0.07, 0.13, 0.22, 0.33, 0.44, 0.56, 0.68, 0.79, 0.90, 0.97)
ALLOTTED_BY_MONTH = (0.30, 0.38, 0.55, 0.62, 0.72, 0.80, 0.86, 0.92, 0.96, 0.98, 1, 1)
FUNDS_PER_POOR_PERSON = 0.16  # 10,000 yuan
CITY_SHARE = {2015: (318600, 92712), 2016: (352400, 106072), 2017: (389100, 122955)}
"""All rural investment of the city and its farm departments' part for poor counties,
10,000 yuan; later years grow alike."""


def county_pace(world: World, code: str) -> tuple[Ints, pl.Series, Floats]:
    """Rows and codes of the counties that report an indicator, and how well each keeps up."""
    here = members(indicators()[code].area_group, world.places)
    pace = np.array([np.mean(each.works[:3]) for each in county_assumptions().values()])
    return (
        here,
        world.places.counties["area_code"].gather(here),
        np.minimum(pace / pace.max(), 1)[here],
    )


def fund_rows(world: World) -> Iterator[pl.DataFrame]:
    """Observation rows of the poverty funds of counties and of the city's farm departments."""
    yield from _county_funds(world)
    yield from _city_investment(world)


def _county_funds(world: World) -> Iterator[pl.DataFrame]:
    months = world.calendar.months
    here, codes, pace = county_pace(world, "fund_spent_rate")
    chance = generator(world.seed, "funds")
    people = np.bincount(world.places.county, world.places.poor_people)[here]
    budget = {
        year: np.round(people * FUNDS_PER_POOR_PERSON * 1.12 ** (year - FIRST_YEAR)
                       * chance.normal(1, 0.05, here.size))
        for year in (BASELINE.year, *world.calendar.years)
    }  # fmt: skip
    bend = chance.lognormal(0, 0.12, (here.size, 1)) / pace[:, None] ** 1.5
    allotted = np.column_stack(
        [np.round(budget[day.year] * ALLOTTED_BY_MONTH[day.month - 1]) for day in months]
    )
    share = np.array([SPENT_BY_MONTH[day.month - 1] for day in months])[None, :] ** bend
    spent = np.minimum(np.floor(allotted * share), allotted)
    final = np.floor(budget[BASELINE.year] * 0.9)
    yield share_rows(
        "fund_spent_rate",
        codes,
        [BASELINE, *months],
        np.column_stack([final, spent]),
        np.column_stack([budget[BASELINE.year], allotted]),
    )
    years = [BASELINE, *(day for day in months if day.month == 12)]
    now = np.column_stack([budget[day.year] for day in years])
    before = np.column_stack([np.round(now[:, 0] / 1.1), now[:, :-1]])
    yield share_rows("special_fund_growth", codes, years, now - before, before)

    projects = np.column_stack(
        [np.ceil(budget[day.year] / 90 * ALLOTTED_BY_MONTH[day.month - 1]) for day in months]
    )
    shown = np.clip(0.9 * pace[:, None] + 0.1 * np.linspace(0, 1.2, len(months))[None, :], 0, 1)
    yield share_rows(
        "fund_disclosure",
        codes,
        months,
        np.floor(projects * shown + 0.5),
        projects,
        keep=np.broadcast_to(world.calendar.closes("quarter"), projects.shape),
    )


def _city_investment(world: World) -> Iterator[pl.DataFrame]:
    city = pl.Series(["230100"])
    years = [day for day in world.calendar.months if day.month == 12]
    investment = np.array([_investment(day.year) for day in (BASELINE, *years)]).T
    yield share_rows(
        "agri_fund_share", city, [BASELINE, *years], investment[1:], investment[:1]
    )
    # Certified with the final account, a year later.
    yield share_rows(
        "agri_fund_share",
        city,
        years,
        np.floor(investment[1:, :-1] * 0.998),
        investment[:1, :-1],
        verification="certified",
    )


def _investment(year: int) -> tuple[float, float]:
    last = max(CITY_SHARE)
    total, part = CITY_SHARE[min(year, last)]
    years = max(year - last, 0)
    return round(total * 1.08**years), round(part * 1.09**years)
