import numpy as np
import pytest

from data.sample.cutting import NEVER, built_in_turn, due_in_year, pieces, split


@pytest.fixture(scope="module")
def chance():
    return np.random.default_rng(1)


def test_pieces_add_up_to_every_segment_and_every_month():
    segments = np.array([[3, 0, 4], [2, 2, 0]])
    done = np.array([[0, 2, 5], [1, 4, 4]])
    cut = pieces(segments, done)
    of_segment = np.zeros_like(segments)
    np.add.at(of_segment, (cut.group, cut.segment), cut.amount)
    assert of_segment.tolist() == segments.tolist()
    rise = np.zeros_like(done)
    is_done = cut.month != NEVER
    np.add.at(rise, (cut.group[is_done], cut.month[is_done]), cut.amount[is_done])
    assert np.cumsum(rise, axis=1).tolist() == done.tolist()
    assert cut.amount[~is_done].tolist() == [2]


def test_a_plan_is_built_in_its_order():
    cut = pieces(np.array([[3, 4]]), np.array([[2, 5, 7]]))
    assert cut.segment.tolist() == [0, 0, 1, 1]
    assert cut.month.tolist() == [0, 1, 1, 2]


def by_month(*years):
    """Groups by months, all of a year done in June."""
    ends = np.array(years).T
    before = np.column_stack([np.zeros(len(ends), dtype=int), ends[:, :-1]])
    columns = [[before[:, year]] * 5 + [ends[:, year]] * 7 for year in range(ends.shape[1])]
    return np.column_stack([month for year in columns for month in year])


def test_what_a_year_left_comes_first_but_for_some_that_waits():
    turns, years = built_in_turn(np.array([[100, 100]]), by_month([90], [180]))
    order = [(year, amount) for year, amount in zip(years, turns[0], strict=True) if amount]
    assert order == [(0, 90), (0, 8), (1, 82), (0, 2), (1, 18)]


def test_who_is_ahead_builds_what_comes_next():
    turns, years = built_in_turn(np.array([[100, 100]]), by_month([110], [200]))
    order = [(year, amount) for year, amount in zip(years, turns[0], strict=True) if amount]
    assert order == [(0, 100), (1, 10), (1, 90)]


def test_plans_are_kept_whole_whatever_was_done(chance):
    planned = chance.integers(0, 50, (8, 5))
    target = planned.sum(axis=1)
    ends = np.minimum(np.cumsum(chance.integers(0, 55, (8, 5)), axis=1), target[:, None])
    turns, years = built_in_turn(planned, by_month(*ends.T))
    assert (turns >= 0).all()
    kept = np.column_stack([turns[:, years == year].sum(axis=1) for year in range(5)])
    assert kept.tolist() == planned.tolist()
    # What is left over stands at the end, so that a year's turns are just what it did.
    assert turns[:, -5:].sum(axis=1).tolist() == (target - ends[:, -1]).tolist()


def test_parts_are_unequal_and_add_up(chance):
    amount = np.array([100, 7, 250])
    whole, size = split(amount, np.array([3, 1, 5]), chance)
    assert np.bincount(whole, size).tolist() == amount.tolist()
    assert (size > 0).all()
    assert np.unique(size[whole == 2]).size > 1


def test_a_plan_s_projects_fall_due_as_its_season_goes():
    number = 1000
    due = due_in_year(
        np.zeros(number, dtype=int), np.arange(number)[::-1] * 1.0, np.ones(number, dtype=int)
    )
    assert np.bincount(due, minlength=12).tolist() == [
        0, 0, 0, 10, 70, 140, 180, 200, 200, 150, 50, 0,
    ]  # fmt: skip
    assert due[-1] == 3


def test_every_plan_has_its_own_season():
    line = np.array([0, 0, 1])
    due = due_in_year(line, np.array([0.0, 1.0, 0.0]), np.array([1, 1, 5]))
    assert due.tolist() == [6, 8, 7]
