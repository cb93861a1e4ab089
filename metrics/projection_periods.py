"""Equal periods counted from 0: the months or the weeks in which a figure is reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from metrics.calendar import closed_month, month_end

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.floating[Any]]
Flags = npt.NDArray[np.bool_]
NEVER = -1
WEEK = 7


@dataclass(frozen=True, slots=True)
class Periods:
    """Months, or weeks that end on one weekday.

    Attributes:
        first: Last day of period 0.
        is_weekly: Weeks instead of months.
    """

    first: date
    is_weekly: bool = False

    def number(self, day: date) -> int:
        """Number of the period a day lies in; of weeks the last that has ended by then."""
        if self.is_weekly:
            return (day - self.first).days // WEEK
        return _months(day) - _months(self.first)

    def numbers(self, day: str) -> pl.Expr:
        """The same for a column of days."""
        if self.is_weekly:
            days = (pl.col(day) - pl.lit(self.first)).dt.total_days()
            return days // WEEK
        month = pl.col(day).dt.year().cast(pl.Int64) * 12 + pl.col(day).dt.month() - 1
        return month - _months(self.first)

    def ended(self, day: date) -> int:
        """Number of the newest period that has ended by a day."""
        return self.number(day if self.is_weekly else closed_month(day))

    def end(self, number: int) -> date:
        """Last day of a period."""
        if self.is_weekly:
            return self.first + timedelta(days=WEEK * number)
        month = _months(self.first) + number
        return month_end(month // 12, month % 12 + 1)

    def years_and_months(self, count: int) -> tuple[Ints, Ints]:
        """Year, and month from 0 to 11, in which each of the first ``count`` periods ends."""
        ends = [self.end(number) for number in range(count)]
        return np.array([day.year for day in ends]), np.array([day.month - 1 for day in ends])


def periods_of(days: Sequence[date], baseline: date | None, *, as_of: date) -> Periods:
    """The periods in which values are reported; period 0 is the one of the baseline.

    Weeks if the days are whole weeks apart and not all month ends, else months. Without a day
    for the baseline period 0 is the one before the first value.

    Args:
        days: Days of the values, in order, nothing later than ``as_of``.
        baseline: Day of the baseline, if it is known.
        as_of: Stands in where there is neither value nor baseline.
    """
    if not days:
        return Periods(min(baseline or as_of, closed_month(as_of)))
    is_weekly = (
        len(days) > 1
        and any(day != month_end(day.year, day.month) for day in days)
        and all((day - days[0]).days % WEEK == 0 for day in days)
    )
    first = Periods(days[0], is_weekly)
    start = -1 if baseline is None else min(first.number(baseline), 0)
    return Periods(first.end(start), is_weekly)


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1
