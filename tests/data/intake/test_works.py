"""Every rule of a project, broken once; and what is stored of one that keeps them."""

from datetime import date

import openpyxl
import pytest
from sqlalchemy import select

from data.catalogue import forms, works
from data.intake.command import import_files
from data.intake.results import told
from data.intake.validation.works import STAGES
from data.warehouse.engine import data_version, open_version, read
from data.warehouse.schema import fct_work, fct_work_place

HEADER = "项目编号 | 数据时点 | 工程类别 | 项目名称 | 代码 | 计划年度 | 计划工程量"
ROW = "R1 | 2018-09 | 危桥改造 | 甲桥 | 巴彦甲 | 2018 | 1"
GOOD = f"""
    | {HEADER} | 完成工程量 | 开工日期 | 完工日期 | 计划投资（万元） | 责任单位 | 经度 | 纬度 |
    | {ROW} | 1 | 2018-05-02 | 2018-08 | 120.5 | 市交通运输局 | 127.4 | 46.1 |
    | R2 | 2018-09 | 路面加宽 | 乙路 | 巴彦 | 2018 | 3.5 | - | - | - | 80 | 县公路站 | - | - |
"""


def stored(table):
    return read(select(table), open_version(data_version()))


def test_a_project_is_stored_with_its_place_and_owner(send):
    result = send(GOOD, name="工程.csv")
    assert (result.state, result.form_code) == ("complete", "works")
    names = ["work_code", "programme", "area_code", "quantity_done", "finished_on", "owner"]
    assert stored(fct_work).select(names).rows() == [
        ("R1", "bridges", "230126100200", 1.0, date(2018, 8, 31), "transport"),
        ("R2", "roads_widening", "230126", None, None, "县公路站"),
    ]
    assert [float(money) for money in stored(fct_work)["budget_cny"]] == [1_205_000, 800_000]
    places = stored(fct_work_place).select(
        "work_code", "geometry", "is_schematic", "row_number"
    )
    assert places.rows() == [("R1", "POINT (127.4 46.1)", False, 5)]


# What is added to a good row of a bridge, and the field and problem it is rejected for.
BROKEN = {
    "数据时点=2018-09-15": ("period", "not_a_period_end"),
    "数据时点=2018-12": ("period", "future_period"),
    "工程类别=运河": ("programme", "unknown_programme"),
    "代码=230100": ("area_code", "wrong_level"),
    "代码=239999": ("area_code", "unknown_area"),
    "计划年度=1998": ("plan_year", "year_out_of_range"),
    "计划工程量=-1": ("quantity_planned", "too_small"),
    "计划投资=1e308": ("budget_cny", "too_large"),
    "已支付资金=1e14": ("paid_cny", "too_large"),
    "受益人口=1e10": ("people_served", "too_large"),
    "计划工程量=1e308": ("quantity_planned", "too_large"),
    "计划工程量=100001": ("quantity_planned", "too_large"),
    "计划工程量=1.5": ("quantity_planned", "not_whole"),
    "开工日期=2018-05-02;完成工程量=0.5": ("quantity_done", "not_whole"),
    "计划工程量=": ("quantity_planned", "missing_value"),
    "计量单位=公里": ("unit", "other_unit"),
    "公示日期=2018-11-01": ("disclosed_on", "future_date"),
    "开工日期=2018-10-02": ("started_on", "after_period"),
    "计划开工日期=2018-09-01;计划完工日期=2018-08-01": (
        "planned_finish_on",
        "dates_out_of_order",
    ),
    "开工日期=2018-09-01;完工日期=2018-08-01": ("finished_on", "dates_out_of_order"),
    "完工日期=2018-08-01": ("started_on", "step_left_out"),
    "开工日期=2018-05-01;验收日期=2018-08-01": ("finished_on", "step_left_out"),
    "项目状态=在建": ("state", "work_state_differs"),
    "项目状态=停建": ("state", "not_a_choice"),
    "开工日期=2018-05-01;前期工作中=是": ("is_preparing", "contradiction"),
    "完成工程量=1": ("quantity_done", "done_before_start"),
    "滞后原因=天气": ("late_reason", "not_a_choice"),
    "照片=http://a/b.jpg": ("photo_url", "not_a_link"),
    "照片=javascript:alert(1)": ("photo_url", "not_a_link"),
    "责任单位=13812345678": ("owner", "personal_number"),
    "经度=127.4": ("lon", "position_incomplete"),
}


def table_of(change):
    cells = dict(zip(HEADER.split(" | "), ROW.split(" | "), strict=True))
    cells |= {name: value or "-" for name, value in (each.split("=") for each in change)}
    return f"| {' | '.join(cells)} |\n| {' | '.join(cells.values())} |"


@pytest.mark.parametrize("change", BROKEN)
def test_a_project_that_breaks_a_rule_is_rejected_for_it(problems, change):
    column, problem = BROKEN[change]
    assert problems(table_of(change.split(";"))) == [(2, column, problem)]


def test_every_programme_comes_by_each_of_its_words(checked):
    for code, each in works().programmes.items():
        for word in (code, each.name.zh, each.name.en, *each.aliases):
            found = checked(table_of([f"工程类别={word}", f"计量单位={each.unit.zh}"]))
            assert found.rows["programme"].to_list() == [code], word
            assert found.errors.is_empty()


@pytest.mark.parametrize("unit", ["公里", "千米", "km"])
def test_kilometres_are_written_in_three_ways(checked, unit):
    assert checked(table_of(["工程类别=路面加宽", f"计量单位={unit}"])).errors.is_empty()


@pytest.mark.parametrize("link", ["https://host/照片/1.jpg", "照片/2018/1.jpg"])
def test_a_photo_is_a_secure_or_a_relative_link(checked, link):
    assert checked(table_of([f"照片={link}"])).errors.is_empty()


def test_preparatory_work_may_be_told_as_a_state(checked):
    assert checked(table_of(["项目状态=前期工作"])).rows["is_preparing"].to_list() == [True]
    assert checked(table_of(["项目状态=未开工"])).rows["is_preparing"].to_list() == [False]


def test_more_paid_than_budgeted_is_a_remark(checked):
    found = checked(table_of(["计划投资=10", "已支付资金=11"]))
    assert found.errors.is_empty()
    assert found.issues["problem_code"].to_list() == ["part_over_whole"]


@pytest.mark.parametrize(
    ("done", "expected"), [("11", []), ("11.1", ["done_over_plan"]), ("-", [])]
)
def test_much_more_done_than_planned_is_a_remark(checked, done, expected):
    table = table_of(["计划工程量=10", f"完成工程量={done}", "开工日期=2018-05-02"])
    found = checked(table.replace("危桥改造", "路面加宽"))
    assert found.errors.is_empty()
    assert found.issues["problem_code"].to_list() == expected
    if expected:
        (issue,) = told(found.issues, {}, "works", "zh").to_dicts()
        assert issue["reason"] == "“完成工程量”为11.1，比计划工程量（10）多10%以上"


ROAD, BACK = "127.4 46.1, 127.5 46.2, 127.5 46.3", "127.5 46.3, 127.5 46.2, 127.4 46.1"


def road(code, points, **change):
    place = f'空间位置="LINESTRING ({points})"'
    cells = [f"项目编号={code}", "工程类别=路面加宽", "计划工程量=20", place]
    return table_of([*cells, *(f"{name}={value}" for name, value in change.items())])


def test_only_kilometres_may_be_a_fraction(problems):
    for code, each in works().programmes.items():
        found = problems(table_of([f"工程类别={code}", "计划工程量=2.5"]))
        is_length = each.unit_code == "km"
        assert found == ([] if is_length else [(2, "quantity_planned", "not_whole")]), code


def test_a_line_much_longer_or_shorter_than_its_project_is_a_remark(checked):
    """The line is 7.7 km from west to east and 11.1 km from south to north."""
    points = "127.4 46.1, 127.5 46.1, 127.5 46.2"
    for planned, expected in (("10", []), ("37", []), ("38", [18.8]), ("9", [18.8])):
        found = checked(road("R1", points, 计划工程量=planned))
        assert found.errors.is_empty()
        odd = found.issues.filter(problem_code="line_length_differs")
        assert [float(detail) for detail in odd["detail"]] == expected, planned
    (issue,) = told(odd, {}, "works", "zh").to_dicts()
    assert issue["reason"] == "线路长18.8公里，与“计划工程量”（9）相差悬殊"
    for points, planned in (
        ("127.4 46.1, 127.41 46.1", "0.1"),
        ("127.4 46.1, 127.5 46.1", "9"),
    ):
        found = checked(road("R1", points, 计划工程量=planned))
        assert "line_length_differs" not in found.issues["problem_code"]
    sketch = checked(road("R1", points, 计划工程量="90", 是否示意位置="是"))
    assert "line_length_differs" not in sketch.issues["problem_code"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"工程类别": "路面加宽"}, 1),
        ({}, 0),
        ({"工程类别": "路面加宽", "是否示意位置": "是"}, 0),
    ],
)
def test_kilometres_that_came_as_a_point_are_a_remark(checked, change, expected):
    cells = {"经度": "127.4", "纬度": "46.1"} | change
    found = checked(table_of([f"{name}={value}" for name, value in cells.items()]))
    assert found.errors.is_empty()
    assert found.issues.filter(problem_code="line_as_point").height == expected


def test_a_line_drawn_from_its_other_end_is_the_same_place(problems):
    table = road("R1", ROAD) + "\n" + road("R2", BACK).splitlines()[1]
    assert problems(table) == [(row, "work_code", "place_taken") for row in (2, 3)]


def test_a_project_at_the_place_of_an_earlier_one_is_a_remark(send):
    assert send(road("R1", ROAD)).issues["problem_code"].to_list() == [
        "coordinate_system_assumed"
    ]
    sent = {
        road("R2", BACK): "R1 甲桥",
        road("R3", ROAD, 计划年度="2017"): None,
        road("R4", ROAD, 工程类别="路网改善"): None,
        road("R5", ROAD, 是否示意位置="是"): None,
        road("R1", ROAD, 完成工程量="0"): "R2 甲桥",
        road("R6", "127.4 46.1, 127.5 46.2"): None,
    }
    for table, other in sent.items():
        result = send(table)
        assert result.state == "complete"
        found = result.issues.filter(problem_code="place_of_other_work")["detail"].to_list()
        assert found == ([other] if other else []), table


def test_a_workbook_brings_places_as_text_and_as_numbers(real_home, tmp_path):
    book = openpyxl.Workbook()
    header = HEADER.replace("代码", "行政区划代码").split(" | ")
    cells = ROW.replace("巴彦甲", "230126100200").split(" | ")
    for line in (
        ["坐标系", "国家2000"],
        [*header, "空间位置", "经度", "纬度"],
        [*cells, "LINESTRING (127.4 46.1, 127.5 46.2)"],
        ["R2", *cells[1:], None, 127.4, 46.1],
    ):
        book.active.append(line)
    book.save(tmp_path / "工程.xlsx")
    (result,) = import_files([tmp_path / "工程.xlsx"], home=real_home)
    assert (result.state, result.encoding) == ("complete", "xlsx")
    assert stored(fct_work_place)["geometry"].to_list() == [
        "LINESTRING (127.4 46.1, 127.5 46.2)",
        "POINT (127.4 46.1)",
    ]


def test_two_rows_of_one_project_and_month_are_both_wrong(problems):
    table = table_of([]) + f"\n| {ROW} |"
    assert problems(table) == [(row, "work_code", "duplicate") for row in (2, 3)]


def test_the_place_of_a_project_is_that_of_its_newest_row_with_one(send):
    rows = [
        ROW.replace("2018-09", month) + f" | {lon} | {lat}"
        for month, lon, lat in (
            ("2018-08", 127.5, 46),
            ("2018-09", "-", "-"),
            ("2018-07", 1, 1),
        )
    ]
    rows[2] = ROW.replace("2018-09", "2018-07") + " | 127.6 | 46"
    lines = "\n".join(f"| {row} |" for row in [f"{HEADER} | 经度 | 纬度", *rows])
    assert send(lines).state == "complete"
    assert stored(fct_work_place)["geometry"].to_list() == ["POINT (127.5 46)"]


def test_what_was_said_of_a_project_before_is_remembered(send):
    header = f"{HEADER} | 完成工程量 | 开工日期 | 计划完工日期 | 完工日期"
    row = ROW.removesuffix("1") + "3"
    august = row.replace("2018-09", "2018-08") + " | 2 | 2018-05-01 | 2018-10-31 | 2018-08-20"
    september = row + " | 1 | 2018-05-01 | 2018-11-30 | -"
    # A row on an earlier month than the newest is no news.
    sent = {
        august: [],
        september: ["done_falls", "finish_moved", "finish_taken_back"],
        september.replace("危桥改造", "路网改善"): ["work_code_reused"],
        august.replace("| 2 |", "| 3 |"): [],
    }
    for row, remarks in sent.items():
        result = send(f"| {header} |\n| {row} |")
        assert result.state == "complete"
        assert result.issues["problem_code"].to_list() == remarks


def test_form_and_catalogue_know_the_same_reasons_and_states():
    fields = forms()["works"].fields
    assert list(fields["late_reason"].choices) == list(works().late_reasons)
    assert list(fields["state"].choices) == list(works().states) == list(STAGES)
    for code, words in fields["late_reason"].choices.items():
        assert works().late_reasons[code].zh == words[0]
