"""Which poor villages leave the list when, planned and done, and which villages fall behind."""

from dataclasses import dataclass

import numpy as np

from data.sample.assumptions import assumption, county_assumptions
from data.sample.chance import Flags, Floats, Ints, generator, largest_remainder
from data.sample.months import FIRST_YEAR, LAST_YEAR
from data.sample.places import Places

REASONS = ("none", "stalled", "silent", "criterion", "works")
CRITERIA = ("safe_water", "broadband", "clinic", "collective_income")
SMALLEST_LAGGING = 70
STALL_YEAR = 2018
LEFT_WHEN_DELISTED = 0.011


@dataclass(frozen=True)
class Exits:
    """The course of each village; one entry a village, in the order of `Places.villages`.

    Attributes:
        planned_year: Year in which a poor village is to leave the list; 0 for other villages.
        delisted_year: Year in which it does; 0 if never by 2020.
        ready_month: Month of that year in which it meets every criterion.
        reason: Index into REASONS.
        missing: Index into CRITERIA of what a village lacks; −1 if nothing.
    """

    planned_year: Ints
    delisted_year: Ints
    ready_month: Ints
    reason: Ints
    missing: Ints

    def is_delisted(self, year: int) -> Flags:
        """Off the list of poor villages by the end of a year."""
        return (self.delisted_year > 0) & (self.delisted_year <= year)


def exits(seed: int, places: Places) -> Exits:
    """Planned and actual exits of the poor villages, and the villages that lag."""
    chance = generator(seed, "exits")
    slow = _slowness(places)
    planned = np.zeros(places.count, dtype=np.int64)
    delisted = np.zeros(places.count, dtype=np.int64)
    reason, missing = _lagging(chance, places)
    for step, members in (
        ("step1", np.flatnonzero(places.is_poor & ~places.in_step2)),
        ("step2", np.flatnonzero(places.is_poor & places.in_step2)),
    ):
        shares = assumption("plan")[f"{step}_villages"]
        numbers = largest_remainder(members.size, shares)
        difficulty = chance.random(members.size) + slow[members]
        ranked = members[np.argsort(difficulty)]
        planned[ranked] = np.repeat(np.arange(FIRST_YEAR, LAST_YEAR + 1), numbers)
        struggle = 0.5 * chance.random(members.size) + slow[members] + (reason[members] > 0)
        order = members[np.lexsort((struggle, planned[members]))]
        # A village that lags gives way to the ones planned a year later.
        order = order[np.argsort(planned[order] + 3 * (reason[order] > 0), kind="stable")]
        done = np.diff(assumption("villages_delisted")[step], prepend=0)
        delisted[order] = np.repeat(np.arange(FIRST_YEAR, LAST_YEAR + 1), done)
    return Exits(
        planned_year=planned,
        delisted_year=delisted,
        ready_month=chance.integers(6, 11, places.count),
        reason=reason,
        missing=missing,
    )


def exit_shares(seed: int, places: Places, course: Exits, year: int, people: Ints) -> Floats:
    """Share of ``people``, still poor before a year's exits, who leave poverty, by village.

    A village that leaves the list keeps at most about 1.1 % of its population poor, so that it
    is under the 2 % an exit allows.
    """
    chance = generator(seed, f"exit shares {year}")
    usual = np.array(
        [each.exit_share[year - FIRST_YEAR] for each in county_assumptions().values()]
    )
    share = usual[places.county] * chance.normal(1, 0.07, places.count)
    waiting = places.is_poor & (course.delisted_year != year) & (course.planned_year > 0)
    share = np.where(waiting & (course.delisted_year > year), share * 0.86, share)
    lagging = (course.reason > 0) & (course.delisted_year != year)
    share = np.where(lagging, share * (0.85 if year == FIRST_YEAR else 0.62), share)
    if year >= STALL_YEAR:
        share = np.where(lagging, share * 0.45, share)
    share = np.clip(share, 0.02, 0.995)
    left = LEFT_WHEN_DELISTED * places.population_in(year) / np.maximum(people, 1)
    kept = np.maximum(np.maximum(share, 0.93), 1 - left)
    return np.where(course.is_delisted(year), kept, share)


def _slowness(places: Places) -> Floats:
    """0 for villages of counties at the usual pace, up to about 1 for the slowest."""
    usual = assumption("usual")["exit_share"][1]
    pace = np.array([each.exit_share[1] / usual for each in county_assumptions().values()])
    return 1.5 * (1 - pace[places.county])


def _lagging(chance: np.random.Generator, places: Places) -> tuple[Ints, Ints]:
    """Reason and missing criterion of each village, drawn from the larger ones of a county."""
    reason = np.zeros(places.count, dtype=np.int64)
    codes = list(places.counties["area_code"])
    for code, numbers in assumption("lagging").items():
        large = places.has_task & (places.poor_people >= SMALLEST_LAGGING)
        pool = np.flatnonzero((places.county == codes.index(code)) & large)
        drawn = chance.choice(pool, sum(numbers.values()), replace=False)
        reason[drawn] = np.repeat(
            [REASONS.index(name) for name in numbers], list(numbers.values())
        )
    lacks = chance.integers(0, len(CRITERIA), places.count)
    return reason, np.where(reason == REASONS.index("criterion"), lacks, -1)
