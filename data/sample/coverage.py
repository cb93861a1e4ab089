"""Returns about shares that rise over the years: services, insurance, villages with a thing."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from data.catalogue import Indicator, indicators, settings
from data.sample.assumptions import Coverage, county_assumptions, coverage_assumptions
from data.sample.bases import Bases
from data.sample.chance import Flags, Floats, Ints, generator
from data.sample.criteria import OF_INDICATORS, met_by_month
from data.sample.exits import CRITERIA
from data.sample.groups import level_frame, members
from data.sample.months import BASELINE, FIRST_YEAR
from data.sample.rows import share_rows
from data.sample.verification import verified
from data.sample.world import World

MONTHS_TO_VERIFY = {"checked": 2, "certified": 6}
OWN_DEVIATION = 0.05


def coverage_rows(world: World) -> Iterator[pl.DataFrame]:
    """Observation rows of every share in the assumptions, the baseline first."""
    bases = Bases(world)
    for code, assumed in coverage_assumptions().items():
        yield from _indicator_rows(world, bases, indicators()[code], assumed)


def covered(world: World, code: str) -> Flags:
    """Whether each area of the group has the thing: areas by baseline and months.

    Only for shares of which every area is one.
    """
    indicator, assumed = indicators()[code], coverage_assumptions()[code]
    here = members(indicator.area_group, world.places)
    return _has_it(world, indicator, _shares(world, indicator, assumed, here), here)


def _indicator_rows(
    world: World, bases: Bases, indicator: Indicator, assumed: Coverage
) -> Iterator[pl.DataFrame]:
    months = world.calendar.months
    here = members(indicator.area_group, world.places)
    shares = _shares(world, indicator, assumed, here)
    if assumed.of == "one":
        base = np.ones(shares.shape)
        counts: Floats = _has_it(world, indicator, shares, here).astype(np.float64)
    else:
        base = np.column_stack([bases.at(assumed.of, _year(day))[here] for day in _days(world)])
        counts = _counted(world, indicator, shares, base.astype(np.float64))
    due = np.concatenate([[True], world.calendar.closes(indicator.cycle)])
    periods = [BASELINE, *months]
    codes = level_frame(indicator.level, world.places)["area_code"].gather(here)
    is_flow = indicator.measure == "flow"
    keep = np.broadcast_to(due & ~(is_flow & (np.arange(due.size) == 0)), shares.shape)
    yield share_rows(
        indicator.code, codes, periods, counts, base, factor=indicator.factor, keep=keep
    )
    if indicator.certification == "works":
        halves = due & (np.arange(due.size) % 6 == 0)
        for verification, later in MONTHS_TO_VERIFY.items():
            by = np.maximum(verified(counts, months_later=later), counts[:, :1])
            yield share_rows(
                indicator.code, codes, periods, by, base,
                factor=indicator.factor, verification=verification,
                keep=np.broadcast_to(halves, by.shape),
            )  # fmt: skip


def _shares(world: World, indicator: Indicator, assumed: Coverage, here: Ints) -> Floats:
    """The share of each area's county at the baseline and each month: areas by months + 1."""
    shape = settings().plan_shapes[
        "building_season" if assumed.season == "building" else "even"
    ]
    years = assumed.by - FIRST_YEAR + 1
    elapsed = np.array(
        [0.0]
        + [
            min(1.0, (day.year - FIRST_YEAR + shape[day.month - 1]) / years)
            for day in world.calendar.months
        ]
    )
    pace = np.array([np.mean(each.works[:3]) for each in county_assumptions().values()])
    counties = {
        "village": world.places.county,
        "township": world.places.county_of_township,
        "county": np.arange(pace.size),
    }[indicator.level][here]
    kept_up = 1 - assumed.slow * (1 - np.minimum(pace / pace.max(), 1))
    rise = (assumed.end - assumed.start) * kept_up[counties]
    shares: Floats = assumed.start + rise[:, None] * elapsed[None, :]
    return shares


def _has_it(world: World, indicator: Indicator, shares: Floats, here: Ints) -> Flags:
    """Each area gets the thing once its county's share has risen past its own place in line."""
    chance = generator(world.seed, f"coverage {indicator.code}")
    size = level_frame(indicator.level, world.places).height
    has: Flags = chance.random(size)[here][:, None] < shares
    if indicator.code in OF_INDICATORS:
        has |= met_by_month(world)[here]
    if indicator.code == "clinic_standard":
        has[world.course.missing[here] == CRITERIA.index("clinic")] = False
    return has


def _counted(world: World, indicator: Indicator, shares: Floats, base: Floats) -> Floats:
    """How many of each area's base are covered, near its county's share but not just it."""
    chance = generator(world.seed, f"coverage {indicator.code}")
    own = chance.normal(0, OWN_DEVIATION, (len(shares), 1)) * np.minimum(1, 4 * (1 - shares))
    most = 1.0 if indicator.factor == 100 else np.inf
    rounding = chance.random((len(shares), 1))
    return np.minimum(
        np.floor(base * np.clip(shares + own, 0, most) + rounding),
        base if indicator.factor == 100 else np.inf,
    )


def _days(world: World) -> list[date]:
    return [BASELINE, *world.calendar.months]


def _year(day: date) -> int:
    """Year whose end the base of a month was counted at."""
    return day.year if day.month == 12 else day.year - 1
