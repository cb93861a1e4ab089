from datetime import date

import polars as pl
import pytest

from data.catalogue import settings
from data.errors import MissingColumnsError
from metrics.department import late_items, office_indicators
from metrics.office_money import office_money
from metrics.office_returns import office_returns
from tests.tables import table

JUNE = date(2018, 6, 30)


def progress(text: str) -> pl.DataFrame:
    """Rows of progress from a table of area_code, indicator_code, light, lag, points_behind."""
    rows = table(text)
    reason = pl.col("light_reason") if "light_reason" in rows.columns else pl.lit(None)
    return rows.with_columns(
        pl.col("lag", "points_behind").cast(pl.Float64),
        light_reason=reason.cast(pl.String),
    )


CITY = progress("""
    | area_code | indicator_code     | light  | lag | points_behind |
    | city      | bridges            | yellow |  30 |          0.05 |
    | city      | roads_network      | red    |  60 |          0.06 |
    | city      | roads_widening     | red    |  90 |          0.09 |
    | city      | paved_road         | green  |  -1 |         -0.01 |
    | city      | village_power      | green  |  -2 |         -0.02 |
""")
COUNTIES = progress("""
    | area_code | indicator_code | light  | lag | points_behind | light_reason |
    | bayan     | bridges        | green  |  -1 |         -0.10 | -            |
    | bin       | bridges        | yellow |   2 |          0.10 | -            |
    | yanshou   | bridges        | red    |   3 |          0.30 | -            |
    | hulan     | bridges        | grey   |   - |             - | not_reported |
    | yanshou   | roads_network  | red    |   8 |          0.40 | -            |
    | yanshou   | rural_roads    | red    |   8 |          0.40 | -            |
    | bin       | paved_road     | orange |   5 |          0.20 | -            |
""")


def test_an_offices_indicators_come_worst_light_first_and_furthest_behind_first():
    rows = office_indicators(CITY, COUNTIES).filter(org_unit_code="transport")
    lit = rows.filter(pl.col("light").is_not_null())
    assert lit["indicator_code"].to_list() == [
        *("roads_widening", "roads_network", "bridges", "paved_road")
    ]


def test_areas_are_counted_by_light_and_grey_is_no_light():
    rows = office_indicators(CITY, COUNTIES).filter(indicator_code="bridges")
    row = rows.row(0, named=True)
    assert (row["lit_areas"], row["late_areas"], row["red_areas"]) == (3, 2, 1)
    assert row["points_ahead"] == -0.05


def test_an_indicator_without_a_figure_for_the_city_keeps_its_line():
    rows = office_indicators(CITY, COUNTIES).filter(indicator_code="rural_income_growth_gap")
    assert rows.select("org_unit_code", "light", "late_areas").rows() == [
        ("survey_office", None, None)
    ]


def test_offices_that_answer_with_others_see_the_indicator_after_their_own():
    rows = office_indicators(CITY, COUNTIES)
    power = rows.filter(indicator_code="village_power")
    assert dict(power.select("org_unit_code", "is_lead").iter_rows()) == {
        "power_company": True,
        "development_reform": False,
    }
    own = rows.filter(org_unit_code="development_reform")["is_lead"].to_list()
    assert own == sorted(own, reverse=True)


def test_late_items_come_worst_first_and_a_sum_does_not_stand_beside_its_parts():
    rows = late_items(COUNTIES, as_of=JUNE)
    assert rows.select("indicator_code", "area_code", "light").rows() == [
        ("roads_network", "yanshou", "red"),  # 40 points
        ("bridges", "yanshou", "red"),  # 30 points
        ("paved_road", "bin", "orange"),
        ("bridges", "bin", "yellow"),
    ]
    assert set(rows["org_unit_code"]) == {"transport"}


def test_late_since_the_first_month_of_the_unbroken_run():
    before = pl.concat(
        progress(text).with_columns(month=pl.lit(month))
        for month, text in {
            date(2018, 2, 28): """
                | area_code | indicator_code | light  | lag | points_behind | light_reason |
                | yanshou   | bridges        | red    |   3 |           0.3 | -            |
                | bin       | bridges        | yellow |   2 |           0.1 | -            |
            """,
            date(2018, 3, 31): """
                | area_code | indicator_code | light  | lag | points_behind | light_reason |
                | yanshou   | bridges        | yellow |   3 |           0.3 | -            |
                | bin       | bridges        | green  |   0 |           0.0 | -            |
            """,
            date(2018, 4, 30): """
                | area_code | indicator_code | light  | lag | points_behind | light_reason |
                | yanshou   | bridges        | grey   |   - |             - | not_reported |
                | bin       | bridges        | yellow |   2 |           0.1 | -            |
            """,
            date(2018, 5, 31): """
                | area_code | indicator_code | light  | lag | points_behind | light_reason |
                | yanshou   | bridges        | yellow |   3 |           0.3 | -            |
                | bin       | bridges        | red    |   2 |           0.1 | -            |
            """,
        }.items()
    )
    rows = late_items(COUNTIES, before, as_of=JUNE).filter(indicator_code="bridges")
    assert rows.select("area_code", "since", "is_longer").rows() == [
        ("yanshou", date(2018, 2, 28), True),  # silent in April; perhaps late before February
        ("bin", date(2018, 4, 30), False),
    ]


def test_nothing_late_gives_no_rows():
    green = COUNTIES.with_columns(light=pl.lit("green"))
    assert late_items(green, as_of=JUNE).is_empty()


COVERAGE = table("""
    | area_code | indicator_code | cycle | period     | due_on     | due | came | in_time |
    | bayan     | bridges        | month | 2018-06-30 | 2018-07-05 |   1 |    1 |       0 |
    | bin       | bridges        | month | 2018-06-30 | 2018-07-05 |   1 |    0 |       0 |
    | yanshou   | bridges        | month | 2018-06-30 | 2018-07-05 |   1 |    1 |       1 |
    | bayan     | paved_road     | month | 2018-06-30 | 2018-07-05 |  20 |   18 |      18 |
    | bin       | paved_road     | month | 2018-06-30 | 2018-07-05 |  30 |   25 |      24 |
""").select(
    *("area_code", "indicator_code", "cycle", "period", "due_on"),
    due_count="due",
    reported_count="came",
    on_time_count="in_time",
    late_count=pl.col("came") - pl.col("in_time"),
    missing_count=pl.col("due") - pl.col("came"),
)


def test_returns_of_an_office_are_added_and_the_counties_that_owe_them_named():
    rows = office_returns(COVERAGE)
    assert rows["indicator_code"].to_list() == ["paved_road", "bridges"]
    paved, bridges = rows.to_dicts()
    assert (paved["due_count"], paved["missing_count"]) == (20 + 30, 2 + 5)
    assert paved["completeness_rate"] == (18 + 25) / (20 + 30)
    assert paved["timeliness_rate"] == (18 + 24) / (20 + 30)
    assert (paved["missing_in"], paved["late_in"]) == (["bin", "bayan"], ["bin"])
    assert (bridges["missing_in"], bridges["late_in"]) == (["bin"], ["bayan"])
    assert bridges["org_unit_code"] == "transport"


MONEY = table("""
    | area_code | indicator_code  | month      | latest_period | numerator | denominator |
    | bayan     | fund_spent_rate | 2018-06-30 | 2018-06-30    |        40 |         100 |
    | bin       | fund_spent_rate | 2018-06-30 | 2018-05-31    |        40 |         200 |
    | yanshou   | fund_spent_rate | 2018-06-30 | 2018-06-30    |        10 |         100 |
    | hulan     | fund_spent_rate | 2018-06-30 | 2017-12-31    |        90 |         100 |
    | acheng    | fund_spent_rate | 2018-06-30 | 2018-06-30    |         0 |           0 |
    | bayan     | fund_spent_rate | 2018-05-31 | 2018-05-31    |         0 |         100 |
""")


def test_money_of_each_area_is_held_against_the_month_its_figure_is_of():
    shape = settings().plan_shapes["fund_spending"]
    rows = office_money(MONEY, as_of=JUNE)
    assert rows["area_code"].to_list() == ["yanshou", "bin", "bayan"]
    yanshou, bin_county, _ = rows.to_dicts()
    assert yanshou["points_ahead"] == pytest.approx(10 / 100 - shape[6 - 1])
    assert bin_county["planned_rate"] == shape[5 - 1]
    assert bin_county["points_ahead"] == pytest.approx(40 / 200 - shape[5 - 1])
    assert (bin_county["spent_value"], bin_county["allotted_value"]) == (40, 200)
    assert yanshou["org_unit_code"] == "finance"


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="counties lacks light"):
        office_indicators(CITY, COUNTIES.drop("light"))
    with pytest.raises(MissingColumnsError, match="counties lacks light_reason"):
        late_items(COUNTIES.drop("light_reason"), as_of=JUNE)
    with pytest.raises(MissingColumnsError, match="coverage lacks missing_count"):
        office_returns(COVERAGE.drop("missing_count"))
    with pytest.raises(MissingColumnsError, match="series lacks denominator"):
        office_money(MONEY.drop("denominator"), as_of=JUNE)
