from datetime import date

import pytest

from data.errors import MissingColumnsError
from metrics.coverage import coverage, due_through
from tests.frames import AREAS
from tests.tables import table

# What fell due by the end of June 2018. Bayan has 10 villages with two monthly indicators, one
# quarterly and one yearly; the city's own office reports once a year.
DUE = table("""
    | indicator_code  | county_code | period     | due_on     | due | came | in_time |
    | people_ready    | bayan       | 2018-05-31 | 2018-06-05 |  10 |   10 |      10 |
    | people_ready    | bayan       | 2018-06-30 | 2018-07-05 |  10 |    9 |       7 |
    | relapse_people  | bayan       | 2018-06-30 | 2018-07-05 |  10 |   10 |      10 |
    | medical_insurance | bayan     | 2018-06-30 | 2018-07-10 |  10 |    0 |       0 |
    | people_lifted   | bayan       | 2017-12-31 | 2018-01-20 |  10 |   10 |       4 |
    | people_ready    | bin         | 2018-06-30 | 2018-07-05 |   5 |    5 |       5 |
    | city_look_back  | -           | 2017-12-31 | 2018-01-20 |   1 |    1 |       1 |
""").rename({"due": "due_areas", "came": "reported_areas", "in_time": "on_time_areas"})

JUNE = date(2018, 6, 30)


def row(rows, area: str, **keys) -> dict:
    return rows.filter(area_code=area, **keys).row(0, named=True)


def test_completeness_is_what_came_and_timeliness_what_came_in_time_of_what_was_due():
    found = row(coverage(DUE, AREAS, as_of=JUNE), "bayan", cycle="month")
    assert (found["due_count"], found["period"]) == (10 + 10, JUNE)
    assert (found["reported_count"], found["on_time_count"]) == (9 + 10, 7 + 10)
    assert found["late_count"] == (9 + 10) - (7 + 10)
    assert found["missing_count"] == (10 + 10) - (9 + 10)
    assert found["completeness_rate"] == (9 + 10) / (10 + 10)
    assert found["timeliness_rate"] == (7 + 10) / (10 + 10)


def test_each_cycle_is_counted_for_its_own_newest_period():
    rows = coverage(DUE, AREAS, as_of=JUNE)
    assert row(rows, "bayan", cycle="quarter")["completeness_rate"] == 0 / 10
    yearly = row(rows, "bayan", cycle="year")
    assert (yearly["period"], yearly["due_on"]) == (date(2017, 12, 31), date(2018, 1, 20))
    assert yearly["timeliness_rate"] == 4 / 10


def test_what_is_not_due_yet_is_in_no_count():
    may = coverage(DUE, AREAS, as_of=date(2018, 5, 31))
    assert row(may, "bayan", cycle="month")["due_count"] == 10
    assert may.filter(area_code="bayan", cycle="quarter").is_empty()


def test_the_citys_own_returns_are_the_citys():
    found = row(coverage(DUE, AREAS, as_of=JUNE), "230100", cycle="year")
    assert (found["area_name"], found["due_count"]) == ("全市", 1)


def test_one_row_an_indicator_when_asked():
    rows = coverage(DUE, AREAS, as_of=JUNE, by_indicator=True)
    assert row(rows, "bayan", indicator_code="people_ready")["missing_count"] == 10 - 9
    assert row(rows, "bayan", indicator_code="relapse_people")["missing_count"] == 0


def test_nothing_due_gives_no_rows():
    assert coverage(DUE, AREAS, as_of=date(2016, 1, 15)).is_empty()


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="due lacks due_areas"):
        coverage(DUE.drop("due_areas"), AREAS, as_of=JUNE)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        # Monthly returns have five days: September's are due on 5 October.
        (date(2018, 10, 4), date(2018, 8, 31)),
        (date(2018, 10, 5), date(2018, 9, 30)),
        (date(2018, 10, 31), date(2018, 9, 30)),
        (date(2016, 1, 20), date(2015, 12, 31)),
        (date(2015, 6, 1), date(2015, 12, 31)),
        # Nothing is due after the programme.
        (date(2026, 3, 1), date(2020, 12, 31)),
    ],
)
def test_a_month_is_due_when_its_deadline_is_there(day, month):
    assert due_through(day) == month
