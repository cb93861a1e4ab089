"""Worked tables: two townships of Bayan and one of Mulan, small enough to add up by hand."""

from datetime import date, datetime

import pytest

from data.warehouse.queries import actuals, series
from data.warehouse.schema import fct_designation, fct_observation, import_batch
from data.warehouse.scope import CITY

# Two villages of one township, one of another, all in Bayan; one in Mulan.
V1, V2, V3, V4 = "230126100200", "230126100201", "230126101200", "230127100200"
T1, BAYAN, MULAN, HARBIN = "230126100", "230126", "230127", "230100"

JAN, FEB, MAR, APR = (
    date(2016, 1, 31),
    date(2016, 2, 29),
    date(2016, 3, 31),
    date(2016, 4, 30),
)
DEC, NEXT_JAN = date(2016, 12, 31), date(2017, 1, 31)

ROLES = [
    {"area_code": BAYAN, "step": "step1", "poor_county": "provincial"},
    {"area_code": MULAN, "step": "step1", "poor_county": "provincial"},
    *({"area_code": code} for code in (V1, V2, V3, V4)),
]


def observed(area, indicator, period, value, verification="reported", **more):
    return {
        "area_code": area,
        "indicator_code": indicator,
        "period": period,
        "obs_value": None if value is None else float(value),
        "verification": verification,
        **more,
    }


def share(area, indicator, period, numerator, denominator, verification="reported"):
    value = 100 * numerator / denominator
    parts = {"numerator": float(numerator), "denominator": float(denominator)}
    return observed(area, indicator, period, value, verification, **parts)


@pytest.fixture
def months(fill):
    """Rows in; out a function of indicator and area that gives a column's value by month."""

    def _months(rows, batches=({"import_id": 1},)):
        version = fill(
            {import_batch: list(batches), fct_designation: ROLES, fct_observation: rows}
        )

        def _values(indicator, area, column="reported_value"):
            level = {6: "county", 9: "township", 12: "village"}[len(area)]
            frame = series(
                CITY,
                version,
                indicators=[indicator],
                level="city" if area == HARBIN else level,
                through=NEXT_JAN,
                area=area,
            )
            return dict(frame.select("month", column).iter_rows())

        return _values

    return _months


def test_cumulative_value_is_carried_forward_and_added_to_the_county(months):
    rows = [
        observed(V1, "people_ready", JAN, 10),
        observed(V1, "people_ready", MAR, 15),
        observed(V2, "people_ready", FEB, 100),
        observed(V3, "people_ready", MAR, 1000),
    ]
    assert months(rows)("people_ready", BAYAN) == {JAN: 10, FEB: 110, MAR: 1115}


def test_every_level_sees_the_same_values(months):
    rows = [
        observed(V1, "people_ready", JAN, 10),
        observed(V1, "people_ready", MAR, 15),
        observed(V2, "people_ready", FEB, 100),
        observed(V3, "people_ready", MAR, 1000),
        observed(V4, "people_ready", MAR, 1),
    ]
    values = months(rows)
    found = {
        area: list(values("people_ready", area).values()) for area in (V1, T1, BAYAN, HARBIN)
    }
    assert found == {
        V1: [10, 10, 15],
        T1: [10, 110, 115],
        BAYAN: [10, 110, 1115],
        HARBIN: [10, 110, 1116],
    }


def test_decimals_leave_no_crumbs(months):
    parts = (0.1, 0.2, 0.7, 255.3, 1.1)
    rows = [
        observed(f"2301{county}", "bridges", JAN, part, verification)
        for verification in ("reported", "certified")
        for county, part in zip(("26", "27", "28", "29", "12"), parts, strict=True)
    ]
    values = months(rows)
    assert values("bridges", HARBIN) == {JAN: 257.4}
    assert values("bridges", HARBIN, "certified_value") == {JAN: 257.4}


def test_zero_is_a_value_and_silence_is_null(months):
    rows = [observed(V1, "people_ready", JAN, 0), observed(V4, "people_ready", FEB, None)]
    values = months(rows)
    assert values("people_ready", BAYAN) == {JAN: 0}
    assert values("people_ready", MULAN) == {JAN: None}


def test_county_share_adds_numerators_before_dividing(months):
    rows = [
        share(V1, "household_pairing", JAN, 1, 10),
        share(V2, "household_pairing", JAN, 90, 90),
        share(V3, "household_pairing", FEB, 0, 100),
    ]
    assert months(rows)("household_pairing", BAYAN) == {JAN: 91.0, FEB: 45.5}


def test_share_without_its_parts_counts_in_no_parent(months):
    rows = [
        observed(V1, "household_pairing", JAN, 50),
        share(V2, "household_pairing", JAN, 9, 10),
    ]
    assert months(rows)("household_pairing", T1) == {JAN: 90.0}


def test_area_keeps_the_share_it_reported(months):
    row = share(BAYAN, "fund_spent_rate", JAN, 1, 3) | {"obs_value": 33.3}
    assert months([row])("fund_spent_rate", BAYAN) == {JAN: 33.3}


def test_share_of_nothing_is_null(months):
    row = observed(V1, "household_pairing", JAN, 0, numerator=0.0, denominator=0.0)
    assert months([row])("household_pairing", BAYAN) == {JAN: None}


def test_flow_sums_the_calendar_year_and_starts_anew(months):
    rows = [
        observed(V1, "relapse_people", JAN, 2),
        observed(V2, "relapse_people", JAN, 1),
        observed(V1, "relapse_people", MAR, 4),
        observed(V1, "relapse_people", NEXT_JAN, 8),
    ]
    found = months(rows)("relapse_people", BAYAN)
    assert [found[month] for month in (JAN, FEB, MAR, DEC, NEXT_JAN)] == [3, 3, 7, 7, 8]


def test_village_flow_is_the_year_so_far_too(months):
    rows = [
        observed(V1, "relapse_people", JAN, 2),
        observed(V1, "relapse_people", MAR, 4),
        observed(V1, "relapse_people", NEXT_JAN, 8),
    ]
    found = months(rows)("relapse_people", V1)
    assert [found[month] for month in (JAN, FEB, MAR, DEC, NEXT_JAN)] == [2, 2, 6, 6, 8]


def test_each_verification_is_a_series_of_its_own(months):
    rows = [
        observed(V1, "people_ready", JAN, 10),
        observed(V1, "people_ready", FEB, 20),
        observed(V1, "people_ready", FEB, 8, "checked"),
        observed(V1, "people_ready", MAR, 5, "certified"),
        observed(V2, "people_ready", MAR, 3, "checked"),
    ]
    assert months(rows)("people_ready", BAYAN, "checked_value") == {JAN: None, FEB: 8, MAR: 11}


def test_certified_share_divides_its_own_parts(months):
    rows = [
        share(V1, "paved_road", JAN, 10, 10),
        share(V1, "paved_road", JAN, 5, 10, "certified"),
        share(V2, "paved_road", JAN, 10, 10),
        share(V2, "paved_road", JAN, 0, 30, "certified"),
    ]
    assert months(rows)("paved_road", T1, "certified_value") == {JAN: 12.5}


def test_indicator_that_must_not_be_added_has_no_parent(months):
    rows = [observed(BAYAN, "rural_income_growth_gap", DEC, 1.5)]
    values = months(rows)
    assert values("rural_income_growth_gap", HARBIN) == {}
    assert values("rural_income_growth_gap", BAYAN) == {DEC: 1.5}


def test_rural_roads_are_the_sum_of_their_three_programmes(months):
    rows = [
        observed(BAYAN, "roads_village_access", JAN, 10),
        observed(BAYAN, "roads_network", JAN, 20),
        observed(BAYAN, "roads_widening", FEB, 40),
        observed(MULAN, "roads_network", FEB, 100),
        # Never reported; should somebody do so all the same, nothing is counted twice.
        observed(BAYAN, "rural_roads", JAN, 999),
    ]
    values = months(rows)
    assert values("rural_roads", BAYAN) == {JAN: 30, FEB: 70}
    assert values("rural_roads", BAYAN, "valued_areas") == {JAN: 0, FEB: 1}
    assert values("rural_roads", HARBIN) == {JAN: 30, FEB: 170}
    assert values("rural_roads", HARBIN, "valued_areas") == {JAN: 0, FEB: 1}


def test_areas_are_expected_valued_and_current(months):
    rows = [
        observed(V1, "people_ready", JAN, 1),
        observed(V2, "people_ready", FEB, 1),
        observed(V1, "people_ready", APR, 1),
        # A village without a task is in the sum, not in the count.
        observed("230126101201", "people_ready", JAN, 1),
    ]
    values = months(rows)
    counts = ("expected_areas", "valued_areas", "current_areas")
    found = {name: list(values("people_ready", BAYAN, name).values()) for name in counts}
    assert found == {
        "expected_areas": [3, 3, 3, 3],
        "valued_areas": [1, 2, 2, 2],
        "current_areas": [1, 1, 0, 1],
    }


def test_quarterly_value_is_current_until_the_next_quarter_ends(months):
    rows = [
        share(V1, "labour_skill", MAR, 1, 2),
        observed(V1, "people_ready", date(2016, 6, 30), 1),
    ]
    found = months(rows)("labour_skill", BAYAN, "current_areas")
    assert list(found.values()) == [1, 1, 1, 0]


def test_event_stays_current(months):
    rows = [
        observed(BAYAN, "counties_delisted", JAN, 1),
        observed(V1, "people_ready", DEC, 1),
    ]
    values = months(rows)
    assert set(values("counties_delisted", HARBIN, "current_areas").values()) == {1}
    assert values("counties_delisted", HARBIN, "expected_areas")[DEC] == 2


def test_newest_batch_replaces_a_value_whatever_the_order_of_rows(months):
    batches = [{"import_id": 1}, {"import_id": 2, "file_sha256": "1"}]
    rows = [
        observed(V1, "people_ready", JAN, 7, import_id=2),
        observed(V1, "people_ready", JAN, 10, import_id=1),
        observed(V1, "people_ready", FEB, 11, import_id=1),
    ]
    assert months(rows, batches)("people_ready", BAYAN) == {JAN: 7, FEB: 11}


def test_withdrawn_batch_gives_the_old_value_back(months):
    batches = [{"import_id": 1}, {"import_id": 2, "batch_state": "withdrawn"}]
    rows = [
        observed(V1, "people_ready", JAN, 10, import_id=1),
        observed(V1, "people_ready", JAN, 7, import_id=2),
        observed(V1, "people_ready", MAR, 9, import_id=2),
    ]
    assert months(rows, batches)("people_ready", BAYAN) == {JAN: 10}


def test_village_value_sent_for_a_county_is_counted_nowhere(months):
    rows = [observed(BAYAN, "people_ready", JAN, 10), observed(V1, "people_ready", JAN, 1)]
    assert months(rows)("people_ready", HARBIN) == {JAN: 1}


def test_area_that_nobody_expects_has_rows_from_its_first_value(fill):
    stranger = "230126101201"
    rows = [
        observed(V1, "people_ready", JAN, 1),
        observed(stranger, "people_ready", FEB, 5),
    ]
    version = fill({fct_designation: ROLES, fct_observation: rows})
    found = {
        as_of: actuals(
            CITY, version, as_of=as_of, level="village", indicators=["people_ready"]
        )["area_code"].to_list()
        for as_of in (JAN, FEB)
    }
    assert found == {JAN: [V1, V2, V3, V4], FEB: sorted([V1, V2, V3, V4, stranger])}


def test_received_date_has_no_say_in_values(months):
    late = [{"import_id": 1, "received_at": datetime(2020, 1, 1)}]
    rows = [observed(V1, "people_ready", JAN, 10)]
    assert months(rows, late)("people_ready", BAYAN) == {JAN: 10}
