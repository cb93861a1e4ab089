"""Drinking-water works: each scheme brings safe water to some natural villages in one month."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from data.sample.assumptions import assumption
from data.sample.chance import Flags, Floats, Ints, generator, largest_remainder
from data.sample.cutting import MONTHS, NEVER, due_in_programme
from data.sample.groups import members
from data.sample.months import FIRST_YEAR
from data.sample.sites import Sites, lines, near, wkt
from data.sample.tasks import Task
from data.sample.works import progress, tun_by_month
from data.sample.world import World

KINDS = {
    "water_well": "打井",
    "water_pump_house": "建房",
    "water_purifier": "净水设施",
    "water_pipe": "管道铺设",
    "water_household_tap": "送水到户",
}
PIPE, TAP = 3, 4
APRIL = 3


@dataclass(frozen=True)
class Schemes:
    """One entry per scheme.

    Attributes:
        village: Row of the village in `Places.villages`.
        month: Months since January 2016 when the water runs; NEVER by the end of 2020.
        natural_villages: That become safe with it; 0 where more households are connected.
        people: That it serves.
    """

    village: Ints
    month: Ints
    natural_villages: Ints
    people: Ints


def water_projects(world: World, task: Task, place: Sites) -> pl.DataFrame:
    """One row per work, in the columns of `projects.COLUMNS`.

    Natural villages and people stand at the last work of a scheme alone, the taps, so that
    nobody is counted twice.
    """
    chance = generator(world.seed, "projects of water")
    schemes = _schemes(world, task)
    county = world.places.county[schemes.village]
    known_last = np.where(schemes.month == NEVER, len(world.calendar.months), schemes.month)
    due = due_in_programme(
        county,
        known_last + chance.normal(0, 1.5, county.size),
        schemes.people + 1,
        np.array(assumption("plan")["imported"]),
    )
    scheme, kind = np.nonzero(_needed(chance, county.size))
    # What comes before the taps is done up to two months earlier, in the same season.
    earlier = np.where(kind == TAP, 0, chance.integers(0, 3, kind.size))
    month, village, is_tap = schemes.month[scheme], schemes.village[scheme], kind == TAP
    finish = np.where(month == NEVER, NEVER, _before(month, earlier))
    due = _before(due[scheme], earlier)
    amount = _amounts(chance, schemes, scheme, kind)
    codes, words = pl.Series(list(KINDS)), pl.Series(list(KINDS.values()))
    table = pl.DataFrame(
        {
            "programme": codes.gather(kind),
            "county": county[scheme],
            "plan_year": FIRST_YEAR + due // MONTHS,
            "due_month": due,
            "first_month": finish,
            "finish_month": finish,
            "quantity_planned": amount,
            "area_code": world.places.villages["area_code"].gather(village),
            "people_served": schemes.people[scheme],
            "natural_villages": schemes.natural_villages[scheme],
            "work_name": place.village_names.gather(village) + words.gather(kind),
        }
    ).with_columns(
        pl.when(pl.Series(is_tap)).then(name).alias(name)
        for name in ("people_served", "natural_villages")
    )
    if not place.has_places:
        return table
    start = place.villages[village]
    at = near(place, county[scheme], start, chance)
    line = wkt(lines(place, county[scheme], start, at, amount, chance))
    is_pipe = pl.Series(kind == PIPE)
    return table.with_columns(geometry=pl.when(is_pipe).then(line).otherwise(wkt(at)))


def _schemes(world: World, task: Task) -> Schemes:
    """Schemes whose natural villages and people add up to the returns, by county and month.

    Natural villages do so in every village. Where a county reports more people in a month
    than those schemes serve, others connect more households.
    """
    places = world.places
    chance = generator(world.seed, "schemes of water")
    here = members("poor_county_poor_villages", places)
    total, safe = (of[here] for of in tun_by_month(world))
    rises = np.column_stack([np.diff(safe, axis=1), total - safe[:, -1]])
    row, month = np.nonzero(rises)
    done = np.rint(progress(world, task)).astype(np.int64)
    people = np.zeros((places.counties.height, rises.shape[1]), dtype=np.int64)
    served = np.column_stack([np.diff(done, axis=1, prepend=0), task.target - done[:, -1]])
    np.add.at(people, places.county[task.area], served)

    county = places.county[here]
    schemes = np.zeros(people.shape, dtype=np.int64)
    np.add.at(schemes, (county[row], month), 1)
    lacking = np.maximum(-(-people // assumption("works")["people_per_scheme"]) - schemes, 0)
    more_county, more_month = (
        np.repeat(of, lacking[lacking > 0]) for of in np.nonzero(lacking)
    )
    more = [chance.choice(np.flatnonzero(county == each)) for each in more_county]
    row = np.concatenate([row, np.array(more, dtype=np.int64)])
    month = np.concatenate([month, more_month])

    tun = rises[row, month]
    weight = np.maximum(tun, 1) * places.population[here[row]] / total[row]
    of_scheme = np.zeros(row.size, dtype=np.int64)
    for each, when in zip(*np.nonzero(people), strict=True):
        cell = np.flatnonzero((county[row] == each) & (month == when))
        of_scheme[cell] = largest_remainder(int(people[each, when]), weight[cell])
    never = month == rises.shape[1] - 1
    return Schemes(here[row], np.where(never, NEVER, month), tun, of_scheme)


def _needed(chance: np.random.Generator, schemes: int) -> Flags:
    """Which kinds of work each scheme has: schemes by KINDS."""
    shares = assumption("works")["water_works"]
    needed: Flags = chance.random((schemes, len(KINDS))) < [shares[kind] for kind in KINDS]
    # A pump house stands over a well.
    needed[:, 1] &= needed[:, 0]
    needed[:, TAP] = True
    return needed


def _before(month: Ints, earlier: Ints) -> Ints:
    """So many months earlier, but not before the April of its year."""
    april = month // MONTHS * MONTHS + APRIL
    before: Ints = np.maximum(month - earlier, np.minimum(month, april))
    return before


def _amounts(chance: np.random.Generator, schemes: Schemes, scheme: Ints, kind: Ints) -> Floats:
    """Wells, pump houses, purifiers, kilometres of pipe, households with a tap."""
    assumed = assumption("works")
    tun = np.maximum(schemes.natural_villages, 1)[scheme]
    pieces = np.ceil(tun / 2)
    fewest, most = assumed["pipe_km_per_natural_village"]
    km = np.round(tun * chance.uniform(fewest, most, tun.size), 2)
    taps = np.maximum(np.rint(schemes.people[scheme] / assumed["people_per_tap"]), 1)
    amounts: Floats = np.select([kind == PIPE, kind == TAP], [km, taps], pieces)
    return amounts
