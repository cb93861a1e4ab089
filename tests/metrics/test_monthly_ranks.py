"""Plain monthly figures of a group and their places, as worked tables."""

from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.monthly_ranks import FIGURES, monthly_figures, monthly_ranks
from tests.score_frames import counties
from tests.tables import table

JUNE, DECEMBER, JANUARY = date(2017, 6, 30), date(2017, 12, 31), date(2018, 1, 31)
AREAS = counties(c1="task", c2="task", c3="task", c4="poor_county", c5="no_task")

# done is 60 of 100, 30 of 50, 10 of 40; a month before 40 of 100, 25 of 50, 10 of 40.
TASKS = table("""
    | area_code | indicator_code | completion_rate | done_before | due_value |
    | c1        | people_ready   |             0.6 |          40 |       100 |
    | c2        | people_ready   |             0.6 |          25 |        50 |
    | c3        | people_ready   |            0.25 |          10 |        40 |
    | c4        | people_ready   |             0.1 |           1 |        10 |
    | c1        | people_lifted  |             0.9 |           0 |       100 |
    | c2        | people_lifted  |             0.8 |           0 |        50 |
    | c1        | bridges        |             0.5 |           1 |         4 |
    | c2        | bridges        |               - |           0 |         0 |
""")
VALUES = table("""
    | area_code | indicator_code  | reported_value | current_areas |
    | c1        | people_ready    |             60 |             1 |
    | c2        | people_ready    |             30 |             1 |
    | c3        | people_ready    |             10 |             0 |
    | c4        | people_ready    |              1 |             1 |
    | c1        | people_lifted   |             90 |             1 |
    | c2        | people_lifted   |             40 |             1 |
    | c1        | bridges         |              2 |             1 |
    | c2        | bridges         |              0 |             1 |
    | c1        | fund_spent_rate |             48 |             1 |
    | c2        | fund_spent_rate |             61 |             1 |
    | c3        | fund_spent_rate |             99 |             0 |
    | c1        | problems_closed |              0 |             1 |
    | c2        | problems_closed |              0 |             1 |
""")
BEFORE = table("""
    | area_code | indicator_code  | reported_value | current_areas |
    | c1        | people_ready    |             40 |             1 |
    | c2        | people_ready    |             25 |             1 |
    | c3        | people_ready    |             10 |             1 |
    | c1        | bridges         |              1 |             1 |
    | c1        | fund_spent_rate |             40 |             1 |
    | c2        | fund_spent_rate |             35 |             1 |
""")


def found(as_of: date = JUNE) -> dict:
    rows = monthly_ranks(monthly_figures(TASKS, VALUES, BEFORE, as_of=as_of), AREAS)
    return {(row["area_code"], row["figure"]): row for row in rows.to_dicts()}


def shown(row: dict) -> tuple:
    return row["value"], row["rank"], row["rank_before"]


def test_who_did_more_of_the_years_task_is_first_and_equal_ones_share_a_place():
    rows = found()
    # Now 60/100 and 30/50; a month before 40/100 after 25/50.
    assert shown(rows["c1", "year_task"]) == (0.6, 1, 2)
    assert shown(rows["c2", "year_task"]) == (0.6, 1, 1)


def test_who_did_not_report_the_month_has_no_value_and_no_place():
    rows = found()
    # c3 reported a month before, 10 of 40, and not now.
    assert shown(rows["c3", "year_task"]) == (None, None, 3)
    assert shown(rows["c3", "fund_spent_rate"]) == (None, None, None)
    assert rows["c1", "year_task"]["ranked_size"] == 2


def test_money_spent_is_a_share_as_reported():
    rows = found()
    assert shown(rows["c1", "fund_spent_rate"]) == (48 / 100, 2, 1)
    assert shown(rows["c2", "fund_spent_rate"]) == (61 / 100, 1, 2)


def test_all_zero_share_the_first_place():
    rows = found()
    for area in ("c1", "c2"):
        assert shown(rows[area, "problems_closed"]) == (0, 1, None)


def test_works_are_the_share_of_this_years_task_and_nothing_due_has_no_place():
    rows = found()
    assert shown(rows["c1", "bridges"]) == (0.5, 1, 1)
    assert rows["c1", "bridges"]["value"] == 2 / 4
    assert shown(rows["c2", "bridges"]) == (None, None, None)


def test_groups_are_placed_apart_and_areas_without_a_task_are_left_out():
    rows = found()
    assert shown(rows["c4", "year_task"]) == (0.1, 1, None)
    assert {area for area, _ in rows} == {"c1", "c2", "c3", "c4"}
    assert {figure for _, figure in rows} <= set(FIGURES)


def test_december_compares_those_out_with_those_ready_in_november():
    rows = found(DECEMBER)
    assert shown(rows["c1", "year_task"]) == (0.9, 1, 2)
    assert shown(rows["c2", "year_task"]) == (0.8, 2, 1)


def test_in_january_the_year_starts_anew_and_last_months_place_of_a_task_is_empty():
    rows = found(JANUARY)
    assert rows["c1", "year_task"]["rank_before"] is None
    assert rows["c1", "bridges"]["rank_before"] is None
    assert rows["c1", "fund_spent_rate"]["rank_before"] == 1


def test_further_figures_may_be_put_below():
    started = table("""
        | area_code | figure          | value | value_before |
        | c1        | bridges_started |   0.7 |          0.5 |
        | c2        | bridges_started |   0.9 |          0.1 |
    """)
    figures = monthly_figures(TASKS, VALUES, BEFORE, as_of=JUNE)
    rows = monthly_ranks(pl.concat([figures, started]), AREAS).filter(figure="bridges_started")
    assert dict(rows.select("area_code", "rank").iter_rows()) == {
        "c1": 2,
        "c2": 1,
        "c3": None,
        "c4": None,
    }


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="values lacks current_areas"):
        monthly_figures(TASKS, VALUES.drop("current_areas"), BEFORE, as_of=JUNE)
    with pytest.raises(MissingColumnsError, match="figures lacks value_before"):
        figures = monthly_figures(TASKS, VALUES, BEFORE, as_of=JUNE)
        monthly_ranks(figures.drop("value_before"), AREAS)
