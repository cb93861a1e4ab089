"""The simulated programme's monthly counts for the backtest, straight from the generator.

The numbers are those of the sample's warehouse before returns go late, missing or wrong; seeds
need no import.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from data.sample.chance import Floats, Ints, Numbers
from data.sample.counts import counts
from data.sample.world import World, world
from metrics.calendar import month_end

THROUGH = date(2020, 12, 31)
DUE = {"step1": 24, "step2": 36}
PEOPLE = ("villages", "counties", "steps")
VILLAGES = ("villages ready: counties", "villages ready: steps")


@dataclass(frozen=True)
class Case:
    """One level of one seed; matrices of months from the end of 2015 and areas.

    Attributes:
        name: Seed and level.
        level: One of PEOPLE or VILLAGES.
        codes: Of the areas, in rising order.
        value: People ready, or villages ready.
        bound: People out of poverty and still poor as known in each month, or villages listed.
        due: Number of the month in which each area is due.
        origins: Months from which is projected: every third one of villages.
    """

    name: str
    level: str
    codes: list[str]
    value: Floats
    bound: Floats
    due: Ints
    origins: range

    def observations(self, origin: int) -> pl.DataFrame:
        """What had been reported by a month; the later months are hidden."""
        months = [month(number) for number in range(1, origin + 1)]
        return pl.DataFrame(
            {
                "area_code": np.repeat(self.codes, origin),
                "period": months * len(self.codes),
                "obs_value": self.value[1 : origin + 1].T.ravel(),
            }
        )

    def targets(self, due: Ints) -> pl.DataFrame:
        """Everybody's own count at the date as target; it changes no projection."""
        return pl.DataFrame(
            {
                "area_code": self.codes,
                "baseline_value": 0.0,
                "target_value": self.value[due, np.arange(len(due))],
                "target_date": [month(int(number)) for number in due],
            }
        )

    def bounds(self, origin: int) -> pl.DataFrame:
        """The register as it was known in a month."""
        return pl.DataFrame({"area_code": self.codes, "bound_value": self.bound[origin]})


def month(number: int) -> date:
    """Month end, counted from December 2015."""
    return month_end(2015 + (11 + number) // 12, (11 + number) % 12 + 1)


def cases(seed: int) -> Iterator[Case]:
    """All levels of one simulated programme."""
    simulated = world(through=THROUGH, seed=seed)
    places, counted = simulated.places, counts(simulated)
    codes, counties = (
        places.villages[f"{kind}_code"].to_numpy() for kind in ("area", "county")
    )
    steps = np.where(places.in_step2, "step2", "step1")
    still_poor = np.hstack([places.poor_people[:, None], counted.remaining])
    people = _from_nothing(counted.ready), _from_nothing(counted.lifted) + still_poor
    ready = _from_nothing(_is_ready(simulated))
    villages = ready, np.broadcast_to(places.is_poor[:, None], ready.shape)
    for level, members, names, (value, bound) in (
        (PEOPLE[0], places.is_poor, codes, people),
        (PEOPLE[1], places.has_task, counties, people),
        (PEOPLE[2], places.has_task, steps, people),
        (VILLAGES[0], places.is_poor, counties, villages),
        (VILLAGES[1], places.is_poor, steps, villages),
    ):
        here = np.flatnonzero(members)
        areas, group = np.unique(names[here].astype(str), return_inverse=True)
        due = np.zeros(len(areas), dtype=np.int64)
        np.maximum.at(due, group, [DUE[step] for step in steps[here]])
        sums = [np.zeros((len(areas), ready.shape[1])) for _ in range(2)]
        for total, parts in zip(sums, (value, bound), strict=True):
            np.add.at(total, group, parts[here])
        every = 3 if level == "villages" else 1
        yield Case(
            name=f"{seed} {level}",
            level=level,
            codes=list(areas),
            value=sums[0].T,
            bound=sums[1].T,
            due=due,
            origins=range(6 if every == 3 else 4, ready.shape[1] - 1, every),
        )


def _from_nothing(values: Numbers) -> Floats:
    """The values with a month before the first, in which there was nothing."""
    return np.hstack([np.zeros((len(values), 1)), values])


def _is_ready(simulated: World) -> Ints:
    """1 for each village and month in which it is off the list or meets every criterion."""
    leaves, met = simulated.course.delisted_year, simulated.course.ready_month
    month_met = (leaves - 2016) * 12 + met
    number = np.arange(1, len(simulated.calendar.months) + 1)
    ready: Ints = ((leaves > 0)[:, None] & (number >= month_met[:, None])).astype(np.int64)
    return ready
