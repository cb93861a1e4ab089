from datetime import date

import numpy as np
import polars as pl
import pytest

from data.sample.counts import counts
from data.sample.incomes import guarantees, income
from data.sample.planted import KINDS, falsify_year


@pytest.fixture(scope="module")
def ready(full):
    return counts(full).ready


@pytest.fixture(scope="module")
def lifted(full):
    return counts(full).lifted


def test_the_list_names_a_few_villages_of_every_kind_and_no_village_twice(full, tmp_path):
    full.planted.write(tmp_path / "planted.csv", full.places)
    listed = pl.read_csv(tmp_path / "planted.csv", infer_schema=False)
    assert dict(listed.group_by("kind").len().iter_rows()) == dict.fromkeys(KINDS, 3)
    assert listed["area_code"].is_unique().all()
    with_task = full.places.villages["area_code"].filter(pl.Series(full.places.has_task))
    assert listed["area_code"].is_in(with_task.implode()).all()


def test_repeated_increments_repeat_for_four_months_and_more(full, ready):
    year = slice(12, 24)
    for village in full.planted.villages["repeated_increments"]:
        steps = np.diff(ready[village, year])
        assert longest_run(steps) >= 4
    honest = np.flatnonzero(full.places.has_task)
    runs = [longest_run(np.diff(ready[village, year])) >= 4 for village in honest[:300]]
    assert np.mean(runs) < 0.05


def longest_run(steps):
    """Longest run of the same step above zero."""
    longest = run = 0
    before = 0
    for step in steps:
        run = run + 1 if step == before and step > 0 else int(step > 0)
        before, longest = step, max(longest, run)
    return longest


def test_rounded_digits_are_tens(full, ready):
    for village in full.planted.villages["rounded_digits"]:
        steps = np.diff(ready[village, :12], prepend=0)
        large = steps[steps >= 10]
        assert large.size >= 6
        assert np.mean(large % 5 == 0) > 0.8


def test_padding_falls_in_december(full, ready):
    for village in full.planted.villages["year_end_padding"]:
        steps = np.diff(ready[village, :12], prepend=0)
        assert steps[11] > 0.6 * steps.sum()


def test_inflated_villages_report_more_than_the_register_has(full, lifted):
    state = full.register.years[2017]
    village = full.register.households.village[: state.status.size]
    out = np.bincount(village, state.people * state.is_out, full.places.count)
    december = full.calendar.months.index(date(2017, 12, 31))
    for each in full.planted.villages["inflated"]:
        assert lifted[each, december] > 1.2 * out[each]
    honest = np.setdiff1d(
        np.flatnonzero(full.places.has_task),
        np.concatenate(list(full.planted.villages.values())),
    )
    assert (lifted[honest, december] == out[honest]).all()


def test_more_than_registered_exceeds_everyone_ever_registered(full, lifted):
    households = full.register.households
    ever = np.bincount(households.village, households.people, full.places.count)
    for village in full.planted.villages["more_than_registered"]:
        assert lifted[village, -1] > ever[village]


def test_a_fall_without_document_falls(full, ready):
    for village in full.planted.villages["fall_without_document"]:
        assert (np.diff(ready[village, 12:23]) < 0).any()


def test_bunched_incomes_lie_just_above_the_line(full):
    state = full.register.years[2017]
    village = full.register.households.village[: state.status.size]
    earned = income(full, 2017).per_head
    out = state.is_out
    near = (earned >= 3070 - 1) & (earned < 3070 + 251)
    bunched = np.isin(village, full.planted.villages["income_bunching"])
    assert near[out & bunched].mean() > 0.99
    assert near[out & ~bunched].mean() < 0.15


def test_exits_without_guarantees_are_common_only_where_planted(full):
    state = full.register.years[2017]
    village = full.register.households.village[: state.status.size]
    lacks = ~np.logical_and.reduce(list(guarantees(full, 2017).values()))
    planted = np.isin(village, full.planted.villages["exits_without_guarantees"])
    assert lacks[state.is_out & planted].mean() > 0.2
    assert lacks[state.is_out & ~planted].mean() < 0.015


def test_a_falsified_year_ends_at_the_true_count():
    honest = np.array([10, 10, 14, 19, 25, 30, 36, 41, 47, 52, 52, 52])
    for kind, shows in KINDS.items():
        if shows == "people_ready":
            assert falsify_year(kind, honest, 10, 2017)[-1] == 52
