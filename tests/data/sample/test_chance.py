import numpy as np
import pytest

from data.sample.chance import first_of_group, generator, largest_remainder, split_rows


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (10, [5, 3, 2], [5, 3, 2]),
        (1, [0.2, 0.5, 0.3], [0, 1, 0]),
        (7, [0, 1, 0], [0, 7, 0]),
        (0, [1, 2], [0, 0]),
    ],
)
def test_shares_add_up_and_the_largest_fractions_get_the_rest(total, weights, shares):
    assert largest_remainder(total, weights).tolist() == shares


def test_every_row_adds_up_to_its_total():
    split = split_rows(np.array([10, 0, 7]), [0.5, 0.25, 0.25])
    assert split.tolist() == [[5, 3, 2], [0, 0, 0], [3, 2, 2]]


def test_members_are_marked_by_score_until_the_quota_of_their_group_is_reached():
    group = np.array([0, 0, 0, 1, 1])
    score = np.array([0.3, 0.1, 0.2, 0.9, 0.8])
    size = np.array([2, 2, 2, 5, 1])
    marked = first_of_group(group, score, size, np.array([3.0, 1.0]))
    assert marked.tolist() == [False, True, True, False, True]


def test_a_quota_of_nothing_marks_no_one():
    group, score = np.array([0, 0]), np.array([0.1, 0.2])
    assert not first_of_group(group, score, np.array([1, 1]), np.array([0.0])).any()


def test_topics_draw_apart_from_one_another():
    assert generator(1, "roads").random() == generator(1, "roads").random()
    assert generator(1, "roads").random() != generator(1, "bridges").random()
    assert generator(1, "roads").random() != generator(2, "roads").random()
