"""Works added up, with the arithmetic beside the result."""

from datetime import date

import polars as pl
import pytest

from metrics.works_projects import projects
from metrics.works_sums import sums
from tests.frames import AREAS
from tests.work_frames import no_works, works

SEPTEMBER = date(2018, 9, 30)

# Roads: R1 accepted, R2 complete (9.5 of 10 km), R3 half done, R4 not started and late, all in
# Bayan; in Yanshou R5 complete without a quantity and R6 due next year.
ROADS = works("""
| code | area  | plan | done | start_due  | started    | due        | finished   | accepted   |
| R1   | v1    | 12   | 12   | 2017-05-10 | 2017-05-20 | 2017-09-30 | 2017-09-20 | 2018-06-15 |
| R2   | v2    | 10   | 9.5  | 2018-05-10 | 2018-05-20 | 2018-09-30 | 2018-09-12 | -          |
| R3   | t1    | 8    | 4    | 2018-05-10 | 2018-06-01 | 2018-10-31 | -          | -          |
| R4   | bayan | 20   | 0    | 2018-05-10 | -          | 2018-10-31 | -          | -          |
| R5   | v3    | 6    | -    | 2018-05-10 | 2018-05-20 | 2018-09-30 | 2018-09-12 | -          |
| R6   | v3    | 5    | -    | 2019-05-10 | -          | 2019-09-30 | -          | -          |
""").with_columns(
    budget_cny=pl.Series([6e6, 5e6, 4e6, 9e6, None, 2e6]),
    paid_cny=pl.Series([6e6, 4e6, None, 0, None, None]),
)


def look(rows: pl.DataFrame, *, level: str = "county", as_of: date = SEPTEMBER, **choices):
    return sums(projects(rows, AREAS, as_of=as_of), month=as_of, level=level, **choices)


def row(rows: pl.DataFrame, **found) -> dict:
    return rows.row(by_predicate=pl.all_horizontal(
        pl.col(name) == value for name, value in found.items()
    ), named=True)  # fmt: skip


def test_started_complete_and_accepted_are_three_figures_in_projects_and_in_km():
    """Bayan: R1, R2, R3 started, R1 and R2 complete, R1 accepted.

    Started km are planned km until a project is complete: 12 + 9.5 + 8.
    """
    bayan = row(look(ROADS), area_code="bayan")
    counts = ("project_count", "started_count", "complete_count", "accepted_count")
    assert [bayan[name] for name in counts] == [4, 3, 2, 1]
    assert bayan["started_value"] == 12 + 9.5 + 8
    assert bayan["reported_value"] == 12 + 9.5
    assert bayan["certified_value"] == 12
    assert bayan["done_value"] == 12 + 9.5 + 4 + 0
    assert bayan["project_value"] == 12 + 10 + 8 + 20


def test_planned_by_now_is_the_years_before_and_the_seasons_share_of_this_one():
    """R1 of 2017 is due whole, 38 km of 2018 by 80 % in September and by 100 % in November.

    R6 of 2019 isn't planned yet.
    """
    for month, share in ((7, 0.40), (9, 0.80), (11, 1.0)):
        day = date(2018, month, 31 if month == 7 else 30)
        later = ROADS.with_columns(period=pl.lit(date(2018, 1, 31)))
        bayan, yanshou = look(later, as_of=day).sort("area_code").to_dicts()
        assert bayan["planned_value"] == pytest.approx(12 + share * (10 + 8 + 20))
        assert yanshou["planned_value"] == pytest.approx(share * 6 + 0 * 5)


def test_what_was_not_reported_is_not_zero():
    """R5 is complete and says no quantity: its km aren't known, and that is counted."""
    yanshou = row(look(ROADS), area_code="yanshou")
    assert (yanshou["complete_count"], yanshou["reported_value"]) == (1, None)
    assert yanshou["unmeasured_count"] == 1
    assert yanshou["certified_value"] == 0
    assert yanshou["started_value"] == 6
    assert (yanshou["done_value"], yanshou["spent_cny"]) == (None, None)
    assert yanshou["budget_cny"] == 2_000_000


def test_money_adds_up_what_was_sent():
    bayan = row(look(ROADS), area_code="bayan")
    assert bayan["budget_cny"] == 6_000_000 + 5_000_000 + 4_000_000 + 9_000_000
    assert bayan["spent_cny"] == 6_000_000 + 4_000_000 + 0


def test_late_counts_hold_those_that_have_not_started():
    """R4 should have started in May; R2 was complete on time."""
    bayan = row(look(ROADS), area_code="bayan")
    assert (bayan["late_count"], bayan["not_started_count"]) == (1, 1)
    later = row(look(ROADS, as_of=date(2018, 11, 30)), area_code="bayan")
    assert (later["late_count"], later["not_started_count"]) == (2, 1)


def test_what_lies_above_a_level_keeps_its_own_row_and_nothing_is_dropped():
    by_village = look(ROADS, level="village")
    counted = dict(by_village.select("area_code", "project_count").iter_rows())
    assert counted == {"v1": 1, "v2": 1, "t1": 1, "bayan": 1, "v3": 2}
    apart = by_village.filter(~pl.col("is_attributed"))
    assert set(apart["area_code"]) == {"t1", "bayan"}
    by_township = look(ROADS, level="township")
    assert dict(by_township.select("area_code", "project_count").iter_rows()) == {
        "t1": 3,
        "bayan": 1,
        "t2": 2,
    }
    for level in ("village", "township", "county", "city"):
        assert look(ROADS, level=level)["project_value"].sum() == 12 + 10 + 8 + 20 + 6 + 5


def test_a_place_nobody_knows_stays_in_every_sum():
    lost = ROADS.with_columns(
        area_code=pl.when(pl.col("work_code") == "R1")
        .then(pl.lit("230999"))
        .otherwise("area_code")
    )
    assert row(look(lost), area_code="230999")["is_attributed"] is False
    [city] = look(lost, level="city").to_dicts()
    assert (city["area_code"], city["project_count"]) == ("230100", 6)


def test_houses_of_one_project_count_one_by_one_and_half_a_road_does_not():
    rows = works("""
        | code | programme   | plan | done | started    | finished   |
        | H1   | housing_new | 12   | 8    | 2018-05-20 | -          |
        | H2   | housing_new | 5    | 5    | 2018-05-20 | 2018-08-30 |
        | H3   | housing_new | 4    | 0    | -          | -          |
        | R1   | bridges     | 1    | 0.5  | 2018-05-20 | -          |
    """)
    found = look(rows)
    houses, bridges = row(found, programme="housing_new"), row(found, programme="bridges")
    assert (houses["started_value"], houses["reported_value"]) == (12 + 5, 8 + 5)
    assert (houses["complete_count"], houses["certified_value"]) == (1, 0)
    assert (bridges["reported_value"], bridges["done_value"]) == (0, 0.5)


def test_units_are_never_added():
    """Kilometres of three programmes make a sum, but none with bridges."""
    rows = works("""
        | code | programme            | plan |
        | R1   | roads_village_access | 3    |
        | R2   | roads_network        | 2    |
        | R3   | roads_widening       | 1    |
        | B1   | bridges              | 2    |
    """)
    found = look(rows)
    assert dict(found.select("programme", "project_value").iter_rows()) == {
        "roads_village_access": 3,
        "roads_network": 2,
        "roads_widening": 1,
        "bridges": 2,
    }
    [sector] = look(rows, by=("sector",)).to_dicts()
    assert (sector["project_count"], sector["project_value"]) == (4, None)
    [roads] = look(rows.head(3), by=("sector",)).to_dicts()
    assert roads["project_value"] == 3 + 2 + 1


def test_no_projects_one_project_and_all_zero():
    assert look(no_works()).is_empty()
    one = works("| code | quantity_planned | quantity_done | budget_cny |\n| R1 | 0 | 0 | 0 |")
    [only] = look(one).to_dicts()
    zero = ("project_value", "planned_value", "started_value", "reported_value", "budget_cny")
    assert [only[name] for name in zero] == [0, 0, 0, 0, 0]
    assert only["spent_cny"] is None


def test_a_project_without_any_day_or_year_is_counted_as_not_planned():
    rows = works("| code | year |\n| R1 | - |\n| R2 | 2017 |")
    [both] = look(rows).to_dicts()
    assert (both["planned_value"], both["unscheduled_count"]) == (10, 1)
    [alone] = look(rows.filter(pl.col("work_code") == "R1")).to_dicts()
    assert alone["planned_value"] is None


def test_years_of_the_plan_are_kept_apart_when_asked():
    found = look(ROADS, by=("programme", "due_year"))
    bayan = found.filter(pl.col("area_code") == "bayan")
    assert dict(bayan.select("due_year", "project_value").iter_rows()) == {
        2017: 12,
        2018: 10 + 8 + 20,
    }
