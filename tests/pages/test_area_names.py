"""The standing order of places, which every list has that the reader didn't order himself."""

from dataclasses import replace

import polars as pl
import pytest

from data.catalogue import settings
from pages.ui.area_names import standing_order
from tests.tables import table

AREAS = table("""
    | area_code | area_level | county_code | poor_county | group       |
    | c1        | county     | c1          | -           | no_task     |
    | c2        | county     | c2          | -           | task        |
    | c3        | county     | c3          | provincial  | poor_county |
    | c4        | county     | c4          | -           | task        |
    | city      | city       | -           | -           | -           |
    | v2        | village    | c3          | provincial  | poor_county |
    | v1        | village    | c2          | -           | task        |
""").with_columns(is_poor_county=pl.col("poor_county").is_not_null())
COUNTIES = AREAS.filter(area_level="county")


def codes(areas, **changed):
    return standing_order(areas, replace(settings(), **changed))["area_code"].to_list()


@pytest.mark.parametrize(
    ("order", "poor_first", "expected"),
    [
        # Without an order of the city's own: by code, who has no task last.
        ((), True, ["c3", "c2", "c4", "c1"]),
        ((), False, ["c2", "c3", "c4", "c1"]),
        (("c4", "c1", "c2", "c3"), True, ["c3", "c4", "c1", "c2"]),
        (("c4", "c1", "c2", "c3"), False, ["c4", "c1", "c2", "c3"]),
        # Who isn't in the city's order follows.
        (("c4",), False, ["c4", "c2", "c3", "c1"]),
    ],
)
def test_counties_stand_in_the_order_of_the_settings(order, poor_first, expected):
    changed = {"county_order": order, "poor_counties_first": poor_first}
    assert codes(COUNTIES, **changed) == expected
    assert codes(AREAS, **changed)[0] == "city"


def test_villages_stand_at_the_place_of_their_county():
    villages = AREAS.filter(area_level="village")
    assert codes(villages, county_order=("c2", "c3"), poor_counties_first=True) == ["v2", "v1"]
    assert codes(villages, county_order=("c2", "c3"), poor_counties_first=False) == ["v1", "v2"]
