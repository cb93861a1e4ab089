"""Money against work: shares of the same projects, units never added."""

from datetime import date

import polars as pl
import pytest

from metrics.works_money import money
from metrics.works_projects import projects
from tests.frames import AREAS
from tests.work_frames import no_works, works

SEPTEMBER = date(2018, 9, 30)
# R1 complete, R2 half done, R3 not begun with 40 % paid, R4 without payment, R5 without budget.
ROADS = works("""
    | code | plan | done | started    | finished   | budget | paid |
    | R1   | 12   | 10   | 2018-05-20 | 2018-08-20 | 6000   | 5400 |
    | R2   | 8    | 4    | 2018-05-20 | -          | 4000   | 3200 |
    | R3   | 20   | 0    | -          | -          | 10000  | 4000 |
    | R4   | 5    | 1    | 2018-05-20 | -          | 2000   | -    |
    | R5   | 6    | 3    | 2018-05-20 | -          | -      | 700  |
""")


def look(rows=ROADS, **choices) -> pl.DataFrame:
    return money(projects(rows, AREAS, as_of=SEPTEMBER), level="county", **choices)


def shares(rows=ROADS) -> dict:
    found = projects(rows, AREAS, as_of=SEPTEMBER)
    names = ("work_code", "work_share", "paid_share", "points_ahead", "is_money_ahead")
    return {code: tuple(values) for code, *values in found.select(names).iter_rows()}


def test_each_project_has_the_share_done_and_the_share_paid():
    """A complete road is done, though of 10 km, not 12; 0.8 - 0.5 is an advance, 0.4 isn't."""
    assert shares() == {
        "R1": (1.0, 0.9, pytest.approx(-0.1), False),
        "R2": (0.5, 0.8, pytest.approx(0.3), False),
        "R3": (0.0, 0.4, pytest.approx(0.4), True),
        "R4": (0.2, None, None, False),
        "R5": (0.5, None, None, False),
    }


def test_more_done_than_planned_is_all_of_the_work():
    rows = works("""
        | code | plan | done | started    | budget | paid |
        | R1   | 10   | 12   | 2018-05-20 | 100    | 100  |
        | R2   | 0    | 0    | 2018-05-20 | 0      | 0    |
        | R3   | 10   | -    | 2018-05-20 | 100    | 50   |
    """)
    found = shares(rows)
    assert found["R1"] == (1.0, 1.0, 0.0, False)
    assert found["R2"] == (None, None, None, False)
    assert found["R3"] == (None, 0.5, None, False)


def test_shares_compare_the_same_projects_and_add_work_up_in_money():
    """R1, R2 and R3 are known whole: earned 6,000 + 2,000 + 0 of 20,000, paid 12,600."""
    [bayan] = look().to_dicts()
    assert (bayan["project_count"], bayan["compared_count"]) == (5, 3)
    assert bayan["earned_cny"] == 6000 + 4000 * 0.5 + 0
    assert bayan["work_share"] == (6000 + 2000) / 20000
    assert bayan["paid_share"] == (5400 + 3200 + 4000) / 20000
    assert bayan["points_ahead"] == pytest.approx(0.63 - 0.4)
    assert bayan["is_money_ahead"] is False
    assert bayan["money_ahead_count"] == 1


def test_sums_are_of_all_who_sent_money():
    [bayan] = look().to_dicts()
    assert bayan["budget_cny"] == 6000 + 4000 + 10000 + 2000
    assert bayan["spent_cny"] == 5400 + 3200 + 4000 + 700


def test_the_cost_of_a_unit_divides_sums_of_the_same_projects():
    """Planned: 22,000 for 45 km. Built: R1 alone is complete, 6,000 and 5,400 for 10 km."""
    [bayan] = look().to_dicts()
    assert bayan["planned_unit_cost_cny"] == 22000 / (12 + 8 + 20 + 5)
    assert bayan["costed_count"] == 1
    assert bayan["budget_unit_cost_cny"] == 6000 / 10
    assert bayan["spent_unit_cost_cny"] == 5400 / 10


def test_a_mean_of_costs_is_not_the_cost():
    rows = works("""
        | code | done | started    | finished   | budget | paid |
        | R1   | 1    | 2018-05-20 | 2018-08-20 | 900    | 900  |
        | R2   | 9    | 2018-05-20 | 2018-08-20 | 100    | 100  |
    """)
    [bayan] = look(rows).to_dicts()
    assert bayan["spent_unit_cost_cny"] == (900 + 100) / (1 + 9)


def test_a_sector_of_many_units_has_shares_but_no_cost_of_a_unit():
    both = pl.concat([ROADS, ROADS.with_columns(
        programme=pl.lit("bridges"), work_code="B" + pl.col("work_code")
    )])  # fmt: skip
    [sector] = look(both, by=("sector",)).to_dicts()
    assert sector["budget_cny"] == 2 * 22000
    assert sector["work_share"] == 0.4
    assert sector["planned_unit_cost_cny"] is None


def test_nothing_known_is_null_and_nothing_there_is_no_row():
    [silent] = look(works("| code |\n| R1 |")).to_dicts()
    names = ("budget_cny", "spent_cny", "paid_share", "work_share", "spent_unit_cost_cny")
    assert [silent[name] for name in names] == [None] * 5
    assert silent["is_money_ahead"] is False
    assert look(no_works()).is_empty()
