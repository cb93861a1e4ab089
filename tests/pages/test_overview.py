"""The overview on a programme small enough to add up by hand.

Bayan has two villages of step 1 (160 people, 156 out by the end of 2017), Yanshou one of step 2
(80 people, 20 out). From June to September 2018 five more a month are ready in each village.
"""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.catalogue import indicators
from pages.ui.formats import plain
from pages.ui.messages import speaking, t
from tests.pages.conftest import words
from tests.tables import on_paper

ROOT = Path(__file__).parents[2]
HEADLINES = (
    *("poor_people_remaining", "villages_delisted", "counties_delisted"),
    *("fund_spent_rate", "problems_closed"),
)
WORKS = ("rural_roads", "bridges", "safe_water_villages", "housing_renovated")


def facts(page):
    return [line for text in page.markdown for line in text.value.split("  \n")]


def table(page, column):
    """The only table with such a column, by the first column of its rows."""
    frames = [each.value for each in page.dataframe if column in each.value.columns]
    assert len(frames) == 1
    return frames[0].set_index(frames[0].columns[0])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_cards_stand_in_the_order_leaders_ask(app, language):
    app.query_params["lang"] = language
    page = app.run()
    assert not page.exception
    names = [indicators()[code].name.of(language) for code in (*HEADLINES, *WORKS)]
    assert [card.label for card in page.metric] == names
    with speaking(language):
        titles = ["overview.decisions", "overview.curve", "overview.attention"]
        titles += ["overview.commitments", "overview.works"]
        assert [title.value for title in page.subheader][:5] == [t(key) for key in titles]


def test_this_years_task_counts_what_last_year_left(chinese):
    """240 people, 176 out at the end of 2017, planned by then 160 + 80 * 2/3 = 213."""
    lines = facts(chinese.run())
    assert f"年度任务\u3000**{240 - 176}人**" in lines
    assert f"其中上年结转\u3000**{213 - 176}人**" in lines
    assert f"时序应完成\u3000**{round(160 + 80 * (2 / 3 + 0.875 / 3)) - 176}人**" in lines
    assert f"本年达标\u3000**{3 * 15}人**" in lines
    assert f"完成率\u3000**{plain(f'{45 / 64:.2%}')}**" in lines


def test_switch_shows_everything_since_2016_and_goes_into_the_url(chinese):
    page = chinese.run()
    page.button_group(key="span").set_value("programme").run()
    assert page.query_params["span"] == "programme"
    lines = facts(page)
    assert "目标任务\u3000**240人**" in lines
    assert "完成数\u3000**176人**" in lines
    assert not any("年度任务" in line for line in lines)


def test_a_light_of_all_years_says_so_beside_the_years_figure(whole):
    """People, villages, counties; roads and bridges, which have a task of the year."""
    captions = [line.value for line in whole.run().caption]
    assert captions.count("累计状态") == 3 + 2


def test_areas_behind_their_task_are_listed_and_all_on_request(chinese):
    page = chinese.run()
    behind = table(page, "due_value")
    assert behind.index.to_list() == ["延寿县", "所列合计"]
    row = behind.loc["延寿县"]
    assert (row["due_value"], row["month_value"], row["done_value"]) == (80 - 20, 5, 15)
    assert row["completion_rate"] == pytest.approx(100 * 15 / 60)
    assert row["lag"] == pytest.approx(80 * (2 / 3 + 0.875 / 3) - 35)
    page.toggle(key="every").set_value(True).run()
    assert page.query_params["every"] == "yes"
    every = table(page, "due_value")
    assert every.index.to_list() == ["巴彦县", "延寿县", "合计"]
    assert every.loc["合计", "due_value"] == (160 - 156) + (80 - 20)


def test_total_of_the_table_is_the_card(chinese):
    chinese.query_params["every"] = "yes"
    page = chinese.run()
    due = table(page, "due_value").loc["合计", "due_value"]
    assert f"年度任务\u3000**{due:.0f}人**" in facts(page)


def test_a_county_shows_itself_and_its_townships(chinese):
    chinese.query_params.update({"area": "230129", "every": "yes"})
    page = chinese.run()
    assert not page.exception
    assert f"年度任务\u3000**{80 - 20}人**" in facts(page)
    rows = table(page, "due_value")
    assert len(rows) == 2
    assert rows.iloc[0]["due_value"] == 80 - 20
    said = " ".join(text.value for text in [*page.markdown, *page.caption])
    assert "延寿县" in said
    assert "巴彦县" not in said


def test_what_was_not_reported_is_neither_zero_nor_without_a_task(chinese):
    page = chinese.run()
    values = {card.label: card.value for card in page.metric}
    assert values["扶贫资金支出进度"] == "—"
    badges = [text.value for text in page.markdown if "badge" in text.value]
    assert any("未上报" in badge for badge in badges)


def test_an_area_without_a_task_says_so_and_shows_no_empty_curve(chinese):
    chinese.query_params["area"] = "230102"
    page = chinese.run()
    assert not page.exception
    assert page.metric[0].value == "无任务"
    assert any("无扶贫任务" in info.value for info in page.info)
    said = [line.value for line in page.caption]
    assert "数据状态：无任务" in said
    assert not any("未上报" in line for line in said if line.startswith("数据状态"))
    assert not [each for each in page.dataframe if "累计脱贫" in each.value.columns]


def test_lights_of_the_matrix_are_those_of_the_cards(chinese):
    page = chinese.run()
    lights = table(page, "巴彦县")
    assert lights.loc["脱贫人口（累计）", "哈尔滨市"] == "▲ 偏慢"
    assert page.markdown[1].value == ":yellow-badge[▲ 偏慢]"
    assert lights.loc["贫困县摘帽", "延寿县"] == "– 未到期"
    assert lights.loc["脱贫人口（累计）", "道里区"] == ""


def test_curve_has_the_numbers_of_the_cards(chinese):
    page = chinese.run()
    curve = table(page, "累计脱贫")
    assert curve.loc["2018-09", "累计脱贫"] == "176人"
    assert curve.loc["2018-09", "达标"] == f"{176 + 3 * 15}人"
    assert curve.loc["2018-12", "时序计划"] == "240人"


def test_december_follows_official_exits(chinese):
    chinese.query_params["as_of"] = "2017-12"
    lines = facts(chinese.run())
    assert f"本年脱贫\u3000**{176 - 80}人**" in lines


def test_print_view_has_no_switches_and_every_row(chinese):
    chinese.query_params.update({"view": "print", "every": "yes"})
    page = chinese.run()
    assert not page.exception
    assert not page.toggle
    assert not page.button_group
    tables = [on_paper(text.value) for text in page.markdown if text.value.startswith("| ")]
    assert [row[0] for row in tables[0]] == ["地区", "巴彦县", "延寿县", "合计"]


@pytest.fixture
def whole(small_home, fresh_caches) -> AppTest:
    """The app on `tests.small_programme`, which also has a register, works and stages."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    app.query_params.update({"lang": "zh", "as_of": "2018-09"})
    return app


def test_poor_counties_show_their_stage(whole):
    """Bayan is approved in August, Mulan was reviewed in March, Yanshou has not applied."""
    page = whole.run()
    lines = facts(page)
    assert "巴彦县\u3000**省批准（5/5步）**" in lines
    assert "木兰县\u3000**市初审（2/5步），待批准**" in lines
    assert "延寿县\u3000**未申请**" in lines
    assert {card.label: card.value for card in page.metric}["贫困县摘帽"] == "1 / 3"


def test_approval_is_not_seen_before_it_was_given(whole):
    whole.query_params["as_of"] = "2017-12"
    lines = facts(whole.run())
    assert "巴彦县\u3000**县申请（1/5步），待批准**" in lines


def test_bridge_adds_up_to_the_end_of_the_closed_year(whole):
    """Poor: 3 + 2 in Bayan and 4 in Yanshou; 5 new, 2 back, 1 born, 3 out, 2 removed."""
    rows = table(whole.run(), "value_b")
    assert rows["value_a"].to_list() == [9, 5, 2, 1, -3, -2, 0, 0, 9 + 5 + 2 + 1 - 3 - 2]
    assert rows.loc["年末数", "value_b"] == (4 + 3 + 5) + (5 + 2)


def test_both_rates_stand_beside_each_other_with_their_words(whole):
    """7 people out, 12 still poor, and 500 in the targets."""
    lines = [line for text in facts(whole.run()) for line in text.split("\n\n")]
    rate_a, rate_b = (plain(f"{rate:.2%}") for rate in (7 / 500, 7 / (7 + 12)))
    assert any(line.startswith("脱贫率（甲）") and rate_a in line for line in lines)
    assert any(line.startswith("脱贫率（乙）") and rate_b in line for line in lines)
    assert "动态管理后应脱贫\u3000**尚未批准调整**" in lines


def test_the_box_says_that_it_counts_by_the_register(whole):
    """Villages returned 380 people out by the end of 2017, and nobody who is still poor."""
    lines = [line for text in facts(whole.run()) for line in text.split("\n\n")]
    assert "累计脱贫（台账）\u3000**7人**" in lines
    assert any("台账年末数，与各村上报数来源不同" in line.value for line in whole.caption)


def test_returns_that_differ_from_the_register_stand_beside_it(lagging_home):
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    app.query_params.update({"lang": "zh", "as_of": "2018-09"})
    said = [line.value for line in app.run().caption]
    assert any(plain(f"累计脱贫380人（比台账+{380 - 7}人）") in line for line in said)
    assert any(plain(f"未脱贫{8 + 75}人（比台账+{8 + 75 - 12}人）") in line for line in said)


def test_roads_are_the_sum_of_their_programmes(whole):
    whole.query_params.update({"span": "programme", "area": "230126"})
    lines = facts(whole.run())
    assert f"完成数\u3000**{plain(f'{15 + 10.5 + 4.5:.2f}')}公里**" in lines
    assert f"目标任务\u3000**{plain(f'{30 + 20 + 10:.2f}')}公里**" in lines


def test_bridges_of_the_year_start_from_last_years_end(whole):
    whole.query_params["area"] = "230126"
    page = whole.run()
    assert {card.label: card.value for card in page.metric}["农村公路危桥改造（本年）"] == "2座"


def test_meeting_is_told_what_needs_a_decision_the_worst_first(open_page):
    """Bayan missed its yearly task by 20 people, 20 % of it; offices that are silent follow."""
    page = open_page("pages/programme/overview.py")
    said = words(page)
    assert (
        "1. :red-badge[符合约谈情形] 巴彦县：年度减贫任务未完成，滞后20.0个百分点，差20人。"
        in said
    )
    assert "2. :orange-badge[预警] 市交通运输局：数据未按时报送" in said
    assert "台账中逾期的问题\u3000**1**" in facts(page), "the audit's, due on 31 August"


def test_county_is_told_of_its_own_decisions_alone(open_page):
    said = words(open_page("pages/programme/overview.py", area="230126"))
    assert "巴彦县：年度减贫任务未完成" in said
    assert "市交通运输局：" not in said


def test_card_of_people_carries_where_they_will_be_at_the_years_end(open_page):
    page = open_page("pages/programme/overview.py")
    assert len([line for line in facts(page) if line.startswith("预计年底累计达标")]) == 1
    over = facts(open_page("pages/programme/overview.py", as_of="2017-12"))
    assert not [line for line in over if line.startswith("预计年底累计达标")]


def test_what_a_county_must_decide_isnt_hidden_by_others(open_page):
    """Bayan's 2017 task is missed: 80 of 100 people; a problem in it is past its date."""
    for area in ("230100", "230126"):
        page = open_page("pages/programme/overview.py", area=area, as_of="2018-01")
        assert "符合约谈" in words(page)
    said = words(open_page("pages/programme/overview.py", area="230126"))
    assert "巴彦县：整改问题逾期1项" in said
