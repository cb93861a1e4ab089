"""The pages of works on the small programme: every place says the same of the same projects."""

from datetime import date

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from data.warehouse.engine import data_version
from data.warehouse.scope import CITY
from pages.ui import load
from pages.ui.messages import speaking
from pages.ui.works import classes, late_list, overlays, picking, view, work_map
from pages.ui.works.view import View
from tests.pages.conftest import tables_on_paper, words

PAGES = {code: f"pages/works/{code}.py" for code in ("roads", "water", "grid", "housing")}
BAYAN, YANSHOU, PINGFANG = "230126", "230129", "230108"
SEPTEMBER = date(2018, 9, 30)


@pytest.fixture
def works(open_page):
    """A page of works, opened by a link."""
    return lambda code, **choices: open_page(PAGES[code], **choices)


def table(page, column: str):
    """The first table of a page with a column."""
    return next(each.value for each in page.dataframe if column in each.value.columns)


def look(sector: str, area: str = "", programme: str = "", month: date = SEPTEMBER):
    named = {"sector": sector, "as_of": SEPTEMBER, "area": area, "programme": programme}
    return view.units(**named, month=month)


@pytest.fixture
def reading(lagging_home):
    """What pages read, for what they compute without being drawn."""
    with load.reading(CITY, data_version()), speaking("zh"):
        yield


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", PAGES)
def test_every_sector_draws_in_both_languages(works, code, lang):
    page = works(code, lang=lang)
    assert page.title[0].value
    assert not page.error


def test_cards_table_list_and_map_say_the_same(works, reading):
    page = works("roads")
    shown = {metric.label: metric.value for metric in page.metric}
    # 15 and 4.5 km of 2017 are complete, 5 of the 12 km of 2018 aren't; 2 of 4 bridges.
    assert page.metric[0].value == "19.5"
    assert page.metric[1].value == "2"
    assert shown["工程项目"] == "7"
    areas = table(page, "project_count")
    assert areas["reported_value"].iloc[-1] == 19.5
    assert areas["reported_value"][:-1].sum() == 19.5
    programmes = table(page, "unit_cost").set_index("name")
    assert programmes.loc["农村公路建设里程（公里）", "reported_value"] == "19.5"
    assert programmes.loc["农村公路危桥改造（座）", "reported_value"] == "2"
    years = table(page, "年度")
    assert years["完工"].astype(float).sum() == 19.5
    late = table(page, "days_late")
    units = look("roads")
    counts = dict(classes.counts(units))
    assert units.height == 7
    assert counts["not_started"] + counts["late"] == len(late) == 2
    assert sum(counts.values()) == 7


def test_kilometres_are_the_three_programmes_and_no_bridge(works):
    programmes = table(works("roads"), "unit_cost")
    total, *parts = programmes["reported_value"][:3].astype(float)
    assert total == sum(parts) == 19.5


def test_who_is_not_started_stands_before_who_is_slow(works):
    late = table(works("roads"), "days_late")
    # Due to start on 10 May: 143 days; due to be done on 31 August: 30 days.
    assert late["name"].to_list() == ["■ 巴彦丙桥", "◆ 延寿甲桥"]
    assert late["days_late"].to_list() == [143, 30]
    assert late["reason"].to_list() == ["征地", "雨季"]


def test_what_has_no_place_is_counted_and_named(works, reading):
    named = {"sector": "roads", "as_of": SEPTEMBER, "area": "", "programme": ""}
    assert "巴彦丙桥" in work_map.unplaced(**named, month=SEPTEMBER)
    said = words(works("roads"))
    # None of the small programme's projects has a place.
    assert all(name in said for name in ("巴彦甲路", "县路加宽", "延寿甲桥", "巴彦丙桥"))


def test_sheet_of_a_project_has_plan_state_money_office_and_file(works):
    said = words(works("roads", work="Q-18-2"))
    for fact in ("编码 **Q-18-2**", "地区 **", "预算 **90.00万元**", "已拨付 **50.00万元**"):
        assert fact in said
    assert "责任单位 **市交通运输局**" in said
    assert "计划开工 **2018年5月10日**" in said


def test_sheet_of_a_village_lists_what_it_has_and_its_works(works, reading):
    village = look("housing", area=BAYAN)["code"][0]
    page = works("housing", area=BAYAN, place=village)
    assert "本村项目（1个）" in words(page)
    assert "通硬化路" in words(page)
    assert table(page, "state")["name"].to_list() == ["甲村维修"]


def test_month_of_the_map_changes_the_classes_and_nothing_else(works, reading):
    before = dict(classes.counts(look("roads", month=date(2018, 5, 31))))
    # On 31 May the road of 2018 hadn't begun, nor had three bridges but one.
    assert before["not_started"] == 3
    # The same projects in every month: what was in no plan yet is planned.
    first = dict(classes.counts(look("roads", month=date(2016, 1, 31))))
    assert first == {"planned": 7}
    page = works("roads", map_month="2018-05")
    assert page.metric[0].value == "19.5"


def test_houses_stand_at_their_village_with_its_most_urgent_class(reading):
    units = look("housing")
    assert units.height == 2
    assert set(units["look"]) == {"accepted", "under_way"}
    paths = view.drawn_paths(sector="housing", is_coarse=True)
    assert units.join(paths, on="code", how="semi").height == 2


def test_overlay_tells_not_reported_from_lacking(reading):
    rows = overlays.villages(sector="grid", as_of=SEPTEMBER, area="", overlay="power")
    assert set(rows["look"]) <= {"yes", "no", "not_reported"}
    nobody = overlays.villages(sector="grid", as_of=SEPTEMBER, area="", overlay="none")
    assert nobody.is_empty()


def test_lagging_villages_that_lack_something_stand_on_top(reading):
    rows = overlays.villages(sector="water", as_of=SEPTEMBER, area="", overlay="lagging")
    order = list(overlays.LOOKS)
    ranks = [order.index(each) for each in rows["look"]]
    assert ranks == sorted(ranks, reverse=True)


def test_area_without_projects_says_so_and_still_lists_its_villages(works):
    page = works("water", area=PINGFANG)
    assert "平房区2018年9月底没有本类工程项目" in page.info[0].value


def test_programme_narrows_map_list_and_tables(works):
    page = works("roads", programme="bridges")
    assert table(page, "project_count")["project_count"].iloc[-1] == 4
    assert page.metric[0].value == "19.5"


def test_a_programme_of_one_sector_is_not_carried_to_another(works):
    # The menu is drawn before the page, so it knows the page's choice from the next run on.
    page = works("roads", programme="bridges").run()
    queries = {
        link.proto.label: link.proto.query_string for link in page.sidebar.get("page_link")
    }
    assert "programme=bridges" in queries["农村公路"]
    assert "programme" not in queries["饮水安全"]


def test_paper_has_the_tables_and_no_button(works):
    page = works("roads", view="print")
    assert not page.dataframe
    assert not page.button
    assert len(tables_on_paper(page)) >= 3


def test_paper_lists_the_first_late_projects_and_says_how_many_more(works, monkeypatch):
    whole = next(each for each in tables_on_paper(works("roads", view="print")) if late(each))
    monkeypatch.setattr(late_list, "ON_PAPER", 1)
    page = works("roads", view="print")
    (listed,) = filter(late, tables_on_paper(page))
    assert listed == whole[:2]
    assert f"只列前1行，其余{len(whole) - 2}行" in words(page)


def late(cells) -> bool:
    """Whether a table on paper is the list of late projects."""
    return cells[0][0] == "项目"


@pytest.mark.parametrize(
    ("objects", "chosen"),
    [
        ({"works_lines_late": [{"tip": "L-1", "p": [[1, 2]]}]}, ("L-1", "")),
        ({"works_points_late": [{"code": "Q-1", "tip": "桥"}]}, ("Q-1", "")),
        ({"villages": [{"code": "230126100201", "tip": "村"}]}, ("", "230126100201")),
        # A number a project was given by its office, however much it looks like a village's.
        ({"works_points_late": [{"tip": "230126100201"}]}, ("230126100201", "")),
        ({"villages": []}, ("", "")),
        ({}, ("", "")),
    ],
)
def test_a_click_is_a_project_or_a_village(objects, chosen):
    assert picking.clicked(objects, of_villages=False) == chosen


def test_houses_are_clicked_at_their_village():
    clicked = {"works_points_late": [{"tip": "230126100201"}]}
    assert picking.clicked(clicked, of_villages=True) == ("", "230126100201")


def test_late_list_has_words_for_every_row():
    empty = pl.DataFrame(
        schema={
            **dict.fromkeys(("work_code", "late_kind", "programme"), pl.String),
            "is_late": pl.Boolean,
            "days_late": pl.Int64,
        }
    )
    assert late_list.rows(empty).is_empty()


def test_view_names_its_levels():
    city = View("roads", SEPTEMBER, "230100", "哈尔滨市", "")
    county = View("roads", SEPTEMBER, BAYAN, "巴彦县", "")
    assert (city.level, city.level_below) == ("city", "county")
    assert (county.level, county.level_below) == ("county", "township")
    assert county.named["area"] == BAYAN
    assert city.named["area"] == ""


@pytest.mark.parametrize(
    ("code", "area"),
    [*((code, "") for code in PAGES), ("roads", BAYAN), ("housing", BAYAN)],
)
def test_areas_add_up_to_the_projects_of_the_card(works, code, area):
    page = works(code, **({"area": area} if area else {}))
    projects = next(m.value for m in page.metric if m.label == "工程项目")
    areas = table(page, "not_started_count")["project_count"]
    assert areas.iloc[-1] == int(projects)
    assert areas[:-1].sum() == int(projects)


def test_what_has_to_fall_has_a_limit_and_no_plan_to_reach(works):
    said = words(works("housing"))
    assert "时序应不高于" in said
    assert "时序应完成" in words(works("water"))


@pytest.mark.parametrize(
    ("address", "is_link"),
    [("https://a.example/q.jpg", True), ("照片/桥.jpg", False)],
)
def test_only_a_page_on_the_web_is_a_link_to_a_photo(address, is_link):
    def drawn(address: str) -> None:
        from pages.ui.works import project_sheet

        project_sheet._photo(address)

    page = AppTest.from_function(drawn, kwargs={"address": address}).run()
    assert not page.exception
    assert bool(page.get("link_button")) == is_link
    assert any("桥" in line.value for line in page.markdown) != is_link
