"""Road projects of three programmes, each a line, and the bridges on them."""

import numpy as np
import polars as pl

from data.sample.assumptions import assumption
from data.sample.chance import Floats, Ints, generator
from data.sample.cutting import MONTHS, NEVER, built_in_turn, due_in_year, pieces, split
from data.sample.months import FIRST_YEAR
from data.sample.road_lines import drawn_on, links, shared_out
from data.sample.sites import VERTICES, Sites, wkt
from data.sample.tasks import Task
from data.sample.works import progress
from data.sample.world import World

ROADS = {
    "roads_village_access": "撤并建制村通畅工程",
    "roads_widening": "公路加宽工程",
    "roads_network": "路网改善工程",
}
WHERE = ("area_code", "people_served", "title")
OFF_PLAN = 1.2
"""Months by which the order of the plan differs from the order in which it is built."""


def road_projects(world: World, tasks: dict[str, Task], place: Sites) -> pl.DataFrame:
    """One row per road or bridge, in the columns of `projects.COLUMNS`."""
    roads, drawn = [], []
    for code, words in ROADS.items():
        chance = generator(world.seed, f"projects {code}")
        built = _built(world, tasks[code], chance, assumption("works")["road_length"][code])
        between = links(world, place, is_network=code == "roads_network")
        county, km = built["county"].to_numpy(), built["quantity_planned"].to_numpy()
        way, nth = shared_out(between, county, km, chance)
        chosen = between[way]
        named = chosen.select(*WHERE, work_name=pl.col("title") + words)
        roads.append(built.hstack(named))
        drawn.append(drawn_on(place, chosen, county, km, nth, chance, code))
    every = pl.concat(roads)
    coordinates = np.concatenate(drawn)
    bridges = _bridges(world, tasks["bridges"], every, coordinates, place)
    if place.has_places:
        every = every.with_columns(geometry=wkt(coordinates))
    return pl.concat([every, bridges]).drop("title")


def _built(
    world: World, task: Task, chance: np.random.Generator, length: float
) -> pl.DataFrame:
    """The task of each county cut into projects of about a length: what, when, how much."""
    done = np.rint(progress(world, task)).astype(np.int64)
    turns, year_of_turn = built_in_turn(task.planned, done)
    cut = pieces(turns, done)
    # Parts of the task are tenths of a kilometre or whole bridges; projects, hundredths.
    finer = round(task.unit * 100)
    size = cut.amount * finer
    parts = np.maximum(np.rint(size / (100 * length)).astype(np.int64), 1)
    whole, hundredths = split(size, parts, chance) if finer < 100 else _singly(cut.amount)
    year = year_of_turn[cut.segment][whole]
    month = cut.month[whole]
    county = task.area[cut.group][whole]
    own_year = (month != NEVER) & (month // MONTHS <= year)
    order = np.where(
        own_year,
        month - MONTHS * year + chance.normal(0, OFF_PLAN, year.size),
        chance.uniform(3, 11, year.size),
    )
    due = due_in_year(county * MONTHS + year, order, hundredths)
    return pl.DataFrame(
        {
            "programme": pl.repeat(task.indicator_code, year.size, eager=True),
            "county": county,
            "plan_year": FIRST_YEAR + year,
            "due_month": MONTHS * year + due,
            "first_month": month,
            "finish_month": month,
            "quantity_planned": np.round(hundredths / 100, 2),
        }
    )


def _singly(amount: Ints) -> tuple[Ints, Ints]:
    """Every unit is a project of its own."""
    whole = np.repeat(np.arange(amount.size), amount)
    return whole, np.full(whole.size, 100)


def _bridges(
    world: World, task: Task, roads: pl.DataFrame, coordinates: Floats, place: Sites
) -> pl.DataFrame:
    """Dangerous bridges rebuilt, each on a road of its county."""
    chance = generator(world.seed, "projects bridges")
    built = _built(world, task, chance, length=1)
    of_county, county = roads["county"].to_numpy(), built["county"].to_numpy()
    road = np.empty(county.size, dtype=np.int64)
    for each in np.unique(county):
        mine, here = np.flatnonzero(county == each), np.flatnonzero(of_county == each)
        road[mine] = np.resize(chance.permutation(here), mine.size)
    vertex = chance.integers(1, VERTICES - 1, county.size)
    crossed = roads.select(*WHERE, work_name=pl.col("title") + "危桥改造")
    bridges = built.hstack(crossed[road])
    if not place.has_places:
        return bridges
    return bridges.with_columns(geometry=wkt(coordinates[road, vertex]))
