"""Villages that lag and the people in them, by kind of village."""

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.lag_totals import lag_totals, sums
from tests.tables import table

VILLAGES = table("""
    | kind | flag | remaining_people | people_short | planned_value | actual_value |
    | poor | act  |               30 |           20 |           100 |           70 |
    | poor | -    |                5 |            0 |            50 |           50 |
    | rest | act  |               12 |           10 |            40 |           30 |
    | rest | -    |                - |            - |            10 |            - |
""")
VILLAGES = VILLAGES.with_columns(
    is_poor_village=VILLAGES["kind"] == "poor",
    reasons=pl.Series([["stalled"], [], ["report_missing", "stalled"], ["report_missing"]]),
)


def test_poor_and_ordinary_villages_stand_apart_and_add_up():
    poor, ordinary = lag_totals(VILLAGES).to_dicts()
    assert (poor["village_count"], poor["flagged_count"]) == (2, 1)
    assert (poor["remaining_people"], poor["people_short"]) == (30 + 5, 20)
    assert (ordinary["village_count"], ordinary["flagged_count"]) == (2, 1)
    assert (ordinary["remaining_people"], ordinary["people_short"]) == (12, 10)


def test_villages_whose_report_is_missing_are_counted_as_silent():
    assert lag_totals(VILLAGES)["silent_count"].to_list() == [0, 2]


def test_kind_that_does_not_occur_has_no_row():
    assert lag_totals(VILLAGES.filter(kind="rest"))["is_poor_village"].to_list() == [False]


def test_sums_add_people_of_all_villages_given():
    assert sums(VILLAGES)["planned_value"] == 100 + 50 + 40 + 10
    assert sums(VILLAGES)["actual_value"] == 70 + 50 + 30


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="villages lacks flag"):
        lag_totals(VILLAGES.drop("flag"))
