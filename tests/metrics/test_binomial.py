"""Exact binomial intervals, against published ones and against their definition."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.binomial import interval


@pytest.mark.parametrize(
    ("found", "sample", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, method 5.
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0000, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_published_intervals_are_met(found, sample, low, high):
    assert interval(found, sample, confidence=0.95) == pytest.approx((low, high), abs=5e-5)


def test_nothing_found_has_a_limit_that_can_be_written_down():
    low, high = interval(0, 150, confidence=0.95)
    assert low == 0
    assert high == pytest.approx(1 - 0.025 ** (1 / 150))


def test_everybody_found_is_the_mirror_of_nobody():
    low, high = interval(150, 150, confidence=0.95)
    assert low == pytest.approx(0.025 ** (1 / 150))
    assert high == 1


SAMPLES = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def _chance(counts: range, sample: int, share: float) -> float:
    return sum(comb(sample, x) * share**x * (1 - share) ** (sample - x) for x in counts)


@given(SAMPLES, st.sampled_from([0.8, 0.95, 0.99]))
def test_limits_leave_half_the_error_on_either_side(found_sample, confidence):
    found, sample = found_sample
    low, high = interval(found, sample, confidence=confidence)
    tail = (1 - confidence) / 2
    assert low <= found / sample <= high
    if found > 0:
        assert _chance(range(found, sample + 1), sample, low) == pytest.approx(tail)
    if found < sample:
        assert _chance(range(found + 1), sample, high) == pytest.approx(tail)


def test_large_samples_are_no_trouble():
    low, high = interval(30, 3000, confidence=0.95)
    assert low < 0.01 < high
    assert high - low == pytest.approx(2 * 1.96 * (0.01 * 0.99 / 3000) ** 0.5, rel=0.06)


@pytest.mark.parametrize(("found", "sample"), [(0, 0), (3, 2), (-1, 5)])
def test_a_sample_that_cannot_be_is_refused(found, sample):
    with pytest.raises(ValueError, match=f"{found} of a sample of {sample}"):
        interval(found, sample, confidence=0.95)
