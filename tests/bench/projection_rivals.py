"""Simpler projections, given the same kind of band from their own past errors."""

from dataclasses import replace

import numpy as np

from data.catalogue import settings
from data.sample.chance import Ints
from metrics.projection_band import band, errors
from metrics.projection_pace import Paces
from metrics.projection_series import Floats, Series

Landing = Floats
"""Increase, low and high, one row each; one column an area."""


class LastTwelve(Paces):
    """The mean of the last twelve months, or of fewer, goes on."""

    def increase(self, origin: int, until: int, factor: Floats | float = 1) -> Floats:
        back = min(12, origin)
        pace = (self.value[origin] - self.value[origin - back]) / back
        return self.held(origin, pace * (until - origin))

    def held(self, origin: int, increase: Floats) -> Floats:
        """At most what the register still holds."""
        return np.clip(increase, 0, np.maximum(self.bound - self.value[origin], 0))


class Linear(LastTwelve):
    """The straight line through all months goes on from the newest value."""

    def increase(self, origin: int, until: int, factor: Floats | float = 1) -> Floats:
        number = np.arange(origin + 1) - origin / 2
        slope = number @ self.value[: origin + 1] / (number @ number)
        return self.held(origin, slope * (until - origin))


class SeasonalNaive(LastTwelve):
    """Every month adds what the same month added a year before; the mean in the first year."""

    def increase(self, origin: int, until: int, factor: Floats | float = 1) -> Floats:
        if origin < 12:
            return super().increase(origin, until)
        months = [origin - 12 + ahead % 12 for ahead in range(until - origin)]
        return self.held(origin, np.diff(self.value, axis=0)[months].sum(axis=0))


class NoHazard(LastTwelve):
    """Our pace as a number, not as a share of those left: it doesn't slow down at the end."""

    def increase(self, origin: int, until: int, factor: Floats | float = 1) -> Floats:
        return self.held(origin, Paces.increase(self, origin, until))


RIVALS = {
    "last 12 months": LastTwelve,
    "linear": Linear,
    "seasonal naive": SeasonalNaive,
    "our pace without hazard": NoHazard,
}


def landing(kind: type[LastTwelve], series: Series, until: Ints) -> Landing:
    """Increase of each area by its month, and its band from the rival's own past errors."""
    free = replace(series, bound=np.full_like(series.bound, np.nan))
    shape = settings().plan_shapes["people_ready"]
    rival = kind(free, np.arange(len(until)), shape, int(until.max()))
    newest = rival.value[-1]
    rival.bound = np.where(np.isnan(series.bound), np.inf, np.fmax(series.bound, newest))
    found = np.full((3, len(until)), np.nan)
    for number in np.unique(until[until > series.newest]):
        same = until == number
        increase = rival.increase(series.newest, int(number))[same]
        past = errors(rival, int(number) - series.newest)
        low, high = band(increase, past, np.ones_like(increase))
        room = (rival.bound - newest)[same]
        found[:, same] = increase, low, np.minimum(high, room)
    return found
