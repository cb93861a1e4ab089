"""Projects of the rural grid: lines and transformers of the poor counties, power by village."""

import numpy as np
import polars as pl

from data.sample.assumptions import assumption
from data.sample.bureaus import grid_upgrades
from data.sample.chance import Flags, Ints, Numbers, generator
from data.sample.coverage import covered
from data.sample.cutting import MONTHS, NEVER, due_in_programme
from data.sample.groups import members
from data.sample.months import FIRST_YEAR
from data.sample.sites import Sites, lines, near, wkt
from data.sample.world import World

LINES_SHARE = 0.45
KM, TRANSFORMERS = (2.0, 9.0), (1, 5)
"""Fewest and most of one project."""


def grid_projects(world: World, place: Sites) -> pl.DataFrame:
    """One row per project, in the columns of `projects.COLUMNS`."""
    return pl.concat([_upgrades(world, place), _power(world, place)])


def _upgrades(world: World, place: Sites) -> pl.DataFrame:
    """The planned projects of each poor county, each done in the month its return says."""
    chance = generator(world.seed, "projects grid_upgrade")
    counties, planned, done = grid_upgrades(world)
    number = planned.astype(np.int64)
    county = np.repeat(counties, number)
    nth = np.arange(county.size) - np.repeat(np.cumsum(number) - number, number)
    by_month = np.repeat(done[:, 1:], number, axis=0)
    finish = _first(by_month > nth[:, None])
    village = np.empty(county.size, dtype=np.int64)
    for each in counties:
        here = np.flatnonzero(world.places.county == each)
        mine = np.flatnonzero(county == each)
        village[mine] = np.resize(chance.permutation(here), mine.size)
    is_line = chance.random(county.size) < LINES_SHARE
    km = np.round(chance.uniform(*KM, county.size), 2)
    units = chance.integers(*TRANSFORMERS, county.size, endpoint=True)
    programme = pl.Series(["grid_transformers", "grid_lines"]).gather(is_line.astype(int))
    words = pl.Series(["变压器改造", "10千伏线路改造"]).gather(is_line.astype(int))
    amount = np.where(is_line, km, units)
    table = _table(world, place, programme, village, finish, amount, plan="even")
    table = table.with_columns(work_name=table["work_name"] + words)
    if not place.has_places:
        return table
    start = place.villages[village]
    end = place.townships[world.places.township[village]]
    line = wkt(lines(place, county, start, end, km, chance))
    point = wkt(near(place, county, start, chance))
    return table.with_columns(geometry=pl.when(pl.Series(is_line)).then(line).otherwise(point))


def _power(world: World, place: Sites) -> pl.DataFrame:
    """Three-phase power to every poor village that had none, when its return says so."""
    listed = members("poor_villages", world.places)
    has = covered(world, "village_power")
    village = listed[~has[:, 0]]
    finish = _first(has[~has[:, 0], 1:])
    ones = np.ones(village.size)
    programme = pl.repeat("village_power", village.size, eager=True)
    table = _table(world, place, programme, village, finish, ones, plan="village_power")
    table = table.with_columns(work_name=table["work_name"] + "通动力电工程")
    if not place.has_places:
        return table
    return table.with_columns(geometry=wkt(place.villages[village]))


def _table(
    world: World,
    place: Sites,
    programme: pl.Series,
    village: Ints,
    finish: Ints,
    quantity: Numbers,
    *,
    plan: str,
) -> pl.DataFrame:
    """Projects of which each is done at once, planned over the years by one of the plans."""
    places = world.places
    last = len(world.calendar.months)
    chance = generator(world.seed, f"plan of {programme[0]}")
    order = np.where(finish == NEVER, last, finish) + chance.normal(0, 2, finish.size)
    line = places.county[village]
    shares = np.array(assumption("plan")[plan], dtype=np.float64)
    due = due_in_programme(line, order, np.ones(finish.size, dtype=np.int64), shares)
    return pl.DataFrame(
        {
            "programme": programme,
            "county": line,
            "plan_year": FIRST_YEAR + due // MONTHS,
            "due_month": due,
            "first_month": finish,
            "finish_month": finish,
            "quantity_planned": quantity.astype(np.float64),
            "area_code": places.villages["area_code"].gather(village),
            "people_served": places.population[village],
            "work_name": place.village_names.gather(village),
            "geometry": pl.Series([None], dtype=pl.String).new_from_index(0, village.size),
        }
    )


def _first(has: Flags) -> Ints:
    """First month in which each has it; NEVER if none."""
    first: Ints = np.where(has.any(axis=1), has.argmax(axis=1), NEVER)
    return first
