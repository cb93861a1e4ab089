"""Every rule of problems, evaluations, notices and deductions, broken once."""

import openpyxl
import pytest
from sqlalchemy import select

from data.catalogue import forms
from data.intake.command import import_files
from data.intake.matching.heads import recognise
from data.warehouse.engine import data_version, open_version, read
from data.warehouse.schema import fct_deduction, fct_evaluation, fct_notice, fct_problem
from tests.small_programme import DEDUCTIONS, EVALUATIONS, NOTICES, PROBLEMS, csv_text

TABLES = {
    fct_problem: PROBLEMS,
    fct_evaluation: EVALUATIONS,
    fct_notice: NOTICES,
    fct_deduction: DEDUCTIONS,
}
# The form's own words in English, as far as offices would fill them in.
ENGLISH = {
    "problems": "Problem code,Source,Found on,Problem,Area code,Lead office,Due date,Closed on",
    "evaluations": "Area code,Exit year,Surveyed on,Released on,Evaluator,"
    "Exited people sampled,Wrongly exited people,Unregistered people surveyed,Missed people,"
    "Households surveyed,Households approving",
    "notices": "County,City office,Rule,Year,Half-year,Told on,Replied on,Reply,Decision",
    "deductions": "Area code,Assessment year,Kind,Points,Reason,Decided on,Document number",
}


@pytest.mark.parametrize("form", ENGLISH)
def test_a_ledger_is_recognised_in_both_languages(form):
    fields = forms()[form].fields.values()
    headers = [[each.name.zh for each in fields], ENGLISH[form].split(",")]
    for header in headers:
        _, found = recognise([header], forms(), form=None)
        assert (found.form.code, found.unknown) == (form, ())


@pytest.mark.parametrize("kind", ["gb18030", "xlsx"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_ledger_comes_as_gb18030_and_as_a_workbook(home, tmp_path, table, kind):
    text = csv_text(TABLES[table], sent_on="2018-10-05")
    path = tmp_path / f"台账.{'xlsx' if kind == 'xlsx' else 'csv'}"
    if kind == "xlsx":
        book = openpyxl.Workbook()
        for line in text.splitlines():
            book.active.append(line.split(","))
        book.save(path)
    else:
        path.write_bytes(text.encode(kind))
    (result,) = import_files([path], home=home)
    assert (result.state, result.encoding) == ("complete", kind)
    rows = read(select(table), open_version(data_version()))
    assert rows.height == result.rows_read
    assert rows["row_number"].to_list() == list(range(5, 5 + rows.height))


LEDGER = "编号 | 代码 | 来源 | 反馈日期 | 问题 | 时限"
ROW = "审计 | 2018-01-10 | 滞留 | 2018-06-30"


def test_a_problem_has_a_place_a_source_an_office_and_a_deadline(problems):
    table = f"""
        | {LEDGER} | 牵头单位 |
        | 1 | 巴彦甲    | {ROW} | housing |
        | 2 | 230126100 | {ROW} | Finance bureau |
        | 3 | 230100    | {ROW} | 市财政局、市住建局 |
        | 4 | -         | {ROW} | - |
        | 5 | 999999    | {ROW} | - |
        | 6 | 巴彦      | 闲谈 | 2018-01-10 | 滞留 | 2018-06-30 | - |
        | 6 | 木兰      | 审计 | 2018-01-10 | - | - | - |
    """
    assert problems(table) == [
        (4, "lead_office", "unknown_office"),
        (5, "area_code", "missing_value"),
        (6, "area_code", "unknown_area"),
        (7, "problem_code", "duplicate"),
        (7, "source", "not_a_choice"),
        (8, "due_date", "missing_value"),
        (8, "problem", "missing_value"),
        (8, "problem_code", "duplicate"),
    ]


def test_a_problem_of_a_county_leaves_the_column_of_the_village_empty(checked):
    table = """
        | 编号 | 区县   | 乡镇   | 行政村 | 来源 | 反馈日期   | 问题 | 时限       |
        | 1    | 巴彦县 | -      | -      | 审计 | 2018-01-10 | 滞留 | 2018-06-30 |
        | 2    | 巴彦县 | 巴彦镇 | -      | 审计 | 2018-01-10 | 滞留 | 2018-06-30 |
        | 3    | 巴彦县 | 巴彦镇 | 福民村 | 审计 | 2018-01-10 | 滞留 | 2018-06-30 |
        | 4    | -      | -      | -      | 审计 | 2018-01-10 | 滞留 | 2018-06-30 |
    """
    result = checked(table)
    codes = ["230126", "230126100", "230126100200", None]
    assert result.rows["area_code"].to_list() == codes
    assert result.errors.select("row_number", "problem_code").rows() == [(5, "missing_value")]


def test_days_of_a_problem_follow_one_another_and_closing_needs_evidence(problems):
    table = f"""
        | {LEDGER} | 完成日期 | 销号日期 | 佐证 |
        | 1 | 巴彦 | {ROW} | 2018-05-02 | 2018-05-20 | 有 |
        | 2 | 巴彦 | {ROW} | 2018-05-02 | 2018-05-01 | 有 |
        | 3 | 巴彦 | {ROW} | 2018-01-09 | - | - |
        | 4 | 巴彦 | {ROW} | - | 2018-05-20 | - |
        | 5 | 巴彦 | {ROW} | - | 2018-10-06 | 有 |
        | 6 | 巴彦 | 审计 | 2018-07-01 | 滞留 | 2018-06-30 | - | - | - |
        | 7 | 巴彦 | 审计 | 2018-10-09 | 滞留 | 2018-12-31 | - | - | - |
    """
    assert problems(table) == [
        (3, "closed_on", "dates_out_of_order"),
        (4, "done_on", "dates_out_of_order"),
        (5, "evidence", "closed_without_evidence"),
        (6, "closed_on", "future_date"),
        (7, "due_date", "dates_out_of_order"),
        (8, "found_on", "future_date"),
    ]


@pytest.mark.parametrize(
    ("state", "due", "done", "closed", "found"),
    [
        ("-", "2018-06-30", "-", "-", []),
        ("整改中", "2018-12-31", "-", "-", []),
        ("整改中", "2018-06-30", "-", "-", [("warning", "deadline_passed", "2018-06-30")]),
        ("整改中", "2018-06-30", "2018-05-02", "-", "awaiting_check"),
        ("整改中", "2018-06-30", "-", "2018-05-20", "closed"),
        ("已完成待验收", "2018-06-30", "2018-05-02", "-", []),
        ("已完成待验收", "2018-12-31", "-", "-", "open"),
        ("已完成待验收", "2018-06-30", "2018-05-02", "2018-05-20", "closed"),
        ("已销号", "2018-06-30", "-", "2018-05-20", []),
        ("已销号", "2018-06-30", "2018-05-02", "-", "awaiting_check"),
        ("已销号", "2018-06-30", "-", "-", "overdue"),
        ("逾期", "2018-06-30", "-", "-", []),
        ("逾期", "2018-10-05", "-", "-", "open"),
        ("逾期", "2018-06-30", "2018-09-02", "-", "awaiting_check"),
    ],
)
def test_a_state_is_only_held_against_the_dates(checked, state, due, done, closed, found):
    """The file arrived on 2018-10-05; the deadline's own day is not yet overdue."""
    table = f"""
        | 编号 | 代码 | 来源 | 反馈日期 | 问题 | 时限 | 状态 | 完成日期 | 销号日期 | 佐证 |
        | 1 | 巴彦 | 审计 | 2018-01-10 | 滞留 | {due} | {state} | {done} | {closed} | 有 |
    """
    issues = checked(table).issues.select("severity", "problem_code", "detail").rows()
    assert issues == ([("error", "state_differs", found)] if isinstance(found, str) else found)


def test_a_state_that_differs_is_told_in_words_with_what_to_do(send):
    table = f"""
        | {LEDGER} | 状态 |
        | 1 | 巴彦 | {ROW} | 已销号 |
    """
    rejects = send(table).rejects_path.read_text("utf-8-sig")
    assert "“状态”与日期不符，按日期应为“逾期”,请核对完成日期" in rejects


FIRST = f"""
    | {LEDGER} | 销号日期 | 佐证 |
    | 1 | 巴彦 | {ROW} | 2018-05-20 | 有 |
    | 2 | 木兰 | {ROW} | - | - |
"""


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1 | 巴彦 | 审计 | 2018-01-10 | 滞留 | 2018-06-30 | 2018-05-20 | 有", []),
        ("3 | 巴彦 | 审计 | 2018-01-10 | 滞留 | 2018-06-30 | - | -", []),
        (
            "2 | 木兰 | 审计 | 2018-01-10 | 滞留 | 2018-12-31 | - | -",
            [("deadline_moved", "2018-06-30")],
        ),
        (
            "1 | 巴彦 | 审计 | 2018-01-10 | 滞留 | 2018-06-30 | - | -",
            [("reopened", "2018-05-20")],
        ),
        (
            "1 | 巴彦 | 信访 | 2018-01-10 | 反映 | 2018-12-31 | - | -",
            [("code_reused", "230126 2018-01-10")],
        ),
    ],
)
def test_a_problem_beside_the_ledger_before(send, row, expected):
    assert send(FIRST, name="上期.csv", sent_on="2018-09-05").issues.is_empty()
    result = send(f"| {LEDGER} | 销号日期 | 佐证 |\n| {row} |", name="本期.csv")
    assert result.state == "complete"
    assert result.issues.select("problem_code", "detail").rows() == expected


def test_an_evaluation_is_of_a_county_and_its_days_are_in_order(problems):
    counts = "100 | 1 | 200 | 0 | 50 | 48"
    header = "抽查脱贫人口 | 错退人口 | 抽查未建档人口 | 漏评人口 | 调查户数 | 认可户数"
    table = f"""
        | 区县 | 退出年度 | 评估日期 | 省反馈日期 | 评估机构 | {header} |
        | 巴彦县 | 2017 | 2018-04-20 | -          | 第三方 | {counts} |
        | 木兰县 | 2017 | 2018-04-20 | 2018-04-19 | 第三方 | {counts} |
        | 延寿县 | 2019 | 2018-04-20 | -          | 第三方 | {counts} |
        | 宾县   | 2018 | 2017-04-20 | -          | 第三方 | {counts} |
        | 福民村 | 2017 | 2018-04-20 | -          | 第三方 | {counts} |
        | 巴彦县 | 2016 | 2018-04-20 | 2018-11-01 | -      | {counts} |
    """
    assert problems(table) == [
        (3, "released_on", "dates_out_of_order"),
        (4, "exit_year", "year_out_of_range"),
        (4, "surveyed_on", "dates_out_of_order"),
        (5, "surveyed_on", "dates_out_of_order"),
        (6, "area_name", "unknown_name"),
        (7, "evaluator", "missing_value"),
        (7, "released_on", "future_date"),
    ]


def test_a_part_of_a_survey_is_never_more_than_its_whole(problems):
    header = "抽查脱贫人口 | 错退人口 | 抽查未建档人口 | 漏评人口 | 调查户数 | 认可户数"
    start = "2017 | 2018-04-20 | 第三方"
    table = f"""
        | 代码 | 退出年度 | 评估日期 | 评估机构 | {header} | 未脱贫人口 | 农业人口 |
        | 巴彦 | {start} | 100 | 100 | 200 | 200 | 50 | 50 | 9 | 9 |
        | 木兰 | {start} | 100 | 101 | 200 | 201 | 50 | 51 | 9 | 8 |
        | 延寿 | {start} | 100 | -   | 200 | -1  | 50 | 48.5 | - | - |
    """
    assert problems(table) == [
        (3, "households_approving", "part_over_whole"),
        (3, "missed_people", "part_over_whole"),
        (3, "registered_people_remaining", "part_over_whole"),
        (3, "wrong_exit_people", "part_over_whole"),
        (4, "households_approving", "not_whole"),
        (4, "missed_people", "too_small"),
        (4, "wrong_exit_people", "missing_value"),
    ]


def test_a_notice_is_about_one_county_or_one_office(problems):
    rest = "减贫任务进度滞后 | 2018 | 上半年 | 2018-07-12"
    table = f"""
        | 代码   | 部门     | 情形 | 年度 | 半年 | 告知日期 |
        | 巴彦   | -        | {rest} |
        | -      | 市财政局 | {rest} |
        | 木兰   | 市财政局 | {rest} |
        | -      | -        | {rest} |
        | -      | 某办     | {rest} |
        | 巴彦甲 | -        | {rest} |
    """
    assert problems(table) == [
        (4, "area_code", "one_unit"),
        (5, "area_code", "one_unit"),
        (6, "area_code", "one_unit"),
        (6, "org_unit_code", "unknown_office"),
        (7, "area_code", "wrong_level"),
    ]


def test_two_rows_of_one_line_are_told_apart_by_half_year(problems):
    table = """
        | 代码 | 部门     | 情形           | 年度 | 半年   | 告知日期   |
        | 巴彦 | -        | 工程进度滞后   | 2018 | 上半年 | 2018-07-12 |
        | 巴彦 | -        | 工程进度滞后   | 2018 | 1      | 2018-07-13 |
        | 巴彦 | -        | 工程进度滞后   | 2018 | -      | 2018-07-12 |
        | -    | 市财政局 | 资金支出滞后   | 2017 | -      | 2018-01-12 |
        | -    | 市财政局 | 资金支出滞后   | 2017 | 下半年 | 2018-01-12 |
        | -    | 市财政局 | 数据未按时报送 | 2017 | -      | 2018-01-12 |
        | -    | 市财政局 | 资金支出滞后   | 2017 | -      | 2018-01-12 |
    """
    assert problems(table) == [
        (2, "rule", "duplicate"),
        (3, "rule", "duplicate"),
        (5, "rule", "duplicate"),
        (8, "rule", "duplicate"),
    ]


def test_reply_and_decision_come_with_their_days_and_after_the_notice(problems):
    start = "年度减贫任务未完成 | 2017 | 2018-01-15"
    table = f"""
        | 代码 | 情形 | 年度 | 告知日期 | 答复日期 | 情况说明 | 承诺 | 研究日期 | 处理意见 |
        | 巴彦 | {start} | 2018-01-20 | 说明 | -    | 2018-03-29 | 不约谈 |
        | 木兰 | {start} | 2018-01-14 | 说明 | -    | 2018-01-14 | 约谈 |
        | 延寿 | {start} | -          | -    | 承诺 | -          | 重点督办 |
        | 宾县 | {start} | 2018-01-20 | -    | -    | 2018-03-29 | - |
        | 呼兰 | {start} | -          | -    | -    | 2018-12-01 | 批评 |
    """
    assert problems(table) == [
        (3, "decided_on", "dates_out_of_order"),
        (3, "replied_on", "dates_out_of_order"),
        (4, "decided_on", "goes_with_decision"),
        (4, "replied_on", "goes_with_reply"),
        (5, "decision", "goes_with_decision"),
        (5, "reply", "goes_with_reply"),
        (6, "decided_on", "future_date"),
        (6, "decision", "goes_with_decision"),
        (6, "decision", "not_a_choice"),
    ]


def test_a_deduction_has_a_document_and_one_row_for_each_kind_in_it(problems):
    table = """
        | 代码 | 年度 | 类别     | 分值 | 事由 | 认定日期   | 文号 |
        | 巴彦 | 2017 | 媒体曝光 | 1    | 甲   | 2018-02-26 | 1号  |
        | 巴彦 | 2017 | 媒体曝光 | 1    | 乙   | 2018-02-26 | 1号  |
        | 巴彦 | 2017 | 媒体曝光 | 1    | 丙   | 2018-02-26 | 2号  |
        | 木兰 | 2017 | 违纪违规 | -1   | 丁   | 2018-02-26 | 3号  |
        | 延寿 | 2017 | 违纪违规 | 101  | 戊   | 2018-12-26 | -    |
        | 宾县 | 2019 | 表扬     | 1    | 己   | 2018-02-26 | 4号  |
    """
    assert problems(table) == [
        (2, "area_code", "duplicate"),
        (3, "area_code", "duplicate"),
        (5, "points", "bonus_by_sign"),
        (6, "decided_on", "future_date"),
        (6, "document_no", "missing_value"),
        (6, "points", "too_large"),
        (7, "kind", "not_a_choice"),
        (7, "year", "year_out_of_range"),
    ]


def test_a_bonus_is_stored_as_a_negative_number_however_it_is_written(send):
    table = """
        | 代码 | 年度 | 类别     | 分值 | 事由 | 认定日期   | 文号 |
        | 巴彦 | 2017 | 加分     | 1.5  | 甲   | 2018-02-26 | 1号  |
        | 木兰 | 2017 | 加分     | -1.5 | 乙   | 2018-02-26 | 1号  |
        | 延寿 | 2017 | 违纪违规 | 2    | 丙   | 2018-02-26 | 1号  |
        | 宾县 | 2017 | 媒体曝光 | 0    | 撤销 | 2018-02-26 | 1号  |
    """
    assert send(table).state == "complete"
    rows = read(select(fct_deduction), open_version(data_version()))
    assert rows["points"].to_list() == [-1.5, -1.5, 2.0, 0.0]
