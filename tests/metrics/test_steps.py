from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.steps import COLUMNS, STEPS, steps, steps_below
from tests.frames import AREAS, actuals, adjusted, no_actuals, no_plans, plans, targets

YEAR_2016, YEAR_2017, YEAR_2018 = (date(year, 12, 31) for year in (2016, 2017, 2018))
SEPTEMBER = date(2017, 9, 30)

# The policy's own figures, each on one village, and the counties of its steps.
TARGETS = targets("""
    | area_code | indicator_code    | target_date | target_value |
    | v1        | people_lifted     | 2017-12-31  |       161898 |
    | v3        | people_lifted     | 2018-12-31  |        39189 |
    | v1        | villages_delisted | 2017-12-31  |            1 |
    | v3        | villages_delisted | 2018-12-31  |            1 |
    | bayan     | counties_delisted | 2017-12-31  |            1 |
    | yanshou   | counties_delisted | 2018-12-31  |            1 |
""")

# Step 2 leaves most of its people to 2018.
PLANS = plans("""
    | area_code | indicator_code | year | planned_value |
    | v3        | people_lifted  | 2016 |          5000 |
    | v3        | people_lifted  | 2017 |         10000 |
    | v3        | people_lifted  | 2018 |         24189 |
""")

VILLAGES = actuals("""
    | area_code | indicator_code        | reported_value | checked_value | certified_value |
    | v1        | people_lifted         |         150000 |        149000 |          140000 |
    | v3        | people_lifted         |          12000 |         11900 |               - |
    | v1        | people_ready          |         151000 |             - |               - |
    | v3        | people_ready          |          14000 |             - |               - |
    | v1        | villages_delisted     |              1 |             1 |               1 |
    | v3        | villages_delisted     |              0 |             - |               - |
    | v1        | villages_ready        |              1 |             - |               - |
    | v3        | villages_ready        |              0 |             - |               - |
    | v1        | poor_people_remaining |          11898 |             - |               - |
    | v3        | poor_people_remaining |          27189 |             - |               - |
    | v1        | relapse_people        |             20 |             - |               - |
    | v3        | relapse_people        |              3 |             - |               - |
""")

COUNTIES = actuals("""
    | area_code | indicator_code    | reported_value | checked_value | certified_value |
    | bayan     | counties_delisted |              1 |             1 |               - |
    | yanshou   | counties_delisted |              0 |             - |               - |
""")


def look(
    *,
    as_of: date,
    villages: pl.DataFrame = VILLAGES,
    counties: pl.DataFrame = COUNTIES,
    promises: pl.DataFrame = TARGETS,
    tasks: pl.DataFrame | None = None,
    area: str | None = None,
) -> pl.DataFrame:
    given = no_plans() if tasks is None else tasks
    return steps(AREAS, villages, counties, promises, given, as_of=as_of, area=area)


def row(rows: pl.DataFrame, step: str, indicator: str = "people_lifted") -> dict:
    return rows.filter(step=step, indicator_code=indicator).row(0, named=True)


def test_each_step_has_a_row_for_people_villages_and_counties():
    rows = look(as_of=YEAR_2017)
    main = ["people_lifted", "villages_delisted", "counties_delisted"]
    kept = ["poor_people_remaining", "relapse_people", "support_continued"]
    expected = [(step, code) for step in STEPS for code in main]
    expected[9:9] = [("step3", code) for code in kept]
    assert list(rows.select("step", "indicator_code").iter_rows()) == expected
    assert rows.columns == COLUMNS


def test_a_step_is_the_sum_of_the_areas_designated_to_it():
    first = row(look(as_of=YEAR_2017), "step1")
    assert (first["target_value"], first["target_date"]) == (161_898, YEAR_2017)
    assert first["planned_value"] == 161_898
    assert first["attainment_rate"] == first["spi"] == 150_000 / 161_898
    assert first["short_by"] == 161_898 - 150_000
    assert (first["light"], first["is_overdue"]) == ("yellow", True)


def test_reported_checked_and_certified_stand_side_by_side():
    rows = look(as_of=YEAR_2017)
    names = ["reported_value", "checked_value", "certified_value"]
    assert [row(rows, "step1")[name] for name in names] == [150_000, 149_000, 140_000]
    assert [row(rows, "step2")[name] for name in names] == [12_000, 11_900, None]
    assert [row(rows, "all")[name] for name in names] == [162_000, 160_900, 140_000]


def test_all_steps_together_are_the_sum_of_their_areas_plans():
    straight = row(look(as_of=YEAR_2017), "all")
    assert straight["target_value"] == 161_898 + 39_189 == 201_087
    assert straight["planned_value"] == 161_898 + 39_189 * 2 / 3
    own = row(look(as_of=YEAR_2017, tasks=PLANS), "all")
    assert own["planned_value"] == 161_898 + (5_000 + 10_000)
    assert own["planned_value"] != 188_024
    assert own["spi"] == (150_000 + 12_000) / (161_898 + 15_000)


def test_the_whole_is_due_when_the_policy_says_and_a_part_when_its_areas_are():
    assert row(look(as_of=YEAR_2017), "all")["target_date"] == date(2020, 12, 31)
    assert row(look(as_of=YEAR_2017, area="v1"), "all")["target_date"] == YEAR_2017


def test_step_3_has_no_target_and_tells_who_is_still_poor_or_fell_back():
    rows = look(as_of=YEAR_2017)
    kept = row(rows, "step3")
    assert (kept["target_value"], kept["planned_value"], kept["short_by"]) == (None,) * 3
    assert (kept["target_date"], kept["light_reason"]) == (date(2020, 12, 31), "no_target")
    assert row(rows, "step3", "poor_people_remaining")["reported_value"] == 11_898 + 27_189
    assert row(rows, "step3", "relapse_people")["reported_value"] == 20 + 3


def test_support_that_continues_is_divided_after_adding():
    villages = actuals("""
        | area_code | indicator_code    | reported_value | numerator | denominator |
        | v1        | support_continued |             90 |         9 |          10 |
        | v3        | support_continued |             50 |        20 |          40 |
    """)
    found = row(look(as_of=YEAR_2018, villages=villages), "step3", "support_continued")
    assert found["reported_value"] == 100 * (9 + 20) / (10 + 40)


def test_a_county_that_applied_awaits_approval():
    found = row(look(as_of=YEAR_2017), "step1", "counties_delisted")
    assert (found["reported_value"], found["planned_value"]) == (1, 1)
    assert (found["light"], found["light_reason"]) == ("grey", "awaiting_approval")
    later = row(look(as_of=YEAR_2017), "step2", "counties_delisted")
    assert (later["planned_value"], later["light_reason"]) == (0, "not_due")


def test_inside_a_year_people_who_are_ready_carry_the_light():
    rows = look(as_of=SEPTEMBER)
    found = row(rows, "step2")
    ready_plan = 39_189 * (1 / 3 + 1 / 3 * 0.875)
    assert found["ready_value"] == 14_000
    assert found["ready_planned_value"] == pytest.approx(ready_plan)
    # Official exits stand at 12,000 of 13,063 planned; those who are ready at 14,000 of 24,493.
    assert found["planned_value"] == 39_189 / 3
    assert (found["light"], found["light_basis"]) == ("red", "people_ready")
    assert row(look(as_of=YEAR_2017), "step2")["light_basis"] == "people_lifted"


def test_villages_that_never_reported_are_counted():
    villages = actuals("""
        | area_code | indicator_code | reported_value |
        | v1        | people_lifted  |         100000 |
        | v2        | people_lifted  |              - |
        | v3        | people_lifted  |              - |
    """)
    rows = look(as_of=YEAR_2017, villages=villages)
    assert (row(rows, "step1")["reported_value"], row(rows, "step1")["missing_areas"]) == (
        100_000,
        1,
    )
    silent = row(rows, "step2")
    assert (silent["reported_value"], silent["short_by"]) == (None, None)
    assert (silent["light_reason"], silent["missing_areas"]) == ("not_reported", 1)


def test_nothing_is_missing_before_the_first_year_is_over():
    rows = look(as_of=date(2016, 6, 30), villages=no_actuals(), counties=no_actuals())
    assert set(rows["light"]) == {"grey"}
    villages = actuals("""
        | area_code | indicator_code | reported_value |
        | v1        | people_lifted  |              - |
    """)
    early = row(look(as_of=date(2016, 6, 30), villages=villages), "step1")
    assert (early["cycle_state"], early["light_reason"]) == ("not_due", "not_due")


def test_a_county_or_a_village_can_be_looked_at_alone():
    rows = look(as_of=YEAR_2017, area="v3")
    assert row(rows, "step2")["target_value"] == 39_189
    assert row(rows, "all")["reported_value"] == 12_000
    assert row(rows, "step1")["light_reason"] == "no_task"
    assert row(rows, "step1")["target_value"] is None


def test_an_approved_adjustment_stands_beside_the_step():
    first = TARGETS.filter(area_code="v1", indicator_code="people_lifted")
    both = pl.concat([TARGETS, adjusted(first, to=155_000.0, approved_on=date(2017, 12, 1))])
    found = row(look(as_of=YEAR_2017, promises=both), "step1")
    assert (found["target_value"], found["adjusted_target_value"]) == (161_898, 155_000)
    assert found["attainment_rate"] == 150_000 / 161_898
    # Rate B, 150,000 of the 150,000 and 11,898 still counted, is 0.927: no better than rate A.
    assert found["light"] == "yellow"
    fewer = VILLAGES.with_columns(
        reported_value=pl.when(
            pl.col("indicator_code") == "poor_people_remaining", pl.col("area_code") == "v1"
        )
        .then(0.0)
        .otherwise("reported_value")
    )
    # 150,000 of 150,000: nobody who counts now is still poor.
    none_left = row(look(as_of=YEAR_2017, promises=both, villages=fewer), "step1")
    assert (none_left["light"], none_left["is_overdue"]) == ("green", False)


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="areas lacks step"):
        steps(AREAS.drop("step"), VILLAGES, COUNTIES, TARGETS, PLANS, as_of=YEAR_2017)


# Codes that nest, as real ones do: what lies in an area begins with its code.
NESTED = {
    **{"bayan": "1", "t1": "11", "v1": "111", "v2": "112"},
    **{"yanshou": "2", "t2": "21", "v3": "211", "bin": "3"},
}


@pytest.mark.parametrize("level", ["county", "township"])
def test_areas_below_are_told_apart_as_if_each_was_looked_at_alone(level):
    frames = [
        frame.with_columns(pl.col("^(area|township|county)_code$").replace(NESTED))
        for frame in (AREAS, VILLAGES, COUNTIES, TARGETS, PLANS)
    ]
    below = steps_below(*frames, level=level, as_of=SEPTEMBER)
    codes = below["area_code"].unique(maintain_order=True).to_list()
    assert codes == {"county": ["1", "2", "3"], "township": ["11", "21"]}[level]
    for code in codes:
        alone = steps(*frames, area=code, as_of=SEPTEMBER)
        assert below.filter(area_code=code).drop("area_code").equals(alone)
