"""Registered households as they stand on the register, before anything happens to them."""

from dataclasses import dataclass, fields
from datetime import date

import numpy as np

from data.sample.assumptions import assumption
from data.sample.chance import Days, Flags, Floats, Ints, generator
from data.sample.places import Places

ATTRIBUTES = ("ordinary", "minimum_allowance", "specially_supported")
CAUSES = (
    "illness", "disability", "schooling", "disaster", "land", "water",
    "skills", "labour", "money", "transport", "own_drive", "other",
)  # fmt: skip
CAUSE_SHARES = (0.42, 0.15, 0.04, 0.02, 0.05, 0.01, 0.07, 0.14, 0.06, 0.01, 0.02, 0.01)
HARD_CAUSES = (0, 1, 7)


@dataclass(frozen=True)
class Households:
    """What stays the same about each household; one entry a household, in the order identified.

    Attributes:
        village: Row of its village in `Places.villages`.
        people: Persons when identified.
        attribute: Index into ATTRIBUTES.
        main_cause, other_cause: Indices into CAUSES; other_cause is −1 without one.
        is_minority, is_soldier_family: Of the household.
        identified_on: Day.
        lived_unsafely: Its house was graded C or D when identified.
        hardship: 0 to 1; the old, ill and disabled without labour leave poverty last.
        earning: Factor on its income.
        surname: Number of the family name.
    """

    village: Ints
    people: Ints
    attribute: Ints
    main_cause: Ints
    other_cause: Ints
    is_minority: Flags
    is_soldier_family: Flags
    identified_on: Days
    lived_unsafely: Flags
    hardship: Floats
    earning: Floats
    surname: Ints

    def __len__(self) -> int:
        return self.village.size

    def serial(self) -> Ints:
        """Number of each household within its village, from 1, in the order identified."""
        order = np.argsort(self.village, kind="stable")
        ordered = self.village[order]
        number = np.empty(len(self), dtype=np.int64)
        number[order] = np.arange(len(self)) - np.searchsorted(ordered, ordered) + 1
        return number

    def followed_by(self, later: "Households") -> "Households":
        """These households and then those identified later."""
        return Households(
            *(
                np.concatenate([getattr(self, field.name), getattr(later, field.name)])
                for field in fields(self)
            )
        )


def first_households(seed: int, places: Places) -> Households:
    """The households registered at the end of 2015; their people add up to each village's."""
    chance = generator(seed, "households")
    village, people = _cut_into_households(chance, places)
    return _households(chance, places, village, people, first=date(2014, 3, 1), days=600)


def identified_households(seed: int, places: Places, village: Ints, year: int) -> Households:
    """Households newly identified in the autumn of a year, in the villages given."""
    chance = generator(seed, f"identified {year}")
    sizes = assumption("register")["household_size"]
    people = 1 + chance.choice(len(sizes), village.size, p=sizes).astype(np.int64)
    return _households(chance, places, village, people, first=date(year, 10, 20), days=30)


def _cut_into_households(chance: np.random.Generator, places: Places) -> tuple[Ints, Ints]:
    """Village and size of each household, their sizes adding up to the village's poor people.

    All people stand in one line, village by village. The line is cut after random sizes and at
    every village's end, so no village has one person more or fewer.
    """
    sizes = assumption("register")["household_size"]
    people = int(places.poor_people.sum())
    drawn = 1 + chance.choice(len(sizes), people, p=sizes)
    cuts = np.cumsum(drawn)
    ends = np.cumsum(places.poor_people)
    line = np.unique(np.concatenate([[0], cuts[cuts < people], ends]))
    village = np.searchsorted(ends, line[:-1], side="right")
    return village.astype(np.int64), np.diff(line).astype(np.int64)


def _households(
    chance: np.random.Generator,
    places: Places,
    village: Ints,
    people: Ints,
    first: date,
    days: int,
) -> Households:
    """Invented traits for households of known village and size."""
    count = village.size
    main = chance.choice(len(CAUSES), count, p=CAUSE_SHARES)
    other = np.where(chance.random(count) < 0.35, chance.integers(0, len(CAUSES), count), -1)
    alone = people == 1
    attribute = np.select(
        [alone & (chance.random(count) < 0.22), chance.random(count) < 0.33], [2, 1], 0
    )
    hard = np.isin(main, HARD_CAUSES) * 0.25 + (attribute > 0) * 0.2 + alone * 0.15
    unsafe_share = assumption("register")["unsafe_house_share"]
    unsafe_here = np.where(places.in_poor_county, 1.25, 0.75)[village] * unsafe_share
    minority = np.where(places.is_minority, 0.7, 0.03)[village]
    return Households(
        village=village,
        people=people,
        attribute=attribute,
        main_cause=main,
        other_cause=np.where(other == main, -1, other),
        is_minority=chance.random(count) < minority,
        is_soldier_family=chance.random(count) < 0.012,
        identified_on=np.datetime64(first, "D")
        + chance.integers(0, days, count).astype("m8[D]"),
        lived_unsafely=chance.random(count) < unsafe_here,
        hardship=hard + 0.4 * chance.random(count),
        earning=chance.lognormal(0, 0.28, count),
        surname=chance.integers(0, 60, count),
    )
