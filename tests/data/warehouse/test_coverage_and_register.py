"""Worked tables of what was due, and of how households moved through the register."""

from datetime import date, datetime

import polars as pl
import pytest
from sqlalchemy import select

from data.catalogue import settings
from data.warehouse.engine import data_version, open_version, read
from data.warehouse.queries import coverage, programme_state, register_changes
from data.warehouse.schema import (
    dim_indicator,
    fct_designation,
    fct_household_year,
    fct_observation,
    import_batch,
    mart_area_indicator,
)
from data.warehouse.scope import CITY, Scope

V1, V2, V3, MULAN_VILLAGE = "230126100200", "230126100201", "230126101200", "230127100200"
BASELINE, JAN, FEB = date(2015, 12, 31), date(2016, 1, 31), date(2016, 2, 29)
ROLES = [{"area_code": code} for code in (V1, V2, V3)]


def ready(area, period, value=1.0, **more):
    return {
        "area_code": area,
        "indicator_code": "people_ready",
        "period": period,
        "obs_value": value,
        **more,
    }


def batch(number, received, **more):
    return {"import_id": number, "received_at": received, **more}


def due(version, as_of=FEB, indicator="people_ready"):
    frame = coverage(CITY, version, as_of=as_of).filter(indicator_code=indicator)
    return {
        row["period"]: (row["due_areas"], row["reported_areas"], row["on_time_areas"])
        for row in frame.iter_rows(named=True)
    }


def test_first_arrival_decides_what_was_in_time(fill):
    deadline = datetime(2016, 2, settings().report_days["month"], 23, 59)
    version = fill(
        {
            import_batch: [
                batch(1, deadline),
                batch(2, datetime(2016, 2, settings().report_days["month"] + 1)),
                batch(3, datetime(2016, 2, 1), batch_state="withdrawn"),
            ],
            fct_designation: ROLES,
            fct_observation: [
                ready(V1, BASELINE),
                ready(V1, JAN, import_id=1),
                # Corrected after the deadline: the return was still in time.
                ready(V1, JAN, 2.0, import_id=2),
                ready(V2, JAN, import_id=2),
                ready(V3, JAN, import_id=3),
                ready(V1, FEB, import_id=2),
                # Not to report, so its return isn't counted.
                ready(MULAN_VILLAGE, JAN, import_id=1),
            ],
        }
    )
    assert due(version) == {JAN: (3, 2, 1), FEB: (3, 1, 1)}
    assert due(version, as_of=JAN) == {JAN: (3, 2, 1)}


def test_blank_value_is_no_report(fill):
    rows = [ready(V1, JAN), ready(V2, JAN, None)]
    version = fill({fct_designation: ROLES, fct_observation: rows})
    assert due(version) == {JAN: (3, 1, 0)}


def test_baseline_events_and_sums_are_never_due(fill):
    rows = [
        ready(V1, BASELINE),
        ready(V1, date(2016, 12, 31)),
        {
            "area_code": "230126",
            "indicator_code": "roads_network",
            "period": JAN,
            "obs_value": 1.0,
        },
    ]
    version = fill({fct_designation: ROLES, fct_observation: rows})
    frame = coverage(CITY, version, as_of=date(2016, 12, 31))
    assert frame["period"].min() == JAN
    codes = set(frame["indicator_code"])
    assert {"roads_network", "people_ready", "people_lifted"} <= codes
    assert not {"rural_roads", "villages_delisted", "counties_delisted"} & codes


def test_cycle_decides_in_which_months_something_is_due(fill):
    rows = [ready(V1, date(2015, 12, 31)), ready(V1, date(2016, 12, 31))]
    version = fill({fct_designation: ROLES, fct_observation: rows})
    end = date(2016, 12, 31)
    months = {
        code: [period.month for period in sorted(due(version, end, code))]
        for code in ("people_ready", "labour_skill", "people_lifted")
    }
    assert months == {
        "people_ready": list(range(1, 13)),
        "labour_skill": [3, 6, 9, 12],
        "people_lifted": [12],
    }


def test_city_return_is_due_and_belongs_to_no_county(fill):
    rows = [
        {
            "area_code": "230100",
            "indicator_code": "city_look_back",
            "period": date(2016, 12, 31),
            "obs_value": 1.0,
        }
    ]
    version = fill({fct_observation: rows})
    end = date(2016, 12, 31)
    found = coverage(CITY, version, as_of=end).filter(indicator_code="city_look_back")
    assert found.select("county_code", "due_areas", "reported_areas").rows() == [(None, 1, 1)]
    county = coverage(Scope("county", "230126", "village"), version, as_of=end)
    assert set(county["county_code"]) == {"230126"}


@pytest.mark.parametrize(
    ("arrived", "expected"), [((1.0, 0.95), FEB), ((1.0, 0.85), JAN), ((0.5, 0.1), FEB)]
)
def test_page_opens_on_the_last_month_that_has_nearly_all_its_returns(
    home, fill, arrived, expected
):
    """Of what is due each month so much arrived; if it never was enough, the last month."""
    derived = select(dim_indicator.c.component_of).where(
        dim_indicator.c.component_of.is_not(None)
    )
    monthly = (
        select(mart_area_indicator)
        .join(
            dim_indicator,
            dim_indicator.c.indicator_code == mart_area_indicator.c.indicator_code,
        )
        .where(dim_indicator.c.cycle == "month", dim_indicator.c.indicator_code.not_in(derived))
    )
    pairs = read(monthly, open_version(data_version())).rows(named=True)
    rows = [
        pair | {"period": period, "obs_value": 1.0}
        for period, part in zip((JAN, FEB), arrived, strict=True)
        for pair in pairs[: round(part * len(pairs))]
    ]
    state = programme_state(CITY, fill({fct_observation: rows})).row(0, named=True)
    assert state["default_as_of"] == expected
    assert (state["first_month"], state["latest_month"]) == (JAN, FEB)


def test_only_returns_of_indicators_count_as_the_newest_arrival(fill):
    """An outline imported years later makes no month of the returns overdue."""
    arrived = {
        "observations": (datetime(2016, 3, 4, 9), "complete"),
        "geography": (datetime(2026, 11, 26, 9), "complete"),
        "works": (datetime(2016, 5, 1, 9), "complete"),
    }
    batches = [
        {"import_id": number, "form_code": form, "received_at": day, "batch_state": state}
        for number, (form, (day, state)) in enumerate(arrived.items(), start=1)
    ]
    taken_back = {
        "import_id": 9,
        "received_at": datetime(2016, 6, 1),
        "batch_state": "withdrawn",
    }
    version = fill({import_batch: [*batches, taken_back]})
    assert programme_state(CITY, version)["latest_arrival"].to_list() == [date(2016, 3, 4)]


def household(key, year, status, people, area=V1, **more):
    return {
        "household_key": key,
        "year": year,
        "area_code": area,
        "register_status": status,
        "people": people,
        **more,
    }


def moves(version, through_year=2017):
    frame = register_changes(CITY, version, through_year=through_year)
    names = ["year", "status_before", "register_status", "households", "people_before"]
    names += ["people", "people_increase", "people_decrease"]
    return sorted(frame.select(names).rows(), key=str)


def test_households_are_counted_by_where_they_came_from_and_went(fill):
    version = fill(
        {
            fct_household_year: [
                household("a", 2015, "not_exited", 3),
                household("a", 2016, "exited", 4),
                household("b", 2015, "not_exited", 5),
                household("b", 2016, "exited", 3),
                household("c", 2015, "not_exited", 2),
                household("d", 2016, "not_exited", 6),
            ]
        }
    )
    assert moves(version) == [
        # a grew by one, b shrank by two: both are kept, not their difference.
        (2016, "not_exited", "exited", 2, 8, 7, 1, 2),
        (2016, "not_exited", None, 1, 2, 0, 0, 0),
        # New to the register: no rise, it just came.
        (2016, None, "not_exited", 1, 0, 6, 0, 0),
    ]


def test_register_closes_from_one_year_to_the_next(fill):
    states = ["not_exited", "ready", "exited", "fell_back", "removed", "closed"]
    rows = [
        household(f"h{number}", year, states[(number + year) % 6], 1 + number % 5)
        for year in (2015, 2016, 2017)
        for number in range(60)
        if (number + year) % 7
    ]
    version = fill({fct_household_year: rows})
    frame = register_changes(CITY, version, through_year=2017)
    for year in (2016, 2017):
        of_year = frame.filter(year=year)
        start = sum(row["people"] for row in rows if row["year"] == year - 1)
        end = sum(row["people"] for row in rows if row["year"] == year)
        joined = of_year.filter(pl.col("status_before").is_null())["people"].sum()
        left = of_year.filter(pl.col("register_status").is_null())["people_before"].sum()
        grown = of_year["people_increase"].sum() - of_year["people_decrease"].sum()
        assert of_year["people_before"].sum() == start
        assert of_year["people"].sum() == end
        assert start + joined - left + grown == end


def test_first_year_is_compared_with_nothing(fill):
    version = fill({fct_household_year: [household("a", 2015, "not_exited", 3)]})
    assert moves(version) == []


def test_county_whose_register_is_late_has_lost_nobody(fill):
    version = fill(
        {
            fct_household_year: [
                household("a", 2015, "not_exited", 3),
                household("a", 2016, "exited", 3),
                household("m", 2015, "not_exited", 3, MULAN_VILLAGE),
            ]
        }
    )
    assert moves(version) == [(2016, "not_exited", "exited", 1, 3, 3, 0, 0)]


def test_household_that_moved_leaves_one_village_and_enters_the_other(fill):
    version = fill(
        {
            fct_household_year: [
                household("a", 2015, "not_exited", 3, V1),
                household("a", 2016, "not_exited", 3, V2),
            ]
        }
    )
    frame = register_changes(CITY, version, through_year=2016)
    assert sorted(frame.select("area_code", "people_before", "people").rows()) == [
        (V1, 3, 0),
        (V2, 0, 3),
    ]


def test_corrected_register_counts_once(fill):
    version = fill(
        {
            import_batch: [{"import_id": 1}, {"import_id": 2}],
            fct_household_year: [
                household("a", 2015, "not_exited", 3),
                household("a", 2016, "exited", 3, import_id=2),
                household("a", 2016, "not_exited", 3),
            ],
        }
    )
    assert moves(version) == [(2016, "not_exited", "exited", 1, 3, 3, 0, 0)]
