from datetime import date

import polars as pl
import pytest

from metrics.calendar import closed_month, last_period, month_ends
from metrics.cycle import cycle_state, states
from tests.tables import table


def state(cycle: str, as_of: date, **given) -> str:
    """State of one area that reported for the last period, unless told otherwise."""
    row = {
        "cycle": cycle,
        "measure": "level",
        "planned_value": 0.0,
        "expected_areas": 1,
        "valued_areas": 1,
        "current_areas": 1,
    }
    return pl.DataFrame([row | given]).select(cycle_state(as_of=as_of)).item()


ALL_MISSING = {"valued_areas": 0, "current_areas": 0}
OLDER = {"current_areas": 0}


@pytest.mark.parametrize(
    ("cycle", "day", "expected"),
    [
        ("month", date(2017, 4, 30), "reported"),
        ("quarter", date(2017, 3, 31), "reported"),
        ("quarter", date(2017, 4, 30), "not_due"),
        ("half_year", date(2017, 6, 30), "reported"),
        ("half_year", date(2017, 9, 30), "not_due"),
        ("year", date(2017, 12, 31), "reported"),
        ("year", date(2018, 11, 30), "not_due"),
    ],
)
def test_what_came_in_is_reported_in_its_month_and_not_due_until_the_next(cycle, day, expected):
    assert state(cycle, day) == expected


@pytest.mark.parametrize("cycle", ["month", "quarter", "half_year", "year"])
def test_an_older_value_is_carried_once_its_successor_is_missing(cycle):
    assert state(cycle, date(2017, 12, 31), **OLDER) == "carried"


def test_a_carried_value_stays_carried_until_the_return_comes():
    assert state("year", date(2018, 5, 31), **OLDER) == "carried"


@pytest.mark.parametrize(
    ("cycle", "day", "expected"),
    [
        ("month", date(2016, 1, 31), "not_reported"),
        ("quarter", date(2016, 2, 29), "not_due"),
        ("quarter", date(2016, 3, 31), "not_reported"),
        ("half_year", date(2016, 5, 31), "not_due"),
        ("year", date(2016, 11, 30), "not_due"),
        ("year", date(2016, 12, 31), "not_reported"),
        ("year", date(2017, 3, 31), "not_reported"),
    ],
)
def test_nothing_at_all_is_missing_once_a_first_period_has_ended(cycle, day, expected):
    assert state(cycle, day, **ALL_MISSING) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2018, 2, 28), "not_due"),
        (date(2018, 5, 31), "not_due"),
        (date(2018, 6, 30), "not_reported"),
        (date(2018, 8, 31), "not_reported"),
    ],
)
def test_a_flow_starts_anew_each_year(day, expected):
    assert state("half_year", day, measure="flow", **ALL_MISSING) == expected


def test_an_event_is_missing_only_after_it_was_planned():
    event = {"measure": "event", **ALL_MISSING}
    assert state("event", date(2017, 6, 30), **event) == "not_due"
    assert state("event", date(2017, 12, 31), planned_value=1.0, **event) == "not_reported"
    assert state("event", date(2018, 3, 31), measure="event") == "reported"


def test_where_nothing_is_to_be_reported_there_is_no_task():
    assert state("month", date(2017, 4, 30), expected_areas=0, **ALL_MISSING) == "no_task"


def test_a_parent_has_reported_when_some_of_its_areas_have():
    some = {"expected_areas": 10, "valued_areas": 9, "current_areas": 7}
    assert state("month", date(2017, 4, 30), **some) == "reported"


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2018, 2, 28), date(2018, 2, 28)),
        (date(2016, 2, 28), date(2016, 1, 31)),
        (date(2018, 1, 1), date(2017, 12, 31)),
    ],
)
def test_the_closed_month_is_the_last_one_that_is_over(day, month):
    assert closed_month(day) == month


def test_last_periods_end_with_months_quarters_halves_and_years():
    day = date(2018, 8, 15)
    assert last_period("month", day) == date(2018, 7, 31)
    assert last_period("quarter", day) == date(2018, 6, 30)
    assert last_period("half_year", day) == date(2018, 6, 30)
    assert last_period("year", day) == date(2017, 12, 31)
    assert last_period("event", day) is None


def test_month_ends_hold_both_ends():
    ends = month_ends(date(2017, 12, 31), date(2018, 2, 28))
    assert ends == [date(2017, 12, 31), date(2018, 1, 31), date(2018, 2, 28)]


def test_values_of_a_month_get_the_state_of_their_indicators_cycle():
    values = table("""
        | area_code | indicator_code | expected_areas | valued_areas | current_areas |
        | v1        | people_ready   |              1 |            1 |             1 |
        | v2        | people_ready   |              1 |            1 |             0 |
        | v3        | people_ready   |              1 |            0 |             0 |
        | v4        | people_ready   |              0 |            0 |             0 |
        | v1        | people_lifted  |              1 |            1 |             1 |
    """)
    rows = states(values, as_of=date(2017, 4, 30))
    assert rows.columns == [*values.columns, "cycle_state"]
    said = ["reported", "carried", "not_reported", "no_task", "not_due"]
    assert rows["cycle_state"].to_list() == said
