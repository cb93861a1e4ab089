"""Seeded chance and exact sharing: what makes the sample repeatable and its totals hold."""

import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.floating[Any]]
Numbers = npt.NDArray[np.integer[Any]] | npt.NDArray[np.floating[Any]]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]


def generator(seed: int, topic: str) -> np.random.Generator:
    """A generator of its own for each topic, so that topics don't disturb one another."""
    return np.random.default_rng([seed, zlib.crc32(topic.encode())])


def largest_remainder(total: int, weights: npt.ArrayLike) -> Ints:
    """``total`` shared out in whole numbers by ``weights``; they add up exactly.

    Everyone gets the whole part of his share; what is left goes one by one to the largest
    fractions, the earlier first where they tie.
    """
    share = np.asarray(weights, dtype=np.float64)
    exact = share / share.sum() * total
    whole: Ints = np.floor(exact).astype(np.int64)
    left = int(total - whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:left]] += 1
    return whole


def split_rows(totals: Ints, shares: npt.ArrayLike) -> Ints:
    """Each total shared out over the columns of ``shares``; every row adds up to its total.

    Args:
        totals: One whole number a row, not negative.
        shares: One row for all, or one row for each total.
    """
    weights = np.broadcast_to(
        np.asarray(shares, dtype=np.float64), (totals.size, np.shape(shares)[-1])
    )
    exact = totals[:, None] * weights / weights.sum(axis=1, keepdims=True)
    whole = np.floor(exact).astype(np.int64)
    left = totals - whole.sum(axis=1)
    rank = np.argsort(np.argsort(whole - exact, axis=1, kind="stable"), axis=1, kind="stable")
    shared: Ints = whole + (rank < left[:, None])
    return shared


def first_of_group(group: Ints, score: Floats, size: Ints, quota: Floats) -> Flags:
    """Marks members in order of score until each group's quota of size is reached.

    Args:
        group: Group number of each member.
        score: Order within the group, lowest first.
        size: How much each member counts, such as the people of a household.
        quota: For each group; the member that crosses it is still marked.
    """
    order = np.lexsort((score, group))
    ordered, running = group[order], np.cumsum(size[order])
    before = np.concatenate([[0], running])[np.searchsorted(ordered, np.arange(quota.size))]
    marked = np.zeros(group.size, dtype=np.bool_)
    marked[order] = running - size[order] - before[ordered] < quota[ordered]
    return marked


def total_by(group: Ints, values: npt.NDArray[np.generic], groups: int) -> Ints:
    """Whole-number sum of ``values`` in each of ``groups`` groups."""
    return np.rint(
        np.bincount(group, weights=values.astype(np.float64), minlength=groups)
    ).astype(np.int64)
