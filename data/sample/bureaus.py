"""Returns of county and city offices: funds, problems, checks, growth, the grid."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from data.catalogue import settings
from data.sample.chance import Floats, Ints, generator
from data.sample.counts import Counts
from data.sample.funds import county_pace
from data.sample.groups import level_frame, members
from data.sample.months import BASELINE, FIRST_YEAR
from data.sample.problems import problem_counts
from data.sample.rows import rows, share_rows
from data.sample.verification import verified
from data.sample.world import World

DEPARTMENTS = 34


def bureau_rows(world: World, counted: Counts) -> Iterator[pl.DataFrame]:
    """Observation rows that follow from neither the register nor a rising share."""
    yield from _problems_and_checks(world)
    yield from _yearly_figures(world)
    yield from _grid(world)
    yield _guarantees(world, counted)
    yield from _city(world)


def _problems_and_checks(world: World) -> Iterator[pl.DataFrame]:
    months = world.calendar.months
    here, codes, pace = county_pace(world, "problems_closed")
    found, closed = problem_counts(world, codes)
    yield share_rows("problems_closed", codes, months, closed.astype(np.float64), found)

    chance = generator(world.seed, "checks")
    halves = world.calendar.closes("half_year")
    held = np.ones((here.size, len(months)))
    # One county skips its first check of 2017, as some do.
    held[np.argmin(pace), [day == date(2017, 6, 30) for day in months]] = 0
    yield rows(
        "identification_checks", codes, months, held, keep=np.broadcast_to(halves, held.shape)
    )

    decembers = [day for day in months if day.month == 12]
    batches = chance.integers(2, 6, (here.size, len(decembers))).astype(np.float64)
    evaluated = np.maximum(
        batches - (chance.random(batches.shape) < 0.25 * (2 - pace[:, None])), 1
    )
    yield share_rows("third_party_evaluation", codes, decembers, evaluated, batches)


def _yearly_figures(world: World) -> Iterator[pl.DataFrame]:
    years = [BASELINE, *(day for day in world.calendar.months if day.month == 12)]
    for code, start, rise in (
        ("rural_income_growth_gap", 0.1, 0.5),
        ("public_service_ratio", 79.0, 3.1),
    ):
        _, codes, pace = county_pace(world, code)
        chance = generator(world.seed, code)
        steps = np.arange(len(years))[None, :] * rise * (2 * pace[:, None] - 1)
        level = start * pace[:, None] ** 0.4 + steps
        yield rows(code, codes, years, np.round(level + chance.normal(0, 0.1, level.shape), 1))


def grid_upgrades(world: World) -> tuple[Ints, Floats, Floats]:
    """Planned projects of the counties' grids, and how many are in operation.

    Returns:
        Rows of the counties, their plans, and the done ones: counties by baseline and months.
    """
    here, _, pace = county_pace(world, "grid_upgrade")
    chance = generator(world.seed, "grid")
    planned = chance.integers(38, 75, pace.size).astype(np.float64)
    shape = settings().plan_shapes["building_season"]
    share = np.array(
        [0.0]
        + [(day.year - FIRST_YEAR + shape[day.month - 1]) / 5 for day in world.calendar.months]
    )
    done = np.floor(planned[:, None] * np.minimum(share[None, :] * pace[:, None], 1))
    return here, planned, done


def _grid(world: World) -> Iterator[pl.DataFrame]:
    days = [BASELINE, *world.calendar.months]
    here, planned, done = grid_upgrades(world)
    codes = world.places.counties["area_code"].gather(here)
    base = np.broadcast_to(planned[:, None], done.shape)
    yield share_rows("grid_upgrade", codes, days, done, base)
    quarters = np.array([day.month % 3 == 0 for day in days])
    for verification, later in (("checked", 2), ("certified", 6)):
        yield share_rows(
            "grid_upgrade", codes, days, verified(done, months_later=later), base,
            verification=verification, keep=np.broadcast_to(quarters, done.shape),
        )  # fmt: skip


def _guarantees(world: World, counted: Counts) -> pl.DataFrame:
    """Registered households that meet all five, in step with the people who are ready."""
    here = members("task_villages", world.places)
    quarters = world.calendar.closes("quarter")
    registered = counted.lifted + counted.remaining
    share = 0.14 + 0.84 * np.divide(
        counted.ready, registered, out=np.zeros(registered.shape), where=registered > 0
    )
    households = np.ceil(registered / 2.4)
    met = np.minimum(np.floor(households * np.clip(share, 0, 1) + 0.5), households)
    first = np.ceil(world.places.poor_people / 2.4)
    codes = level_frame("village", world.places)["area_code"].gather(here)
    return share_rows(
        "guarantees_met",
        codes,
        [BASELINE, *world.calendar.months],
        np.column_stack([np.floor(first * 0.14), met])[here],
        np.column_stack([first, households])[here],
        keep=np.broadcast_to(
            np.concatenate([[True], quarters]), (here.size, quarters.size + 1)
        ),
    )


def _city(world: World) -> Iterator[pl.DataFrame]:
    city = pl.Series(["230100"])
    years = [day for day in world.calendar.months if day.month == 12]
    filed = np.array(
        [[min(DEPARTMENTS - 3 + number, DEPARTMENTS) for number in range(len(years))]]
    )
    yield share_rows(
        "dept_report_filed",
        city,
        years,
        filed.astype(np.float64),
        np.full(filed.shape, float(DEPARTMENTS)),
    )
    yield rows("city_look_back", city, years, np.ones((1, len(years))))
