"""The register from year to year: who leaves poverty, falls back, is removed or identified."""

from dataclasses import dataclass

import numpy as np

from data.sample.assumptions import assumption
from data.sample.chance import Flags, Ints, first_of_group, generator, total_by
from data.sample.exits import REASONS, STALL_YEAR, Exits, exit_shares
from data.sample.people import Households, first_households, identified_households
from data.sample.places import Places

STATUSES = (
    "not_exited", "ready", "fell_back", "exited_supported", "exited", "removed", "closed",
)  # fmt: skip
NOT_EXITED, READY, FELL_BACK, SUPPORTED, EXITED, REMOVED, CLOSED = range(7)
ABSENT = -1
BASELINE_YEAR = 2015


@dataclass(frozen=True)
class YearEnd:
    """The register at the end of a year; one entry a household identified so far.

    Attributes:
        status: Index into STATUSES; −1 once it has left the register in an earlier year.
        people: Persons; those of removed and closed households as they were last.
        ready_month: Month in which it met every criterion, if that was this year; else 0.
        fell_back_month: Month in which it fell back, if that was this year; else 0.
        exited_year: Year of its last exit; 0 if it never left poverty.
    """

    status: Ints
    people: Ints
    ready_month: Ints
    fell_back_month: Ints
    exited_year: Ints

    @property
    def is_poor(self) -> Flags:
        """Registered and still poor."""
        return np.isin(self.status, (NOT_EXITED, READY, FELL_BACK))

    @property
    def is_out(self) -> Flags:
        """Registered and out of poverty."""
        return np.isin(self.status, (SUPPORTED, EXITED))

    @property
    def is_ready(self) -> Flags:
        """Meets every criterion but hasn't exited."""
        return np.isin(self.status, READY)

    @property
    def is_removed(self) -> Flags:
        """Taken off the register this year as wrongly identified."""
        return np.isin(self.status, REMOVED)


@dataclass(frozen=True)
class Register:
    """Every household ever registered and the register at each year's end, from 2015."""

    households: Households
    years: dict[int, YearEnd]


def register(seed: int, places: Places, course: Exits, last_year: int) -> Register:
    """The register from the end of 2015 to the end of ``last_year``."""
    households = first_households(seed, places)
    nothing = np.zeros(len(households), dtype=np.int64)
    years = {BASELINE_YEAR: YearEnd(nothing, households.people, nothing, nothing, nothing)}
    for year in range(BASELINE_YEAR + 1, last_year + 1):
        village = _villages_of_the_newly_poor(seed, course, households, years[year - 1], year)
        households = households.followed_by(identified_households(seed, places, village, year))
        years[year] = _next_year(seed, places, course, households, years[year - 1], year)
    return Register(households, years)


def _villages_of_the_newly_poor(
    seed: int, course: Exits, households: Households, before: YearEnd, year: int
) -> Ints:
    """A village for each household newly identified, most where most are still poor.

    None in villages off the list: their incidence was settled when they left it.
    """
    chance = generator(seed, f"newly poor {year}")
    share = assumption("register")["identified_share"]
    poor = households.village[before.is_poor]
    on_the_list = ~course.is_delisted(year)
    drawn: Ints = chance.choice(
        poor[on_the_list[poor]], round(share * poor.size), replace=False
    )
    return drawn


def _next_year(
    seed: int, places: Places, course: Exits, households: Households, before: YearEnd, year: int
) -> YearEnd:
    chance = generator(seed, f"register {year}")
    rules = assumption("register")
    old = before.status.size
    grown = len(households) - old
    status = np.concatenate([before.status, np.full(grown, NOT_EXITED)])
    people = np.concatenate([before.people, households.people[old:]])
    exited_year = np.concatenate([before.exited_year, np.zeros(grown, dtype=np.int64)])
    luck = chance.random((6, len(households)))
    known = np.arange(len(households)) < old

    status[np.isin(status, (REMOVED, CLOSED))] = ABSENT
    was_poor = known & (status >= NOT_EXITED) & (status <= FELL_BACK)
    was_out = known & np.isin(status, (SUPPORTED, EXITED))
    was_ready = known & (status == READY)

    removed = was_poor & ~was_ready & (luck[0] < rules["removed_share"])
    closed = (was_poor | was_out) & ~removed & ~was_ready & (people == 1)
    closed &= luck[1] < rules["closed_share"]
    fell_back = was_out & ~closed & (luck[2] < rules["fall_back_share"])

    candidate = was_poor & ~removed & ~closed
    here = total_by(households.village, people * candidate, places.count)
    share = exit_shares(seed, places, course, year, here)
    score = households.hardship + 0.45 * luck[3] - 2.0 * was_ready + 9.0 * ~candidate
    leaves = candidate & first_of_group(
        households.village, score, people * candidate, share * here
    )
    nearly = candidate & ~leaves & (luck[4] < rules["ready_not_exited_share"]) | (
        candidate & ~leaves & was_ready
    )

    stays = (candidate & ~leaves) | (was_out & ~fell_back & ~closed)
    # Once out of poverty a household's people are followed up less often.
    noticed = np.where(was_out, 0.4, 1.0)
    people = people + (stays & (luck[5] < rules["birth_share"] * noticed))
    people = people - (stays & (luck[5] > 1 - rules["death_share"] * noticed) & (people > 1))

    status[removed], status[closed], status[fell_back] = REMOVED, CLOSED, FELL_BACK
    status[leaves], status[nearly] = SUPPORTED, READY
    exited_year[leaves] = year
    settled = (status == SUPPORTED) & (year - exited_year >= rules["support_ends_after_years"])
    status[settled & (luck[4] < 0.5)] = EXITED
    return YearEnd(
        status=status,
        people=people,
        ready_month=_ready_months(chance, places, course, households, year)
        * ((leaves | nearly) & ~was_ready),
        fell_back_month=fell_back * chance.integers(1, 13, len(households)),
        exited_year=exited_year,
    )


def _ready_months(
    chance: np.random.Generator,
    places: Places,
    course: Exits,
    households: Households,
    year: int,
) -> Ints:
    """Month, March to October, in which a household would meet every criterion."""
    weights = chance.dirichlet(np.full(8, 9.0), places.count)
    if year == STALL_YEAR:
        weights[course.reason == REASONS.index("stalled"), 3:7] = 0
    edges = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)
    draw = chance.random(len(households))
    months: Ints = 3 + (edges[households.village, :-1] < draw[:, None]).sum(axis=1)
    return months
