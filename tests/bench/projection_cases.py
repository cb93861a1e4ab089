"""The simulated programme's monthly counts for the backtest, straight from the generator.

The numbers are those of the sample's warehouse before returns go late, missing or wrong; seeds
need no import.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from data.sample.chance import Floats, Ints
from data.sample.counts import counts
from data.sample.world import world
from metrics.calendar import month_end

THROUGH = date(2020, 12, 31)
DUE = {"step1": 24, "step2": 36}
LEVELS = ("villages", "counties", "steps")


@dataclass(frozen=True)
class Case:
    """One level of one seed; matrices of months from the end of 2015 and areas.

    Attributes:
        name: Seed and level.
        level: One of LEVELS.
        codes: Of the areas, in rising order.
        value: People ready.
        bound: People out of poverty and still poor, as known in each month.
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
    """Poor villages, counties with a task, and the two steps of one simulated programme."""
    simulated = world(through=THROUGH, seed=seed)
    counted = counts(simulated)
    places = simulated.places
    first = np.zeros((places.count, 1))
    value = np.hstack([first, counted.ready])
    still_poor = np.hstack([places.poor_people[:, None], counted.remaining])
    bound = np.hstack([first, counted.lifted]) + still_poor
    step = np.where(places.in_step2, "step2", "step1")
    groups = {
        "villages": (places.villages["area_code"].to_numpy(), places.is_poor, 3),
        "counties": (places.villages["county_code"].to_numpy(), places.has_task, 1),
        "steps": (step, places.has_task, 1),
    }
    for level, (codes, members, every) in groups.items():
        names, group = np.unique(codes[members].astype(str), return_inverse=True)
        due = np.array([DUE[name] for name in step[members]])
        shape = (len(names), value.shape[1])
        sums = [np.zeros(shape) for _ in range(2)]
        for total, parts in zip(sums, (value, bound), strict=True):
            np.add.at(total, group, parts[members])
        last = np.zeros(len(names), dtype=np.int64)
        np.maximum.at(last, group, due)
        yield Case(
            name=f"{seed} {level}",
            level=level,
            codes=list(names),
            value=sums[0].T,
            bound=sums[1].T,
            due=last,
            origins=range(6 if every == 3 else 4, value.shape[1] - 1, every),
        )
