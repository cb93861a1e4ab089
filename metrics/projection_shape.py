"""The shape of a year: in which months areas move, learned from years that are over."""

from collections.abc import Sequence

import numpy as np

from metrics.projection_periods import Floats
from metrics.projection_series import Series

MONTHS = 12
YEARS = 3


class Shapes:
    """Shapes as they were known in each period: never from the year they are used in."""

    def __init__(
        self, series: Series, pace: Floats, plan_shape: Sequence[float] | None, horizon: int
    ):
        """Take the pace of all areas together in each period from 1 on.

        Args:
            series: For its periods.
            pace: What the areas together added in each period, or their hazard.
            plan_shape: Share of a year's task done by the end of each month, January to
                December; flat without one.
            horizon: Number of the last period asked for.
        """
        # One more period than is needed shows where the last year ends.
        longest = max(horizon, series.newest) + 2
        years, self._months = series.periods.years_and_months(longest)
        self._starts = np.flatnonzero(np.diff(years)) + 1
        self._pace = pace
        self._plan = np.ones(MONTHS)
        if plan_shape is not None:
            self._plan = MONTHS * np.diff(np.asarray(plan_shape, dtype=np.float64), prepend=0)
        self._known: dict[int, Floats] = {}

    def of(self, origin: int) -> Floats:
        """Shape of every period from 1 on as it was known in one; 1 on average of a year.

        ::

            shape = (sum of the last complete years, at most 3, each with mean 1, + 1)
                    / (years + 1)

        Before a year is complete it is the plan's.
        """
        years = int((self._starts[1:] - 1 <= origin).sum())
        if years not in self._known:
            self._known[years] = self._by_month(years)[self._months[1:]]
        return self._known[years]

    def _by_month(self, years: int) -> Floats:
        shapes = []
        for year in range(max(years - YEARS, 0), years):
            first, after = self._starts[year], self._starts[year + 1]
            pace, months = self._pace[first - 1 : after - 1], self._months[first:after]
            if pace.sum() > 0:
                total = np.bincount(months, pace / pace.mean(), minlength=MONTHS)
                shapes.append(total / np.bincount(months, minlength=MONTHS))
        if not shapes:
            return self._plan
        shape: Floats = (np.sum(shapes, axis=0) + 1) / (len(shapes) + 1)
        return shape
