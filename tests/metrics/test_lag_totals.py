"""Villages that lag and the people in them, by kind of village."""

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.lag_totals import lag_totals, sums
from tests.tables import table

VILLAGES = table("""
    | kind | flag | is_overdue | remaining_people | not_ready_people | people_short |
    | poor | act  | yes        |               30 |               25 |           20 |
    | poor | -    | yes        |                5 |                0 |            0 |
    | rest | act  | no         |               12 |               12 |           10 |
    | rest | -    | no         |                - |                - |            - |
""").hstack(
    table("""
    | baseline_value | target_value | planned_value | actual_value | is_reported |
    |              0 |          110 |           100 |           70 | yes         |
    |              0 |           50 |            50 |           50 | yes         |
    |             10 |           50 |            40 |           30 | no          |
    |              0 |           20 |            10 |            - | no          |
""")
)
VILLAGES = VILLAGES.with_columns(
    is_poor_village=VILLAGES["kind"] == "poor",
    is_overdue=VILLAGES["is_overdue"] == "yes",
    is_reported=VILLAGES["is_reported"] == "yes",
)


def test_poor_and_ordinary_villages_stand_apart_and_add_up():
    poor, ordinary = lag_totals(VILLAGES).to_dicts()
    assert (poor["village_count"], poor["flagged_count"]) == (2, 1)
    assert (poor["remaining_people"], poor["people_short"]) == (30 + 5, 20)
    assert (ordinary["village_count"], ordinary["flagged_count"]) == (2, 1)
    assert (ordinary["remaining_people"], ordinary["people_short"]) == (12, 10)


def test_of_villages_without_a_report_those_with_an_older_value_are_told_apart():
    totals = lag_totals(VILLAGES)
    assert totals["silent_count"].to_list() == [0, 2]
    assert totals["carried_count"].to_list() == [0, 1]


def test_of_villages_that_lag_those_past_their_date_are_told_apart():
    assert lag_totals(VILLAGES)["overdue_count"].to_list() == [1, 0]


def test_villages_past_their_date_where_all_are_ready_only_wait_for_the_exits():
    assert lag_totals(VILLAGES)["waiting_count"].to_list() == [1, 0]


def test_kind_that_does_not_occur_has_no_row():
    assert lag_totals(VILLAGES.filter(kind="rest"))["is_poor_village"].to_list() == [False]


def test_sums_add_people_of_all_villages_given():
    assert sums(VILLAGES)["planned_value"] == 100 + 50 + 40 + 10
    assert sums(VILLAGES)["actual_value"] == 70 + 50 + 30


def test_rates_of_the_sum_leave_out_who_did_not_report():
    found = sums(VILLAGES)
    # 70 + 50 + 30 of 110 + 50 + 50, from a baseline of 10; planned are 100 + 50 + 40.
    assert found["attainment_rate"] == (150 - 10) / (210 - 10)
    assert found["points_ahead"] == pytest.approx((150 - 190) / (210 - 10))


def test_rates_of_villages_that_never_reported_are_null():
    found = sums(VILLAGES.filter(pl.col("actual_value").is_null()))
    assert (found["attainment_rate"], found["points_ahead"]) == (None, None)
    assert (found["remaining_people"], found["planned_value"]) == (None, 10)


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="villages lacks flag"):
        lag_totals(VILLAGES.drop("flag"))
