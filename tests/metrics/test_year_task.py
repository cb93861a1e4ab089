from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.year_sums import roll_up, total
from metrics.year_task import followed, months, year_tasks
from tests.tables import table

JUNE = date(2017, 6, 30)

# c1 was 20 behind at the end of 2016, c2 on plan, c3 has not reported, c4 has nothing to do.
CURVE = table("""
    | area_code | indicator_code | month      | planned_value |
    | c1        | people_ready   | 2016-12-31 |           100 |
    | c1        | people_ready   | 2017-05-31 |           130 |
    | c1        | people_ready   | 2017-06-30 |           150 |
    | c1        | people_ready   | 2017-12-31 |           200 |
    | c2        | people_ready   | 2016-12-31 |            50 |
    | c2        | people_ready   | 2017-05-31 |            65 |
    | c2        | people_ready   | 2017-06-30 |            75 |
    | c2        | people_ready   | 2017-12-31 |           100 |
    | c3        | people_ready   | 2016-12-31 |            10 |
    | c3        | people_ready   | 2017-05-31 |            13 |
    | c3        | people_ready   | 2017-06-30 |            15 |
    | c3        | people_ready   | 2017-12-31 |            20 |
    | c4        | people_ready   | 2016-12-31 |            30 |
    | c4        | people_ready   | 2017-05-31 |            30 |
    | c4        | people_ready   | 2017-06-30 |            30 |
    | c4        | people_ready   | 2017-12-31 |            30 |
""")
SERIES = table("""
    | area_code | indicator_code | month      | reported_value |
    | c1        | people_ready   | 2016-12-31 |             80 |
    | c1        | people_ready   | 2017-05-31 |            110 |
    | c1        | people_ready   | 2017-06-30 |            128 |
    | c2        | people_ready   | 2016-12-31 |             50 |
    | c2        | people_ready   | 2017-05-31 |             65 |
    | c2        | people_ready   | 2017-06-30 |             80 |
    | c4        | people_ready   | 2016-12-31 |             30 |
    | c4        | people_ready   | 2017-05-31 |             30 |
    | c4        | people_ready   | 2017-06-30 |             30 |
""")


def rows():
    frame = year_tasks(SERIES, CURVE, as_of=JUNE)
    return {row["area_code"]: row for row in frame.iter_rows(named=True)}


def test_what_last_year_left_undone_is_due_this_year():
    row = rows()["c1"]
    assert row["carried_value"] == 100 - 80
    assert row["due_value"] == 200 - 80
    assert row["done_value"] == 128 - 80
    assert row["month_value"] == 128 - 110
    assert row["lag"] == 150 - 128


def test_points_ahead_are_the_difference_of_two_rates():
    row = rows()["c1"]
    assert row["completion_rate"] == pytest.approx((128 - 80) / (200 - 80))
    assert row["planned_rate"] == pytest.approx((150 - 80) / (200 - 80))
    assert row["points_ahead"] == pytest.approx((128 - 150) / (200 - 80))
    assert row["points_change"] == pytest.approx((128 - 150) / 120 - (110 - 130) / 120)


def test_an_area_without_a_report_has_a_plan_and_no_figure():
    row = rows()["c3"]
    assert (row["done_value"], row["lag"], row["completion_rate"]) == (None, None, None)


def test_where_nothing_is_due_there_is_no_rate():
    row = rows()["c4"]
    assert (row["due_value"], row["done_value"], row["lag"]) == (0, 0, 0)
    assert (row["completion_rate"], row["points_ahead"]) == (None, None)


def test_no_more_is_due_than_people_were_still_poor():
    bounds = table("""
        | area_code | indicator_code | bound_value |
        | c1        | people_ready   |          60 |
    """)
    frame = year_tasks(SERIES, CURVE, as_of=JUNE, bounds=bounds)
    row = frame.row(0, named=True)
    assert (row["due_value"], row["carried_value"], row["planned_done"]) == (60, 20, 60)
    assert row["lag"] == 60 - (128 - 80)
    assert row["completion_rate"] == pytest.approx((128 - 80) / 60)


def test_parents_are_the_sums_of_what_lies_in_them():
    areas = table("""
        | area_code | area_level | township_code | county_code |
        | c1        | village    | t1            | k1          |
        | c2        | village    | t1            | k1          |
        | c3        | village    | t1            | k1          |
        | c4        | village    | t2            | k1          |
    """)
    rows = year_tasks(SERIES, CURVE, as_of=JUNE)
    townships = roll_up(rows, areas, level="township")
    county = roll_up(rows, areas, level="county").row(0, named=True)
    assert townships["due_value"].to_list() == [120 + 50, 0]
    assert county["due_value"] == 120 + 50 + 0
    assert county["points_ahead"] == pytest.approx((48 + 30 - 70 - 25) / 170)


def test_a_parent_nobody_reported_in_is_not_zero():
    areas = table("""
        | area_code | area_level | township_code | county_code |
        | c3        | village    | t1            | k1          |
    """)
    rows = year_tasks(SERIES, CURVE, as_of=JUNE)
    county = roll_up(rows, areas, level="county").row(0, named=True)
    assert (county["due_value"], county["lag"], county["planned_rate"]) == (None, None, None)


def test_who_was_silent_when_the_year_began_starts_where_it_is_known_to_have_been():
    starts = table("""
        | area_code | indicator_code | start_value |
        | c3        | people_ready   |           8 |
    """)
    later = pl.concat(
        [
            SERIES,
            SERIES.head(1).with_columns(
                area_code=pl.lit("c3"), month=JUNE, reported_value=11.0
            ),
        ]
    )
    row = year_tasks(later, CURVE, as_of=JUNE, starts=starts).row(2, named=True)
    assert (row["due_value"], row["done_value"], row["lag"]) == (20 - 8, 11 - 8, 15 - 11)
    assert row["month_value"] is None


def test_a_total_adds_before_it_divides_and_leaves_the_silent_out():
    whole = total(year_tasks(SERIES, CURVE, as_of=JUNE)).row(0, named=True)
    due = (200 - 80) + (100 - 50) + 0
    assert whole["due_value"] == due
    assert whole["completion_rate"] == pytest.approx(((128 - 80) + (80 - 50)) / due)
    assert whole["lag"] == (150 - 128) + (75 - 80) + 0


def test_a_total_adds_further_columns_of_the_same_areas():
    with_poor = year_tasks(SERIES, CURVE, as_of=JUNE).with_columns(
        remaining=pl.Series([7, 2, 9, 0])
    )
    assert total(with_poor, also=["remaining"])["remaining"].to_list() == [7 + 2 + 0]
    silent = with_poor.with_columns(remaining=pl.lit(None, pl.Int64))
    assert total(silent, also=["remaining"])["remaining"].to_list() == [None]


def test_the_first_year_starts_from_the_baseline_nobody_reported():
    curve = table("""
        | area_code | indicator_code | month      | planned_value |
        | c1        | people_ready   | 2015-12-31 |             0 |
        | c1        | people_ready   | 2016-01-31 |             0 |
        | c1        | people_ready   | 2016-12-31 |           100 |
    """)
    series = table("""
        | area_code | indicator_code | month      | reported_value |
        | c1        | people_ready   | 2016-01-31 |              5 |
    """)
    row = year_tasks(series, curve, as_of=date(2016, 1, 31)).row(0, named=True)
    assert (row["due_value"], row["done_value"], row["month_value"]) == (100, 5, 5)


def test_months_asked_for_are_last_years_end_last_month_now_and_the_end():
    assert months(JUNE) == [
        date(2016, 12, 31),
        date(2017, 5, 31),
        date(2017, 6, 30),
        date(2017, 12, 31),
    ]
    assert months(date(2017, 1, 31)) == [
        date(2016, 12, 31),
        date(2017, 1, 31),
        date(2017, 12, 31),
    ]
    assert months(date(2017, 12, 31))[-2:] == [date(2017, 11, 30), date(2017, 12, 31)]


def test_official_exits_are_followed_at_the_end_of_a_year_only():
    assert followed(JUNE) == "people_ready"
    assert followed(date(2017, 12, 31)) == "people_lifted"
    assert followed(date(2017, 12, 30)) == "people_ready"


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="series lacks reported_value"):
        year_tasks(SERIES.drop("reported_value"), CURVE, as_of=JUNE)
