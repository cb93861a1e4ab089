"""Periods of the sample: month ends, and which of them close a quarter, half-year or year."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.errors import UnknownChoiceError
from data.sample.chance import Flags

BASELINE = date(2015, 12, 31)
FIRST_YEAR, LAST_YEAR = 2016, 2020
MONTHS_OF_CYCLE = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "event": 12}


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months the sample reports, January 2016 to ``through``.

    Attributes:
        through: Last month end.
        months: Every month end from the first to the last, in order.
    """

    through: date
    months: tuple[date, ...]

    @property
    def last_sent(self) -> date:
        """Day on which the sample is looked at: what is sent later isn't in it."""
        return self.through + timedelta(days=28)

    @property
    def years(self) -> range:
        """Every year touched, complete or not."""
        return range(FIRST_YEAR, self.through.year + 1)

    @property
    def closed_years(self) -> range:
        """Years whose December is reported."""
        return range(FIRST_YEAR, self.through.year + (self.through.month == 12))

    def closes(self, cycle: str) -> Flags:
        """For each month, whether a period of the cycle ends with it."""
        length = MONTHS_OF_CYCLE[cycle]
        return np.array([month.month % length == 0 for month in self.months])


def calendar(through: date) -> Calendar:
    """Months from January 2016 to the month of ``through``.

    Raises:
        UnknownChoiceError: ``through`` lies outside 2016 to 2020, the years of the programme.
    """
    if not FIRST_YEAR <= through.year <= LAST_YEAR:
        raise UnknownChoiceError(
            f"The sample can run through any month of {FIRST_YEAR} to {LAST_YEAR}, "
            f"not {through:%Y-%m}. Choose another --through."
        )
    months = tuple(
        month_end(year, month)
        for year in range(FIRST_YEAR, through.year + 1)
        for month in range(1, 13)
        if (year, month) <= (through.year, through.month)
    )
    return Calendar(through=months[-1], months=months)
