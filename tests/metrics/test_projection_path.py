from datetime import date

import polars as pl
import pytest

from metrics.projection import project
from metrics.projection_outlook import Assumption
from metrics.projection_path import COLUMNS, fan, what_if
from tests.series import bounds, month, monthly, promised, summed

OBSERVATIONS = monthly(
    a=summed([9, 11, 8, 12, 10, 9, 11, 10]), b=summed([1, 3, 2, 2, 1, 2, 3, 2])
)
TARGETS = pl.concat([promised(month(12), a=150), promised(month(10), b=20)])
LOOK = {"as_of": month(8), "bound": bounds(a=130, b=None)}


def last_of(path):
    return path.group_by("area_code", maintain_order=True).last()


def test_the_fan_has_every_period_up_to_the_due_date():
    path = fan(OBSERVATIONS, TARGETS, **LOOK)
    assert path.columns == COLUMNS
    assert path.select("area_code", "period").rows() == [
        *(("a", month(number)) for number in (9, 10, 11, 12)),
        *(("b", month(number)) for number in (9, 10)),
    ]


def test_the_fan_ends_in_the_landing():
    landing = project(OBSERVATIONS, TARGETS, **LOOK)
    columns = ["projected_value", "projected_low", "projected_high"]
    assert (
        last_of(fan(OBSERVATIONS, TARGETS, **LOOK))
        .select(columns)
        .equals(landing.select(columns))
    )


def test_the_fan_of_a_steady_pace_is_a_line():
    path = fan(monthly(a=summed([10] * 6)), promised(month(9), a=120), as_of=month(6))
    assert path["projected_value"].to_list() == pytest.approx([70, 80, 90])


def test_areas_that_cannot_be_projected_have_no_fan():
    path = fan(OBSERVATIONS, promised(month(8), a=150, b=20), as_of=month(8))
    assert path.columns == COLUMNS
    assert path.is_empty()


def test_nothing_assumed_changes_nothing():
    path, landing = what_if(OBSERVATIONS, TARGETS, **LOOK, assumed=Assumption())
    assert path.equals(fan(OBSERVATIONS, TARGETS, **LOOK))
    assert landing.equals(project(OBSERVATIONS, TARGETS, **LOOK))


def test_a_pace_factor_multiplies_what_is_added():
    steady, targets = monthly(a=summed([10] * 6)), promised(month(9), a=105)
    path, landing = what_if(
        steady, targets, as_of=month(6), assumed=Assumption(pace_factor=1.5)
    )
    assert path["projected_value"].to_list() == pytest.approx([75, 90, 105])
    assert landing["projected_value"].to_list() == pytest.approx([60 + 3 * 10 * 1.5])
    assert landing["required_pace"].to_list() == [15]


def test_something_extra_is_added_every_month_for_the_areas_chosen():
    _, before = what_if(OBSERVATIONS, TARGETS, as_of=month(8), assumed=Assumption())
    path, after = what_if(
        OBSERVATIONS, TARGETS, as_of=month(8), assumed=Assumption(extra=3, areas=["b"])
    )
    more = (after["projected_value"] - before["projected_value"]).to_list()
    assert more == pytest.approx([0, 2 * 3])
    assert after["chance"][0] == before["chance"][0]
    assert after["chance"][1] > before["chance"][1]
    assert last_of(path)["projected_value"].to_list() == after["projected_value"].to_list()


def test_an_assumption_never_passes_the_bound_or_takes_away():
    many, fewer = (
        what_if(OBSERVATIONS, TARGETS, **LOOK, assumed=Assumption(extra=extra))[1]
        for extra in (1000, -1000)
    )
    assert many["projected_value"][0] == 130
    assert fewer["projected_value"].to_list() == [80, 16]


def test_a_bounded_pace_half_as_fast_again_takes_a_larger_share_of_those_left():
    """The share left to the power of the factor: 1 - (1 - share) ** 1.5."""
    room = 130 - 80
    before = project(OBSERVATIONS, TARGETS, **LOOK)["projected_value"][0] - 80
    _, after = what_if(OBSERVATIONS, TARGETS, **LOOK, assumed=Assumption(pace_factor=1.5))
    expected = room * (1 - (1 - before / room) ** 1.5)
    assert after["projected_value"][0] - 80 == pytest.approx(expected)


def test_weeks_go_on_as_weeks():
    days = pl.date_range(date(2017, 1, 6), date(2017, 2, 24), "7d", eager=True)
    weekly = pl.DataFrame(
        {"area_code": "a", "period": days, "obs_value": summed([7.0] * len(days))}
    )
    path = fan(weekly, promised(date(2017, 3, 10), a=90), as_of=date(2017, 2, 24))
    assert path["period"].to_list() == [date(2017, 3, 3), date(2017, 3, 10)]
