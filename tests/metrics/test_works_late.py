"""Late works: the worst first, and why."""

from datetime import date

import polars as pl

from metrics.works_late import late, late_reasons
from metrics.works_projects import projects
from tests.frames import AREAS
from tests.work_frames import works

SEPTEMBER = date(2018, 9, 30)
BRIDGES = ("N2", "N3", "D1")
WORKS = works("""
    | code | area  | start_due  | started    | due        | finished   | reason     | people |
    | S1   | v1    | 2017-05-10 | 2017-05-20 | 2017-09-30 | -          | contractor | 100    |
    | S2   | v1    | 2018-05-10 | 2018-05-20 | 2018-08-31 | -          | rain       | 900    |
    | N1   | v3    | 2018-07-01 | -          | 2018-10-31 | -          | land       | 50     |
    | N2   | v2    | 2018-07-01 | -          | 2018-10-31 | -          | -          | 300    |
    | N3   | bayan | 2018-05-01 | -          | 2018-10-31 | -          | land       | 10     |
    | D1   | v2    | 2018-05-01 | 2018-05-20 | 2018-08-31 | 2018-09-20 | rain       | 10     |
""").with_columns(
    programme=pl.when(pl.col("work_code").is_in(BRIDGES))
    .then(pl.lit("bridges"))
    .otherwise("programme")
)


def look(rows=WORKS, *, as_of=SEPTEMBER) -> pl.DataFrame:
    return projects(rows, AREAS, as_of=as_of)


def test_not_started_comes_first_then_days_then_people():
    """N1 and N2 are late by the same days, N2 serves more; S1, late by a year, comes after."""
    found = late(look())
    assert found["work_code"].to_list() == ["N3", "N2", "N1", "S1", "S2"]
    assert found["late_kind"].to_list() == ["not_started"] * 3 + ["not_finished"] * 2
    assert found["days_late"].to_list()[3] == 365
    assert found["area_name"].to_list() == ["巴彦", "乙村", "丙村", "甲村", "甲村"]


def test_the_list_also_stands_without_people():
    found = late(look().drop("people_served"))
    assert found["work_code"].to_list() == ["N3", "N1", "N2", "S1", "S2"]


def test_over_winter_the_list_stays_and_says_that_nobody_builds():
    found = late(look(as_of=date(2019, 1, 31)))
    assert set(found["work_code"]) == {"N3", "N2", "N1", "S1", "S2"}
    assert found["is_winter"].all()
    assert set(found["state"]) == {"not_started", "winter_stop"}


def test_reasons_are_counted_and_none_given_is_a_reason_of_its_own():
    """Land keeps a bridge and a road waiting: one and 10 km have no sum."""
    found = late_reasons(look())
    names = ("late_kind", "late_reason", "project_count", "quantity_planned", "in_winter_count")
    assert found.select(names).rows() == [
        ("not_started", "land", 2, None, 0),
        ("not_started", None, 1, 10, 0),
        ("not_finished", "contractor", 1, 10, 0),
        ("not_finished", "rain", 1, 10, 0),
    ]
    assert found["longest_days"].to_list() == [
        (SEPTEMBER - day).days
        for day in (date(2018, 5, 1), date(2018, 7, 1), date(2017, 9, 30), date(2018, 8, 31))
    ]


def test_reasons_by_programme_carry_its_quantity_and_keep_counties_at_village_level():
    found = late_reasons(look(), level="village", by=("programme",))
    county = found.filter(~pl.col("is_attributed"))
    names = ("programme", "area_code", "late_reason", "project_count", "quantity_planned")
    assert county.select(names).rows() == [("bridges", "bayan", "land", 1, 10)]
    assert found["project_count"].sum() == late(look()).height


def test_nothing_is_late_where_nothing_is():
    on_time = look(WORKS.filter(pl.col("work_code") == "D1"))
    assert late(on_time).is_empty()
    assert late_reasons(on_time).is_empty()
