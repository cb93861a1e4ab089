"""The band and the chance from past errors, with the arithmetic in the test."""

from math import exp, log, sqrt

import numpy as np
import polars as pl
import pytest

from metrics.likelihood import likelihood
from metrics.projection import project
from metrics.projection_band import Errors
from tests.series import bounds, month, monthly, promised, summed

# Ten a month, twenty in the sixth: from the fifth month 10 were projected and 20 came.
SURPRISE = summed([10, 10, 10, 10, 10, 20])
SMALL = 0.02 * 1 * 70 / 6
ERROR = abs(log((20 + SMALL) / (10 + SMALL)))
WEIGHTS = [0.75**age for age in range(6)]
PACE = (10 * sum(WEIGHTS) + 10) / sum(WEIGHTS)


def row(values, target, *, at, due, bound=None):
    limit = None if bound is None else bounds(a=bound)
    rows = project(monthly(a=values), promised(month(due), a=target), as_of=at, bound=limit)
    return rows.row(0, named=True)


def test_the_band_is_the_increase_times_the_usual_error_both_ways():
    found = row(SURPRISE, 90, at=month(6), due=7)
    assert exp(1.25 * ERROR) < 2.5
    assert found["projected_value"] == pytest.approx(70 + PACE)
    assert found["projected_high"] == pytest.approx(70 + PACE * exp(1.25 * ERROR))
    assert found["projected_low"] == pytest.approx(70 + PACE / exp(1.25 * ERROR))
    assert not found["provisional"]


def test_farther_ahead_than_was_ever_measured_the_error_grows_with_the_root():
    """One month was measured and two are left: the error times √2, and provisional."""
    found = row(SURPRISE, 90, at=month(6), due=8)
    lower = max(exp(-1.25 * ERROR * sqrt(2)), 1 / 6)
    assert found["projected_low"] == pytest.approx(70 + 2 * PACE * lower)
    assert found["provisional"]


def test_the_band_is_at_most_two_and_a_half_times_and_a_sixth():
    found = row(summed([1, 1, 1, 1, 1, 60]), 900, at=month(6), due=7)
    added = found["projected_value"] - 65
    assert found["projected_high"] == pytest.approx(65 + added * 2.5)
    assert found["projected_low"] == pytest.approx(65 + added / 6)


def test_the_band_ends_at_the_bound():
    found = row(SURPRISE, 80, at=month(6), due=9, bound=82)
    assert found["projected_high"] == 82
    assert 70 <= found["projected_low"] <= found["projected_value"] <= 82


def test_a_horizon_counts_from_four_origins_on():
    """In month 9 the origins of one month ahead are 5, 6, 7 and 8; of two there are only 3."""
    values = summed([10, 10, 10, 10, 10, 20, 10, 10, 10])
    one, two = (row(values, 200, at=month(9), due=due) for due in (10, 11))
    assert (one["provisional"], two["provisional"]) == (False, True)
    later = row([*values, 110], 200, at=month(10), due=12)
    assert not later["provisional"]


def test_in_the_fourth_month_there_is_a_projection_without_a_band():
    found = row(summed([10] * 4), 90, at=month(4), due=9)
    assert found["projected_value"] == pytest.approx(90)
    assert found["projected_low"] is found["projected_high"] is found["chance"] is None
    assert found["provisional"]


def test_who_is_silent_has_a_wider_band():
    """a was last heard of two months before b: three months ahead are five for him."""
    noisy = summed([9, 11, 9, 12, 10, 13, 8, 10, 14, 9, 11, 10])
    observations = monthly(a=[*noisy[:10], None, None], b=noisy)
    rows = project(observations, promised(month(15), a=300, b=300), as_of=month(12))
    value, low = (rows[f"projected_{name}"].to_list() for name in ("value", "low"))
    last = noisy[9], noisy[11]
    narrow, wide = (
        log((value[area] - last[area]) / (low[area] - last[area])) for area in (1, 0)
    )
    assert wide == pytest.approx(narrow * sqrt(5 / 3))
    assert rows["provisional"].to_list() == [True, False]


def test_each_level_has_the_errors_of_its_own_past():
    """Two villages that take turns are each off by far; their sum never is."""
    turns = monthly(a=summed([20, 0] * 5), b=summed([0, 20] * 5))
    villages = project(turns, promised(month(12), a=200, b=200), as_of=month(10))
    county = project(monthly(c=summed([20] * 10)), promised(month(12), c=400), as_of=month(10))
    widths = [rows["projected_high"] - rows["projected_low"] for rows in (villages, county)]
    assert widths[0].min() > 10
    assert widths[1].to_list() == pytest.approx([0])


@pytest.mark.parametrize(
    ("target", "chance"),
    [
        # Nothing is missing any more.
        (70, 1),
        # 5 of about 13 are missing: reached with the error upwards and downwards.
        (75, 1),
        # 13 are: only with the error upwards.
        (83, 0.5),
        # 40 are: not even then.
        (110, 0),
    ],
)
def test_chance_is_the_share_of_errors_both_ways_that_reach_the_target(target, chance):
    assert abs(log(5 / PACE)) > ERROR > log(13 / PACE)
    assert log(40 / PACE) > ERROR
    assert row(SURPRISE, target, at=month(6), due=7)["chance"] == chance


def test_errors_count_both_ways():
    past = Errors(np.array([0.1, 0.2, 0.3, 0.4]), is_scaled=False)
    # Upwards 0.3 and 0.4 reach a quarter more; downwards none does.
    assert past.reaching(np.array([0.25])) == [2 / 8]
    # A quarter less: all four upwards, 0.1 and 0.2 downwards.
    assert past.reaching(np.array([-0.25])) == [(4 + 2) / 8]


@pytest.mark.parametrize(("count", "rank"), [(1, 1), (4, 4), (5, 5), (9, 8), (99, 80)])
def test_the_quantile_covers_one_more_error_like_them(count, rank):
    """The 0.8 * (n + 1)-th, rounded up: of four the largest, of 99 the 80th."""
    past = Errors(np.arange(1.0, count + 1), is_scaled=False)
    assert past.quantile() == rank


def test_words_for_the_chance():
    chances = pl.DataFrame({"chance": [0.81, 0.8, 0.5, 0.2, 0.19, 0, 1, None]})
    assert chances.select(likelihood())["likelihood"].to_list() == [
        *("likely", "even", "even", "even", "unlikely", "unlikely", "likely", None),
    ]
