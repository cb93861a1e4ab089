"""Required pace, recent pace, landing and reason, each by hand."""

from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics import pace
from metrics.projection import COLUMNS, project
from tests.series import bounds, month, monthly, promised, reported, summed

STEADY = summed([10] * 6)


def row(observations, targets, **look):
    rows = project(observations, targets, **look)
    assert rows.columns == COLUMNS
    return rows.row(0, named=True)


def test_required_pace_shares_what_is_missing_over_the_periods_left():
    found = row(monthly(a=STEADY), promised(month(9), a=120), as_of=month(6))
    assert found["required_pace"] == (120 - 60) / 3
    assert found["recent_pace_3"] == (60 - 30) / 3
    assert found["recent_pace_12"] is None
    assert found["pace_multiple"] == ((120 - 60) / 3) / 10


def test_recent_pace_of_twelve_months_needs_twelve():
    values = summed([1] * 6 + [3] * 6)
    found = row(monthly(a=values), promised(month(24), a=96), as_of=month(12))
    assert found["recent_pace_3"] == 3
    assert found["recent_pace_12"] == 24 / 12
    assert found["pace_multiple"] == ((96 - 24) / 12) / (24 / 12)


def test_paces_are_those_of_the_other_pages():
    values = summed([5, 0, 7, 1, 4, 4, 9, 2, 0, 3, 6, 8, 5, 2, 7])
    observations = monthly(a=values)
    found = row(observations, promised(month(24), a=200), as_of=month(15))
    series = observations.rename({"period": "month", "obs_value": "reported_value"})
    other = pace.recent(series, as_of=month(15)).row(0, named=True)
    assert (found["recent_pace_3"], found["recent_pace_12"]) == (
        other["recent_pace_3"],
        other["recent_pace_12"],
    )


def test_steady_pace_goes_on():
    found = row(monthly(a=STEADY), promised(month(9), a=120), as_of=month(6))
    assert found["projected_value"] == pytest.approx(60 + 3 * 10)


def test_areas_due_on_different_days_are_projected_together():
    targets = pl.concat([promised(month(8), a=100), promised(month(12), b=100)])
    rows = project(monthly(a=STEADY, b=STEADY), targets, as_of=month(6))
    assert rows["projected_value"].to_list() == pytest.approx([60 + 2 * 10, 60 + 6 * 10])


def test_units_of_any_programme_scale():
    kilometres = project(monthly(a=STEADY), promised(month(9), a=120), as_of=month(6))
    metres = project(
        monthly(a=[value * 1000 for value in STEADY]),
        promised(month(9), a=120_000),
        as_of=month(6),
    )
    for column in ("required_pace", "recent_pace_3", "projected_value", "projected_high"):
        assert metres[column][0] == pytest.approx(1000 * kilometres[column][0])
    assert metres["chance"][0] == kilometres["chance"][0]


def test_weeks_are_counted_as_weeks():
    days = pl.date_range(date(2017, 1, 6), date(2017, 2, 24), "7d", eager=True)
    observations = pl.DataFrame(
        {"area_code": "a", "period": days, "obs_value": summed([7.0] * len(days))}
    )
    found = row(observations, promised(date(2017, 3, 24), a=100), as_of=date(2017, 2, 24))
    assert found["required_pace"] == (100 - 8 * 7) / 4
    assert found["recent_pace_3"] == 7
    assert found["projected_value"] == pytest.approx(8 * 7 + 4 * 7)


def test_a_missed_month_is_shared_evenly_with_the_next():
    """10 a month all along: the month that came with 20 is no sprint."""
    values = [10, 20, None, 40, 50, 60]
    found = row(monthly(a=values), promised(month(9), a=120), as_of=month(6))
    assert found["projected_value"] == pytest.approx(60 + 3 * 10)


def test_a_month_without_a_row_is_a_missed_month():
    null = monthly(a=[10, 20, None, 40, 50, 60])
    absent = null.drop_nulls()
    look = {"as_of": month(6)}
    targets = promised(month(9), a=120)
    assert project(null, targets, **look).equals(project(absent, targets, **look))


def test_who_is_silent_is_projected_from_his_last_report():
    """Last heard of in April with 40: 10 a month from then until September."""
    observations = monthly(a=[10, 20, 30, 40, None, None], b=STEADY)
    rows = project(observations, promised(month(9), a=120, b=120), as_of=month(6))
    assert rows["projected_value"].to_list() == pytest.approx([40 + 5 * 10, 60 + 3 * 10])
    assert rows["required_pace"].to_list() == [(120 - 40) / 3, (120 - 60) / 3]
    assert rows["provisional"][0]


def test_a_fall_is_no_negative_pace():
    """30, then 20 taken off by a correction; what was added is 10 five times and 0 once."""
    values = summed([10, 10, 10, -20, 10, 10])
    weights = [0.75**age for age in range(5, -1, -1)]
    mean = sum(10 * weight for weight in weights if weight != weights[3]) / sum(weights)
    found = row(monthly(a=values), promised(month(9), a=120), as_of=month(6))
    assert found["projected_value"] == pytest.approx(30 + 3 * mean)


def test_a_baseline_with_a_day_lies_there():
    """First heard of in June with 60 after a baseline in December: 10 a month, not 60."""
    values = [None] * 5 + [60, 70, 80, 90]
    targets = promised(month(12), a=150).with_columns(baseline_date=date(2015, 12, 31))
    found = row(monthly(a=values), targets, as_of=month(9))
    assert found["projected_value"] == pytest.approx(90 + 3 * 10)


def test_a_day_inside_a_month_counts_as_the_month_before():
    observations, targets = monthly(a=summed([10] * 7)), promised(month(9), a=120)
    inside = project(observations, targets, as_of=date(2016, 7, 20))
    assert inside.equals(project(observations, targets, as_of=month(6)))


def test_rows_after_the_as_of_date_never_change_the_answer():
    history = monthly(a=summed([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7]), b=summed([2] * 14))
    targets = promised(month(24), a=90, b=60)
    look = {"as_of": month(14), "bound": bounds(a=100, b=80)}
    poison = monthly(2017, a=[None, None, 9e9, -5.0], b=[None, None, 0.0, 0.0], c=[None, 1, 7])
    later = poison.filter(pl.col("period") > month(14))
    odd_days = later.with_columns(pl.col("period") + pl.duration(days=3))
    before = project(history, targets, **look)
    assert project(pl.concat([history, later, odd_days]), targets, **look).equals(before)


CASES = [
    ("no_target", STEADY, None, month(9), None),
    ("due_passed", STEADY, 120, month(6), None),
    ("not_reported", [None] * 6, 120, month(9), None),
    ("too_early", [None, None, None, 10, 20, 30], 120, month(9), None),
    ("target_met", STEADY, 60, month(9), None),
    ("register_below_target", STEADY, 120, month(9), 100),
    (None, STEADY, 120, month(9), 120),
]


@pytest.mark.parametrize(("reason", "values", "target", "due", "bound"), CASES)
def test_each_reason(reason, values, target, due, bound):
    look = {"as_of": month(6), "bound": bounds(a=bound)}
    found = row(monthly(a=values), promised(due, a=target), **look)
    assert found["reason"] == reason
    is_projected = reason in ("target_met", "register_below_target", None)
    assert (found["projected_value"] is not None) == is_projected
    assert (found["provisional"] is not None) == is_projected


def test_past_the_due_date_no_pace_helps_but_the_recent_one_is_shown():
    found = row(monthly(a=STEADY), promised(month(6), a=120), as_of=month(6))
    assert (found["required_pace"], found["pace_multiple"]) == (None, None)
    assert found["recent_pace_3"] == 10


def test_nothing_reported_needs_the_whole_way_from_the_baseline():
    found = row(monthly(a=[None] * 6), promised(month(9), baseline=30, a=120), as_of=month(6))
    assert found["required_pace"] == (120 - 30) / 3


def test_target_met_needs_no_pace_and_is_certain():
    found = row(monthly(a=STEADY), promised(month(9), a=55), as_of=month(6))
    assert (found["required_pace"], found["chance"]) == (0, 1)
    assert found["projected_value"] == pytest.approx(60 + 3 * 10)


def test_a_target_above_the_register_cannot_be_reached():
    look = {"as_of": month(6), "bound": bounds(a=100)}
    found = row(monthly(a=STEADY), promised(month(12), a=120), **look)
    assert found["chance"] == 0
    assert found["required_pace"] == (120 - 60) / 6
    assert 60 < found["projected_value"] < found["projected_high"] <= 100


def test_a_register_of_nobody_keeps_everything_at_zero():
    look = {"as_of": month(6), "bound": bounds(a=0)}
    found = row(monthly(a=[0.0] * 6), promised(month(9), a=0), **look)
    assert (found["reason"], found["projected_value"]) == ("target_met", 0)


def test_a_return_above_the_register_stays_where_it_is():
    look = {"as_of": month(6), "bound": bounds(a=50)}
    found = row(monthly(a=STEADY), promised(month(9), a=120), **look)
    assert found["projected_value"] == 60
    assert found["reason"] == "register_below_target"


def test_all_areas_at_zero_are_projected_at_zero():
    counties = {"a": [0.0] * 8, "b": [0.0] * 8, "c": [0.0] * 8}
    rows = project(monthly(**counties), promised(month(12), a=5, b=5, c=5), as_of=month(8))
    assert rows["projected_value"].to_list() == [0, 0, 0]
    # Nothing has moved that an error could be measured by.
    assert rows["projected_low"].null_count() == rows["chance"].null_count() == 3
    assert rows["provisional"].to_list() == [True] * 3


def test_three_equal_counties_are_one_anothers_peers():
    counties = dict.fromkeys("abc", STEADY)
    rows = project(monthly(**counties), promised(month(9), a=90, b=90, c=90), as_of=month(6))
    assert rows["projected_value"].to_list() == pytest.approx([90] * 3)
    assert rows["projected_low"].to_list() == pytest.approx([90] * 3)
    assert rows["projected_high"].to_list() == pytest.approx([90] * 3)


def test_one_month_of_data_is_too_early():
    found = row(monthly(a=[10]), promised(month(9), a=90), as_of=month(1))
    assert (found["reason"], found["required_pace"]) == ("too_early", (90 - 10) / 8)


def test_an_area_without_a_task_has_no_target_and_disturbs_nobody():
    alone = project(monthly(a=STEADY), promised(month(9), a=120), as_of=month(6))
    rows = project(
        monthly(a=STEADY, no_task=[None] * 6), promised(month(9), a=120), as_of=month(6)
    )
    assert rows.filter(pl.col("area_code") == "a").equals(alone)
    assert rows.row(1, named=True)["reason"] == "no_target"


def test_without_any_observation_every_area_has_a_row():
    rows = project(monthly(a=STEADY).clear(), promised(month(9), a=90), as_of=month(6))
    assert rows["reason"].to_list() == ["not_reported"]
    assert rows["required_pace"].to_list() == [90 / 3]


def test_before_the_baseline_the_months_left_are_counted_from_the_look():
    targets = promised(month(9), a=90).with_columns(baseline_date=date(2015, 12, 31))
    rows = project(monthly(a=STEADY), targets, as_of=date(2015, 9, 30))
    assert rows["required_pace"].to_list() == [90 / 12]


def test_missing_columns_are_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="targets lacks target_date"):
        project(
            reported("""
                | period     | a |
                | 2016-01-31 | 1 |
            """),
            promised(month(9), a=90).drop("target_date"),
            as_of=month(1),
        )
