"""The state of a project on a day, worked out from its days."""

from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.works_projects import COLUMNS, projects
from tests.frames import AREAS
from tests.work_frames import no_works, works

SEPTEMBER = date(2018, 9, 30)

# One project for each state; R3 was to start in May and didn't, R6 and R7 are done.
COURSES = works("""
    | code | start_due  | started    | due        | finished   | accepted   | preparing |
    | R1   | 2019-05-10 | -          | 2019-09-30 | -          | -          | no        |
    | R2   | 2019-05-10 | -          | 2019-09-30 | -          | -          | yes       |
    | R3   | 2018-05-10 | -          | 2018-10-31 | -          | -          | yes       |
    | R4   | 2018-05-10 | 2018-06-01 | 2018-10-31 | -          | -          | no        |
    | R5   | 2018-05-10 | 2018-06-01 | 2018-08-31 | -          | -          | no        |
    | R6   | 2018-05-10 | 2018-06-01 | 2018-08-31 | 2018-09-20 | -          | no        |
    | R7   | 2018-05-10 | 2018-05-10 | 2018-08-31 | 2018-08-20 | 2018-09-25 | no        |
""")


def look(rows: pl.DataFrame, *, as_of: date = SEPTEMBER, areas: pl.DataFrame = AREAS):
    return projects(rows, areas, as_of=as_of)


def seen(rows: pl.DataFrame, *columns: str, as_of: date = SEPTEMBER) -> dict:
    found = look(rows, as_of=as_of).select("work_code", *columns)
    return {code: values[0] if len(values) == 1 else tuple(values)
            for code, *values in found.iter_rows()}  # fmt: skip


def test_each_state_follows_from_the_days():
    assert seen(COURSES, "state") == {
        "R1": "planned",
        "R2": "preparing",
        "R3": "not_started",
        "R4": "under_way",
        "R5": "under_way",
        "R6": "complete",
        "R7": "accepted",
    }


def test_late_is_told_apart_by_not_started_and_not_finished_with_its_days():
    """R3 since 10 May: 21 + 30 + 31 + 31 + 30 days; R5 since 31 August: 30 days."""
    late = seen(COURSES, "late_kind", "late_since", "days_late")
    assert late["R3"] == ("not_started", date(2018, 5, 10), 21 + 30 + 31 + 31 + 30)
    assert late["R5"] == ("not_finished", date(2018, 8, 31), 30)
    on_time = {code: days for code, days in late.items() if code not in ("R3", "R5")}
    assert on_time == dict.fromkeys(("R1", "R2", "R4", "R6", "R7"), (None, None, None))
    flags = seen(COURSES, "is_late")
    assert [code for code, is_late in flags.items() if is_late] == ["R3", "R5"]


def test_on_the_day_itself_nothing_is_late_yet():
    row = works("""
        | code | start_due  | started    | due        | period     |
        | R1   | 2018-06-30 | -          | 2018-10-31 | 2018-06-30 |
        | R2   | 2018-05-01 | 2018-05-02 | 2018-06-30 | 2018-06-30 |
    """)
    assert seen(row, "is_late", as_of=date(2018, 6, 30)) == {"R1": False, "R2": False}
    assert seen(row, "days_late", as_of=date(2018, 7, 31)) == {"R1": 31, "R2": 31}


def test_in_winter_works_stop_and_a_late_one_stays_late_and_says_winter():
    winter = date(2019, 1, 31)
    found = seen(COURSES, "state", "late_kind", "is_winter", as_of=winter)
    assert found["R4"] == ("winter_stop", "not_finished", True)
    assert found["R3"] == ("not_started", "not_started", True)
    assert found["R1"] == ("planned", None, True)
    assert found["R6"] == ("complete", None, False)
    for month, state in ((11, "under_way"), (12, "winter_stop")):
        assert (
            seen(COURSES, "state", as_of=date(2018, month, 30 + (month == 12)))["R4"] == state
        )
    assert seen(COURSES, "state", as_of=date(2019, 4, 30))["R4"] == "winter_stop"
    assert seen(COURSES, "state", as_of=date(2019, 5, 31))["R4"] == "under_way"


def test_a_step_after_the_day_is_not_seen_yet():
    early = COURSES.with_columns(period=pl.lit(date(2018, 6, 30)))
    found = seen(early, "state", "finished_on", "accepted_on", as_of=date(2018, 8, 31))
    assert found["R6"] == ("under_way", None, None)
    assert found["R7"] == ("complete", date(2018, 8, 20), None)


def test_of_several_periods_the_newest_by_the_day_counts():
    rows = works("""
        | code | period     | done | started    | reason |
        | R1   | 2018-07-31 | 6    | 2018-05-20 | rain   |
        | R1   | 2018-09-30 | 9    | 2018-05-20 | -      |
        | R1   | 2018-05-31 | 1    | 2018-05-20 | land   |
        | R2   | 2018-09-30 | 3    | 2018-05-20 | -      |
    """)
    assert seen(rows, "quantity_done", "late_reason") == {"R1": (9, None), "R2": (3, None)}
    assert seen(rows, "quantity_done", as_of=date(2018, 8, 31)) == {"R1": 6}
    assert look(rows, as_of=date(2018, 4, 30)).is_empty()


def test_a_day_inside_a_month_is_answered_with_the_month_before():
    october = look(COURSES, as_of=date(2018, 10, 15))
    assert october.equals(look(COURSES))


def test_a_step_without_a_day_has_the_day_of_the_next_one():
    rows = works("""
        | code | started | finished   | accepted   | done |
        | R1   | -       | -          | 2018-09-25 | 10   |
        | R2   | -       | 2018-08-20 | -          | 10   |
        | R3   | -       | -          | -          | 2    |
    """)
    days = seen(rows, "state", "started_on", "finished_on")
    assert days["R1"] == ("accepted", date(2018, 9, 25), date(2018, 9, 25))
    assert days["R2"] == ("complete", date(2018, 8, 20), date(2018, 8, 20))
    assert days["R3"] == ("under_way", SEPTEMBER, None)


def test_without_a_planned_finish_the_end_of_the_plans_year_is_due():
    rows = works("""
        | code | year | started    |
        | R1   | 2017 | 2017-05-20 |
        | R2   | 2018 | 2018-05-20 |
        | R3   | 2017 | -          |
        | R4   | -    | -          |
    """)
    found = seen(rows, "due_year", "late_kind", "late_since", "days_late")
    nine_months = (SEPTEMBER - date(2017, 12, 31)).days
    assert found["R1"] == (2017, "not_finished", date(2017, 12, 31), nine_months)
    assert found["R2"] == (2018, None, None, None)
    assert found["R3"] == (2017, "not_started", date(2017, 12, 31), nine_months)
    assert found["R4"] == (None, None, None, None)
    assert seen(rows, "state")["R4"] == "planned"


def test_a_planned_start_after_the_finish_does_not_hide_what_is_late():
    rows = works("""
        | code | start_due  | due        |
        | R1   | 2018-12-01 | 2018-08-31 |
    """)
    assert seen(rows, "late_kind", "days_late") == {"R1": ("not_started", 30)}


def test_days_until_acceptance_count_from_completion():
    """R6 was complete on 20 September: 10 days without acceptance. R7 is accepted."""
    assert seen(COURSES, "days_unaccepted")["R6"] == 10
    assert seen(COURSES, "days_unaccepted")["R7"] is None


def test_each_project_says_where_it_is_whose_it_is_and_in_which_unit():
    rows = works("""
        | code | programme   | area    | owner      |
        | W1   | water_well  | v3      | 延寿水务局 |
        | B1   | bridges     | bayan   | -          |
        | H1   | housing_new | t1      | -          |
        | X1   | bridges     | nowhere | -          |
    """)
    found = look(rows)
    named = ("work_code", "sector", "unit_code", "area_name", "county_code", "org_unit_code")
    assert found.select(named).rows() == [
        ("B1", "roads", "bridge", "巴彦", "bayan", "transport"),
        ("X1", "roads", "bridge", None, None, "transport"),
        ("W1", "water", "well", "丙村", "yanshou", "water"),
        ("H1", "housing", "household", "巴彦镇", "bayan", "housing"),
    ]
    assert found.filter(pl.col("work_code") == "W1")["owner"].item() == "延寿水务局"


def test_without_projects_there_are_the_columns_and_no_rows():
    found = look(no_works())
    assert found.is_empty()
    assert found.columns[: len(COLUMNS)] == COLUMNS


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumnsError, match="works lacks started_on"):
        look(COURSES.drop("started_on"))
    with pytest.raises(MissingColumnsError, match="areas lacks county_code"):
        look(COURSES, areas=AREAS.drop("county_code"))
