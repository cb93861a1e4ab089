"""How an area stands against its plan and beside its group, as worked tables."""

import pytest

from data.errors import MissingColumnsError
from metrics.peers import ahead, groups
from tests.tables import table

AREAS = table("""
    | area_code | group       |
    | c1        | poor_county |
    | c2        | poor_county |
    | c3        | poor_county |
    | c4        | task        |
    | c5        | no_task     |
""")

ROWS = table("""
    | area_code | indicator | actual | target | baseline | numerator | denominator |
    | c1        | people    |     30 |     40 |        0 |         - |           - |
    | c2        | people    |     20 |     60 |        0 |         - |           - |
    | c3        | people    |      - |     50 |        0 |         - |           - |
    | c4        | people    |     10 |     10 |        0 |         - |           - |
    | c5        | people    |      5 |      5 |        0 |         - |           - |
    | c1        | share     |     90 |    100 |       50 |         9 |          10 |
    | c2        | share     |     50 |    100 |       40 |        45 |          90 |
    | c1        | relapse   |      4 |      0 |        0 |         - |           - |
    | c2        | relapse   |      2 |      0 |        0 |         - |           - |
    | c1        | ratio     |     80 |      - |        - |         - |           - |
""")
CODES = {
    "people": "people_lifted",
    "share": "guarantees_met",
    "relapse": "relapse_people",
    "ratio": "public_service_ratio",
}
ROWS = ROWS.rename({name: f"{name}_value" for name in ("actual", "target", "baseline")})
ROWS = ROWS.with_columns(indicator_code=ROWS["indicator"].replace_strict(CODES))


def of_group(group, indicator):
    rows = groups(ROWS, AREAS).filter(group=group, indicator_code=indicator)
    return rows.row(0, named=True)


def test_group_rate_adds_values_before_dividing_and_leaves_the_silent_out():
    people = of_group("poor_county", "people_lifted")
    assert people["attainment_rate"] == (30 + 20) / (40 + 60)
    assert people["total_value"] == 30 + 20
    assert people["total_target"] == 40 + 60 + 50
    assert people["mean_value"] == (30 + 20) / 2
    assert people["area_count"] == 2


def test_indicator_that_nobody_in_the_group_reported_has_no_row():
    silent = ROWS.filter(area_code="c3")
    assert groups(silent, AREAS).is_empty()


def test_share_of_a_group_is_the_quotient_of_the_sums():
    guarantees = of_group("poor_county", "guarantees_met")
    assert guarantees["total_value"] == pytest.approx(100 * (9 + 45) / (10 + 90))
    assert guarantees["mean_value"] is None
    assert guarantees["total_target"] is None


def test_rate_of_what_is_promised_to_stay_at_zero_is_null():
    relapse = of_group("poor_county", "relapse_people")
    assert relapse["attainment_rate"] is None
    assert relapse["mean_value"] == (4 + 2) / 2


def test_groups_are_kept_apart_and_areas_without_a_task_have_none():
    assert of_group("task", "people_lifted")["total_value"] == 10
    assert set(groups(ROWS, AREAS)["group"]) == {"poor_county", "task"}


def test_indicator_that_must_not_be_added_has_no_group_value():
    assert "public_service_ratio" not in groups(ROWS, AREAS)["indicator_code"]


PLANNED = table("""
    | indicator_code          | lag  | points_behind |
    | people_lifted           |   12 |          0.05 |
    | guarantees_met          |  0.6 |          0.15 |
    | rural_income_growth_gap | -1.1 |            11 |
    | standard_farmland       |  0.2 |          0.34 |
    | relapse_people          |  131 |             - |
    | bridges                 |    - |             - |
""")


@pytest.mark.parametrize(
    ("indicator", "points", "value"),
    [
        ("people_lifted", -0.05, -12),
        ("guarantees_met", -0.6 / 100, -0.6),
        ("rural_income_growth_gap", 1.1 / 100, 1.1),
        ("standard_farmland", None, -0.2),
        ("relapse_people", None, -131),
        ("bridges", None, None),
    ],
)
def test_ahead_is_in_points_of_what_was_promised_or_of_the_percentage(indicator, points, value):
    row = ahead(PLANNED).filter(indicator_code=indicator).row(0, named=True)
    assert (row["points_ahead"], row["value_ahead"]) == (points, value)


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="areas lacks group"):
        groups(ROWS, AREAS.drop("group"))
