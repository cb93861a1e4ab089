from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.progress import progress
from tests.frames import (
    AREAS,
    actuals,
    adjusted,
    no_actuals,
    no_plans,
    no_targets,
    plans,
    targets,
)

YEAR_2016, YEAR_2017, YEAR_2018, YEAR_2019, YEAR_2020 = (
    date(year, 12, 31) for year in range(2016, 2021)
)


def look(
    values: pl.DataFrame,
    *,
    as_of: date,
    level: str = "county",
    promises: pl.DataFrame | None = None,
    tasks: pl.DataFrame | None = None,
    baselines: pl.DataFrame | None = None,
    year_ago: pl.DataFrame | None = None,
    **more,
) -> pl.DataFrame:
    return progress(
        AREAS,
        values,
        no_actuals() if baselines is None else baselines,
        no_actuals() if year_ago is None else year_ago,
        no_targets() if promises is None else promises,
        no_plans() if tasks is None else tasks,
        as_of=as_of,
        level=level,
        **more,
    )


COUNTIES = ("bayan", "bin", "yanshou")


def row(rows: pl.DataFrame, area: str, indicator: str) -> dict:
    found = rows.filter(pl.col("area_code") == area, pl.col("indicator_code") == indicator)
    return found.row(0, named=True)


# A straight line from nothing at the end of 2015 to everything at the end of 2020: 2/5 by the
# end of 2017, 4/5 by the end of 2019.
STRAIGHT = targets("""
    | area_code | indicator_code       | target_date | target_value |
    | v1        | people_lifted        | 2020-12-31  |       201087 |
    | bayan     | roads_village_access | 2020-12-31  |         3000 |
    | bayan     | roads_network        | 2020-12-31  |         1000 |
    | bayan     | roads_widening       | 2020-12-31  |         1000 |
""")


@pytest.mark.parametrize(
    ("indicator", "day", "done", "planned", "spi", "light"),
    [
        ("people_lifted", YEAR_2017, 201_087 - 120_652, 201_087 * 2 / 5, 1.00, "green"),
        ("people_lifted", YEAR_2017, 201_087 - 100_000, 201_087 * 2 / 5, 1.26, "green"),
        ("people_lifted", YEAR_2019, 201_087 - 2_000, 201_087 * 4 / 5, 1.24, "green"),
        ("rural_roads", YEAR_2017, 10, 5_000 * 2 / 5, 0.005, "red"),
        ("rural_roads", YEAR_2017, 2_000, 5_000 * 2 / 5, 1.00, "green"),
    ],
)
def test_five_cases_by_share_of_the_planned_change_not_by_growth(
    indicator, day, done, planned, spi, light
):
    values = actuals(f"""
        | area_code | indicator_code | reported_value |
        | bayan     | {indicator}    | {done}         |
    """)
    found = row(look(values, as_of=day, promises=STRAIGHT), "bayan", indicator)
    assert found["planned_value"] == pytest.approx(planned)
    assert found["spi"] == pytest.approx(done / planned)
    assert round(found["spi"], 3 if spi < 0.01 else 2) == spi
    assert (found["light"], found["light_reason"]) == (light, None)


BRIDGES = targets("""
    | area_code | indicator_code | target_date | target_value |
    | bayan     | bridges        | 2020-12-31  |          100 |
    | bin       | bridges        | 2020-12-31  |           50 |
""")


@pytest.mark.parametrize(
    ("done", "light"),
    [(40, "green"), (38, "green"), (37, "yellow"), (32, "yellow"), (31, "red"), (0, "red")],
)
def test_light_is_green_from_95_percent_of_the_plan_and_yellow_from_80(done, light):
    values = actuals(f"""
        | area_code | indicator_code | reported_value |
        | bayan     | bridges        | {done}         |
    """)
    found = row(look(values, as_of=YEAR_2017, promises=BRIDGES), "bayan", "bridges")
    assert found["planned_value"] == 100 * 2 / 5
    assert found["light"] == light


def test_rates_gaps_and_points_come_from_the_baseline():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | bridges        |             28 |
    """)
    promises = targets(
        """
        | area_code | indicator_code | target_date | target_value |
        | bayan     | bridges        | 2020-12-31  |          110 |
        """,
        baseline=10,
    )
    found = row(look(values, as_of=YEAR_2017, promises=promises), "bayan", "bridges")
    planned = 10 + (110 - 10) * 2 / 5
    assert found["planned_value"] == planned
    assert found["attainment_rate"] == (28 - 10) / (110 - 10)
    assert found["spi"] == (28 - 10) / (planned - 10)
    assert found["lag"] == found["short_by"] == planned - 28
    assert found["points_behind"] == pytest.approx((planned - 10) / 100 - (28 - 10) / 100)


def test_who_is_ahead_has_a_negative_lag_and_is_short_by_nothing():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | bridges        |            120 |
    """)
    found = row(look(values, as_of=YEAR_2017, promises=BRIDGES), "bayan", "bridges")
    assert (found["lag"], found["short_by"]) == (40 - 120, 0)
    assert found["attainment_rate"] == 120 / 100


def test_nothing_reported_is_null_and_zero_is_zero():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | bridges        |              - |
        | bin       | bridges        |              0 |
    """)
    rows = look(values, as_of=YEAR_2017, promises=BRIDGES)
    silent, idle = row(rows, "bayan", "bridges"), row(rows, "bin", "bridges")
    for name in ("actual_value", "attainment_rate", "spi", "lag", "short_by"):
        assert silent[name] is None
    assert (silent["light"], silent["light_reason"]) == ("grey", "not_reported")
    assert (silent["missing_areas"], silent["cycle_state"]) == (1, "not_reported")
    assert (idle["actual_value"], idle["attainment_rate"], idle["light"]) == (0, 0, "red")


def test_an_area_without_the_task_has_a_row_that_says_so():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | bridges        |             40 |
    """)
    found = row(look(values, as_of=YEAR_2017, promises=BRIDGES), "yanshou", "bridges")
    assert (found["cycle_state"], found["light"]) == ("no_task", "grey")
    assert found["light_reason"] == "no_task"
    assert (found["expected_areas"], found["missing_areas"], found["carried_areas"]) == (
        0,
        0,
        0,
    )


def test_every_indicator_reported_at_the_level_or_below_has_a_row():
    rows = look(no_actuals(), as_of=YEAR_2017, level="county")
    codes = set(rows["indicator_code"])
    assert rows.height == 3 * len(codes)
    assert {"people_lifted", "eco_townships", "rural_roads", "rural_income_growth_gap"} <= codes
    assert "agri_fund_share" not in codes
    city = set(look(no_actuals(), as_of=YEAR_2017, level="city")["indicator_code"])
    assert "agri_fund_share" in city
    # A difference of growth rates can't be added up.
    assert "rural_income_growth_gap" not in city


def test_a_light_of_the_first_year_says_that_it_is_provisional():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | bridges        |             10 |
    """)
    first = row(look(values, as_of=YEAR_2016, promises=BRIDGES), "bayan", "bridges")
    assert (first["light"], first["light_reason"]) == ("red", "provisional")
    second = row(look(values, as_of=YEAR_2017, promises=BRIDGES), "bayan", "bridges")
    assert second["light_reason"] is None


def test_a_soft_promise_is_orange_where_a_hard_one_is_red():
    values = actuals("""
        | area_code | indicator_code   | reported_value |
        | bayan     | environment_plan |             10 |
        | bayan     | village_power    |             10 |
    """)
    start = actuals("""
        | area_code | indicator_code   | reported_value |
        | bayan     | environment_plan |              0 |
        | bayan     | village_power    |              0 |
    """)
    rows = look(values, as_of=YEAR_2019, baselines=start)
    soft, hard = row(rows, "bayan", "environment_plan"), row(rows, "bayan", "village_power")
    assert soft["spi"] == hard["spi"] < 0.8
    assert (soft["strength"], soft["light"]) == ("soft", "orange")
    assert (hard["strength"], hard["light"]) == ("hard", "red")


def test_a_direction_without_a_figure_has_neither_target_nor_light():
    values = actuals("""
        | area_code | indicator_code       | reported_value |
        | bayan     | public_service_ratio |             82 |
    """)
    found = row(look(values, as_of=YEAR_2017), "bayan", "public_service_ratio")
    assert (found["target_kind"], found["target_value"]) == ("trend", None)
    assert (found["light"], found["light_reason"]) == ("grey", "no_target")


def test_a_dated_level_is_planned_on_the_straight_line_from_its_baseline():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | labour_skill   |             72 |
    """)
    start = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | labour_skill   |             60 |
    """)
    found = row(look(values, as_of=YEAR_2017, baselines=start), "bayan", "labour_skill")
    days, whole = (YEAR_2017 - date(2015, 12, 31)).days, (YEAR_2020 - date(2015, 12, 31)).days
    planned = 60 + (100 - 60) * days / whole
    assert found["planned_value"] == pytest.approx(planned)
    assert found["spi"] == pytest.approx((72 - 60) / (planned - 60))
    assert found["attainment_rate"] == (72 - 60) / (100 - 60)
    assert found["target_date"] == YEAR_2020
    assert found["light"] == "red"


@pytest.mark.parametrize(
    ("day", "way"),
    [
        # Nothing is built before April; by June 22 % of a year's part is, by November all.
        (date(2016, 3, 31), 0.00 / 5),
        (date(2016, 6, 30), 0.22 / 5),
        (date(2017, 8, 31), (1 + 0.60) / 5),
        (date(2017, 11, 30), (1 + 1) / 5),
    ],
)
def test_a_level_that_is_built_rises_with_the_building_season(day, way):
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | paved_road     |             60 |
    """)
    found = row(look(values, as_of=day, baselines=values), "bayan", "paved_road")
    assert found["planned_value"] == pytest.approx(60 + (100 - 60) * way)
    expected = ("grey", "not_due") if way == 0 else ("red", None)
    assert (found["light"], found["light_reason"]) == expected


@pytest.mark.parametrize(
    ("indicator", "day", "period"),
    [
        ("straw_use", date(2017, 11, 30), YEAR_2016),
        ("straw_use", YEAR_2017, YEAR_2017),
        ("labour_skill", date(2017, 8, 31), date(2017, 6, 30)),
        ("labour_skill", date(2017, 9, 30), date(2017, 9, 30)),
    ],
)
def test_a_level_is_compared_with_the_plan_of_the_last_period_it_was_due_for(
    indicator, day, period
):
    """A yearly figure of December isn't held against the plan of next November."""
    values = actuals(f"""
        | area_code | indicator_code | reported_value |
        | bayan     | {indicator}    |             20 |
    """)
    found = row(look(values, as_of=day, baselines=values), "bayan", indicator)
    start, target = date(2015, 12, 31), found["target_value"]
    way = (period - start).days / (YEAR_2020 - start).days
    assert found["planned_value"] == pytest.approx(20 + (target - 20) * way)


@pytest.mark.parametrize(
    ("day", "current", "light", "reason"),
    [
        # Nobody could have reported anything newer than the end of 2015 before 2016 is over …
        (date(2016, 6, 30), 1, "grey", "not_due"),
        # … but then silence is carried on, and the figure of the start is judged.
        (YEAR_2016, 0, "red", None),
    ],
)
@pytest.mark.parametrize("indicator", ["straw_use", "county_office"])
def test_what_is_known_only_from_the_start_is_not_due_until_a_period_is_over(
    indicator, day, current, light, reason
):
    values = actuals(f"""
        | area_code | indicator_code | reported_value | latest_period | current_areas |
        | bayan     | {indicator}    |             20 | 2015-12-31    | {current}     |
    """)
    found = row(look(values, as_of=day, baselines=values), "bayan", indicator)
    assert (found["actual_value"], found["light"], found["light_reason"]) == (20, light, reason)


@pytest.mark.parametrize(
    ("stations", "done", "light"),
    [
        # 2 of 4 at the start; by the end of 2017 2/5 of the other two are to be there: 0.8.
        (4, 2, "grey"),
        (4, 3, "green"),
        # One that was there is gone.
        (4, 1, "red"),
        # 5 of 10: of the other five two are to be there.
        (10, 5, "red"),
        (10, 7, "green"),
    ],
)
def test_a_plan_for_less_than_one_thing_more_is_not_due(stations, done, light):
    values = actuals(f"""
        | area_code | indicator_code   | reported_value           | denominator |
        | bayan     | township_station | {100 * done / stations}  | {stations}  |
    """)
    start = actuals("""
        | area_code | indicator_code   | reported_value |
        | bayan     | township_station |             50 |
    """)
    found = row(look(values, as_of=YEAR_2017, baselines=start), "bayan", "township_station")
    assert found["light"] == light
    assert found["light_reason"] == ("not_due" if light == "grey" else None)


def test_on_its_date_one_thing_that_is_missing_is_missed():
    values = actuals("""
        | area_code | indicator_code   | reported_value | denominator |
        | bayan     | township_station |             75 |           4 |
    """)
    found = row(look(values, as_of=YEAR_2020, baselines=values), "bayan", "township_station")
    assert (found["light"], found["is_overdue"]) == ("red", True)


def test_a_level_that_stands_from_the_start_is_planned_at_its_target():
    values = actuals("""
        | area_code | indicator_code    | reported_value |
        | bayan     | medical_insurance |             96 |
        | bin       | medical_insurance |             90 |
        | yanshou   | medical_insurance |             70 |
    """)
    rows = look(values, as_of=YEAR_2016)
    lights = {
        area: row(rows, area, "medical_insurance")["light"]
        for area in ("bayan", "bin", "yanshou")
    }
    # 96/100, 90/100 and 70/100 of what holds at any time.
    assert lights == {"bayan": "green", "bin": "yellow", "yanshou": "red"}
    found = row(rows, "bayan", "medical_insurance")
    assert (found["planned_value"], found["spi"], found["target_date"]) == (100, None, None)


@pytest.mark.parametrize(
    ("value", "light"), [(31, "green"), (30, "green"), (29, "yellow"), (20, "red")]
)
def test_a_floor_is_kept_or_not_and_just_under_it_is_not_green(value, light):
    values = actuals(f"""
        | area_code | indicator_code  | reported_value |
        | 230100    | agri_fund_share | {value}        |
    """)
    found = row(look(values, as_of=YEAR_2017, level="city"), "230100", "agri_fund_share")
    assert (found["target_kind"], found["target_value"]) == ("floor", 30)
    assert found["light"] == light


@pytest.mark.parametrize(("gap", "light"), [(0.4, "green"), (0.0, "red"), (-0.2, "red")])
def test_growth_is_to_be_above_the_citys_not_equal(gap, light):
    values = actuals(f"""
        | area_code | indicator_code          | reported_value |
        | bayan     | rural_income_growth_gap | {gap}          |
    """)
    found = row(look(values, as_of=YEAR_2017), "bayan", "rural_income_growth_gap")
    assert (found["target_value"], found["light"]) == (0, light)


def test_a_floor_with_a_due_date_is_approached_until_then():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | straw_use      |             37 |
    """)
    start = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | straw_use      |             20 |
    """)
    early = row(look(values, as_of=YEAR_2017, baselines=start), "bayan", "straw_use")
    assert early["planned_value"] == pytest.approx(20 + (60 - 20) * 2 / 5, abs=0.05)
    assert early["light"] == "green"
    due = row(look(values, as_of=YEAR_2020, baselines=start), "bayan", "straw_use")
    assert (due["planned_value"], due["light"]) == (60, "red")
    assert due["spi"] == (37 - 20) / (60 - 20)


def test_what_was_past_its_target_at_the_start_is_to_be_kept_there():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | straw_use      |             66 |
        | bin       | straw_use      |             58 |
    """)
    start = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | straw_use      |             65 |
        | bin       | straw_use      |             65 |
    """)
    rows = look(values, as_of=YEAR_2017, baselines=start)
    kept, lost = row(rows, "bayan", "straw_use"), row(rows, "bin", "straw_use")
    assert (kept["planned_value"], kept["light"]) == (60, "green")
    assert (kept["attainment_rate"], kept["spi"]) == (None, None)
    # 58/60 would be green, but a floor is not to be missed by anything.
    assert lost["light"] == "yellow"


def test_a_dated_level_without_a_value_at_the_start_has_no_plan_before_it_is_due():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | paved_road     |             90 |
    """)
    early = row(look(values, as_of=YEAR_2017), "bayan", "paved_road")
    assert (early["planned_value"], early["light_reason"]) == (None, "no_baseline")
    due = row(look(values, as_of=YEAR_2020), "bayan", "paved_road")
    assert (due["planned_value"], due["light"]) == (100, "yellow")


def test_houses_left_are_to_fall_and_only_poor_counties_promised_it():
    values = actuals("""
        | area_code | indicator_code     | reported_value |
        | bayan     | unsafe_houses_left |             70 |
        | bin       | unsafe_houses_left |             70 |
    """)
    start = actuals("""
        | area_code | indicator_code     | reported_value |
        | bayan     | unsafe_houses_left |            100 |
        | bin       | unsafe_houses_left |            100 |
    """)
    rows = look(values, as_of=YEAR_2017, baselines=start)
    poor, other = (
        row(rows, "bayan", "unsafe_houses_left"),
        row(rows, "bin", "unsafe_houses_left"),
    )
    planned = poor["planned_value"]
    assert planned == pytest.approx(100 - 100 * 2 / 5, abs=0.05)
    assert poor["lag"] == pytest.approx(70 - planned)
    assert poor["attainment_rate"] == (100 - 70) / (100 - 0)
    assert poor["spi"] == pytest.approx((100 - 70) / (100 - planned))
    assert (poor["strength"], poor["light"]) == ("soft", "orange")
    assert (other["target_value"], other["light_reason"]) == (None, "no_target")


@pytest.mark.parametrize(
    ("day", "held", "planned", "light"),
    [
        (date(2017, 6, 30), 1, 1, "green"),
        (date(2017, 11, 30), 1, 1, "green"),
        (YEAR_2017, 1, 2, "red"),
        (YEAR_2017, 2, 2, "green"),
    ],
)
def test_two_checks_a_year_are_one_by_june_and_two_by_december(day, held, planned, light):
    values = actuals(f"""
        | area_code | indicator_code        | reported_value |
        | bayan     | identification_checks | {held}         |
    """)
    found = row(look(values, as_of=day), "bayan", "identification_checks")
    assert (found["planned_value"], found["light"]) == (planned, light)
    assert found["spi"] is None


def test_a_parent_owes_the_checks_of_every_area_that_is_to_hold_them():
    values = actuals("""
        | area_code | indicator_code        | reported_value | expected_areas |
        | 230100    | identification_checks |              5 |              3 |
    """)
    found = row(look(values, as_of=YEAR_2017, level="city"), "230100", "identification_checks")
    assert found["target_value"] == 2 * 3
    assert found["light"] == "yellow"


@pytest.mark.parametrize(("fallen_back", "light"), [(0, "green"), (1, "red")])
def test_a_flow_that_is_to_be_zero_has_a_count_and_no_rate(fallen_back, light):
    values = actuals(f"""
        | area_code | indicator_code | reported_value |
        | bayan     | relapse_people | {fallen_back}  |
    """)
    found = row(look(values, as_of=YEAR_2017), "bayan", "relapse_people")
    assert (found["target_value"], found["attainment_rate"], found["spi"]) == (0, None, None)
    assert found["short_by"] == fallen_back
    assert found["light"] == light


COUNTY_EXITS = targets("""
    | area_code | indicator_code    | target_date | target_value |
    | bayan     | counties_delisted | 2017-12-31  |            1 |
    | bin       | counties_delisted | 2017-12-31  |            1 |
    | yanshou   | counties_delisted | 2018-12-31  |            1 |
""")


def test_a_county_that_applied_is_awaiting_approval_and_not_a_miss():
    values = actuals("""
        | area_code | indicator_code    | reported_value | checked_value | certified_value |
        | bayan     | counties_delisted |              1 |             1 |               - |
        | bin       | counties_delisted |              0 |             - |               - |
        | yanshou   | counties_delisted |              0 |             - |               - |
    """)
    rows = look(values, as_of=YEAR_2017, promises=COUNTY_EXITS)
    found = {area: row(rows, area, "counties_delisted") for area in ("bayan", "bin", "yanshou")}
    assert (found["bayan"]["light"], found["bayan"]["light_reason"]) == (
        "grey",
        "awaiting_approval",
    )
    assert found["bin"]["light"] == "red"
    assert (found["yanshou"]["planned_value"], found["yanshou"]["light_reason"]) == (
        0,
        "not_due",
    )


def test_a_group_of_counties_of_which_one_never_applied_is_a_miss():
    promises = targets("""
        | area_code | indicator_code    | target_date | target_value |
        | bayan     | counties_delisted | 2017-12-31  |            1 |
        | bin       | counties_delisted | 2017-12-31  |            1 |
    """)
    light = {}
    for applied in (1, 2):
        values = actuals(f"""
            | area_code | indicator_code    | reported_value | expected_areas |
            | 230100    | counties_delisted | {applied}      |              2 |
        """)
        rows = look(values, as_of=YEAR_2017, level="city", promises=promises)
        found = row(rows, "230100", "counties_delisted")
        light[applied] = found["light"], found["light_reason"]
    # 1 of 2 is 0.5 of the plan; with both applications in, the city waits.
    assert light == {1: ("red", None), 2: ("grey", "awaiting_approval")}


def test_an_approved_county_counts_for_its_year():
    values = actuals("""
        | area_code | indicator_code    | reported_value | certified_value |
        | bayan     | counties_delisted |              1 |               1 |
    """)
    rows = look(values, as_of=date(2018, 8, 31), promises=COUNTY_EXITS)
    assert row(rows, "bayan", "counties_delisted")["light"] == "green"


def test_an_event_nobody_reported_is_not_due_until_its_date_and_missing_after():
    values = actuals("""
        | area_code | indicator_code    | reported_value |
        | bayan     | counties_delisted |              - |
    """)
    before = look(values, as_of=date(2017, 11, 30), promises=COUNTY_EXITS)
    after = look(values, as_of=YEAR_2017, promises=COUNTY_EXITS)
    assert row(before, "bayan", "counties_delisted")["light_reason"] == "not_due"
    assert row(after, "bayan", "counties_delisted")["light_reason"] == "not_reported"


VILLAGES = targets("""
    | area_code | indicator_code    | target_date | target_value |
    | v1        | villages_delisted | 2017-12-31  |            1 |
    | v2        | villages_delisted | 2017-12-31  |            1 |
""")


def test_one_village_is_not_measured_by_a_part_of_its_plan_but_a_group_is():
    june = date(2017, 6, 30)
    one = actuals("""
        | area_code | indicator_code | reported_value |
        | v1        | villages_ready |              0 |
    """)
    village = row(
        look(one, as_of=june, level="village", promises=VILLAGES), "v1", "villages_ready"
    )
    assert (village["spi"], village["light_reason"]) == (None, "not_due")
    both = actuals("""
        | area_code | indicator_code | reported_value | expected_areas |
        | bayan     | villages_ready |              1 |              2 |
    """)
    county = row(look(both, as_of=june, promises=VILLAGES), "bayan", "villages_ready")
    assert county["planned_value"] == 0.5 + 0.5
    assert (county["spi"], county["light"]) == (1 / 1, "green")


def test_a_fall_since_last_year_is_yellow_at_best():
    values = actuals("""
        | area_code | indicator_code    | reported_value |
        | bayan     | medical_insurance |             97 |
        | bin       | medical_insurance |             97 |
    """)
    start = actuals("""
        | area_code | indicator_code    | reported_value |
        | bayan     | medical_insurance |             80 |
        | bin       | medical_insurance |             80 |
    """)
    year_ago = actuals("""
        | area_code | indicator_code    | reported_value |
        | bayan     | medical_insurance |             99 |
        | bin       | medical_insurance |           97.1 |
    """)
    rows = look(values, as_of=YEAR_2017, baselines=start, year_ago=year_ago)
    fell, held = row(rows, "bayan", "medical_insurance"), row(rows, "bin", "medical_insurance")
    # The tolerance is 1 % of the promised change: (100 - 80) * 0.01 = 0.2 points.
    assert (fell["year_ago_value"] - fell["actual_value"], fell["light"]) == (2, "yellow")
    assert held["light"] == "green"


def test_where_no_change_was_promised_a_fall_is_measured_by_the_target():
    values = actuals("""
        | area_code | indicator_code    | reported_value |
        | bayan     | medical_insurance |           98.5 |
        | bin       | medical_insurance |           99.5 |
        | yanshou   | medical_insurance |           98.5 |
    """)
    start = actuals("""
        | area_code | indicator_code    | reported_value |
        | bayan     | medical_insurance |            100 |
        | bin       | medical_insurance |            100 |
    """)
    year_ago = actuals("""
        | area_code | indicator_code    | reported_value |
        | bayan     | medical_insurance |            100 |
        | bin       | medical_insurance |            100 |
        | yanshou   | medical_insurance |            100 |
    """)
    rows = look(values, as_of=YEAR_2017, baselines=start, year_ago=year_ago)
    # 1 % of 100: 1.5 points are a fall, half a point isn't; Yanshou's start isn't known.
    seen = {area: row(rows, area, "medical_insurance")["light"] for area in COUNTIES}
    assert seen == {"bayan": "yellow", "bin": "green", "yanshou": "yellow"}


def test_a_fall_that_a_document_explains_is_no_fall():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | bridges        |             40 |
        | bin       | bridges        |             20 |
    """)
    year_ago = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | bridges        |             45 |
        | bin       | bridges        |             25 |
    """)
    corrections = pl.DataFrame(
        {
            "area_code": ["bayan"],
            "indicator_code": ["bridges"],
            "lowered_by": [5.0],
            "raised_by": [0.0],
        }
    )
    rows = look(
        values,
        as_of=YEAR_2017,
        promises=BRIDGES,
        year_ago=year_ago,
        corrections=corrections,
    )
    assert row(rows, "bayan", "bridges")["light"] == "green"
    assert row(rows, "bin", "bridges")["light"] == "yellow"


def test_of_what_should_fall_a_documented_rise_is_no_fall():
    def houses(value: float) -> pl.DataFrame:
        return actuals(f"""
            | area_code | indicator_code     | reported_value |
            | bayan     | unsafe_houses_left |        {value} |
        """)

    told = pl.DataFrame(
        {
            "area_code": ["bayan"],
            "indicator_code": ["unsafe_houses_left"],
            "lowered_by": [0.0],
            "raised_by": [10.0],
        }
    )
    lights = [
        row(
            look(
                houses(50),
                as_of=YEAR_2017,
                baselines=houses(100),
                year_ago=houses(40),
                corrections=corrections,
            ),
            "bayan",
            "unsafe_houses_left",
        )["light"]
        for corrections in (None, told)
    ]
    # 50 of 100 done where 40 are planned; 10 more than a year ago.
    assert lights == ["yellow", "green"]


def test_corrections_of_villages_add_up_to_their_county():
    promises = targets("""
        | area_code | indicator_code    | target_date | target_value |
        | v1        | housing_renovated | 2020-12-31  |           50 |
        | v2        | housing_renovated | 2020-12-31  |           50 |
    """)
    values, year_ago = (
        actuals(f"""
            | area_code | indicator_code    | reported_value |
            | bayan     | housing_renovated |           {value} |
        """)
        for value in (40, 46)
    )
    corrections = pl.DataFrame(
        {
            "area_code": ["v1", "v2"],
            "indicator_code": ["housing_renovated"] * 2,
            "lowered_by": [2.0, 4.0],
            "raised_by": [0.0, 0.0],
        }
    )
    told = {"promises": promises, "year_ago": year_ago, "as_of": YEAR_2017}
    with_both = look(values, corrections=corrections, **told)
    with_one = look(values, corrections=corrections[:1], **told)
    assert row(with_both, "bayan", "housing_renovated")["light"] == "green"
    assert row(with_one, "bayan", "housing_renovated")["light"] == "yellow"


PEOPLE = targets("""
    | area_code | indicator_code | target_date | target_value |
    | v1        | people_lifted  | 2018-12-31  |           90 |
""")


def test_inside_a_year_people_who_are_ready_carry_the_peoples_light():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | people_lifted  |             30 |
        | bayan     | people_ready   |             36 |
    """)
    rows = look(values, as_of=date(2017, 9, 30), promises=PEOPLE)
    ready, lifted = row(rows, "bayan", "people_ready"), row(rows, "bayan", "people_lifted")
    assert ready["planned_value"] == 30 + 30 * 0.875
    assert lifted["planned_value"] == 30
    assert lifted["spi"] == 30 / 30
    assert (lifted["light"], lifted["light_basis"]) == (ready["light"], "people_ready")
    assert lifted["light"] == "red"


def test_at_a_years_end_the_official_figure_carries_it():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | people_lifted  |             60 |
        | bayan     | people_ready   |             45 |
    """)
    rows = look(values, as_of=YEAR_2017, promises=PEOPLE)
    lifted = row(rows, "bayan", "people_lifted")
    assert (lifted["light"], lifted["light_basis"]) == ("green", "people_lifted")


def test_past_the_due_date_the_official_figure_carries_it_in_every_month():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | people_lifted  |             60 |
        | bayan     | people_ready   |             90 |
    """)
    lifted = row(
        look(values, as_of=date(2019, 6, 30), promises=PEOPLE), "bayan", "people_lifted"
    )
    assert (lifted["light"], lifted["light_basis"]) == ("red", "people_lifted")
    assert lifted["is_overdue"]


@pytest.mark.parametrize(
    ("day", "done", "light", "is_overdue"),
    [
        # Before the date 0.95 of the plan is on plan: 60 of 90 by the end of 2017.
        (YEAR_2017, 57, "green", False),
        # From the date on 0.95 of the promise is a promise not kept.
        (YEAR_2018, 0.99 * 90, "yellow", True),
        (YEAR_2018, 0.85 * 90, "yellow", True),
        (YEAR_2018, 0.70 * 90, "red", True),
        (YEAR_2018, 90, "green", False),
        (date(2020, 6, 30), 0.99 * 90, "yellow", True),
    ],
)
def test_nothing_overdue_is_green(day, done, light, is_overdue):
    values = actuals(f"""
        | area_code | indicator_code | reported_value |
        | bayan     | people_lifted  | {done}         |
    """)
    lifted = row(look(values, as_of=day, promises=PEOPLE), "bayan", "people_lifted")
    assert (lifted["light"], lifted["is_overdue"]) == (light, is_overdue)


def test_a_level_that_missed_its_date_is_not_green_and_silence_is_overdue_too():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | digital_tv     |             98 |
        | yanshou   | digital_tv     |            100 |
        | bin       | digital_tv     |              - |
    """)
    baselines = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | digital_tv     |             40 |
        | yanshou   | digital_tv     |             40 |
        | bin       | digital_tv     |             40 |
    """)
    rows = look(values, as_of=YEAR_2018, baselines=baselines)
    seen = {
        area: (
            row(rows, area, "digital_tv")["light"],
            row(rows, area, "digital_tv")["is_overdue"],
        )
        for area in ("bayan", "yanshou", "bin")
    }
    # (98 - 40) / (100 - 40) = 0.967
    assert seen == {
        "bayan": ("yellow", True),
        "yanshou": ("green", False),
        "bin": ("grey", True),
    }


def test_before_an_adjustment_is_approved_rate_a_carries_the_light():
    values = actuals("""
        | area_code | indicator_code        | reported_value |
        | bayan     | people_lifted         |             40 |
        | bayan     | poor_people_remaining |              2 |
    """)
    both = pl.concat([PEOPLE, adjusted(PEOPLE, to=45.0, approved_on=date(2018, 6, 1))])
    before = row(look(values, as_of=YEAR_2017, promises=both), "bayan", "people_lifted")
    # Planned 60 of 90: 40/60.
    assert (before["spi"], before["light"]) == (40 / 60, "red")
    assert before["adjusted_target_value"] is None


def test_after_it_rate_b_carries_the_light_and_the_policy_figure_stays():
    values = actuals("""
        | area_code | indicator_code        | reported_value |
        | bayan     | people_lifted         |             40 |
        | bayan     | poor_people_remaining |              2 |
    """)
    both = pl.concat([PEOPLE, adjusted(PEOPLE, to=45.0, approved_on=date(2018, 6, 1))])
    after = row(look(values, as_of=YEAR_2018, promises=both), "bayan", "people_lifted")
    assert (after["target_value"], after["adjusted_target_value"]) == (90, 45)
    assert after["attainment_rate"] == after["spi"] == 40 / 90
    # Rate B, 40/(40 + 2) = 0.952, of the plan's 90/90; on the due date 2 people are missing.
    assert (after["light"], after["is_overdue"]) == ("yellow", True)


def test_when_nobody_is_poor_any_more_an_approved_adjustment_ends_the_miss():
    values = actuals("""
        | area_code | indicator_code        | reported_value |
        | bayan     | people_lifted         |             42 |
        | bayan     | poor_people_remaining |              0 |
    """)
    both = pl.concat([PEOPLE, adjusted(PEOPLE, to=45.0, approved_on=date(2018, 6, 1))])
    after = row(look(values, as_of=YEAR_2018, promises=both), "bayan", "people_lifted")
    assert after["attainment_rate"] == 42 / 90
    assert (after["light"], after["is_overdue"]) == ("green", False)
    alone = row(look(values, as_of=YEAR_2018, promises=PEOPLE), "bayan", "people_lifted")
    assert (alone["light"], alone["is_overdue"]) == ("red", True)


def test_where_nobody_reports_who_is_still_poor_the_adjusted_target_is_the_whole():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | people_lifted  |             40 |
    """)
    both = pl.concat([PEOPLE, adjusted(PEOPLE, to=45.0, approved_on=date(2018, 6, 1))])
    after = row(look(values, as_of=YEAR_2018, promises=both), "bayan", "people_lifted")
    # 40/45 = 0.889.
    assert after["light"] == "yellow"


def test_plans_of_villages_reach_the_level_asked_for():
    tasks = plans("""
        | area_code | indicator_code | year | planned_value |
        | v1        | people_lifted  | 2016 |            10 |
        | v1        | people_lifted  | 2017 |            20 |
        | v1        | people_lifted  | 2018 |            60 |
    """)
    rows = look(no_actuals(), as_of=YEAR_2017, level="city", promises=PEOPLE, tasks=tasks)
    assert row(rows, "230100", "people_lifted")["planned_value"] == 10 + 20


def test_the_city_is_due_when_the_policy_says_and_a_county_when_its_villages_are():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | 230100    | people_lifted  |             89 |
        | bayan     | people_lifted  |             89 |
    """)
    due = {}
    for level, area in (("city", "230100"), ("county", "bayan")):
        rows = look(values, as_of=YEAR_2018, level=level, promises=PEOPLE)
        found = row(rows, area, "people_lifted")
        due[level] = found["target_date"], found["planned_value"], found["is_overdue"]
    assert due == {"city": (YEAR_2020, 90, False), "county": (YEAR_2018, 90, True)}


def test_only_the_indicators_asked_for_have_rows_and_the_same_figures():
    values = actuals("""
        | area_code | indicator_code | reported_value |
        | bayan     | bridges        |             37 |
        | bayan     | rural_roads    |           1500 |
    """)
    promises = pl.concat([BRIDGES, STRAIGHT])
    some = look(
        values, as_of=YEAR_2017, promises=promises, indicators=["rural_roads", "bridges"]
    )
    every = look(values, as_of=YEAR_2017, promises=promises)
    assert some.height == 3 * 2
    assert some.equals(every.filter(pl.col("indicator_code").is_in(["rural_roads", "bridges"])))


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="actuals lacks reported_value"):
        look(no_actuals().drop("reported_value"), as_of=YEAR_2017)
