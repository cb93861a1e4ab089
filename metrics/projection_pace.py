"""How fast areas move: their month shape, their pace, and what it adds until a period.

Formulas: docs/methods.md, "Projection". The constants were measured together, so they are no
settings: whoever changes one measures again with `tests/bench/projection.py`.
"""

from collections.abc import Sequence

import numpy as np

from metrics.projection_periods import Floats, Ints
from metrics.projection_series import Series
from metrics.projection_shape import Shapes

DECAY = 0.25
PEER_WEIGHT = 2.0


class Paces:
    """The paces of the areas that have a bound, or of those that have none.

    A pace is what an area adds in a period of shape 1: a number of its unit, or, with a bound,
    a share of what is left (a hazard). The two can't be compared, so each kind has peers of its
    own.

    Attributes:
        value: Values of the areas by period.
        is_reported: Where they were reported.
        last: Number of each area's last report.
        newest: Number of the newest period.
        bound: What they can't exceed; infinite without a bound.
        mean_increase: Mean increase a period of each area, in its unit.
    """

    def __init__(
        self, series: Series, areas: Ints, plan_shape: Sequence[float] | None, horizon: int
    ):
        """Take some areas of a series, all with a bound or all without.

        Args:
            series: All areas of the level.
            areas: Rows of those to take.
            plan_shape: As for `metrics.projection.project`.
            horizon: Number of the last period asked for.
        """
        everybody = len(areas) == series.value.shape[1]
        chosen = slice(None) if everybody else areas
        self.value, self.is_reported = series.value[:, chosen], series.is_reported[:, chosen]
        self.last, self.newest = series.last[chosen], series.newest
        bound, newest = series.bound[chosen], self.value[-1]
        # Who is above the bound stays there: a return above the register is no reason to fall.
        self.bound = np.where(np.isnan(bound), np.inf, np.fmax(bound, newest))
        self._is_bounded = bool(np.isfinite(self.bound).any())
        number = np.arange(1, self.newest + 1)[:, None]
        in_time = (number > series.start[chosen]) & (number <= self.last)
        below = np.minimum(self.value, self.bound)
        rise = np.where(in_time, np.maximum(np.diff(below, axis=0), 0), 0.0)
        self.mean_increase = divided(rise.sum(axis=0), in_time.sum(axis=0))
        left = np.ones_like(rise)
        if self._is_bounded:
            # Those left in the middle of a period: when half go, 0.5 / 0.75, near -ln(0.5).
            left = self.bound - (below[1:] + below[:-1]) / 2
        is_counted = in_time & (left > 0)
        self._counted = is_counted.astype(np.float64)
        self._moved = divided(rise, np.where(is_counted, left, 0))
        self._shapes = Shapes(
            series,
            # Of all areas together: added first, divided last.
            divided(
                np.where(is_counted, rise, 0).sum(axis=1),
                np.where(is_counted, left, 0).sum(axis=1),
            ),
            plan_shape,
            horizon,
        )
        self._paces: dict[int, Floats] = {}

    def left(self, origin: int) -> Floats:
        """What can still be added after a period; 1 for areas without a bound."""
        if not self._is_bounded:
            return np.ones(len(self.last))
        # nan before the first value: then nothing is known to be left.
        room: Floats = np.fmax(self.bound - self.value[origin], 0)
        return room

    def pace(self, origin: int) -> Floats:
        """Pace of each area as it was known in a period.

        ::

            r     = sum(w * increase) / sum(w * shape),   w = 0.75 ^ periods ago
            usual = the same with w = 1
            peers = sum(scale * r / usual) / sum(scale),  scale = usual * what is left
            pace  = usual * (n * r / usual + 2 * peers) / (n + 2)
            n     = sum(w * shape)^2 / sum((w * shape)^2)

        A mean is the sum of increases over the sum of shapes, so a month of shape 0 counts for
        nothing instead of for everything. Peers are weighted by what they usually add: then
        the common pace for everybody leaves the sum of all as it is, and small areas don't
        outvote large ones. An area that has never moved has no usual pace; with a bound it
        takes its peers' part of a blend of hazards.
        """
        if origin not in self._paces:
            self._paces[origin] = self._pace(origin)
        return self._paces[origin]

    def _pace(self, origin: int) -> Floats:
        shape = self._shapes.of(origin)[:origin]
        fading = (1 - DECAY) ** np.arange(origin - 1, -1, -1)
        weight = fading * shape
        moved, ever = np.stack([fading, np.ones(origin)]) @ self._moved[:origin]
        weights, shapes, squares = np.stack([weight, shape, weight**2]) @ self._counted[:origin]
        usual, recent = divided(ever, shapes), divided(moved, weights)
        relative = divided(recent, usual, default=1)
        left = self.left(origin)
        peers = divided((usual * left * relative).sum(), (usual * left).sum())
        certain = divided(weights**2, squares)
        own = usual * (certain * relative + PEER_WEIGHT * peers)
        if self._is_bounded:
            together = divided((left * recent).sum(), left.sum())
            own = np.where(usual > 0, own, PEER_WEIGHT * together)
        return own / (certain + PEER_WEIGHT)

    def increase(self, origin: int, until: int, factor: Floats | float = 1) -> Floats:
        """What the pace known in a period adds to each area between its last value and another.

        Args:
            origin: Number of the period whose pace and value count.
            until: Number of the last period in which it adds.
            factor: Multiplies the pace.
        """
        shapes = np.concatenate([[0.0], np.cumsum(self._shapes.of(origin))])
        since = np.minimum(self.last, origin)
        added: Floats = self.pace(origin) * factor * (shapes[until] - shapes[since])
        if not self._is_bounded:
            return added
        share_left: Floats = -np.expm1(-added)
        return self.left(origin) * share_left


def divided(above: Floats, below: Floats, default: float = 0) -> Floats:
    """The quotient, and a default where there is nothing to divide by."""
    result: Floats = np.divide(
        above, below, out=np.full(np.shape(above), float(default)), where=np.asarray(below) > 0
    )
    return result
