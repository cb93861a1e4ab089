"""The county scorecard on a programme small enough to add up by hand."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import tables_on_paper

ROOT = Path(__file__).parents[2]
PAGE = "pages/counties/scorecard.py"
BAYAN, YANSHOU, BIN, PINGFANG = "230126", "230129", "230125", "230108"


@pytest.fixture
def card(lagging_home):
    """The scorecard, opened by a link."""

    def opened(area="230100", lang="zh", **choices):
        app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
        app.query_params.update({"area": area, "lang": lang, "as_of": "2018-09", **choices})
        page = app.run().switch_page(PAGE).run()
        assert not page.exception
        return page

    return opened


def _tables(page):
    return [table.value for table in page.dataframe]


def _table(page, column):
    return next(table for table in _tables(page) if column in table.columns)


def _progress(page):
    return [table for table in _tables(page) if "poverty_incidence" in table.columns]


def _figures(page):
    return {metric.label: metric.value for metric in page.metric}


def _item(page, name):
    tables = [table for table in _tables(page) if "group" in table.columns]
    return next(
        row for table in tables for row in table.to_dict("records") if row["name"] == name
    )


def _words(page):
    parts = [*page.markdown, *page.caption, *page.info, *page.success]
    return "\n".join(part.value for part in parts).replace("\\", "")


def test_city_lists_counties_by_group_and_names_those_without_a_task(card):
    page = card()
    poor, task = _progress(page)
    assert poor["name"].to_list() == ["巴彦县", "木兰县", "延寿县", "合计"]
    assert task["name"].to_list() == ["呼兰区", "宾县", "合计"]
    assert "平房区" in _words(page)


def test_total_of_a_group_adds_people_before_dividing(card):
    poor = _progress(card())[0].set_index("name")
    # 35 of 700 in Yanshou and 20 of 1,800 in Bayan are still poor; Mulan didn't report.
    assert poor.loc["巴彦县", "poverty_incidence"] == pytest.approx(100 * 20 / 1800)
    assert poor.loc["合计", "poverty_incidence"] == pytest.approx(
        100 * (20 + 35) / (1800 + 700)
    )
    assert poor.loc["合计", "villages_delisted"] == "2 / 4"


def test_picker_opens_a_card(card):
    page = card()
    page.selectbox(key="card_of").set_value(BAYAN).run()
    assert page.query_params["area"] == BAYAN
    assert _figures(page)["贫困村出列（个）"] == "1 / 2"


@pytest.mark.parametrize(
    ("lang", "titles", "stage"),
    [
        (
            "zh",
            [
                "未脱贫（人）",
                "年度减贫任务完成率",
                "贫困村出列（个）",
                "扶贫资金支出进度",
                "问题整改销号率",
            ],
            "● 省批准（2018年8月底）",
        ),
        (
            "en",
            [
                *("Still poor", "This year's task done", "Villages off the list"),
                *("Poverty funds spent", "Problems closed"),
            ],
            "(end of August 2018)",
        ),
    ],
)
def test_card_has_five_figures_and_the_stages_of_a_poor_county(card, lang, titles, stage):
    page = card(BAYAN, lang)
    assert set(titles) <= _figures(page).keys()
    assert stage in _words(page)


def test_county_that_is_not_poor_has_no_stages(card):
    assert "摘帽进度" not in _words(card(BIN))


def test_item_stands_beside_its_group_only(card):
    bridges = _item(card(BAYAN), "农村公路危桥改造")
    assert bridges["target"] == "6座"
    assert bridges["actual"] == "6座（100.0%）"
    # 6 of 6 in Bayan, 2 of 4 in Yanshou.
    assert bridges["group"] == "完成率80.0%"
    assert bridges["office"] == "市交通运输局"


def test_behind_is_in_percentage_points_of_the_share_itself(card):
    paved = _item(card(YANSHOU), "行政村通水泥（沥青）路率")
    assert paved["actual"] == "0.00%"
    assert paved["ahead"].startswith("−")
    assert float(paved["ahead"].replace("−", "-")) >= -100


def test_silence_zero_and_not_due_are_three_things(card):
    page = card(BAYAN)
    silent = _item(page, "结对帮扶覆盖率")
    assert (pd.isna(silent["actual"]), silent["state"]) == (True, "未上报")
    waiting = _item(page, "年度减贫任务完成率")
    assert (waiting["actual"], waiting["state"]) == ("", "未到报送期")
    zero = _item(card(YANSHOU), "行政村通水泥（沥青）路率")
    assert (zero["actual"], zero["state"]) == ("0.00%", "本期已报")


def test_items_without_a_task_here_are_named_not_judged(card):
    page = card(BIN)
    names = [row for table in _tables(page) if "group" in table for row in table["name"]]
    assert "贫困县摘帽" not in names
    assert "贫困县摘帽" in _words(page)


def test_area_without_a_task_is_not_compared(card):
    page = card(PINGFANG)
    assert "本地区无扶贫任务" in _words(page)
    assert not page.metric


def test_the_page_says_it_is_internal(card):
    assert "本页为内部测算，不作为正式考核结果。" in _words(card(BAYAN))


def test_lagging_villages_stand_on_their_countys_card(card):
    # 90 × 7/8 people planned and 55 ready in one village; in the other only 3 of the 10 who are
    # still poor aren't ready.
    lagging = _table(card(YANSHOU), "chips")
    assert lagging["people_short"].to_list() == [90 * 7 / 8 - 55, 3]


def test_county_where_nothing_lags_says_so(card):
    assert "截至本期，无滞后地区。" in _words(card(BAYAN))


def test_returns_are_counted_by_cycle(card):
    returns = _table(card(BAYAN), "completeness_rate")
    assert (returns["reported_count"] + returns["missing_count"] == returns["due_count"]).all()
    assert returns["completeness_rate"].between(0, 100).all()


def test_link_to_an_item_says_where_its_figures_come_from(card):
    page = card(BAYAN, works="bridges")
    assert "**农村公路危桥改造**" in [line.value for line in page.markdown]


def test_paper_has_every_item_as_a_table(card):
    page = card(BAYAN, view="print")
    assert not page.dataframe
    words = [cell for table in tables_on_paper(page) for line in table for cell in line]
    assert any("农村公路危桥改造" in word for word in words)
    assert any(word.startswith("6座（100") for word in words)
