"""Returns about people, villages and counties that leave poverty."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from data.sample.assumptions import county_assumptions
from data.sample.chance import Flags, Floats, Ints, generator, total_by
from data.sample.counts import Counts
from data.sample.groups import members
from data.sample.months import BASELINE, FIRST_YEAR
from data.sample.rows import rows, share_rows
from data.sample.tasks import Task
from data.sample.verification import sparse, verified
from data.sample.world import World

ADJUSTMENT = "模拟动管〔{year}〕9号"
ADJUSTED = "动态管理核减（返贫、自然减少）"
COUNTY_STAGES = {
    "step1": (date(2017, 12, 31), date(2018, 3, 31), date(2018, 8, 31)),
    "step2": (date(2019, 12, 31), date(2019, 12, 31), date(2020, 2, 29)),
}
"""Application, the city's review and the government's approval of a county's exit."""


def poverty_rows(
    world: World, counted: Counts, tasks: dict[str, Task]
) -> Iterator[pl.DataFrame]:
    """Observation rows of everything that follows from the register."""
    yield from _people(world, counted)
    yield from _villages(world)
    yield from _counties(world)
    yield _yearly_task(world, counted, tasks["people_lifted"])


def _people(world: World, counted: Counts) -> Iterator[pl.DataFrame]:
    places, months = world.places, world.calendar.months
    here = members("task_villages", places)
    codes = places.villages["area_code"].gather(here)
    lifted, ready = (
        counted.lifted[here].astype(np.float64),
        counted.ready[here].astype(np.float64),
    )
    december = _is_month(world, 12)
    fell = np.diff(lifted, axis=1, prepend=0) < 0
    yield rows(
        "people_lifted",
        codes,
        months,
        lifted,
        keep=np.broadcast_to(december, lifted.shape),
        document_no=ADJUSTMENT,
        documented=fell,
        note=ADJUSTED,
    )
    chance = generator(world.seed, "verification of exits")
    by: Floats = lifted
    for verification, month in (("checked", 1), ("certified", 3)):
        stands = np.where(
            chance.random(here.size) < 0.8, 1.0, chance.uniform(0.95, 1, here.size)
        )
        # Counted in December, checked in January, certified two months after that.
        by = verified(by, months_later=1 if verification == "checked" else 2, share=stands)
        by = np.minimum(by, lifted)
        yield rows(
            "people_lifted",
            codes,
            months,
            by,
            verification=verification,
            keep=sparse(by, lifted, _is_month(world, month)),
        )
    honest = ~np.isin(here, world.planted.villages["fall_without_document"])
    fell = (np.diff(ready, axis=1, prepend=0) < 0) & (honest[:, None] | december)
    yield rows(
        "people_ready",
        codes,
        months,
        ready,
        document_no=ADJUSTMENT,
        documented=fell,
        note=ADJUSTED,
    )
    yield rows("relapse_people", codes, months, counted.fell_back[here].astype(np.float64))

    poor = np.column_stack([places.poor_people, counted.remaining])[here].astype(np.float64)
    periods = [BASELINE, *months]
    yield rows("poor_people_remaining", codes, periods, poor)
    # The base of a year is the population counted at the end of the year before.
    base = np.column_stack(
        [places.population_in(period.year - (period.month < 12))[here] for period in periods]
    ).astype(np.float64)
    yield share_rows("poverty_incidence", codes, periods, poor, base)


def _villages(world: World) -> Iterator[pl.DataFrame]:
    places, course, months = world.places, world.course, world.calendar.months
    here = members("poor_villages", places)
    codes = places.villages["area_code"].gather(here)
    year = np.array([month.year for month in months])
    month = np.array([period.month for period in months])
    leaves, met = course.delisted_year[here, None], course.ready_month[here, None]
    is_ready = (leaves > 0) & ((leaves < year) | ((leaves == year) & (met <= month)))
    yield rows("villages_ready", codes, months, is_ready.astype(np.float64))

    delisted = ((leaves > 0) & ((leaves < year) | ((leaves == year) & (month == 12)))).astype(
        np.float64
    )
    yield rows(
        "villages_delisted",
        codes,
        months,
        delisted,
        keep=np.broadcast_to(_is_month(world, 12), delisted.shape),
    )
    chance = generator(world.seed, "verification of villages")
    for verification, fewest, most in (("checked", 1, 2), ("certified", 3, 4)):
        slow = chance.random(here.size) < 0.4
        confirmed = np.where(
            slow[:, None],
            verified(delisted, months_later=most),
            verified(delisted, months_later=fewest),
        )
        yield rows(
            "villages_delisted",
            codes,
            months,
            confirmed,
            verification=verification,
            keep=np.diff(confirmed, axis=1, prepend=0) > 0,
        )


def _counties(world: World) -> Iterator[pl.DataFrame]:
    here = members("poor_counties", world.places)
    codes = world.places.counties["area_code"].gather(here)
    assumed = list(county_assumptions().values())
    stages = [COUNTY_STAGES[str(assumed[row].step)] for row in here]
    months = world.calendar.months
    for stage, verification in enumerate(("reported", "checked", "certified")):
        reached = np.array([[month >= dates[stage] for month in months] for dates in stages])
        keep = np.diff(reached.astype(np.int64), axis=1, prepend=0) > 0
        if verification == "reported":
            keep |= _is_month(world, 12)
        yield rows(
            "counties_delisted",
            codes,
            months,
            reached.astype(np.float64),
            verification=verification,
            keep=keep,
        )


def _yearly_task(world: World, counted: Counts, task: Task) -> pl.DataFrame:
    """People lifted in the year as a share of the year's task, by county with a task."""
    here = members("task_counties", world.places)
    months = world.calendar.months
    decembers = [index for index, month in enumerate(months) if month.month == 12]
    county = world.places.county
    size = world.places.counties.height

    def by_county(values: Ints, area: Ints) -> Ints:
        return total_by(county[area], values, size)[here]

    everyone = np.arange(world.places.count)
    numerators, denominators = np.zeros((2, here.size, len(decembers)))
    for column, december in enumerate(decembers):
        now = counted.lifted[:, december]
        before = counted.lifted[:, december - 12] if december >= 12 else np.zeros_like(now)
        planned = task.planned[:, months[december].year - FIRST_YEAR]
        numerators[:, column] = by_county(now - before, everyone)
        denominators[:, column] = by_county(planned, task.area)
    return share_rows(
        "annual_task_attainment",
        world.places.counties["area_code"].gather(here),
        [months[december] for december in decembers],
        numerators,
        denominators,
        keep=denominators > 0,
    )


def _is_month(world: World, month: int) -> Flags:
    return np.array([period.month == month for period in world.calendar.months])
