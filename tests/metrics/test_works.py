"""Works against plan, target and the returns of the indicators."""

from datetime import date

import polars as pl
import pytest

from metrics.works import COLUMNS, works
from metrics.works_lines import lines
from metrics.works_projects import projects
from tests import frames, work_frames

SEPTEMBER = date(2018, 9, 30)
CITY = "230100"

ROADS = work_frames.works("""
    | code | programme            | area  | plan | done | started    | due        | finished   |
    | R1   | roads_village_access | v1    | 30   | 30   | 2017-05-20 | 2017-09-30 | 2017-09-20 |
    | R2   | roads_network        | t2    | 10   | 10   | 2018-05-20 | 2018-09-30 | 2018-09-12 |
    | R3   | roads_widening       | bayan | 10   | 4    | 2018-06-01 | 2018-10-31 | -          |
    | B1   | bridges              | v1    | 2    | 2    | 2018-05-20 | 2018-09-30 | 2018-09-12 |
""")
HOUSES = work_frames.works("""
    | code | programme      | area | plan | done | started    | due        | finished   |
    | H1   | housing_repair | v1   | 6    | 6    | 2018-05-20 | 2018-09-30 | 2018-08-20 |
    | H2   | housing_new    | v1   | 10   | 4    | 2018-05-20 | 2018-10-31 | -          |
""")


def look(
    rows=ROADS, *, level="county", as_of=SEPTEMBER, targets=None, returned=None, sector="roads"
) -> pl.DataFrame:
    return works(
        projects(rows, frames.AREAS, as_of=as_of),
        frames.AREAS,
        frames.no_targets() if targets is None else targets,
        frames.no_plans(),
        frames.no_actuals() if returned is None else returned,
        as_of=as_of,
        level=level,
        sector=sector,
    )


def row(found: pl.DataFrame, indicator: str, area: str, programme: str | None = "any") -> dict:
    is_it = (pl.col("indicator_code") == indicator) & (pl.col("area_code") == area)
    if programme != "any":
        is_it &= pl.col("programme").eq_missing(programme)
    return found.row(by_predicate=is_it, named=True)


def test_rural_roads_are_the_sum_of_three_programmes_and_bridges_are_never_in_it():
    """5,000 = 3,000 + 1,000 + 1,000 in the policy, 50 = 30 + 10 + 10 in these projects."""
    found = look(level="city")
    whole = row(found, "rural_roads", CITY)
    parts = [row(found, code, CITY) for code in
             ("roads_village_access", "roads_network", "roads_widening")]  # fmt: skip
    assert whole["programme"] is None
    assert [part["target_value"] for part in parts] == [3000, 1000, 1000]
    assert whole["target_value"] == 5000 == sum(part["target_value"] for part in parts)
    for name in ("project_value", "planned_value", "started_value", "reported_value"):
        assert whole[name] == pytest.approx(sum(part[name] for part in parts))
    assert (whole["project_value"], whole["reported_value"]) == (30 + 10 + 10, 30 + 10)
    assert (row(found, "bridges", CITY)["project_value"], whole["project_count"]) == (2, 3)
    assert row(found, "bridges", CITY)["target_value"] == 600


def test_houses_are_those_repaired_and_those_rebuilt():
    found = look(HOUSES, level="city", sector="housing")
    both = row(found, "housing_renovated", CITY, None)
    assert (both["target_value"], both["target_source"]) == (50000, "policy")
    assert (both["reported_value"], both["project_value"]) == (6 + 4, 6 + 10)
    repaired = row(found, "housing_renovated", CITY, "housing_repair")
    assert (repaired["target_value"], repaired["target_source"]) == (6, "projects")
    assert found["programme"].to_list() == [None, "housing_repair", "housing_new"]


def test_a_target_is_the_policys_for_the_city_then_the_areas_then_the_projects():
    given = frames.targets("""
        | area_code | indicator_code       | target_date | target_value |
        | bayan     | roads_village_access | 2018-12-31  |           45 |
    """)
    by_county = look(targets=given)
    bayan = row(by_county, "roads_village_access", "bayan")
    assert (bayan["target_value"], bayan["target_source"]) == (45, "targets")
    assert (bayan["target_date"], bayan["project_value"]) == (date(2018, 12, 31), 30)
    network = row(by_county, "roads_network", "yanshou")
    assert (network["target_value"], network["target_source"]) == (10, "projects")
    assert network["target_date"] == SEPTEMBER
    city = row(look(targets=given, level="city"), "roads_village_access", CITY)
    assert (city["target_value"], city["target_source"]) == (3000, "policy")
    assert city["target_date"] == date(2020, 12, 31)


def test_the_light_holds_what_is_complete_against_what_was_planned_by_now():
    """Widening in Bayan: 0 of 8 km planned by September. Roads to villages: 30 of 30."""
    found = look()
    late = row(found, "roads_widening", "bayan")
    assert late["planned_value"] == pytest.approx(8)
    assert (late["reported_value"], late["light"], late["done_value"]) == (0, "red", 4)
    assert late["short_by"] == pytest.approx(8)
    assert row(found, "roads_village_access", "bayan")["light"] == "green"


@pytest.mark.parametrize(
    ("done", "light"), [(9.5, "green"), (9.4, "yellow"), (8, "yellow"), (7.9, "red")]
)
def test_thresholds_are_those_of_every_light(done, light):
    year_end = date(2018, 11, 30)
    rows = work_frames.works(f"""
        | code | plan        | done   | started    | due        | finished   |
        | R1   | {done}      | {done} | 2018-05-20 | 2018-10-31 | 2018-10-20 |
        | R2   | {10 - done} | 0      | 2018-05-20 | 2018-11-30 | -          |
        | R3   | 10          | 0      | -          | 2019-10-31 | -          |
    """)
    found = row(look(rows, as_of=year_end), "roads_village_access", "bayan")
    assert found["planned_value"] == pytest.approx(10)
    assert found["light"] == light


def test_from_its_date_on_a_target_is_what_counts_though_no_project_is_planned_for_it():
    """30 of 45 km: every project is done, 15 km have none."""
    given = frames.targets("""
        | area_code | indicator_code       | target_date | target_value |
        | bayan     | roads_village_access | 2017-12-31  |           45 |
    """)
    found = row(look(targets=given), "roads_village_access", "bayan")
    assert (found["planned_value"], found["reported_value"]) == (30, 30)
    assert (found["light"], found["is_overdue"], found["short_by"]) == ("red", True, 15)


def test_in_the_first_year_a_light_is_provisional_and_before_the_season_there_is_none():
    rows = work_frames.works("""
        | code | period     | due        | done | started    | finished   |
        | R1   | 2016-01-31 | 2016-10-31 | 10   | 2016-01-05 | 2016-01-25 |
        | R2   | 2016-01-31 | 2017-10-31 | -    | -          | -          |
    """)
    first = row(look(rows, as_of=date(2016, 9, 30)), "roads_village_access", "bayan")
    assert (first["light"], first["light_reason"]) == ("green", "provisional")
    winter = row(look(rows.filter(pl.col("work_code") == "R2"), as_of=date(2017, 3, 31)),
                 "roads_village_access", "bayan")  # fmt: skip
    assert (winter["light"], winter["light_reason"]) == ("grey", "not_due")


def test_works_without_a_day_or_a_quantity_say_that_there_is_no_plan():
    rows = work_frames.works("| code | year |\n| R1 | - |")
    found = row(look(rows), "roads_village_access", "bayan")
    assert (found["light"], found["light_reason"]) == ("grey", "no_plan")


def test_what_the_returns_say_stands_beside_the_projects_with_the_difference():
    """Bayan reports 33 km, its projects add up to 30; Bin reports 4 and has no project."""
    returned = frames.actuals("""
        | area_code | indicator_code       | reported_value | certified_value |
        | bayan     | roads_village_access |             33 |              20 |
        | bayan     | rural_roads          |             33 |              20 |
        | bin       | roads_village_access |              4 |               - |
    """)
    found = look(returned=returned)
    bayan = row(found, "roads_village_access", "bayan")
    assert (bayan["reported_value"], bayan["returned_value"]) == (30, 33)
    assert (bayan["difference"], bayan["returned_certified_value"]) == (30 - 33, 20)
    assert row(found, "rural_roads", "bayan")["difference"] == 30 - 33
    silent = row(found, "roads_village_access", "bin")
    assert (silent["project_count"], silent["reported_value"]) == (0, None)
    assert (silent["returned_value"], silent["difference"]) == (4, None)
    assert (silent["light"], silent["light_reason"]) == ("grey", "not_reported")
    network = row(found, "roads_network", "yanshou")
    assert (network["returned_value"], network["difference"]) == (None, None)


def test_sums_of_decimals_that_agree_have_no_difference():
    """0.1 + 0.2 km are 0.3, as they were returned."""
    rows = work_frames.works("""
        | code | plan | done | started    | finished   |
        | R1   | 0.1  | 0.1  | 2018-05-20 | 2018-08-20 |
        | R2   | 0.2  | 0.2  | 2018-05-20 | 2018-08-20 |
    """)
    returned = frames.actuals("""
        | area_code | indicator_code       | reported_value |
        | bayan     | roads_village_access |            0.3 |
    """)
    found = row(look(rows, returned=returned), "roads_village_access", "bayan")
    assert str(found["difference"]) == "0.0"


def test_a_task_without_a_project_has_a_row():
    given = frames.targets("""
        | area_code | indicator_code | target_date | target_value |
        | bin       | bridges        | 2018-12-31  |            4 |
    """)
    found = row(look(targets=given), "bridges", "bin")
    assert (found["target_value"], found["project_count"], found["late_count"]) == (4, 0, 0)
    assert (found["planned_value"], found["project_value"]) == (None, None)
    assert found["is_attributed"] is True


def test_villages_keep_projects_of_townships_and_counties_in_rows_of_their_own():
    found = look(level="village").filter(pl.col("programme").is_not_null())
    names = ("programme", "area_code", "area_name", "area_level", "is_attributed")
    assert found.select(names).rows() == [
        ("roads_widening", "bayan", "巴彦", "county", False),
        ("roads_network", "t2", "延寿镇", "township", False),
        ("roads_village_access", "v1", "甲村", "village", True),
        ("bridges", "v1", "甲村", "village", True),
    ]


def test_one_sector_has_no_rows_of_another_and_all_have_each():
    both = pl.concat([ROADS, HOUSES])
    assert set(look(both)["indicator_code"]) == {
        "rural_roads", "roads_village_access", "roads_network", "roads_widening", "bridges"
    }  # fmt: skip
    every = look(both, sector=None)
    assert "housing_renovated" in every["indicator_code"].to_list()
    assert every.filter(pl.col("indicator_code") != "housing_renovated").equals(look(both))


def test_without_projects_targets_and_returns_there_are_no_rows():
    found = look(work_frames.no_works())
    assert found.is_empty()
    assert found.columns == COLUMNS
    [*sums] = look(work_frames.no_works(), level="city")["indicator_code"]
    assert sums[0] == "rural_roads"


def test_lines_add_up_only_programmes_of_one_unit_and_one_indicator():
    summed = lines(None).filter(pl.col("programmes").list.len() > 1)
    assert dict(summed.select("indicator_code", "programmes").iter_rows()) == {
        "rural_roads": ["roads_village_access", "roads_network", "roads_widening"],
        "housing_renovated": ["housing_repair", "housing_new"],
    }
    assert summed["is_measured"].all()
    shares = lines("grid").filter(pl.col("programme") == "village_power")
    assert shares["is_measured"].to_list() == [False]
    assert lines("water")["indicator_code"].to_list()[0] == "water_well"
