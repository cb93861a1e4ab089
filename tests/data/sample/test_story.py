from datetime import date

import numpy as np
import polars as pl
import pytest

from data.sample.counts import counts
from data.sample.files import observations
from data.sample.tasks import tasks


@pytest.fixture(scope="module")
def reported(full):
    return observations(full).filter(pl.col("verification") == "reported")


def people(full, year):
    """Out and still poor at a year's end, of step 1 and of step 2."""
    state = full.register.years[year]
    late = full.places.in_step2[full.register.households.village[: state.status.size]]
    out, poor = state.people * state.is_out, state.people * state.is_poor
    return [(int(out[step].sum()), int(poor[step].sum())) for step in (~late, late)]


def test_step_1_ends_2017_short_of_the_document_though_hardly_anyone_is_left_poor(full):
    (out, poor), _ = people(full, 2017)
    assert 0.85 < out / 161_898 < 0.95
    assert out / (out + poor) > 0.95


def test_yanshou_is_behind_its_plan_every_year(full):
    plan = tasks(full)["people_lifted"]
    yanshou = full.places.in_step2[plan.area]
    planned = np.cumsum(plan.planned[yanshou].sum(axis=0))
    for number, year in enumerate((2016, 2017)):
        assert people(full, year)[1][0] < 0.9 * planned[number]
    ready = counts(full).ready[full.places.in_step2, -1].sum()
    assert ready < 0.75 * planned[2]


def test_a_village_off_the_list_has_less_than_two_percent_poor(full):
    for year in (2016, 2017):
        state = full.register.years[year]
        village = full.register.households.village[: state.status.size]
        poor = np.bincount(village, state.people * state.is_poor, full.places.count)
        leaves = full.course.delisted_year == year
        assert leaves.sum() > 30
        assert (poor[leaves] / full.places.population_in(year)[leaves]).max() < 0.02


def test_villages_leave_the_list_as_the_assumptions_say(full, reported):
    delisted = dict(
        reported.filter(pl.col("indicator_code") == "villages_delisted")
        .group_by("period")
        .agg(pl.col("obs_value").sum())
        .iter_rows()
    )
    assert delisted == {date(2016, 12, 31): 40, date(2017, 12, 31): 123}


def test_bayan_and_mulan_apply_are_reviewed_and_approved_in_turn(full):
    rows = observations(full).filter(
        pl.col("indicator_code") == "counties_delisted", pl.col("obs_value") == 1
    )
    stages = {
        (verification, period)
        for verification, period in rows.select("verification", "period").iter_rows()
    }
    assert stages == {
        ("reported", date(2017, 12, 31)),
        ("checked", date(2018, 3, 31)),
        ("certified", date(2018, 8, 31)),
    }
    assert set(rows["area_code"]) == {"230126", "230127"}


def test_works_stand_still_from_december_to_march(reported):
    roads = (
        reported.filter(pl.col("indicator_code") == "roads_village_access")
        .group_by("period")
        .agg(pl.col("obs_value").sum())
        .sort("period")
    )
    values = dict(roads.iter_rows())
    assert values[date(2017, 3, 31)] == pytest.approx(values[date(2016, 12, 31)])
    assert values[date(2017, 9, 30)] > values[date(2017, 3, 31)] + 300


def test_counts_that_fall_say_under_which_document(full):
    planted = full.planted.villages["fall_without_document"]
    honest = full.places.villages["area_code"].gather(
        np.setdiff1d(np.arange(full.places.count), planted)
    )
    rows = (
        observations(full)
        .filter(
            pl.col("indicator_code").is_in(["people_ready", "people_lifted"]),
            pl.col("verification") == "reported",
            pl.col("area_code").is_in(honest.implode()),
        )
        .sort("indicator_code", "area_code", "period")
        .with_columns(step=pl.col("obs_value").diff().over("indicator_code", "area_code"))
    )
    falls = rows.filter(pl.col("step") < 0)
    assert falls.height > 0
    assert falls["document_no"].str.contains("模拟动管").all()


def test_people_ready_are_never_fewer_than_those_out(full):
    counted = counts(full)
    assert (counted.ready >= counted.lifted).all()


def test_stalled_villages_stand_still_in_the_summer_of_2018(full):
    ready = counts(full).ready
    stalled = np.flatnonzero(full.course.reason == 1)
    first = full.calendar.months.index(date(2018, 5, 31))
    assert stalled.size > 5
    assert (ready[stalled, first] == ready[stalled, -1]).all()
