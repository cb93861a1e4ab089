"""The attention list: who stands on it, with which figures, and what was told and decided."""

import pytest

from tests.pages.conftest import tables_on_paper, words

PAGE = "pages/counties/attention.py"
BAYAN, YANSHOU, PINGFANG = "230126", "230129", "230108"


@pytest.fixture
def attention(open_page):
    """The list, opened by a link."""
    return lambda **choices: open_page(PAGE, **choices)


def _tables(page):
    return [table.value for table in page.dataframe if "stage_word" in table.value.columns]


def _areas(page):
    return _tables(page)[0].set_index("unit")


@pytest.mark.parametrize(
    ("lang", "title", "stage", "decision"),
    [
        ("zh", "预警提醒", "■ 符合约谈情形", "预警（2018年7月24日）"),
        ("en", "Attention list", "■ meets the rule for a talk", "Warning (24 July 2018)"),
    ],
)
def test_areas_come_gravest_first_with_what_was_decided_last(
    attention, lang, title, stage, decision
):
    page = attention(lang=lang)
    assert page.title[0].value == title
    rows = _tables(page)[0]
    assert rows["stage_word"][0] == stage
    assert decision.startswith(rows["stage_word"][1].split("：")[-1].split(": ")[-1])
    assert decision in words(attention(lang=lang, case=f"{YANSHOU}.task_behind"))


def test_figures_are_those_of_the_half_year_that_closed(attention):
    areas = _areas(attention())
    # 17 of 40 people were ready in June; 100 people were due in 2017 and 80 lifted.
    june, year = areas.loc["延寿县"], areas.loc["巴彦县"]
    assert (june["short"], year["short"]) == ("23人", "20人")
    assert june["points_ahead"] == pytest.approx(100 * (17 - 40) / 100)
    said = words(attention(case=f"{YANSHOU}.task_behind"))
    for fact in ("完成：17人", "时序应完成：40人", "判定时段：2018年上半年"):
        assert fact in said
    said = words(attention(case=f"{BAYAN}.task_missed"))
    for fact in ("完成：80人", "时序应完成：100人", "判定时段：2017年度"):
        assert fact in said
    assert "达到的标准：年度任务完成率低于100%" in said


def test_reply_stands_beside_the_line_and_the_page_accuses_nobody(attention):
    page = attention()
    yanshou = _areas(page).loc["延寿县"]
    assert yanshou["replied_word"] == "2018-07-18"
    assert "不作评价" in words(page)
    assert "草稿，未经会议定稿" in words(page)


def test_offices_are_named_with_the_indicators_that_are_late(attention):
    offices = _tables(attention())[1]
    works = offices[offices["rule_word"] == "工程进度滞后"].to_dict("records")
    assert [row["unit"] for row in works] == ["市交通运输局"]
    said = words(attention(case="transport.works_late"))
    assert "农村公路危桥改造" in said


def test_stage_in_the_url_narrows_both_lists_and_says_so(attention):
    page = attention(stage="decided")
    assert [rows["unit"].to_list() for rows in _tables(page)] == [["延寿县"]]
    assert "仅列：● 已研究。" in words(page)
    assert "截至本期，无需提醒的部门" in words(page)


def test_county_sees_its_own_line_and_no_office(attention):
    page = attention(area=BAYAN)
    assert [rows["unit"].to_list() for rows in _tables(page)] == [["巴彦县"]]
    nobody = attention(area=PINGFANG)
    assert _tables(nobody) == []
    assert "截至本期，无需提醒的地区" in words(nobody)


def test_before_the_first_half_year_nobody_is_called(attention):
    page = attention(as_of="2016-01")
    assert _tables(page) == []


def test_link_to_a_case_shows_it_in_full(attention):
    said = words(attention(case=f"{YANSHOU}.task_behind"))
    assert "延寿县　减贫任务进度滞后" in said
    assert "达到的标准：落后时序进度超过10个百分点" in said
    assert "情况说明内容：项目开工晚" in said
    assert "整改承诺：九月底前赶上" in said
    assert "研究意见：预警（2018年7月24日）" in said


def test_rules_stand_on_the_page_with_the_thresholds_in_force(attention):
    page = attention()
    rules = next(t.value for t in page.dataframe if "compared" in t.value.columns)
    assert rules["rule"].to_list()[0] == "年度减贫任务未完成"
    assert "超过5个百分点提醒；超过10个百分点" in rules["when"][1]


def test_paper_has_both_lists_and_the_rules(attention):
    page = attention(view="print")
    assert len(tables_on_paper(page)) == 3
    assert not page.dataframe
