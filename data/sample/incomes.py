"""What registered households earn in a year, and which guarantees they have."""

from dataclasses import dataclass

import numpy as np

from data.sample.assumptions import assumption
from data.sample.chance import Flags, Floats, generator
from data.sample.houses import lives_unsafely
from data.sample.register import BASELINE_YEAR
from data.sample.world import World

PARTS = ("wage", "production", "property", "transfer")
PART_WEIGHTS = (3.0, 4.0, 0.4, 2.6)
COST_OF_PRODUCTION = (0.25, 0.45)
BUNCHED_WITHIN = 250.0
OVERSIGHT = 0.0012
GUARANTEES = {
    "has_food_clothing": 0.985,
    "has_education": 0.97,
    "has_medical": 0.95,
    "has_safe_water": 0.92,
}
"""Share of households still poor that have it; those out do, but for oversights."""


@dataclass(frozen=True)
class Income:
    """Yuan in the year, one entry a household; the parts are the whole household's.

    Attributes:
        parts: By PARTS; production before its cost.
        production_cost: Taken off.
        per_head: (sum of parts − cost) / people.
    """

    parts: dict[str, Floats]
    production_cost: Floats
    per_head: Floats


def income(world: World, year: int) -> Income:
    """Income of every household known at the end of a year.

    Who is out of poverty or ready to exit earns more than that year's line, in villages planted
    for it just above the line; the others mostly earn less.
    """
    state = world.register.years[year]
    households = world.register.households
    size = state.status.size
    chance = generator(world.seed, f"income {year}")
    rules = assumption("income")
    line = rules["line"][year]
    earning = households.earning[:size]
    waiting = 0.92 + 0.10 * (year == BASELINE_YEAR)
    poor = line * waiting * chance.lognormal(0, 0.24, size) * earning**0.3
    ahead = (1 + rules["growth"]) ** np.clip(year - state.exited_year, 0, 4)
    out = line * (1.06 + 0.55 * earning * chance.lognormal(0, 0.45, size) * ahead)
    bunched = np.isin(households.village[:size], world.planted.villages["income_bunching"])
    just_above = line + BUNCHED_WITHIN * chance.random(size)
    per_head = np.where(state.is_out | state.is_ready, np.where(bunched, just_above, out), poor)

    net = per_head * state.people
    weights = chance.gamma(PART_WEIGHTS, 1.0, (size, len(PARTS)))
    weights[:, 0] *= households.hardship[:size] < 0.7
    weights /= weights.sum(axis=1, keepdims=True)
    amounts = np.round(net[:, None] * weights)
    cost = np.round(amounts[:, 1] * chance.uniform(*COST_OF_PRODUCTION, size))
    amounts[:, 1] += cost
    return Income(
        parts=dict(zip(PARTS, amounts.T, strict=True)),
        production_cost=cost,
        per_head=np.round((amounts.sum(axis=1) - cost) / state.people, 2),
    )


def guarantees(world: World, year: int) -> dict[str, Flags]:
    """The five guarantees of every household known at the end of a year, by field code."""
    state = world.register.years[year]
    village = world.register.households.village[: state.status.size]
    unchecked = state.is_out & np.isin(
        village, world.planted.villages["exits_without_guarantees"]
    )
    chance = generator(world.seed, f"guarantees {year}")
    result = {"has_safe_housing": ~lives_unsafely(world, year)}
    for code, share in GUARANTEES.items():
        luck = chance.random(state.status.size)
        lacks = np.where(state.is_out | state.is_ready, luck < OVERSIGHT, luck > share)
        result[code] = ~(lacks | (unchecked & (luck > 0.90)))
    return result
