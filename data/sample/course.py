"""When each project of the sample is prepared, begun, finished and accepted; why it is late."""

import numpy as np
import polars as pl

from data.catalogue import works
from data.sample.assumptions import assumption
from data.sample.chance import Days, Flags, Floats, Ints, generator
from data.sample.coverage import MONTHS_TO_VERIFY as OF_SHARES
from data.sample.cutting import MONTHS, NEVER
from data.sample.works import MONTHS_TO_VERIFY
from data.sample.world import World

JANUARY_2016 = np.datetime64("2016-01")
NO_DAY = np.datetime64("NaT", "D")
FIRST_SPRING = np.datetime64("2016-04-01")
SEASON_BEGINS = 9
"""Days after 1 April."""

KEEP_FROM_STARTING = ("land", "tender", "funds")
SLOW_THE_BUILDING = ("rain", "contractor", "winter")


def dated(world: World, table: pl.DataFrame) -> pl.DataFrame:
    """Projects with the days of their course and the reason they would give for being late.

    Args:
        world: The simulated programme, to its end.
        table: The columns of `projects.COLUMNS`.

    Returns:
        ``table`` with planned_start_on, planned_finish_on, prepared_on (preparatory work
        begins), started_on, finished_on, accepted_on, disclosed_on and late_reason.
    """
    chance = generator(world.seed, "course of projects")
    due, first, finish = (
        table[name].to_numpy() for name in ("due_month", "first_month", "finish_month")
    )
    takes = _durations(table, chance)
    due_on = _first_day(due + 1) - 1
    planned_start = np.maximum(due_on - _days(takes), _april(due) + _draw(chance, 0, 9, due))
    reason = _reasons(table.height, chance)

    day = _first_day(finish) + _draw(chance, SEASON_BEGINS, 27, finish)
    finished = np.where(finish == NEVER, NO_DAY, day)
    began = np.where(first == NEVER, NO_DAY, _first_day(first) + SEASON_BEGINS)
    unhurried = began - _days(takes * chance.uniform(0.7, 1.2, takes.size))
    over_winter = ~table["programme"].str.starts_with("housing").to_numpy()
    unhurried = _in_season(unhurried, first, over_winter, chance)
    started = _started(planned_start, unhurried, reason, finish, due, chance)
    months = _months_to_acceptance(table["programme"])
    accepted = np.where(
        finish == NEVER, NO_DAY, _first_day(finish + months) + _draw(chance, 4, 27, finish)
    )
    shown = started - _draw(chance, 8, 30, finish)
    undisclosed = chance.random(table.height) < assumption("works")["never_disclosed"]
    days = {
        "planned_start_on": planned_start,
        "planned_finish_on": due_on,
        "prepared_on": planned_start - _draw(chance, 45, 150, finish),
        "started_on": started,
        "finished_on": finished,
        "accepted_on": accepted,
        "disclosed_on": np.where(undisclosed, NO_DAY, shown),
    }
    return table.with_columns(
        *(pl.Series(name, values.astype("datetime64[D]")) for name, values in days.items()),
        late_reason=reason,
    )


def _reasons(number: int, chance: np.random.Generator) -> pl.Series:
    """Why each would be late, if it were."""
    reasons = assumption("works")["late_reasons"]
    share = np.array(list(reasons.values()), dtype=np.float64)
    drawn = chance.choice(share.size, number, p=share / share.sum())
    return pl.Series(list(reasons)).gather(drawn)


def _durations(table: pl.DataFrame, chance: np.random.Generator) -> Floats:
    """Days that each project is to take."""
    assumed = assumption("works")["programmes"]
    fewest, most = (
        table["programme"]
        .replace_strict({code: each["days"][end] for code, each in assumed.items()})
        .to_numpy()
        for end in (0, 1)
    )
    return chance.uniform(fewest, most)


def _started(
    planned: Days,
    unhurried: Days,
    reason: pl.Series,
    finish: Ints,
    due: Ints,
    chance: np.random.Generator,
) -> Days:
    """Late ones began in time and were slow, or began late or not at all, by their reason."""
    # Nothing begins when the ground is frozen.
    november = planned.astype("datetime64[Y]").astype("datetime64[M]") + 10
    in_time = np.minimum(
        planned + _draw(chance, 0, 25, due), november.astype("datetime64[D]") + 19
    )
    never = finish == NEVER
    is_slow = reason.is_in(SLOW_THE_BUILDING).to_numpy() & (never | (finish > due))
    # Of what is never finished some was begun for all that.
    is_begun = ~np.isnat(unhurried)
    keeps = reason.is_in(KEEP_FROM_STARTING).to_numpy()
    fallback = np.where(keeps, NO_DAY, in_time)
    started: Days = np.where(is_begun, unhurried, fallback)
    return np.where(is_slow & is_begun, np.minimum(in_time, unhurried), started)


def _months_to_acceptance(programme: pl.Series) -> Ints:
    """How long after its last month each is accepted, as the certified returns have it."""
    months = {
        code: MONTHS_TO_VERIFY.get(
            "safe_water_people" if each.sector == "water" else str(each.indicator_code),
            (0, OF_SHARES["certified"]),
        )[-1]
        for code, each in works().programmes.items()
    }
    return programme.replace_strict(months).to_numpy()


def _in_season(day: Days, month: Ints, over_winter: Flags, chance: np.random.Generator) -> Days:
    """Days before the season move to the autumn before or, of houses, to its first days."""
    april = _april(month)
    autumn = april - 365 + 168 + _draw(chance, 0, 40, month)
    first = april + _draw(chance, 0, 5, month)
    earlier = np.where(over_winter & (april > FIRST_SPRING), autumn, first)
    return np.where(day < april + SEASON_BEGINS, earlier, day)


def _april(month: Ints) -> Days:
    """1 April of the year of a month counted from January 2016."""
    return _first_day(month // MONTHS * MONTHS + 3)


def _first_day(month: Ints) -> Days:
    """First day of a month counted from January 2016."""
    return (JANUARY_2016 + month).astype("datetime64[D]")


def _days(number: Floats) -> np.ndarray:
    return number.astype(np.int64).astype("timedelta64[D]")


def _draw(chance: np.random.Generator, fewest: int, most: int, like: np.ndarray) -> np.ndarray:
    """So many days for each."""
    return chance.integers(fewest, most + 1, like.size).astype("timedelta64[D]")
