"""What is to be done by when: targets of areas and yearly tasks that add up to the policy."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from data.catalogue import indicators, programme
from data.sample.assumptions import assumption, county_assumptions
from data.sample.chance import Floats, Ints, generator, largest_remainder, split_rows
from data.sample.groups import level_frame, members
from data.sample.months import BASELINE, FIRST_YEAR, LAST_YEAR
from data.sample.world import World

END = date(LAST_YEAR, 12, 31)
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
FLAT = frozenset({"230111", "230113", "230126"})


@dataclass(frozen=True)
class Task:
    """The task of every area that has one in an indicator.

    Attributes:
        indicator_code: What is to be reached.
        area_codes: One for each row of ``planned``.
        area: Rows of the areas in their level's frame.
        planned: Areas by years 2016 to 2020, task of each year alone, in parts of ``unit``.
        due: Target date of each area.
        unit: What one part is, such as 0.1 for tenths of a kilometre.
    """

    indicator_code: str
    area_codes: pl.Series
    area: Ints
    planned: Ints
    due: list[date]
    unit: float

    @property
    def target(self) -> Ints:
        """Whole task of each area, in parts of ``unit``."""
        target: Ints = self.planned.sum(axis=1)
        return target

    @property
    def decimals(self) -> int:
        """Decimal places of ``unit``."""
        return round(-math.log10(self.unit))


def tasks(world: World) -> dict[str, Task]:
    """Every task by indicator; totals of the policy hold exactly."""
    return {task.indicator_code: task for task in (*_exits(world), *_works(world))}


def target_rows(all_tasks: dict[str, Task], document_no: str) -> pl.DataFrame:
    """One row per area with a task and indicator: the fields of the form ``targets``."""
    return pl.concat(
        pl.DataFrame(
            {
                "area_code": task.area_codes,
                "indicator_code": task.indicator_code,
                "baseline_date": BASELINE,
                "baseline_value": 0.0,
                "target_date": task.due,
                "target_value": np.round(1.0 * task.target * task.unit, task.decimals),
                "document_no": document_no,
            }
        )
        for task in all_tasks.values()
    ).filter(pl.col("target_value") > 0)


def plan_rows(all_tasks: dict[str, Task], year: int, document_no: str) -> pl.DataFrame:
    """One row per area with a task and indicator: the fields of the form ``annual_plan``."""
    return pl.concat(
        pl.DataFrame(
            {
                "area_code": task.area_codes,
                "indicator_code": task.indicator_code,
                "year": year,
                "planned_value": np.round(
                    1.0 * task.planned[:, year - FIRST_YEAR] * task.unit, task.decimals
                ),
                "document_no": document_no,
            }
        ).filter(task.target > 0)
        for task in all_tasks.values()
        if indicators()[task.indicator_code].measure != "level"
    )


def _exits(world: World) -> Iterator[Task]:
    """People, villages and counties, each due with its step."""
    places, course = world.places, world.course
    steps = programme().steps
    due = [steps["step2" if late else "step1"].due_date for late in places.in_step2]
    with_task = np.flatnonzero(places.has_task)
    shares = np.zeros((places.count, len(YEARS)))
    for late, step in enumerate(("step1", "step2")):
        for year, share in assumption("people_plan")[step].items():
            shares[(places.in_step2 == late) & (course.planned_year == year)] = share
    planned = split_rows(places.poor_people[with_task], shares[with_task])
    yield _task("people_lifted", world, with_task, planned, [due[row] for row in with_task])

    listed = np.flatnonzero(places.is_poor)
    leaves = (course.planned_year[listed, None] == np.array(YEARS)).astype(np.int64)
    yield _task("villages_delisted", world, listed, leaves, [due[row] for row in listed])

    poor = members("poor_counties", places)
    assumed = list(county_assumptions().values())
    dates = [steps[str(assumed[row].step)].due_date for row in poor]
    leaves = (np.array([[day.year] for day in dates]) == np.array(YEARS)).astype(np.int64)
    yield _task("counties_delisted", world, poor, leaves, dates)


def _works(world: World) -> Iterator[Task]:
    """Roads, bridges, houses, water and what the areas plan themselves, due at the end."""
    for code, task in assumption("tasks").items():
        area = members(indicators()[code].area_group, world.places)
        parts = largest_remainder(
            round(task["total"] / task["unit"]), _weights(code, world)[area]
        )
        if task["plan"] == "even":
            planned = _evenly(parts)
        else:
            planned = split_rows(parts, assumption("plan")[task["plan"]])
        yield _task(code, world, area, planned, [END] * area.size, task["unit"])


def _weights(code: str, world: World) -> Floats:
    """Weight of every area of the indicator's level in its total."""
    places = world.places
    chance = generator(world.seed, f"task {code}")
    assumed = list(county_assumptions().values())
    if indicators()[code].level == "county":
        size = np.bincount(places.county, minlength=len(assumed)) ** 0.9
        need = [1.7 if each.poor_county else 1.2 if each.step else 0.6 for each in assumed]
        weight: Floats = size * need * chance.lognormal(0, 0.15, len(assumed))
        return weight
    codes = places.counties["area_code"]
    hilly = np.array([code not in FLAT for code in codes])[places.county]
    luck = chance.random(places.count)
    weights: dict[str, Floats] = {
        "housing_renovated": places.poor_people * 0.42 + places.population * 0.006,
        "relocated_people": places.poor_people * hilly * (luck < 0.12),
        "safe_water_people": places.population * (0.2 + luck),
        "eco_jobs": places.poor_people * hilly * (luck < 0.45),
    }
    return weights[code]


def _evenly(parts: Ints) -> Ints:
    """Parts over five years so that every year has the same total and every area nearly so.

    All parts stand in one line, area by area, and take turns.
    """
    ends = np.cumsum(parts)
    turns = np.arange(len(YEARS))
    taken = (ends[:, None] + len(YEARS) - 1 - turns) // len(YEARS)
    return np.diff(taken, axis=0, prepend=0)


def _task(
    code: str, world: World, area: Ints, planned: Ints, due: list[date], unit: float = 1
) -> Task:
    codes = level_frame(indicators()[code].level, world.places)["area_code"].gather(area)
    return Task(code, codes, area, planned, due, unit)
