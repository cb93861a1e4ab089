"""The department page: one office's indicators, late items, returns, money and problems."""

import pytest

from tests.pages.conftest import tables_on_paper, words

PAGE = "pages/counties/department.py"
BAYAN, YANSHOU = "230126", "230129"


@pytest.fixture
def department(open_page):
    """The page of an office, opened by a link."""
    return lambda **choices: open_page(PAGE, **{"office": "transport", **choices})


def _table(page, column):
    return next((t.value for t in page.dataframe if column in t.value.columns), None)


@pytest.mark.parametrize(
    ("lang", "title", "office"),
    [("zh", "部门履责", "市交通运输局"), ("en", "Departments", "Transport bureau")],
)
def test_office_of_the_url_is_shown(department, lang, title, office):
    page = department(lang=lang)
    assert page.title[0].value == title
    assert page.selectbox(key="office").value == "transport"
    assert office in words(page)


def test_indicators_come_worst_light_first_with_the_counties_that_are_late(department):
    rows = _table(department(), "late_in").set_index("name")
    bridges = rows.loc["农村公路危桥改造"]
    # Bayan has built its 6, Yanshou 2 of 4: one of two is late.
    assert (bridges["actual"], bridges["late_in"], bridges["role"]) == ("8座", "1 / 2", "牵头")
    lights = [cell[0][0] for cell in rows["light"]]
    assert lights == sorted(lights, key="■▲–●".index)


def test_late_items_name_the_county_its_gap_and_since_when(department):
    rows = _table(department(), "late_since")
    yanshou = rows[rows["place"] == "延寿县"].to_dict("records")
    assert [row["name"] for row in yanshou] == ["行政村通水泥（沥青）路率", "农村公路危桥改造"]
    planned = 4 * 2 / 3 + (4 - 4 * 2 / 3) * 0.8
    assert yanshou[1]["ahead"] == f"−{100 * (planned - 2) / 4:.1f}"
    assert "农村公路建设里程" not in set(rows["name"])


def test_returns_name_the_counties_that_owe_them(department):
    rows = _table(department(), "missing_in_word").set_index("name")
    bridges = rows.loc["农村公路危桥改造"]
    assert (bridges["due_count"], bridges["missing_count"]) == (18, 18 - 2)
    assert "宾县" in bridges["missing_in_word"]
    assert "巴彦县" not in bridges["missing_in_word"]


def test_office_sees_its_case_and_the_problems_it_leads(department):
    page = department(office="finance")
    ledger = _table(page, "problem_code")
    assert ledger["problem_code"].to_list() == ["2018-001"]
    cases = _table(page, "stage_word")
    assert set(cases["rule_word"]) == {"数据未按时报送"}


def test_county_narrows_late_items_and_problems_and_the_page_says_so(department):
    page = department(area=YANSHOU)
    assert set(_table(page, "late_since")["place"]) == {"延寿县"}
    assert "滞后项、资金和问题只列延寿县" in words(page)
    assert _table(department(office="finance", area=YANSHOU), "problem_code") is None


def test_office_without_problems_or_late_items_says_so(department):
    page = department(office="statistics")
    assert "台账中没有本部门牵头整改的问题" in words(page)
    assert "本部门牵头的指标无滞后地区" in words(page)
    assert _table(page, "missing_in_word") is None


def test_figures_stand_at_the_head(department):
    shown = {metric.label: metric.value for metric in department(office="water").metric}
    assert shown["牵头问题"] == "1"
    assert shown["完整率"] == "0.0%"


def test_paper_names_the_office(department):
    page = department(view="print")
    assert page.subheader[0].value == "市交通运输局"
    assert not page.dataframe
    assert len(tables_on_paper(page)) >= 4


def test_late_projects_of_the_offices_sector_are_listed_and_its_page_is_linked(department):
    page = department()
    late = _table(page, "days_late")
    assert late["name"].to_list() == ["■ 巴彦丙桥", "◆ 延寿甲桥"]
    assert "工程地图和项目" in [link.proto.label for link in page.get("page_link")]
    own = _table(department(area=YANSHOU), "days_late")
    assert own["name"].to_list() == ["◆ 延寿甲桥"]
    assert _table(department(office="poverty_office"), "days_late") is None
