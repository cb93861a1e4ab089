"""Cuts what is planned and done into projects, so that both add up exactly."""

from dataclasses import dataclass

import numpy as np

from data.catalogue import settings
from data.sample.chance import Floats, Ints

NEVER = -1
MONTHS = 12
LEFT_WAITING = 0.2
"""Part of what a year left undone that waits for one more year."""


@dataclass(frozen=True)
class Pieces:
    """What was planned for one year and done in one month, by group; one entry a piece.

    Attributes:
        group: Row of the area.
        segment: Column of the plan it belongs to.
        month: Months since January 2016; NEVER if it isn't done by the end of 2020.
        amount: Whole parts.
    """

    group: Ints
    segment: Ints
    month: Ints
    amount: Ints


def pieces(segments: Ints, done: Ints) -> Pieces:
    """Plan and course of each group, laid side by side and cut wherever either changes.

    Args:
        segments: Groups by segments of the plan, in the order in which they are built.
        done: Groups by months, cumulative, never above the group's whole plan.

    Returns:
        Pieces that add up to every segment and to every month's rise.
    """
    totals = segments.sum(axis=1)
    start = (np.cumsum(totals) - totals)[:, None]
    planned_to = (start + np.cumsum(segments, axis=1)).ravel()
    done_to = (start + done).ravel()
    ends = np.unique(np.concatenate([planned_to, done_to]))
    ends = ends[ends > 0]
    begins = np.concatenate([[0], ends[:-1]])
    place = np.searchsorted(planned_to, begins, side="right")
    group, segment = np.divmod(place, segments.shape[1])
    done_by, month = np.divmod(np.searchsorted(done_to, begins, side="right"), done.shape[1])
    return Pieces(group, segment, np.where(done_by == group, month, NEVER), ends - begins)


def built_in_turn(planned: Ints, done: Ints) -> tuple[Ints, Ints]:
    """The order in which a plan is built: what a year left comes first in the next, or later.

    Args:
        planned: Groups by years, for each year alone.
        done: Groups by months of the same years, cumulative.

    Returns:
        Segments, groups by turns, that add up to ``planned``; and the year of each turn.
    """
    left = planned.copy()
    years = planned.shape[1]
    turns: list[Ints] = []
    of_year: list[int] = []
    done_in = np.diff(done[:, MONTHS - 1 :: MONTHS], axis=1, prepend=0)
    for year in range(years):
        open_now = done_in[:, year].copy()
        waits = np.floor(left[:, :year] * LEFT_WAITING).astype(np.int64)
        earlier = [(before, waits[:, before]) for before in range(year)]
        # The rest of what is left, its own plan, what comes next, and what had been to wait.
        for which, kept in [
            *earlier,
            *((each, np.zeros_like(open_now)) for each in (year, *range(year + 1, years))),
            *((before, np.zeros_like(open_now)) for before in range(year)),
        ]:
            taken = np.minimum(left[:, which] - kept, open_now)
            left[:, which] -= taken
            open_now -= taken
            turns.append(taken)
            of_year.append(which)
    for year in range(years):
        turns.append(left[:, year])
        of_year.append(year)
    return np.column_stack(turns), np.array(of_year)


def split(amount: Ints, parts: Ints, chance: np.random.Generator) -> tuple[Ints, Ints]:
    """Each amount cut into so many unequal parts; they add up exactly.

    Returns:
        For every part the row of its amount, and its size.
    """
    whole = np.repeat(np.arange(amount.size), parts)
    running = np.cumsum(chance.uniform(0.6, 1.4, whole.size))
    last = np.cumsum(parts) - 1
    first = last + 1 - parts
    before = np.concatenate([[0.0], running])[first]
    share = (running - before[whole]) / (running[last] - before)[whole]
    up_to = np.rint(amount[whole] * share).astype(np.int64)
    size = np.diff(up_to, prepend=0)
    size[first] = up_to[first]
    return whole, size


def due_in_year(line: Ints, order: Floats, amount: Ints) -> Ints:
    """Month of its year, 0 to 11, in which each project is to be finished.

    Args:
        line: Number of the plan it belongs to, such as one county's of one year.
        order: Which comes first in its plan.
        amount: How much it counts.
    """
    return _month(line, order, amount, np.array(settings().plan_shapes["building_season"]))


def due_in_programme(line: Ints, order: Floats, amount: Ints, planned: Floats) -> Ints:
    """Months since January 2016 in which each project is to be finished.

    Args:
        line: Number of the plan it belongs to.
        order: Which comes first in its plan.
        amount: How much it counts.
        planned: Share of the plan for each of the five years.
    """
    shape = np.array(settings().plan_shapes["building_season"])
    before = np.cumsum(planned) - planned
    by_month = (before[:, None] + planned[:, None] * shape[None, :]).ravel()
    return _month(line, order, amount, by_month / planned.sum())


def _month(line: Ints, order: Floats, amount: Ints, shape: Floats) -> Ints:
    """First month by which the cumulative ``shape`` reaches the middle of each project."""
    sequence = np.lexsort((order, line))
    running = np.cumsum(amount[sequence])
    lines, first, number = np.unique(line[sequence], return_index=True, return_counts=True)
    before = np.concatenate([[0], running])[first]
    total = running[first + number - 1] - before
    of_line = np.repeat(np.arange(lines.size), number)
    middle = running - amount[sequence] / 2 - before[of_line]
    months = np.empty(line.size, dtype=np.int64)
    months[sequence] = np.searchsorted(shape, middle / total[of_line] - 1e-9)
    return months
