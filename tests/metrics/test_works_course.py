"""How works went over time: by month and by year, beside the figures of the day."""

from datetime import date

import polars as pl
import pytest

from metrics.calendar import month_ends
from metrics.works_course import DONE, by_year, curve
from metrics.works_projects import projects
from metrics.works_sums import sums
from tests.frames import AREAS
from tests.work_frames import works

SEPTEMBER = date(2018, 9, 30)
ROADS = works("""
    | code | plan | done | started    | due        | finished   | accepted   |
    | R1   | 12   | 12   | 2016-05-20 | 2016-09-30 | 2017-06-20 | 2017-12-15 |
    | R2   | 10   | 10   | 2017-05-20 | 2017-09-30 | 2017-09-12 | 2018-05-10 |
    | R3   | 8    | 8    | 2018-06-01 | 2018-08-31 | 2018-08-12 | -          |
    | R4   | 20   | 5    | 2018-06-01 | 2018-10-31 | -          | -          |
    | R5   | 6    | -    | -          | 2019-08-31 | -          | -          |
""")
HOUSES = works("""
    | code | programme   | period     | plan | done | started    | finished   |
    | H1   | housing_new | 2018-06-30 | 12   | 2    | 2018-05-20 | -          |
    | H1   | housing_new | 2018-07-31 | 12   | 5    | 2018-05-20 | -          |
    | H1   | housing_new | 2018-09-30 | 12   | 8    | 2018-05-20 | -          |
    | H2   | housing_new | 2018-09-30 | 5    | 5    | 2018-05-20 | 2018-08-30 |
""")


def look(rows=ROADS, *, as_of=SEPTEMBER) -> pl.DataFrame:
    return projects(rows, AREAS, as_of=as_of)


def column(rows: pl.DataFrame, name: str, key: str) -> dict:
    return dict(rows.select(key, name).iter_rows())


def test_the_curve_has_the_planned_line_and_three_lines_of_what_was_done():
    """Planned at a year's end: 12, 12 + 10, 22 + 8 + 20; at the end of September 80 % of 28."""
    months = [date(2016, 12, 31), date(2017, 9, 30), date(2017, 12, 31), SEPTEMBER]
    found = curve(look(), as_of=SEPTEMBER, months=months)
    assert column(found, "planned_value", "month") == pytest.approx(
        dict(zip(months, (12, 12 + 0.8 * 10, 22, 22 + 0.8 * 28), strict=True))
    )
    assert found["started_value"].to_list() == [12, 12 + 10, 12 + 10, 12 + 10 + 8 + 20]
    assert found["reported_value"].to_list() == [0, 12 + 10, 12 + 10, 12 + 10 + 8]
    assert found["certified_value"].to_list() == [0, 0, 12, 12 + 10]
    assert found["complete_count"].to_list() == [0, 2, 2, 3]


def test_after_the_day_there_is_a_plan_and_nothing_else():
    later = [date(2018, 12, 31), date(2019, 12, 31)]
    found = curve(look(), as_of=SEPTEMBER, months=later)
    assert found["planned_value"].to_list() == [22 + 28, 22 + 28 + 6]
    for name in DONE:
        assert found[name].to_list() == [None, None]


def test_the_curve_ends_at_the_figures_of_the_day():
    rows = pl.concat([ROADS, HOUSES])
    found = look(rows)
    now = sums(found, month=SEPTEMBER, level="city").sort("programme")
    last = curve(found, as_of=SEPTEMBER, months=[SEPTEMBER], returns=rows).sort("programme")
    names = ("programme", "planned_value", *DONE)
    assert last.select(names).equals(now.select(names))


def test_houses_of_a_project_that_goes_on_are_told_apart_by_what_was_sent():
    """2 in June, 5 in July, still 5 in August, 8 in September; H2's five stand in August.

    H2 says so in September alone. Without the returns H1's 8 count from September on.
    """
    months = month_ends(date(2018, 6, 30), SEPTEMBER)
    found = curve(look(HOUSES), as_of=SEPTEMBER, months=months, returns=HOUSES)
    assert found["reported_value"].to_list() == [2, 5, 5 + 5, 8 + 5]
    shares = (0.22, 0.4, 0.6, 0.8)
    assert found["planned_value"].to_list() == pytest.approx([17 * share for share in shares])
    without = curve(look(HOUSES), as_of=SEPTEMBER, months=months)
    assert without["reported_value"].to_list() == [0, 0, 5, 8 + 5]


def test_years_hold_what_was_planned_for_them_and_what_came_in_them():
    """R1 was due in 2016 and came in 2017; 2018 planned 8 + 20 km, 80 % of them by now."""
    found = by_year(look(), as_of=SEPTEMBER)
    assert column(found, "planned_value", "year") == {2016: 12, 2017: 10, 2018: 28, 2019: 6}
    by_now = column(found, "planned_by_now_value", "year")
    assert by_now.pop(2018) == pytest.approx(0.8 * 28)
    assert by_now == {2016: 12, 2017: 10, 2019: None}
    assert column(found, "started_value", "year") == {2016: 12, 2017: 10, 2018: 28, 2019: None}
    assert column(found, "reported_value", "year") == {2016: 0, 2017: 22, 2018: 8, 2019: None}
    assert column(found, "certified_value", "year") == {2016: 0, 2017: 12, 2018: 10, 2019: None}
    assert column(found, "complete_count", "year") == {2016: 0, 2017: 2, 2018: 1, 2019: None}


def test_years_add_up_to_the_figures_of_the_day():
    found = look()
    [now] = sums(found, month=SEPTEMBER, level="city").to_dicts()
    years = by_year(found, as_of=SEPTEMBER)
    for name in DONE:
        assert years[name].sum() == now[name]
    assert years["planned_by_now_value"].sum() == pytest.approx(now["planned_value"])
    assert years["planned_value"].sum() == now["project_value"]


def test_at_a_years_end_the_year_is_whole():
    found = by_year(look(as_of=date(2018, 12, 31)), as_of=date(2018, 12, 31))
    assert column(found, "planned_by_now_value", "year")[2018] == 28


def test_years_by_area_keep_what_is_above_the_level():
    rows = ROADS.with_columns(
        area_code=pl.when(pl.col("work_code") == "R3")
        .then(pl.lit("bayan"))
        .otherwise("area_code")
    )
    found = by_year(look(rows), as_of=SEPTEMBER, level="village")
    county = found.filter(pl.col("area_code") == "bayan")
    assert column(county, "reported_value", "year")[2018] == 8
    assert county["is_attributed"].unique().to_list() == [False]


def test_without_projects_there_is_no_course():
    none = look(ROADS.clear())
    assert by_year(none, as_of=SEPTEMBER).is_empty()
    assert curve(none, as_of=SEPTEMBER, months=[SEPTEMBER]).is_empty()
