from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.year_course import course, days
from metrics.year_starts import only_followed, people_course
from metrics.year_sums import roll_up
from metrics.year_task import year_tasks
from tests.tables import table

# One village of 100 poor people: 60 are to be lifted in 2017, the other 40 in 2018. 50 are out
# at the end of 2017, 10 more are ready by June 2018 and all by December.
CURVE = pl.concat(
    table("""
        | area_code | month      | planned_value |
        | v1        | 2016-12-31 |             0 |
        | v1        | 2017-11-30 |            60 |
        | v1        | 2017-12-31 |            60 |
        | v1        | 2018-05-31 |            75 |
        | v1        | 2018-06-30 |            80 |
        | v1        | 2018-12-31 |           100 |
    """).with_columns(indicator_code=pl.lit(code))
    for code in ("people_ready", "people_lifted")
)
PEOPLE = table("""
    | area_code | indicator_code        | month      | reported_value |
    | v1        | people_lifted         | 2016-12-31 |              0 |
    | v1        | people_lifted         | 2017-11-30 |              0 |
    | v1        | people_lifted         | 2017-12-31 |             50 |
    | v1        | people_lifted         | 2018-06-30 |             50 |
    | v1        | people_ready          | 2018-06-30 |             60 |
    | v1        | poor_people_remaining | 2016-12-31 |            100 |
    | v1        | poor_people_remaining | 2017-12-31 |             45 |
""")
DECEMBER, JUNE = date(2017, 12, 31), date(2018, 6, 30)


def test_every_look_has_last_years_end_last_months_end_and_the_years_end():
    assert days([date(2018, 1, 31), JUNE]).rows() == [
        (date(2018, 1, 31), DECEMBER, DECEMBER, date(2018, 12, 31)),
        (JUNE, DECEMBER, date(2018, 5, 31), date(2018, 12, 31)),
    ]


def test_many_looks_at_once_are_the_single_looks_below_each_other():
    series = PEOPLE.filter(pl.col("indicator_code") != "poor_people_remaining")
    together = course(series, CURVE, looks=[DECEMBER, JUNE])
    for look in (DECEMBER, JUNE):
        alone = year_tasks(series, CURVE, as_of=look)
        assert together.filter(month=look).drop("month").equals(alone)


def test_people_due_are_at_most_those_still_poor_when_the_year_began():
    june = people_course(PEOPLE, CURVE, looks=[JUNE]).filter(indicator_code="people_ready")
    row = june.row(0, named=True)
    assert row["due_value"] == min(100 - 50, 45)
    assert (row["planned_done"], row["done_value"]) == (80 - 50, 60 - 50)
    assert row["lag"] == (80 - 50) - (60 - 50)
    assert row["points_ahead"] == pytest.approx((10 - 30) / 45)


def test_each_year_has_its_own_bound():
    rows = people_course(PEOPLE, CURVE, looks=[DECEMBER, JUNE])
    due = dict(only_followed(rows).select("month", "due_value").iter_rows())
    assert due == {DECEMBER: min(60 - 0, 100), JUNE: min(100 - 50, 45)}


def test_exits_are_followed_in_december_and_readiness_before():
    rows = only_followed(people_course(PEOPLE, CURVE, looks=[DECEMBER, JUNE]))
    assert dict(rows.select("month", "indicator_code").iter_rows()) == {
        DECEMBER: "people_lifted",
        JUNE: "people_ready",
    }


def test_parents_are_added_month_by_month():
    areas = table("""
        | area_code | area_level | township_code | county_code |
        | v1        | village    | t1            | k1          |
    """)
    rows = only_followed(people_course(PEOPLE, CURVE, looks=[DECEMBER, JUNE]))
    county = roll_up(rows, areas, level="county", by=["month"])
    assert dict(county.select("month", "lag").iter_rows()) == {
        DECEMBER: 60 - 50,
        JUNE: (80 - 50) - 10,
    }


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="series lacks reported_value"):
        course(PEOPLE.drop("reported_value"), CURVE, looks=[JUNE])
    with pytest.raises(MissingColumnsError, match="people lacks month"):
        people_course(PEOPLE.drop("month"), CURVE, looks=[JUNE])
