from datetime import date

import polars as pl
import pytest

from data.catalogue import settings
from data.errors import MissingColumnsError
from metrics.calendar import month_end
from metrics.plan import curve, planned, roll_up
from tests.frames import AREAS, adjusted, no_plans, targets
from tests.tables import table

YEAR_2016, YEAR_2017, YEAR_2018 = (date(year, 12, 31) for year in (2016, 2017, 2018))

NO_PLANS = no_plans()


def value(rows: pl.DataFrame, area: str, indicator: str = "people_lifted") -> float | None:
    found = rows.filter(pl.col("area_code") == area, pl.col("indicator_code") == indicator)
    return found["planned_value"].item()


PEOPLE = targets("""
    | area_code | indicator_code | target_date | target_value |
    | v1        | people_lifted  | 2017-12-31  |           60 |
    | v2        | people_lifted  | 2017-12-31  |           40 |
    | v3        | people_lifted  | 2018-12-31  |           90 |
""")


def test_without_yearly_tasks_year_ends_lie_on_the_straight_line():
    assert value(planned(PEOPLE, NO_PLANS, as_of=YEAR_2016), "v1") == 60 * 1 / 2
    assert value(planned(PEOPLE, NO_PLANS, as_of=YEAR_2016), "v3") == 90 * 1 / 3
    assert value(planned(PEOPLE, NO_PLANS, as_of=YEAR_2017), "v3") == 90 * 2 / 3


def test_both_steps_on_straight_lines_give_the_sum_of_the_areas_not_the_milestone():
    """With two thirds of step 2 the areas owe 188,024 at the end of 2017; step 1 is 161,898."""
    steps = targets("""
        | area_code | indicator_code | target_date | target_value |
        | v1        | people_lifted  | 2017-12-31  |       161898 |
        | v3        | people_lifted  | 2018-12-31  |        39189 |
    """)
    plan = planned(steps, NO_PLANS, as_of=YEAR_2017)
    city = roll_up(plan, AREAS, level="city").filter(indicator_code="people_lifted")
    assert city["planned_value"].item() == 161_898 + 39_189 * 2 / 3
    assert city["target_value"].item() == 161_898 + 39_189
    by_step = roll_up(plan, AREAS, level="city", by=["step"])
    step1 = by_step.filter(indicator_code="people_lifted", step="step1")
    assert step1["planned_value"].item() == 161_898


def test_step_2_with_its_own_yearly_plan_leaves_the_milestone_alone():
    steps = targets("""
        | area_code | indicator_code | target_date | target_value |
        | v1        | people_lifted  | 2017-12-31  |       161898 |
        | v3        | people_lifted  | 2018-12-31  |        39189 |
    """)
    tasks = table("""
        | area_code | indicator_code | year | planned_value |
        | v3        | people_lifted  | 2016 |             0 |
        | v3        | people_lifted  | 2017 |             0 |
        | v3        | people_lifted  | 2018 |         39189 |
    """)
    city = roll_up(planned(steps, tasks, as_of=YEAR_2017), AREAS, level="city")
    assert value(city, "230100") == 161_898 + 0


def test_yearly_tasks_add_up_from_the_baseline():
    tasks = table("""
        | area_code | indicator_code | year | planned_value |
        | v3        | people_lifted  | 2016 |            10 |
        | v3        | people_lifted  | 2017 |            50 |
        | v3        | people_lifted  | 2018 |            30 |
    """)
    assert value(planned(PEOPLE, tasks, as_of=YEAR_2016), "v3") == 10
    assert value(planned(PEOPLE, tasks, as_of=YEAR_2017), "v3") == 10 + 50


def test_a_year_without_a_task_takes_an_equal_part_of_what_is_left():
    tasks = table("""
        | area_code | indicator_code | year | planned_value |
        | v3        | people_lifted  | 2016 |            10 |
    """)
    assert value(planned(PEOPLE, tasks, as_of=YEAR_2017), "v3") == 10 + (90 - 10) / 2


def test_tasks_beyond_the_target_do_not_lift_the_plan_over_it():
    tasks = table("""
        | area_code | indicator_code | year | planned_value |
        | v3        | people_lifted  | 2016 |           120 |
    """)
    assert value(planned(PEOPLE, tasks, as_of=YEAR_2016), "v3") == 90


def test_on_the_due_date_the_plan_is_the_target_whatever_the_tasks_add_up_to():
    tasks = table("""
        | area_code | indicator_code | year | planned_value |
        | v1        | people_lifted  | 2016 |             5 |
        | v1        | people_lifted  | 2017 |             5 |
    """)
    assert value(planned(PEOPLE, tasks, as_of=YEAR_2017), "v1") == 60
    assert value(planned(PEOPLE, tasks, as_of=date(2019, 6, 30)), "v1") == 60


def test_inside_a_year_official_exits_wait_for_december_and_readiness_does_not():
    september = planned(PEOPLE, NO_PLANS, as_of=date(2017, 9, 30))
    assert value(september, "v1") == 60 / 2
    share = settings().plan_shapes["people_ready"][9 - 1]
    assert value(september, "v1", "people_ready") == 60 / 2 + (60 - 60 / 2) * share


def test_works_follow_the_building_season():
    roads = targets("""
        | area_code | indicator_code       | target_date | target_value |
        | bayan     | roads_village_access | 2020-12-31  |          100 |
    """)
    june = planned(roads, NO_PLANS, as_of=date(2017, 6, 30))
    assert value(june, "bayan", "roads_village_access") == 20 + (40 - 20) * 0.22
    winter = planned(roads, NO_PLANS, as_of=date(2017, 3, 31))
    assert value(winter, "bayan", "roads_village_access") == 20


def test_a_day_inside_a_month_counts_as_the_month_before():
    middle = planned(PEOPLE, NO_PLANS, as_of=date(2017, 10, 15))
    assert middle.equals(planned(PEOPLE, NO_PLANS, as_of=date(2017, 9, 30)))


def test_before_the_programme_nothing_is_planned():
    for day in (date(2015, 12, 31), date(2014, 6, 30)):
        assert planned(PEOPLE, NO_PLANS, as_of=day)["planned_value"].to_list() == [0] * 6


EVENTS = targets("""
    | area_code | indicator_code    | target_date | target_value |
    | v1        | villages_delisted | 2017-12-31  |            1 |
    | v3        | villages_delisted | 2018-12-31  |            1 |
    | bayan     | counties_delisted | 2017-12-31  |            1 |
""")


@pytest.mark.parametrize(
    ("day", "expected"), [(YEAR_2016, 0), (date(2017, 11, 30), 0), (YEAR_2017, 1)]
)
def test_one_village_is_planned_0_until_it_is_due_and_1_after(day, expected):
    assert value(planned(EVENTS, NO_PLANS, as_of=day), "v1", "villages_delisted") == expected


def test_a_village_is_planned_at_the_end_of_the_year_that_its_plan_names():
    tasks = table("""
        | area_code | indicator_code    | year | planned_value |
        | v3        | villages_delisted | 2017 |             1 |
    """)
    november = planned(EVENTS, tasks, as_of=date(2017, 11, 30))
    assert value(november, "v3", "villages_delisted") == 0
    assert value(planned(EVENTS, tasks, as_of=YEAR_2017), "v3", "villages_delisted") == 1


def test_villages_that_are_ready_are_a_count_with_a_shape_of_their_own():
    rows = roll_up(planned(EVENTS, NO_PLANS, as_of=date(2017, 6, 30)), AREAS, level="city")
    assert value(rows, "230100", "villages_ready") == 1 * 0.5 + 0
    assert value(rows, "230100", "villages_delisted") == 0


def test_a_parents_plan_is_the_sum_of_its_areas():
    rows = planned(PEOPLE, NO_PLANS, as_of=YEAR_2016)
    counties = roll_up(rows, AREAS, level="county")
    assert value(counties, "bayan") == 60 / 2 + 40 / 2
    assert value(counties, "yanshou") == 90 / 3
    city = roll_up(rows, AREAS, level="city")
    assert value(city, "230100") == (60 / 2 + 40 / 2) + 90 / 3
    assert value(roll_up(rows, AREAS, level="township"), "t1") == 60 / 2 + 40 / 2
    assert value(roll_up(rows, AREAS, level="village"), "v2") == 40 / 2


def test_all_rural_roads_are_the_sum_of_the_three_programmes():
    roads = targets("""
        | area_code | indicator_code       | target_date | target_value |
        | bayan     | roads_village_access | 2020-12-31  |           30 |
        | bayan     | roads_network        | 2020-12-31  |           20 |
        | bayan     | roads_widening       | 2020-12-31  |           10 |
    """)
    rows = planned(roads, NO_PLANS, as_of=YEAR_2016)
    assert value(rows, "bayan", "rural_roads") == (30 + 20 + 10) / 5


ADJUSTED = adjusted(PEOPLE.filter(area_code="v1"), to=45.0, approved_on=date(2017, 11, 30))


def test_an_approved_adjustment_stands_beside_the_policy_figure():
    row = planned(pl.concat([PEOPLE, ADJUSTED]), NO_PLANS, as_of=YEAR_2017).row(0, named=True)
    assert (row["target_value"], row["planned_value"]) == (60, 60)
    assert row["adjusted_target_value"] == 45


def test_a_parent_adds_adjusted_targets_and_policy_targets_of_the_others():
    rows = planned(pl.concat([PEOPLE, ADJUSTED]), NO_PLANS, as_of=YEAR_2017)
    bayan = roll_up(rows, AREAS, level="county").filter(
        area_code="bayan", indicator_code="people_lifted"
    )
    assert bayan["adjusted_target_value"].item() == 45 + 40
    assert bayan["target_value"].item() == 60 + 40


@pytest.mark.parametrize(
    "lack",
    [
        {"document_no": pl.lit(None, pl.String)},
        {"approved_by": pl.lit(None, pl.String)},
        {"approved_on": pl.lit(None, pl.Date)},
        {"approved_on": pl.lit(date(2018, 1, 1))},
    ],
    ids=["no document", "nobody approved it", "no date", "approved later"],
)
def test_an_adjustment_without_document_date_and_approver_does_not_count(lack):
    rows = pl.concat([PEOPLE, ADJUSTED.with_columns(**lack)])
    plan = planned(rows, NO_PLANS, as_of=YEAR_2017)
    assert plan["adjusted_target_value"].null_count() == plan.height == 3 * 2


def test_the_curve_is_the_plan_at_each_month():
    months = [month_end(2017, month) for month in (1, 6, 12)]
    rows = curve(PEOPLE, NO_PLANS, AREAS, level="city", months=months)
    lifted = rows.filter(indicator_code="people_lifted").sort("month")
    half, third = (60 + 40) / 2, 90 / 3
    assert lifted["planned_value"].to_list() == [
        half + third,
        half + third,
        60 + 40 + third * 2,
    ]


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="plans lacks year"):
        planned(PEOPLE, NO_PLANS.drop("year"), as_of=YEAR_2016)
