"""How far a county's place depends on the choices behind the score: the score drawn anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from data.catalogue import settings

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
# Sums of the same parts in another order differ in the last digits; those are ties.
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of the members of one group.

    Attributes:
        items: One row per member, one column per item that counts for anybody, 0 to 1; nan
            where it doesn't count for the member.
        areas: Area of assessment of each column.
        weights: Weight of each area of assessment.
        deducted: Points taken off each member's total, on the same scale.
    """

    items: Numbers
    areas: Sequence[str]
    weights: Mapping[Any, float]
    deducted: Numbers


def places(scores: Scores) -> tuple[Places, Places]:
    """First and last place each member takes in the draws, but for the rarest ones.

    Each draw takes item weights from a Dirichlet distribution around the set ones, one of three
    normalisations (the way to the target, the group's range, the group's order) and one of two
    means (arithmetic, geometric). Members that tie share all the places they take up.
    After OECD and JRC (2008), *Handbook on constructing composite indicators*, step 7. Source:
    docs/methods.md, 9.

    Returns:
        Lowest and highest place of each member, 1 is the best, between the quantiles that leave
        `interval_share` of the draws inside.
    """
    chosen = settings().scorecard
    drawn = _totals(scores).round(DIGITS)
    ahead = (drawn[:, None, :] > drawn[:, :, None]).sum(axis=2)
    level = (drawn[:, None, :] >= drawn[:, :, None]).sum(axis=2)
    rest = (1 - chosen.interval_share) / 2
    low = np.quantile(ahead + 1, rest, axis=0, method="lower")
    high = np.quantile(level, 1 - rest, axis=0, method="higher")
    return low.astype(np.int64), high.astype(np.int64)


def _totals(scores: Scores) -> Numbers:
    """One row per draw, one column per member."""
    chosen = settings().scorecard
    draw = np.random.default_rng(chosen.seed)
    weights = draw.dirichlet(chosen.weight_concentration * _weights(scores), size=chosen.draws)
    norm = draw.integers(3, size=chosen.draws)
    is_geometric = draw.integers(2, size=chosen.draws) == 1
    totals = np.empty((chosen.draws, len(scores.items)))
    for number, values in enumerate(normalised(scores.items)):
        for geometric in (False, True):
            rows = (norm == number) & (is_geometric == geometric)
            totals[rows] = _means(weights[rows], values, scores.areas, geometric=geometric)
    return totals - scores.deducted


def _weights(scores: Scores) -> Numbers:
    """Set weight of each item: an area's weight in equal parts, together 1."""
    counts = {area: list(scores.areas).count(area) for area in scores.areas}
    each = np.array([scores.weights[area] / counts[area] for area in scores.areas])
    return np.asarray(each / each.sum())


def normalised(items: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Scores of the items in three ways, each from 0 to 1.

    The share of the way to the target as it is; the place between the group's lowest and
    highest (the share itself where they are the same); the part of the group below, and half of
    those level with it.
    """
    known = ~np.isnan(items)
    low = np.where(known, items, np.inf).min(axis=0)
    spread = np.where(known, items, -np.inf).max(axis=0) - low
    within = np.where(spread > 0, (items - low) / np.where(spread > 0, spread, 1), items)
    below = (items[None, :, :] < items[:, None, :]).sum(axis=1)
    same = (items[None, :, :] == items[:, None, :]).sum(axis=1)
    order = np.where(known, (below + same / 2) / known.sum(axis=0), np.nan)
    return items, within, order


def _means(
    weights: Numbers, values: Numbers, areas: Sequence[str], *, geometric: bool
) -> Numbers:
    """Weighted means of the members' items; what a member lacks weighs on its area's others."""
    known = ~np.isnan(values)
    if geometric:
        values = np.log(np.maximum(values, settings().scorecard.lowest_share))
    parts = np.where(known, values, 0.0)
    # Small weights may be drawn as nothing at all.
    weights = np.maximum(weights, np.finfo(float).tiny)
    total = np.zeros((len(weights), len(values)))
    whole = np.zeros_like(total)
    for area in dict.fromkeys(areas):
        own = np.array([name == area for name in areas])
        share = weights[:, own] @ known[:, own].T
        area_weight = weights[:, own].sum(axis=1, keepdims=True) * (share > 0)
        mean = (weights[:, own] @ parts[:, own].T) / np.where(share > 0, share, 1)
        total += area_weight * mean
        whole += area_weight
    means = total / whole
    return np.exp(means) if geometric else means
