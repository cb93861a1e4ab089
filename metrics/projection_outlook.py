"""Where areas will be at coming periods if they go on as they did, or as somebody assumes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from metrics.projection_band import band, chance, errors
from metrics.projection_pace import Paces
from metrics.projection_periods import NEVER, Flags, Floats, Ints
from metrics.projection_series import Series

FIRST_PERIOD = 4
VALUES = ("projected_value", "projected_low", "projected_high", "chance")


@dataclass(frozen=True, slots=True)
class Assumption:
    """What is to be different from now on.

    Attributes:
        pace_factor: Multiplies the pace: 1 leaves it as it is.
        extra: Added in every coming period, in the indicator's unit.
        areas: Codes of the areas it holds for; null is all of them.
    """

    pace_factor: float = 1
    extra: float = 0
    areas: Collection[str] | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Values of some areas at some periods, one entry each; nan where they can't be said.

    Attributes:
        values: `VALUES`: the indicator's unit, chance as a fraction.
        is_provisional: The band was measured over fewer periods, or not at all.
    """

    values: dict[str, Floats]
    is_provisional: Flags

    def frame(self, series: Series, areas: Ints) -> pl.DataFrame:
        """The values as columns beside area_code; null where they can't be said."""
        codes = series.frame["area_code"].gather(areas)
        columns = {"area_code": codes, **self.values, "provisional": self.is_provisional}
        return pl.DataFrame(columns).with_columns(pl.col(VALUES).fill_nan(None))


AS_IT_IS = Assumption()


def can_be_projected(series: Series) -> Ints:
    """Rows of the areas with a target still to come and four periods reported."""
    is_open = (series.due > series.newest) & ~np.isnan(series.target)
    return np.flatnonzero(is_open & (series.reports() >= FIRST_PERIOD))


def outlook(
    series: Series,
    areas: Ints,
    until: Ints,
    plan_shape: Sequence[float] | None,
    assumed: Assumption,
) -> Outlook:
    """Values of areas at periods to come.

    Args:
        series: All areas of the level.
        areas: Rows of the areas asked for; one may come several times.
        until: Number of the period asked for, for each of them.
        plan_shape: As for `metrics.projection.project`.
        assumed: What is to be different.
    """
    values = {name: np.full(len(areas), np.nan) for name in VALUES}
    is_provisional = np.zeros(len(areas), dtype=np.bool_)
    factor, extra = _assumed(series, assumed)
    has_bound = ~np.isnan(series.bound)
    for kind in (has_bound, ~has_bound):
        members = np.flatnonzero(kind & (series.last > NEVER))
        if not kind[areas].any():
            continue
        paces = Paces(series, members, plan_shape, int(until.max()))
        value = paces.value[-1]
        for number in np.unique(until[kind[areas]]):
            ahead = int(number) - series.newest
            asked = np.flatnonzero(kind[areas] & (until == number))
            rows = np.searchsorted(members, areas[asked])
            room = (paces.bound - value)[rows]
            increase = paces.increase(series.newest, int(number), factor[members])[rows]
            increase = np.clip(increase + extra[areas[asked]] * ahead, 0, room)
            # Who has been silent for a while is projected further than the others.
            scale = np.sqrt((number - paces.last[rows]) / ahead)
            past = errors(paces, ahead)
            low, high = band(increase, past, scale)
            missing = series.target[areas[asked]] - value[rows]
            likely = chance(increase, missing, past, scale)
            found = (
                value[rows] + increase,
                value[rows] + low,
                value[rows] + np.minimum(high, room),
                np.where(missing > room, 0.0, likely),
            )
            for name, numbers in zip(VALUES, found, strict=True):
                values[name][asked] = numbers
            is_provisional[asked] = past.is_scaled | (scale > 1)
    return Outlook(values, is_provisional)


def _assumed(series: Series, assumed: Assumption) -> tuple[Floats, Floats]:
    """Factor and extra of each area: 1 and 0 where nothing else is assumed."""
    codes = series.frame["area_code"]
    chosen = np.ones(len(codes), dtype=np.bool_)
    if assumed.areas is not None:
        chosen = codes.is_in(list(assumed.areas)).to_numpy()
    return np.where(chosen, assumed.pace_factor, 1.0), np.where(chosen, assumed.extra, 0.0)
