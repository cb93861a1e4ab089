"""When each return arrives, and which never do."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from data.sample.assumptions import assumption
from data.sample.chance import generator
from data.sample.exits import REASONS
from data.sample.world import World

MONTHLY, YEARLY, BASELINE_RETURN = "月报", "年报", "基期"
CONFIRMED, LATE_SECTION, CORRECTION = "核查认定", "交通补报", "更正"

DAYS_AFTER = {
    MONTHLY: (2, 5),
    YEARLY: (11, 19),
    BASELINE_RETURN: (3, 5),
    CONFIRMED: (6, 10),
    LATE_SECTION: (12, 28),
    CORRECTION: (21, 60),
}
"""Days after the end of the period, first and last, for a return in time."""

LATE_BY = (2, 22)


def sent_on(world: World, sender: str, kind: str, month: date) -> date:
    """Day a return is sent; the same for the same seed whatever else is sent."""
    for county, late_month, day in assumption("returns")["late"]:
        if (sender, kind, month) == (county, MONTHLY, late_month):
            return date.fromisoformat(str(day))
    chance = generator(world.seed, f"arrival {sender} {kind} {month}")
    first, last = DAYS_AFTER[kind]
    days = int(chance.integers(first, last + 1))
    is_late = chance.random() < assumption("returns")["late_returns"]
    if kind in (MONTHLY, YEARLY) and is_late:
        days = last + int(chance.integers(*LATE_BY))
    return month + timedelta(days=days)


def arrived(world: World, addressed: pl.DataFrame) -> pl.DataFrame:
    """The rows without those that are never sent.

    Monthly returns of a few counties and months are missing whole, some villages are missing
    from a month's, and silent villages from every one since a day.

    Args:
        world: The simulated programme.
        addressed: Observation rows with sender, kind and month.
    """
    rules = assumption("returns")
    places = world.places
    codes = places.villages["area_code"]
    chance = generator(world.seed, "missing villages")
    with_task = np.flatnonzero(places.has_task)
    # No village misses the return that closes the year: the register is reconciled with it.
    months = [month for month in world.calendar.months if month.month < 12]
    cells = round(rules["missing_village_months"] * with_task.size * len(months))
    drawn = chance.choice(with_task.size * len(months), cells, replace=False)
    absent = pl.DataFrame(
        {
            "area_code": codes.gather(with_task[drawn // len(months)]),
            "month": pl.Series(months, dtype=pl.Date).gather(drawn % len(months)),
        }
    )
    silent = codes.gather(np.flatnonzero(world.course.reason == REASONS.index("silent")))
    whole = pl.DataFrame(
        {
            "sender": [county for county, _ in rules["missing"]],
            "month": [month for _, month in rules["missing"]],
        }
    )
    is_monthly = pl.col("kind").is_in([MONTHLY, LATE_SECTION])
    went_silent = pl.col("area_code").is_in(silent.implode()) & (
        pl.col("month") >= rules["silent_since"]
    )
    monthly = addressed.filter(is_monthly & ~went_silent)
    monthly = monthly.join(whole, on=["sender", "month"], how="anti", maintain_order="left")
    monthly = monthly.join(absent, on=["area_code", "month"], how="anti", maintain_order="left")
    return pl.concat([addressed.filter(~is_monthly), monthly])
