"""Villages that lack a road, a bus, water, power or safe houses, by what they reported."""

import polars as pl

from metrics.works_villages import VILLAGE_INDICATORS, service_counts, village_services
from tests.frames import actuals, no_actuals
from tests.work_frames import AREAS_OF_WORKS as AREAS

# v1 has all but water in 2 of 5 natural villages; v2 is an ordinary village with a service on
# call and 3 unsafe houses; v3 was asked for everything and said nothing of road and power; v4
# wasn't asked for anything.
SAID = actuals("""
    | area_code | indicator_code      | reported_value | numerator | denominator |
    | v1        | paved_road          | 100            | 1         | 1           |
    | v1        | village_bus         | 100            | 1         | 1           |
    | v1        | village_bus_all     | 0              | 0         | 1           |
    | v1        | safe_water_villages | 60             | 3         | 5           |
    | v1        | village_power       | 100            | 1         | 1           |
    | v1        | unsafe_houses_left  | 0              | -         | -           |
    | v2        | paved_road          | 0              | 0         | 1           |
    | v2        | village_bus_all     | 100            | 1         | 1           |
    | v2        | unsafe_houses_left  | 3              | -         | -           |
    | v3        | paved_road          | -              | -         | -           |
    | v3        | village_bus         | -              | -         | -           |
    | v3        | village_bus_all     | 100            | 1         | 1           |
    | v3        | safe_water_villages | 100            | 4         | 4           |
    | v3        | village_power       | -              | -         | -           |
    | v3        | unsafe_houses_left  | -              | -         | -           |
""")


def village(code: str) -> dict:
    found = village_services(AREAS, SAID)
    return found.row(by_predicate=pl.col("area_code") == code, named=True)


def answers(code: str) -> tuple:
    found = village(code)
    return tuple(found[name] for name in ("road", "bus", "water", "power", "housing"))


def test_yes_no_not_reported_and_not_asked_are_four_answers():
    assert answers("v1") == ("yes", "yes", "no", "yes", "yes")
    assert answers("v2") == ("no", "yes", "not_asked", "not_asked", "no")
    assert answers("v3") == ("not_reported",) * 2 + ("yes",) + ("not_reported",) * 2
    assert answers("v4") == ("not_asked",) * 5


def test_a_poor_village_needs_a_scheduled_bus_and_another_any_service():
    """v1 has a scheduled bus, v2 any service; v3 has one too but doesn't say if scheduled."""
    assert [answers(code)[1] for code in ("v1", "v2", "v3")] == ["yes", "yes", "not_reported"]


def test_what_is_missing_is_told_in_numbers_and_names():
    assert (village("v1")["water_short"], village("v1")["houses_left"]) == (5 - 3, 0)
    assert village("v1")["lacking"] == ["water"]
    assert village("v2")["lacking"] == ["road", "housing"]
    assert (village("v2")["water_short"], village("v2")["houses_left"]) == (None, 3)
    assert village("v3")["lacking"] == []
    assert village("v3")["not_reported"] == ["road", "bus", "power", "housing"]


def test_counts_of_an_area_keep_no_and_not_reported_apart():
    found = service_counts(village_services(AREAS, SAID), level="county")
    counted = {
        (area, service): tuple(counts)
        for area, service, *counts in found.select(
            "area_code", "service", "yes_count", "no_count", "not_reported_count",
            "not_asked_count", "asked_count",
        ).iter_rows()
    }  # fmt: skip
    assert counted["bayan", "road"] == (1, 1, 0, 0, 2)
    assert counted["bayan", "water"] == (0, 1, 0, 1, 1)
    assert counted["yanshou", "road"] == (0, 0, 1, 1, 1)
    assert counted["yanshou", "housing"] == (0, 0, 1, 1, 1)


def test_counties_add_up_to_the_city_and_every_village_is_in_it():
    villages = village_services(AREAS, SAID)
    counts = [f"{answer}_count" for answer in ("yes", "no", "not_reported", "not_asked")]
    city = service_counts(villages, level="city").sort("service")
    counties = service_counts(villages, level="county")
    summed = counties.group_by("service").agg(pl.col(counts).sum()).sort("service")
    assert city.select("service", *counts).equals(summed)
    assert city.select(pl.sum_horizontal(counts).unique()).to_series().to_list() == [4]


def test_before_anything_was_reported_every_village_is_there():
    found = village_services(AREAS, no_actuals())
    assert found.height == 4
    assert found["road"].unique().to_list() == ["not_asked"]
    assert found["lacking"].to_list() == [[]] * 4


def test_an_indicator_for_each_service():
    assert len(VILLAGE_INDICATORS) == 6
