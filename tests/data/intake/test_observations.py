"""Every rule of the form observations, broken once. The file arrived on 2018-10-05."""

import pytest


def test_indicators_are_known_by_code_and_by_either_name(checked):
    table = """
        | 代码 | 指标                             | 数据时点 | 数值 |
        | 巴彦 | bridges                          | 2018-01  | 1    |
        | 巴彦 | 农村公路危桥改造                 | 2018-02  | 1    |
        | 巴彦 | Dangerous bridges on rural roads rebuilt | 2018-03 | 1 |
    """
    assert checked(table).rows["indicator_code"].to_list() == ["bridges"] * 3


def test_unknown_and_derived_indicators_are_refused(checked):
    table = """
        | 代码 | 指标代码    | 数据时点 | 数值 |
        | 巴彦 | bridgez     | 2018-01  | 1    |
        | 巴彦 | rural_roads | 2018-01  | 1    |
    """
    errors = checked(table).errors
    assert errors.select("row_number", "problem_code", "detail").rows() == [
        (2, "unknown_indicator", ""),
        (3, "derived_indicator", "roads_village_access, roads_network, roads_widening"),
    ]


def test_a_period_ends_where_the_indicators_cycle_ends(checked):
    table = """
        | 代码   | 指标代码       | 数据时点   | 数值 | 分子 | 分母 |
        | 巴彦   | bridges        | 2018-09-30 | 1    | -    | -    |
        | 巴彦   | bridges        | 2018-08-15 | 1    | -    | -    |
        | 巴彦   | fund_disclosure | 2018年6月 | 100  | 1    | 1    |
        | 巴彦   | fund_disclosure | 2018年7月 | 100  | 1    | 1    |
        | 巴彦甲 | straw_use      | 2017       | 60   | 6    | 10   |
        | 巴彦甲 | straw_use      | 2018-06    | 60   | 6    | 10   |
        | 巴彦   | bridges        | 2018-10    | 1    | -    | -    |
    """
    errors = checked(table).errors.sort("row_number")
    assert errors.select("row_number", "problem_code", "detail").rows() == [
        (3, "not_a_period_end", "2018-08-31"),
        (5, "not_in_cycle", "quarter"),
        (7, "not_in_cycle", "year"),
        (8, "future_period", "2018-10-05"),
    ]


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("巴彦   | bridges       | -1   | -  | -", "obs_value", "negative"),
        ("巴彦   | bridges       | 1.5  | -  | -", "obs_value", "not_whole"),
        ("巴彦   | bridges       | 50%  | -  | -", "obs_value", "no_percentage"),
        ("巴彦   | grid_upgrade  | 50   | -  | 4", "numerator", "share_needs_parts"),
        ("巴彦   | grid_upgrade  | 50   | 2  | -", "denominator", "share_needs_parts"),
        ("巴彦   | grid_upgrade  | 50.1 | 2  | 4", "obs_value", "share_differs"),
        ("巴彦   | grid_upgrade  | -    | 5  | 4", "numerator", "numerator_over_denominator"),
        ("巴彦   | grid_upgrade  | -    | -1 | 4", "numerator", "negative"),
        ("巴彦   | grid_upgrade  | 0    | 0  | 0", "denominator", "share_of_nothing"),
        ("巴彦   | grid_upgrade  | 半   | 2  | 4", "obs_value", "not_a_number"),
        ("巴彦甲 | paved_road    | 101  | -  | -", "obs_value", "over_100_percent"),
    ],
)
def test_a_value_keeps_the_rules_of_its_indicator(problems, row, column, problem):
    table = f"""
        | 代码   | 指标代码 | 数值 | 分子 | 分母 | 数据时点 |
        | {row} | 2018-09 |
    """
    assert (2, column, problem) in problems(table)


def test_kilometres_may_have_decimals_and_growth_may_be_negative(problems):
    table = """
        | 代码 | 指标代码               | 数据时点 | 数值 | 分子 | 分母 |
        | 巴彦 | roads_network          | 2018-09  | 1.25 | -    | -    |
        | 巴彦 | rural_income_growth_gap | 2017    | -0.4 | -    | -    |
        | 巴彦 | annual_task_attainment | 2017     | 105  | 105  | 100  |
        | 巴彦 | special_fund_growth    | 2017     | -10  | -20  | 200  |
    """
    assert problems(table) == []


def test_a_share_may_leave_its_value_to_be_worked_out(checked):
    table = """
        | 代码   | 指标代码   | 数据时点 | 数值 | 分子 | 分母 |
        | 巴彦   | grid_upgrade | 2018-09 | -   | 45   | 90   |
        | 巴彦甲 | standard_farmland | 2017 | -  | 2500 | 1000 |
        | 巴彦甲 | compulsory_education | 2018-09 | - | 0 | 0 |
    """
    result = checked(table)
    assert result.errors.is_empty()
    assert result.rows["obs_value"].to_list() == [100 * 45 / 90, 2500 / 1000, None]


def test_rounding_to_one_decimal_is_no_difference(problems):
    """2 of 3 is 66.666…: 66.7 passes, 66.8 does not."""
    table = """
        | 代码 | 指标代码     | 数据时点 | 数值 | 分子 | 分母 |
        | 巴彦 | grid_upgrade | 2018-08  | 66.7 | 2    | 3    |
        | 巴彦 | grid_upgrade | 2018-09  | 66.8 | 2    | 3    |
    """
    assert problems(table) == [(3, "obs_value", "share_differs")]


def test_what_has_no_certifying_step_is_never_certified(problems):
    table = """
        | 代码   | 指标代码     | 数据时点 | 核实状态 | 数值 |
        | 巴彦甲 | people_ready | 2018-09  | 核查     | 5    |
        | 巴彦甲 | people_ready | 2018-09  | 认定     | 5    |
    """
    assert problems(table) == [(3, "verification", "never_certified")]


def test_a_figure_is_reported_at_its_cycles_end_but_checked_in_any_month(problems):
    table = """
        | 代码   | 指标代码      | 数据时点 | 核实状态 | 数值 |
        | 巴彦甲 | people_lifted | 2018-03  | 认定     | 5    |
        | 巴彦甲 | people_lifted | 2018-03  | 上报     | 5    |
    """
    assert problems(table) == [(3, "period", "not_in_cycle")]


def test_each_of_two_equal_rows_is_named_with_the_other(checked):
    table = """
        | 代码 | 指标代码 | 数据时点   | 核实状态 | 数值 |
        | 巴彦 | bridges  | 2018-08    | 上报     | 1    |
        | 巴彦 | bridges  | 2018-09    | -        | 1    |
        | 巴彦 | bridges  | 2018年9月  | 上报     | 2    |
    """
    errors = checked(table).errors
    assert errors.select("row_number", "problem_code", "detail").rows() == [
        (3, "duplicate", "4"),
        (4, "duplicate", "3"),
    ]


def test_every_problem_of_every_row_is_listed_at_once(problems):
    table = """
        | 代码   | 指标代码 | 数据时点 | 核实状态 | 数值 |
        | 230999 | bridges  | 2018-13  | 口头     | 一   |
        | 巴彦   | bridges  | 2018-09  | 上报     | 1    |
    """
    assert problems(table) == [
        (2, "area_code", "unknown_area"),
        (2, "obs_value", "not_a_number"),
        (2, "period", "not_a_period"),
        (2, "verification", "not_a_choice"),
    ]
