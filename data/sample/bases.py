"""What shares are shares of: registered households, people, pupils, tonnes of straw."""

import numpy as np

from data.sample.chance import Floats, Ints, generator, total_by
from data.sample.groups import members
from data.sample.register import BASELINE_YEAR
from data.sample.world import World

PER_HOUSEHOLD = {
    "able": 0.62, "pupils": 0.17, "workers": 0.95, "eligible": 0.38, "insured": 0.55,
}  # fmt: skip
"""Households with someone able to work, with pupils, eligible or insured, and workers, each by
registered household."""

MIGRANTS_PER_PERSON = 0.10
DISABLED_PER_PERSON = 0.011
STRAW_TONNES_PER_PERSON = 1.4
WEAK_BRANCHES = 0.14
EARLIER_EXITS = 0.12
"""Households out of poverty before the programme, by household registered at its start."""

LEVELS = {"halls": "county", "signatories": "township"}


class Bases:
    """Denominators at each year's end, in the order of the areas of a level."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._households = {year: self._registered(year, people=False) for year in self._years}
        self._people = {year: self._registered(year, people=True) for year in self._years}
        luck = generator(world.seed, "weak branches").random(world.places.count)
        self._weak = (luck < WEAK_BRANCHES).astype(np.int64)

    @property
    def _years(self) -> range:
        return range(BASELINE_YEAR, self._world.calendar.through.year + 1)

    def at(self, of: str, year: int) -> Ints:
        """One number an area: villages for most bases, counties and townships for `LEVELS`.

        Raises:
            KeyError: The base isn't known.
        """
        places = self._world.places
        households = self._households[year]
        if of in PER_HOUSEHOLD:
            return _rounded(households * PER_HOUSEHOLD[of])
        villages = np.bincount(places.township, minlength=places.townships.height)
        return {
            "households": households,
            "people": self._people[year],
            "files": households + 1,
            "exited": self._exited(year),
            "migrants": _rounded(self._people[year] * MIGRANTS_PER_PERSON),
            "disabled": _rounded(places.population * DISABLED_PER_PERSON),
            "straw": _rounded(places.population_in(year) * STRAW_TONNES_PER_PERSON),
            "population": places.population_in(year),
            "weak_branches": self._weak,
            "halls": np.full(places.counties.height, 2),
            "signatories": villages + 1,
        }[of]

    def _registered(self, year: int, *, people: bool) -> Ints:
        state = self._world.register.years[year]
        village = self._world.register.households.village[: state.status.size]
        counted = (state.is_poor | state.is_out) * (state.people if people else 1)
        return total_by(village, counted, self._world.places.count)

    def _exited(self, year: int) -> Ints:
        state = self._world.register.years[year]
        village = self._world.register.households.village[: state.status.size]
        earlier = np.ceil(self._households[BASELINE_YEAR] * EARLIER_EXITS).astype(np.int64)
        exited: Ints = earlier + total_by(village, state.is_out, self._world.places.count)
        return exited


def one_each(world: World, group: str) -> Ints:
    """A base of one for every area of a group: it has the thing or not."""
    return np.ones(members(group, world.places).size, dtype=np.int64)


def _rounded(numbers: Floats) -> Ints:
    whole: Ints = np.rint(numbers).astype(np.int64)
    return whole
