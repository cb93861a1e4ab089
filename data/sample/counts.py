"""Monthly counts of people by village that follow from the register."""

from dataclasses import dataclass

import numpy as np

from data.sample.chance import Ints, total_by
from data.sample.planted import KINDS, falsify_year, inflated_count
from data.sample.register import BASELINE_YEAR, READY
from data.sample.world import World

NOVEMBER = 10


@dataclass(frozen=True)
class Counts:
    """People by village and month, as reported; matrices of villages by calendar months.

    Attributes:
        lifted: Out of poverty on the register: steps at each December.
        ready: Out of poverty or meeting every criterion.
        remaining: Still poor.
        fell_back: Fallen back in the month.
    """

    lifted: Ints
    ready: Ints
    remaining: Ints
    fell_back: Ints


def counts(world: World) -> Counts:
    """The counts offices report, the planted falsifications included."""
    honest = Counts(*(_months(world, *parts) for parts in _parts(world)))
    return _falsified(world, honest)


def _parts(world: World) -> list[list[Ints]]:
    """For each count, twelve columns for every year."""
    lifted, ready, remaining, fell_back = [], [], [], []
    for year in world.calendar.years:
        before = _year_end(world, year - 1)
        end = _year_end(world, year)
        lifted.append(_twelve(before["out"], end["out"]))
        met = before["out"] + before["ready"]
        months = met[:, None] + np.cumsum(_by_month(world, year, "ready_month"), axis=1)
        months[:, -1] = end["out"] + end["ready"]
        ready.append(months)
        fallen = _by_month(world, year, "fell_back_month")
        poor = before["poor"][:, None] + np.cumsum(fallen, axis=1)
        # The register opens in autumn: identified and removed in November, exits in December.
        poor[:, NOVEMBER] += end["identified"] - end["removed"]
        poor[:, -1] = end["poor"]
        remaining.append(np.maximum(poor, 0))
        fell_back.append(fallen)
    return [lifted, ready, remaining, fell_back]


def _year_end(world: World, year: int) -> dict[str, Ints]:
    """People of each village by what they are at the end of a year."""
    state = world.register.years[year]
    village = world.register.households.village[: state.status.size]
    known = world.register.years[max(year - 1, BASELINE_YEAR)].status.size
    is_new = np.arange(state.status.size) >= known
    return {
        name: total_by(village, state.people * which, world.places.count)
        for name, which in {
            "out": state.is_out,
            "poor": state.is_poor,
            "ready": state.status == READY,
            "identified": is_new & state.is_poor,
            "removed": state.is_removed,
        }.items()
    }


def _by_month(world: World, year: int, field: str) -> Ints:
    """People of each village by the month in which something happened to them; 12 columns."""
    state = world.register.years[year]
    month: Ints = getattr(state, field)
    happened = np.flatnonzero(month)
    village = world.register.households.village[happened]
    cells = total_by(
        village * 12 + month[happened] - 1, state.people[happened], world.places.count * 12
    )
    return cells.reshape(-1, 12)


def _twelve(before: Ints, december: Ints) -> Ints:
    return np.column_stack([np.repeat(before[:, None], 11, axis=1), december])


def _months(world: World, *years: Ints) -> Ints:
    return np.hstack(years)[:, : len(world.calendar.months)]


def _falsified(world: World, honest: Counts) -> Counts:
    lifted, ready, remaining = (
        honest.lifted.copy(),
        honest.ready.copy(),
        honest.remaining.copy(),
    )
    villages = world.planted.villages
    for kind in (kind for kind, shows in KINDS.items() if shows == "people_ready"):
        for village in villages[kind]:
            for first in range(0, ready.shape[1] // 12 * 12, 12):
                before = int(ready[village, first - 1]) if first else 0
                year = world.calendar.months[first].year
                span = slice(first, first + 12)
                ready[village, span] = falsify_year(
                    kind, honest.ready[village, span], before, year
                )
    for village in villages["inflated"]:
        lifted[village] = inflated_count(honest.lifted[village], honest.remaining[village])
        met = np.maximum(honest.ready[village] - honest.lifted[village], 0)
        rest = np.maximum(honest.remaining[village] - met, 0)
        ready[village] = np.maximum.accumulate(inflated_count(honest.ready[village], rest))
        remaining[village] += honest.lifted[village] - lifted[village]
    for village in villages["more_than_registered"]:
        households = world.register.households
        ever = int(households.people[households.village == village].sum())
        late = np.array(
            [month.year >= 2017 and month.month == 12 for month in world.calendar.months]
        )
        late = np.maximum.accumulate(late)
        lifted[village] = np.where(late, ever + 9, lifted[village])
        ready[village] = np.where(late, ever + 9, ready[village])
    return Counts(lifted, ready, remaining, honest.fell_back)
