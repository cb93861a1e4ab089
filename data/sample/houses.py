"""Which registered households still live in a dilapidated house."""

import numpy as np

from data.sample.chance import Flags, Ints, generator, total_by
from data.sample.register import BASELINE_YEAR
from data.sample.world import World

REBUILT_A_YEAR = 0.22
LEFT_BY_OVERSIGHT = 0.004


def lives_unsafely(world: World, year: int) -> Flags:
    """Whether the house is graded C or D at a year's end; one entry a household known by then.

    Who leaves poverty has moved into a safe house but for a few oversights; of the others some
    are helped each year.
    """
    state = world.register.years[year]
    households = world.register.households
    known = state.status.size
    luck = generator(world.seed, "house").random(len(households))[:known]
    waited = np.maximum(year - BASELINE_YEAR, 0)
    still_waits = luck < (1 - REBUILT_A_YEAR) ** waited
    ever: Flags = households.lived_unsafely[:known] & np.where(
        state.is_out | state.is_ready | (state.exited_year > 0),
        luck < LEFT_BY_OVERSIGHT,
        still_waits,
    )
    return ever


def unsafe_households(world: World, year: int) -> Ints:
    """Registered households in dilapidated houses at a year's end, by village."""
    state = world.register.years[year]
    registered = state.is_poor | state.is_out
    village = world.register.households.village[: state.status.size]
    return total_by(village, registered & lives_unsafely(world, year), world.places.count)
