"""Reported values as a matrix of periods and areas, gaps filled."""

from datetime import date

import numpy as np
import polars as pl

from metrics.projection_periods import NEVER, Flags, Floats, Ints, Periods


def values_at(
    known: pl.DataFrame, days: list[date], periods: Periods, shape: tuple[int, int]
) -> Floats:
    """The values at their periods; nan where there is none."""
    value = np.full(shape, np.nan)
    if not days:
        return value
    # By day: the years and months of millions of rows would take longer than all the rest.
    numbers = [periods.number(day) for day in days]
    if len(set(numbers)) < len(numbers):
        known = known.sort("period")  # the newest of several in one period counts
    number = known["period"].replace_strict(days, numbers, return_dtype=pl.Int64).to_numpy()
    ended = number < len(value)
    rows, values = known["row"].to_numpy(), known["obs_value"].to_numpy()
    value[number[ended], rows[ended]] = values[ended]
    return value


def place_baseline(value: Floats, baseline: Floats, number: Ints) -> None:
    """Put the baseline where nothing was reported for its period."""
    areas = np.arange(len(baseline))
    empty = np.isnan(value[number, areas])
    value[number[empty], areas[empty]] = baseline[empty]


def fill(value: Floats, is_reported: Flags) -> None:
    """Missed periods evenly between their neighbours, later ones as last reported."""
    count = len(value)
    numbers = np.arange(count, dtype=np.int16)[:, None]
    before = np.maximum.accumulate(np.where(is_reported, numbers, NEVER), axis=0)
    after = np.minimum.accumulate(np.where(is_reported, numbers, count)[::-1], axis=0)[::-1]
    missed, areas = np.nonzero(~is_reported & (before > NEVER))
    left, right = before[missed, areas], after[missed, areas]
    right = np.where(right < count, right, left)
    known = value[left, areas]
    share = (missed - left) / np.maximum(right - left, 1)
    value[missed, areas] = known + (value[right, areas] - known) * share
