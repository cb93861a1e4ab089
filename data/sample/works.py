"""Returns about works: roads, bridges, houses, water and power, with their building season."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from data.catalogue import settings
from data.sample.assumptions import county_assumptions
from data.sample.chance import Floats, Ints, Numbers, generator
from data.sample.criteria import met_by_month
from data.sample.exits import CRITERIA, REASONS
from data.sample.groups import members
from data.sample.houses import unsafe_households
from data.sample.months import BASELINE, FIRST_YEAR
from data.sample.rows import rows, share_rows
from data.sample.tasks import Task
from data.sample.verification import sparse, verified
from data.sample.world import World

MONTHS_TO_VERIFY = {
    "roads_village_access": (1, 5),
    "roads_network": (1, 6),
    "roads_widening": (1, 5),
    "bridges": (2, 7),
    "irrigated_area": (2, 8),
    "housing_renovated": (1, 3),
    "safe_water_people": (2, 5),
}
"""Months from completed to checked by the owner and to accepted; resettlement has neither."""


def works_rows(world: World, tasks: dict[str, Task]) -> Iterator[pl.DataFrame]:
    """Observation rows of everything that is built or counted up against a yearly task."""
    for code in (*MONTHS_TO_VERIFY, "relocated_people"):
        task = tasks[code]
        done = progress(world, task)
        values = np.round(done * task.unit, task.decimals)
        yield rows(code, task.area_codes, world.calendar.months, values)
        quarters = world.calendar.closes("quarter")
        later = MONTHS_TO_VERIFY.get(code, ())
        for verification, months in zip(("checked", "certified"), later, strict=False):
            by = verified(done, months_later=months)
            yield rows(
                code,
                task.area_codes,
                world.calendar.months,
                np.round(by * task.unit, task.decimals),
                verification=verification,
                keep=sparse(by, done, quarters),
            )
    yield _eco_jobs(world, tasks["eco_jobs"])
    yield _unsafe_houses(world)
    yield from _safe_water(world)


def progress(world: World, task: Task) -> Floats:
    """What is done of a task by each month, cumulative: areas by months, in its parts."""
    chance = generator(world.seed, f"progress {task.indicator_code}")
    level_is_village = len(task.area_codes[0]) == 12
    county = world.places.county[task.area] if level_is_village else task.area
    pace = np.array([each.works for each in county_assumptions().values()])[county]
    pace = pace * np.clip(chance.normal(1, 0.05, pace.shape), 0.85, 1.03)
    if task.indicator_code == "housing_renovated":
        late = world.course.reason[task.area] == REASONS.index("works")
        pace[late, 1:] *= 0.3
    # What a year leaves undone is not made up, and nobody builds more than his whole task.
    yearly = np.minimum(pace, 1.04) * task.planned
    rounding = chance.random((len(yearly), 1))
    by_year = np.minimum(
        np.floor(np.cumsum(yearly, axis=1) + rounding * (yearly > 0)), task.target[:, None]
    )
    by_year = np.maximum.accumulate(by_year, axis=1)
    before = np.column_stack([np.zeros(len(by_year)), by_year[:, :-1]])
    columns = []
    for month in world.calendar.months:
        year = month.year - FIRST_YEAR
        share = season(world, task, year)[:, month.month - 1]
        columns.append(np.floor(before[:, year] + (by_year - before)[:, year] * share + 1e-9))
    return np.column_stack(columns)


def season(world: World, task: Task, year: int) -> Floats:
    """Share of a year's works done by each month's end, earlier in some areas than others."""
    chance = generator(world.seed, f"season {task.indicator_code} {year}")
    shape = np.array(settings().plan_shapes["building_season"])
    bend = chance.lognormal(0.05, 0.16, len(task.area_codes))
    return shape[None, :] ** bend[:, None]


def _eco_jobs(world: World, task: Task) -> pl.DataFrame:
    """Wardens in post: hired each spring by the year's plan."""
    months = world.calendar.months
    hired = np.column_stack([np.zeros(len(task.planned)), np.cumsum(task.planned, axis=1)])
    season = np.array([month.year - FIRST_YEAR + (month.month > 3) for month in months])
    in_post = np.floor(hired[:, np.concatenate([[0], season])] * 0.96)
    due = np.concatenate([[True], world.calendar.closes("quarter")])
    return rows(
        "eco_jobs",
        task.area_codes,
        [BASELINE, *months],
        in_post,
        keep=np.broadcast_to(due, in_post.shape),
    )


def _unsafe_houses(world: World) -> pl.DataFrame:
    """Registered households still in a dilapidated house; falls in the building season."""
    here = members("task_villages", world.places)
    shape = settings().plan_shapes["building_season"]
    left = {year: unsafe_households(world, year)[here] for year in world.register.years}
    columns: list[Numbers] = [left[BASELINE.year].astype(np.float64)]
    for month in world.calendar.months:
        before, end = left[month.year - 1], left[month.year]
        columns.append(before + np.round((end - before) * shape[month.month - 1]))
    return rows(
        "unsafe_houses_left",
        world.places.villages["area_code"].gather(here),
        [BASELINE, *world.calendar.months],
        np.column_stack(columns),
    )


def _safe_water(world: World) -> Iterator[pl.DataFrame]:
    """Natural villages with safe water in poor villages of the poor counties."""
    here = members("poor_county_poor_villages", world.places)
    codes = world.places.villages["area_code"].gather(here)
    periods = [BASELINE, *world.calendar.months]
    total, safe = tun_by_month(world)
    counts = safe[here].astype(np.float64)
    base = np.broadcast_to(total[here, None], counts.shape)
    yield share_rows("safe_water_villages", codes, periods, counts, base)
    halves = np.broadcast_to(np.arange(len(periods)) % 6 == 0, counts.shape)
    for verification, later in (("checked", 2), ("certified", 5)):
        by = np.maximum(verified(counts, months_later=later), counts[:, :1])
        yield share_rows(
            "safe_water_villages",
            codes,
            periods,
            by,
            base,
            verification=verification,
            keep=halves,
        )


def tun_by_month(world: World) -> tuple[Ints, Ints]:
    """Natural villages of each village, and how many have safe water: at first and by month."""
    chance = generator(world.seed, "natural villages")
    total = chance.integers(3, 9, world.places.count)
    safe = chance.binomial(total - 1, 0.45)
    reached = chance.random((world.places.count, 1))
    days = (BASELINE, *world.calendar.months)
    shape = settings().plan_shapes["building_season"]
    elapsed = np.array(
        [0.0] + [(day.year - FIRST_YEAR + shape[day.month - 1]) / 5 for day in days[1:]]
    )
    pace = np.array([np.mean(each.works[:3]) for each in county_assumptions().values()])
    done = elapsed[None, :] * pace[world.places.county][:, None]
    by_month = safe[:, None] + np.floor((total - safe)[:, None] * done + reached).astype(
        np.int64
    )
    by_month = np.minimum(by_month, total[:, None])
    by_month = np.where(met_by_month(world), total[:, None], by_month)
    lacks = world.course.missing == CRITERIA.index("safe_water")
    by_month[lacks] = np.minimum(by_month[lacks], total[lacks, None] - 1)
    return total, by_month
