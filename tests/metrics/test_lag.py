from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.lag import COLUMNS, lagging
from tests.frames import AREAS, actuals, adjusted, no_plans, targets
from tests.tables import table

VILLAGES = table("""
    | area_code | is_poor_village | group       |
    | v1        | yes             | poor_county |
    | v2        | no              | poor_county |
    | v3        | yes             | poor_county |
""").with_columns(is_poor_village=pl.col("is_poor_village") == "yes")
ROLES = AREAS.join(VILLAGES, on="area_code", how="left", maintain_order="left").with_columns(
    pl.col("is_poor_village").fill_null(False),
    is_old_base_area=pl.lit(False),
    is_minority_village=pl.lit(False),
    lon=pl.lit(127.4),
    lat=pl.lit(46.1),
    position_kind=pl.lit("schematic"),
)

# 100 people each. The line of v1 and v2 ends in December 2018, so 2/3 are planned by the end of
# 2017 and, people getting ready from March to October, 2/3 + 1/3 * 0.5 by June 2018.
TARGETS = targets("""
    | area_code | indicator_code    | target_date | target_value |
    | v1        | people_lifted     | 2018-12-31  |          120 |
    | v2        | people_lifted     | 2018-12-31  |          120 |
    | v3        | people_lifted     | 2017-12-31  |          120 |
    | v1        | housing_renovated | 2018-12-31  |           30 |
    | v1        | villages_delisted | 2018-12-31  |            1 |
""")
JUNE, SEPTEMBER = date(2018, 6, 30), date(2018, 9, 30)
PLANNED_JUNE = 80 + 40 * 0.5


def values(*lines: str) -> pl.DataFrame:
    """Values from lines of area, indicator, value and whether it is of this month."""
    head = "| area_code | indicator_code | reported_value | current_areas |"
    return actuals("\n".join([head, *(f"| {line} |" for line in lines)]))


def months(area: str, **ready: float) -> pl.DataFrame:
    """Month ends of people ready: ``m2018_06=90`` is the end of June 2018."""
    ends = [pl.date(int(name[1:5]), int(name[6:]), 1).dt.month_end() for name in ready]
    return pl.DataFrame({"reported_value": list(map(float, ready.values()))}).select(
        pl.lit(area).alias("area_code"),
        pl.lit("people_ready").alias("indicator_code"),
        pl.Series("month", pl.select(pl.concat_list(ends)).item()),
        "reported_value",
    )


def registered(*lines: str) -> pl.DataFrame:
    """People still poor by the register, from lines of village, cause, attribute, people."""
    head = "| area_code | main_cause | attribute | people |"
    return table("\n".join([head, *(f"| {line} |" for line in lines)]))


NOBODY = registered("v1 | illness | ordinary | 0").clear()


def look(
    found: pl.DataFrame,
    series: pl.DataFrame,
    *,
    as_of: date = JUNE,
    still_poor: pl.DataFrame = NOBODY,
) -> pl.DataFrame:
    return lagging(ROLES, found, series, TARGETS, no_plans(), still_poor, as_of=as_of)


def row(rows: pl.DataFrame, area: str) -> dict:
    return rows.filter(area_code=area).row(0, named=True)


# v1: 75 a year ago, 84 in March, 87 in June; 33 to go in six months.
SLOW = months("v1", m2017_06=75, m2018_03=84, m2018_04=84, m2018_05=86, m2018_06=87)
V1 = ("v1 | people_ready | 87 | 1", "v1 | poor_people_remaining | 40 | 1")


def test_a_village_under_90_percent_that_needs_a_faster_pace_is_flagged():
    found = row(look(values(*V1), SLOW), "v1")
    assert found["planned_value"] == PLANNED_JUNE
    assert found["spi"] == 87 / PLANNED_JUNE
    assert found["short_by"] == PLANNED_JUNE - 87
    assert found["required_pace"] == (120 - 87) / 6
    assert found["recent_pace_3"] == (87 - 84) / 3
    assert found["recent_pace_12"] == (87 - 75) / 12
    assert found["pace_multiple"] == ((120 - 87) / 6) / ((87 - 75) / 12)
    assert found["flag"] == "watch"


def test_from_september_on_a_flag_asks_to_act():
    series = SLOW.with_columns(pl.col("month").dt.offset_by("3mo").dt.month_end())
    found = row(look(values(*V1), series, as_of=SEPTEMBER), "v1")
    assert found["planned_value"] == 80 + 40 * 0.875
    assert (found["spi"] < 0.9, found["flag"]) == (True, "act")


def test_once_an_adjusted_target_is_approved_it_is_the_one_to_reach():
    first = TARGETS.filter(area_code="v1", indicator_code="people_lifted")
    found = {}
    for day in (date(2018, 6, 30), date(2018, 7, 1)):
        both = pl.concat([TARGETS, adjusted(first, to=90.0, approved_on=day)])
        rows = lagging(ROLES, values(*V1), SLOW, both, no_plans(), NOBODY, as_of=JUNE)
        found[day] = row(rows, "v1")
    now, not_yet = found.values()
    assert now["target_value"] == 90
    assert now["planned_value"] == pytest.approx(90 * PLANNED_JUNE / 120)
    assert now["spi"] == pytest.approx(87 / 75)
    assert (now["flag"], now["required_pace"]) == (None, (90 - 87) / 6)
    assert (not_yet["target_value"], not_yet["spi"]) == (120, 87 / PLANNED_JUNE)
    assert not_yet["flag"] == "watch"


def test_a_village_that_is_fast_enough_is_not_flagged():
    fast = months("v1", m2017_06=9, m2018_03=60, m2018_06=87)
    found = row(look(values(*V1), fast), "v1")
    # 33 in six months against 78 in twelve.
    assert found["pace_multiple"] == (33 / 6) / (78 / 12)
    assert (found["spi"] < 0.9, found["flag"]) == (True, None)


def test_where_nothing_moved_for_a_year_no_pace_is_enough():
    still = months("v1", m2017_06=87, m2018_03=87, m2018_06=87)
    found = row(look(values(*V1), still), "v1")
    assert (found["recent_pace_12"], found["pace_multiple"]) == (0, None)
    assert found["flag"] == "watch"


def test_a_village_on_its_plan_is_not_flagged_however_slow():
    rows = look(values("v1 | people_ready | 95 | 1", V1[1]), SLOW)
    assert row(rows, "v1")["spi"] == 95 / PLANNED_JUNE
    assert row(rows, "v1")["flag"] is None


def test_without_a_year_of_months_three_of_them_are_the_pace():
    young = months("v1", m2018_03=84, m2018_06=87)
    found = row(look(values(*V1), young), "v1")
    assert found["recent_pace_12"] is None
    assert found["pace_multiple"] == ((120 - 87) / 6) / ((87 - 84) / 3)
    rushed = months("v1", m2018_03=27, m2018_06=87)
    assert row(look(values(*V1), rushed), "v1")["flag"] is None


def test_past_the_target_date_there_is_no_pace_and_the_flag_asks_to_act():
    found = row(
        look(values("v3 | people_ready | 100 | 1"), months("v3", m2018_03=90, m2018_06=100)),
        "v3",
    )
    assert (found["planned_value"], found["required_pace"]) == (120, None)
    assert (found["spi"], found["flag"]) == (100 / 120, "act")


def test_where_nobody_is_poor_any_more_nothing_lags():
    done = ("v1 | people_ready | 87 | 1", "v1 | poor_people_remaining | 0 | 1")
    found = row(look(values(*done), SLOW), "v1")
    assert (found["flag"], found["reasons"]) == (None, [])


def test_short_is_at_most_who_is_still_poor():
    few = ("v1 | people_ready | 87 | 1", "v1 | poor_people_remaining | 5 | 1")
    found = row(look(values(*few), SLOW), "v1")
    assert (found["short_by"], found["people_short"]) == (PLANNED_JUNE - 87, 5)
    assert found["is_small"]


def test_who_is_ready_and_waits_for_the_exits_of_the_year_is_not_short():
    # 87 are ready or out, 75 are out: 12 of the 15 who are still poor are ready.
    waiting = ("v1 | people_lifted | 75 | 1", "v1 | poor_people_remaining | 15 | 1")
    found = row(look(values(V1[0], *waiting), SLOW), "v1")
    assert (found["remaining_people"], found["not_ready_people"]) == (15, 15 - (87 - 75))
    assert found["people_short"] == 15 - (87 - 75)


def test_where_everybody_is_ready_nothing_lags_and_only_a_missing_report_is_a_reason():
    stood = months("v3", m2017_06=80, m2018_03=87, m2018_04=87, m2018_05=87, m2018_06=87)
    waiting = ("v3 | people_lifted | 77 | 1", "v3 | poor_people_remaining | 10 | 1")
    found = row(look(values("v3 | people_ready | 87 | 0", *waiting), stood), "v3")
    assert (found["spi"] < 0.9, found["is_overdue"]) == (True, True)
    assert (found["not_ready_people"], found["people_short"], found["flag"]) == (0, 0, None)
    assert found["reasons"] == ["report_missing"]


def test_rates_are_shares_of_the_target():
    found = row(look(values(*V1), SLOW), "v1")
    assert found["attainment_rate"] == 87 / 120
    assert found["points_ahead"] == (87 - PLANNED_JUNE) / 120


def test_most_people_short_come_first_then_the_lower_performance():
    rows = look(
        values(
            *("v1 | people_ready | 80 | 1", "v1 | poor_people_remaining | 40 | 1"),
            *("v2 | people_ready | 60 | 1", "v2 | poor_people_remaining | 60 | 1"),
            *("v3 | people_ready | 119 | 1", "v3 | poor_people_remaining | 1 | 1"),
        ),
        pl.concat(months(area, m2017_06=50, m2018_06=60) for area in ("v1", "v2", "v3")),
    )
    assert rows["area_code"].to_list() == ["v2", "v1", "v3"]
    assert rows["people_short"].to_list() == [PLANNED_JUNE - 60, PLANNED_JUNE - 80, 120 - 119]
    assert rows["flag"].to_list() == ["watch", "watch", None]


def test_ordinary_villages_are_in_the_list():
    rows = look(values("v2 | people_ready | 60 | 1"), months("v2", m2017_06=50, m2018_06=60))
    found = row(rows, "v2")
    assert (found["is_poor_village"], found["flag"]) == (False, "watch")
    assert (found["county_name"], found["township_name"]) == ("巴彦", "巴彦镇")


def test_a_silent_village_has_no_figures_and_says_why():
    found = row(look(values("v1 | people_ready | - | 0"), SLOW.clear()), "v1")
    assert (found["actual_value"], found["spi"], found["flag"]) == (None, None, None)
    assert (found["light"], found["light_reason"]) == ("grey", "not_reported")
    assert found["reasons"] == ["report_missing"]


def test_a_carried_value_is_a_report_missing_and_not_a_stall():
    stood = months("v1", m2017_06=80, m2018_03=87, m2018_04=87, m2018_05=87, m2018_06=87)
    carried = look(values("v1 | people_ready | 87 | 0", V1[1]), stood)
    assert "report_missing" in row(carried, "v1")["reasons"]
    assert "stalled" not in row(carried, "v1")["reasons"]
    reported = look(values(*V1), stood)
    assert "stalled" in row(reported, "v1")["reasons"]
    # Nobody more in April, May and June.
    assert row(reported, "v1")["stalled_months"] == 3


def test_winter_is_no_stall():
    series = months("v1", m2017_10=60, m2017_11=60, m2017_12=60, m2018_01=60, m2018_02=60)
    found = row(
        look(values("v1 | people_ready | 60 | 1", V1[1]), series, as_of=date(2018, 2, 28)), "v1"
    )
    assert found["stalled_months"] == 0
    assert "stalled" not in found["reasons"]


@pytest.mark.parametrize(
    ("year_before", "needs_speed"), [(75, True), (54, True), (43, False), (9, False)]
)
def test_more_than_half_again_the_pace_is_a_reason(year_before, needs_speed):
    # 33 in six months is 5.5 a month, against 1, 2.75, 3.67 (just 1.5 times) and 6.5 of late.
    series = months("v1", m2017_06=year_before, m2018_03=84, m2018_06=87)
    found = row(look(values(*V1), series), "v1")
    assert ("needs_speed" in found["reasons"]) == needs_speed


def test_a_criterion_that_a_poor_village_lacks_is_named():
    lacking = (
        "v1 | paved_road | 100 | 1",
        "v1 | village_power | 0 | 1",
        "v1 | village_bus | 0 | 1",
    )
    found = row(look(values(*V1, *lacking), SLOW), "v1")
    assert found["missing_criteria"] == ["village_bus", "village_power"]
    assert "criterion_missing" in found["reasons"]


def test_a_delisted_or_an_ordinary_village_lacks_no_criterion():
    out = values(*V1, "v1 | village_bus | 0 | 1", "v1 | villages_delisted | 1 | 1")
    assert row(look(out, SLOW), "v1")["missing_criteria"] == []
    ordinary = values("v2 | people_ready | 60 | 1", "v2 | village_bus | 0 | 1")
    assert row(look(ordinary, SLOW), "v2")["missing_criteria"] == []


def test_who_is_far_below_the_peers_is_told_so():
    # As in the tests of the funnel: of eleven villages of 100 people one has nobody ready.
    ready = [20, 35, 45, 50, 50, 55, 65, 80, 40, 60, 0]
    names = [f"p{number}" for number in range(len(ready))]
    places = pl.concat(
        [ROLES.filter(area_code="v1").with_columns(area_code=pl.lit(name)) for name in names]
    )
    head = "| area_code | indicator_code | target_date | target_value |"
    promised = [f"| {name} | people_lifted | 2018-12-31 | 100 |" for name in names]
    found = [
        f"{name} | people_ready | {count} | 1" for name, count in zip(names, ready, strict=True)
    ]
    rows = lagging(
        places,
        values(*found),
        SLOW,
        targets("\n".join([head, *promised])),
        no_plans(),
        NOBODY,
        as_of=JUNE,
    )
    low = rows.filter(pl.col("reasons").list.contains("low_against_peers"))
    assert low["area_code"].to_list() == ["p10"]


@pytest.mark.parametrize(("houses", "is_late"), [(0, True), (17, True), (18, False)])
def test_houses_under_80_percent_of_their_plan_are_works_late(houses, is_late):
    # 20 of 30 by the end of 2017, and 22 % of the last 10 by June: 22.2, of which 80 % is 17.8.
    found = row(look(values(*V1, f"v1 | housing_renovated | {houses} | 1"), SLOW), "v1")
    assert ("works_late" in found["reasons"]) == is_late


def test_houses_nobody_reported_are_not_called_late():
    assert "works_late" not in row(look(values(*V1), SLOW), "v1")["reasons"]
    silent = values(*V1, "v1 | housing_renovated | - | 0")
    assert "works_late" not in row(look(silent, SLOW), "v1")["reasons"]


FEW = ("v1 | people_ready | 87 | 1", "v1 | poor_people_remaining | 6 | 1")
HARD = ("v1 | illness | ordinary | 3", "v1 | skills | specially_supported | 2")


def test_few_people_left_and_all_hard_to_lift_is_a_reason():
    hard = look(values(*FEW), SLOW, still_poor=registered(*HARD, "v1 | labour | - | 1"))
    assert "few_and_hard" in row(hard, "v1")["reasons"]


@pytest.mark.parametrize("able", ["v1 | skills | ordinary | 1", "v1 | - | - | 1"])
def test_one_household_that_work_could_lift_or_of_no_known_cause_is_enough_against_it(able):
    mixed = look(values(*FEW), SLOW, still_poor=registered(*HARD, able))
    assert "few_and_hard" not in row(mixed, "v1")["reasons"]


def test_many_people_all_hard_or_few_unknown_ones_are_no_such_reason():
    many = look(values(*V1), SLOW, still_poor=registered(*HARD))
    assert "few_and_hard" not in row(many, "v1")["reasons"]
    unknown = look(values(*FEW), SLOW, still_poor=registered("v2 | illness | ordinary | 3"))
    assert "few_and_hard" not in row(unknown, "v1")["reasons"]


def test_every_village_with_a_target_has_one_row():
    rows = look(values(*V1), SLOW)
    assert sorted(rows["area_code"]) == ["v1", "v2", "v3"]
    assert rows.columns == COLUMNS


def test_months_after_the_look_are_not_seen():
    later = pl.concat([SLOW, months("v1", m2018_07=119, m2018_08=120)])
    assert look(values(*V1), later).equals(look(values(*V1), SLOW))


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="actuals lacks current_areas"):
        look(values(*V1).drop("current_areas"), SLOW)
