"""Month ends and the periods of reporting cycles."""

from calendar import monthrange
from datetime import date, timedelta

from data.catalogue.model import Cycle

MONTHS_OF_CYCLE: dict[Cycle, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def closed_month(as_of: date) -> date:
    """The newest month end up to ``as_of``: figures are of months that are over."""
    own = month_end(as_of.year, as_of.month)
    return own if own == as_of else as_of.replace(day=1) - timedelta(days=1)


def last_period(cycle: Cycle, as_of: date) -> date | None:
    """Last day of the cycle's newest period that has ended by ``as_of``; null for events."""
    if cycle == "event":
        return None
    month = closed_month(as_of)
    ended = month.year * 12 + month.month - month.month % MONTHS_OF_CYCLE[cycle] - 1
    return month_end(ended // 12, ended % 12 + 1)


def month_ends(first: date, last: date) -> list[date]:
    """Every month end from ``first`` to ``last``, both included."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ends = [month_end(number // 12, number % 12 + 1) for number in numbers]
    return [end for end in ends if first <= end <= last]
