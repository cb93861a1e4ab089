from datetime import date

import polars as pl
import pytest

from data.catalogue import settings
from data.errors import MissingColumnsError
from metrics.attention_figures import SCHEMA, area_tasks
from metrics.office_figures import MONEY, WORKS, money, returns, works
from tests.tables import table

JUNE = date(2018, 6, 30)

# Two counties and what they owe this year by June, as `metrics.year_course` gives it. c3 has
# nothing to do this year, c4 has not reported.
TASKS = table("""
    | area_code | indicator_code | month      | due_value | done_value | planned_done | lag |
    | c1        | people_ready   | 2018-06-30 |       120 |         48 |           70 |  22 |
    | c2        | people_ready   | 2018-06-30 |        50 |         30 |           25 |  -5 |
    | c3        | people_ready   | 2018-06-30 |         0 |          0 |            0 |   0 |
    | c4        | people_ready   | 2018-06-30 |         - |          - |            - |   - |
    | c1        | people_lifted  | 2018-12-31 |       120 |         90 |          120 |  30 |
""")


def one(rows: pl.DataFrame, **keys) -> dict:
    [row] = rows.filter(**keys).iter_rows(named=True)
    return row


def test_an_area_is_behind_by_what_is_missing_of_the_years_task():
    rows = area_tasks(TASKS)
    june = one(rows, area_code="c1", month=JUNE)
    assert (june["rule"], june["indicator_code"]) == ("task_behind", "people_lifted")
    assert (june["value"], june["planned"], june["whole_value"]) == (48, 70, 120)
    assert june["points_behind"] == (70 - 48) / 120
    assert june["short_by"] == 70 - 48
    assert one(rows, area_code="c2")["short_by"] == 0
    assert one(rows, area_code="c2")["points_behind"] == (25 - 30) / 50


def test_a_task_is_met_or_missed_in_december_only():
    rows = area_tasks(TASKS)
    missed = one(rows, rule="task_missed")
    assert (missed["area_code"], missed["month"]) == ("c1", date(2018, 12, 31))
    assert missed["points_behind"] == (120 - 90) / 120
    assert one(rows, rule="task_behind", month=date(2018, 12, 31))["short_by"] == 30


def test_nothing_to_do_is_no_lag_and_no_report_is_no_figure():
    rows = area_tasks(TASKS)
    assert one(rows, area_code="c3")["points_behind"] == 0
    assert rows.filter(area_code="c4").is_empty()


def test_works_of_an_office_are_those_of_all_areas_that_reported():
    rows = works(
        table("""
            | area_code | indicator_code | month      | due_value | done_value | planned_done | lag |
            | c1        | bridges        | 2018-06-30 |        10 |          1 |            2 |   1 |
            | c2        | bridges        | 2018-06-30 |        30 |          3 |            6 |   3 |
            | c3        | bridges        | 2018-06-30 |         - |          - |            - |   - |
            | c1        | people_ready   | 2018-06-30 |        10 |          0 |            5 |   5 |
        """)  # noqa: E501
    )
    bridges = one(rows)
    assert (bridges["org_unit_code"], bridges["rule"]) == ("transport", "works_late")
    assert (bridges["value"], bridges["planned"], bridges["whole_value"]) == (4, 8, 40)
    assert bridges["points_behind"] == (1 + 3) / (10 + 30)


def test_works_are_the_yearly_tasks_of_the_catalogue_and_no_sum_of_them():
    assert "bridges" in WORKS
    assert "roads_network" in WORKS
    assert "rural_roads" not in WORKS
    assert "people_lifted" not in WORKS


# By the end of June 35 % of what was allotted is to be spent.
SPENT = table("""
    | area_code | indicator_code  | month      | latest_period | numerator | denominator |
    | c1        | fund_spent_rate | 2018-06-30 | 2018-06-30    |        20 |         100 |
    | c2        | fund_spent_rate | 2018-06-30 | 2018-06-30    |       130 |         300 |
    | c3        | fund_spent_rate | 2018-06-30 | 2018-05-31    |         0 |         900 |
    | c4        | fund_spent_rate | 2018-06-30 | -             |         - |           - |
""")


def test_money_is_held_against_the_share_to_be_spent_by_the_month():
    assert MONEY == ("fund_spent_rate",)
    share = settings().plan_shapes["fund_spending"][6 - 1]
    row = one(money(SPENT))
    assert (row["org_unit_code"], row["rule"]) == ("finance", "money_unspent")
    assert (row["value"], row["whole_value"]) == (20 + 130, 100 + 300)
    assert row["planned"] == pytest.approx(share * 400)
    assert row["points_behind"] == pytest.approx(share - 150 / 400)
    assert row["short_by"] == pytest.approx(max(share * 400 - 150, 0))


def test_a_month_nobody_reported_has_no_figure_for_money():
    assert money(SPENT.filter(pl.col("area_code").is_in(["c3", "c4"]))).is_empty()


# Returns of the transport bureau in the first half-year, and one of the second.
DUE = table("""
    | indicator_code | county_code | period     | due_areas | reported_areas |
    | bridges        | c1          | 2018-01-31 |         1 |              1 |
    | bridges        | c2          | 2018-01-31 |         1 |              0 |
    | village_bus    | c1          | 2018-02-28 |         8 |              8 |
    | bridges        | c1          | 2018-06-30 |         1 |              0 |
    | digital_tv     | c1          | 2018-06-30 |        10 |              9 |
    | bridges        | c1          | 2018-07-31 |         4 |              1 |
    | bridges        | c1          | 2017-12-31 |         1 |              0 |
""")


def test_returns_are_counted_from_the_start_of_the_half_year():
    rows = returns(DUE)
    june = one(rows, org_unit_code="transport", month=JUNE)
    assert (june["planned"], june["value"]) == (1 + 1 + 8 + 1, 1 + 0 + 8 + 0)
    assert june["points_behind"] == (11 - 9) / 11
    assert (june["short_by"], june["indicator_code"]) == (11 - 9, None)
    july = one(rows, org_unit_code="transport", month=date(2018, 7, 31))
    assert (july["planned"], july["short_by"]) == (4, 3)
    assert one(rows, org_unit_code="culture")["points_behind"] == (10 - 9) / 10


@pytest.mark.parametrize(
    ("figure", "frame"), [(area_tasks, TASKS), (works, TASKS), (money, SPENT), (returns, DUE)]
)
def test_no_rows_give_no_figures_in_the_same_columns(figure, frame):
    assert figure(frame.clear()).schema == pl.Schema(SCHEMA)


@pytest.mark.parametrize(
    ("figure", "frame", "column"),
    [
        (area_tasks, TASKS, "lag"),
        (works, TASKS, "due_value"),
        (money, SPENT, "numerator"),
        (returns, DUE, "due_areas"),
    ],
)
def test_missing_column_is_named_in_the_error(figure, frame, column):
    with pytest.raises(MissingColumnsError, match=f"lacks {column}"):
        figure(frame.drop(column))
