"""How far off projections were in the past, and what that says of this one."""

from dataclasses import dataclass

import numpy as np

from metrics.projection_pace import Paces, divided
from metrics.projection_periods import Floats

FIRST_ORIGIN = 5
ORIGINS_BACK = 24
# An 80 % band can't be read off fewer.
FEWEST_ORIGINS = 4
SMALL_SHARE = 0.02
COVER = 0.8
WIDER = 1.25
HIGHEST, LOWEST = 2.5, 1 / 6


@dataclass(frozen=True, slots=True)
class Errors:
    """Past errors of projections over one number of periods, as absolute logarithms.

    Attributes:
        sizes: In rising order; empty where nothing could be measured.
        is_scaled: Measured over fewer periods and scaled up, or not at all.
    """

    sizes: Floats
    is_scaled: bool

    def quantile(self) -> float:
        """The size that 80 % of the errors, and of one more like them, don't exceed."""
        rank = int(np.ceil(COVER * (len(self.sizes) + 1)))
        return float(self.sizes[min(rank, len(self.sizes)) - 1])

    def reaching(self, needed: Floats) -> Floats:
        """Share of the errors, taken both ways, that are at least a logarithm needed."""
        count = len(self.sizes)
        upward = count - np.searchsorted(self.sizes, needed, side="left")
        downward = np.searchsorted(self.sizes, -needed, side="right")
        share: Floats = (upward + downward) / (2 * count)
        return share


def errors(paces: Paces, ahead: int) -> Errors:
    """Errors of all areas of the level over a number of periods, from its own past origins.

    ::

        error = | ln((actual + c) / (projected + c)) |,   c = 2 % of periods * mean increase

    An origin knew nothing later than itself. Where fewer than four origins lie far enough back,
    those of the longest shorter horizon with four count, times the root of the quotient.

    Args:
        paces: Paces of the areas.
        ahead: Number of periods, at least 1.
    """
    oldest = max(FIRST_ORIGIN, paces.newest - ORIGINS_BACK)
    measured = max(min(ahead, paces.newest - oldest - FEWEST_ORIGINS + 1), 1)
    found = [
        _errors_from(paces, origin, measured)
        for origin in range(oldest, paces.newest - measured + 1)
    ]
    sizes = np.sort(np.concatenate(found)) if found else np.empty(0)
    return Errors(sizes * np.sqrt(ahead / measured), not len(sizes) or measured < ahead)


def _errors_from(paces: Paces, origin: int, ahead: int) -> Floats:
    until = origin + ahead
    small = SMALL_SHARE * ahead * paces.mean_increase
    counts = paces.is_reported[origin] & paces.is_reported[until] & (small > 0)
    projected = (paces.increase(origin, until) + small)[counts]
    actual = (np.maximum(paces.value[until] - paces.value[origin], 0) + small)[counts]
    size: Floats = np.abs(np.log(actual / projected))
    return size


def band(increase: Floats, past: Errors, scale: Floats) -> tuple[Floats, Floats]:
    """Lowest and highest increase in ordinary conditions; nan without past errors.

    ::

        increase * exp(+-1.25 * 80 % quantile of the errors * scale), at most * 2.5, / 6
    """
    if not len(past.sizes):
        return np.full_like(increase, np.nan), np.full_like(increase, np.nan)
    factor = np.exp(WIDER * past.quantile() * scale)
    return increase * np.maximum(1 / factor, LOWEST), increase * np.minimum(factor, HIGHEST)


def chance(increase: Floats, missing: Floats, past: Errors, scale: Floats) -> Floats:
    """Share of past errors with which an increase makes up what is missing to the target.

    Nothing missing is 1, no increase 0; nan without past errors.
    """
    needed = np.log(np.maximum(divided(missing, increase), np.finfo(float).tiny))
    if len(past.sizes):
        share = np.where(increase > 0, past.reaching(needed / scale), 0.0)
    else:
        share = np.full_like(increase, np.nan)
    return np.where(missing <= 0, 1.0, share)
