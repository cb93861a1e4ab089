"""The list of lagging villages: what it ranks, filters and shows beside its map."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import maps
from pages.ui.palette import LIGHT, rgb
from tests.tables import on_paper

ROOT = Path(__file__).parents[2]
PAGE = "pages/villages/lagging.py"
BAYAN, YANSHOU, PINGFANG = "230126", "230129", "230108"
# In one 55 of 90 × 7/8 people are ready and 35 still poor, in the other 12 of 30 × 7/8 and 8.
SLOW, STALLED = "城郊村", "六团村"
STALLED_CODE, FINE_CODE = "230129101200", "230126100201"


@pytest.fixture
def villages(lagging_home):
    """The list, opened by a link."""

    def opened(area="230100", lang="zh", **choices):
        app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
        app.query_params.update({"area": area, "lang": lang, "as_of": "2018-09", **choices})
        page = app.run().switch_page(PAGE).run()
        assert not page.exception
        return page

    return opened


def _table(page, column="reason_words"):
    return next(t.value for t in page.dataframe if column in t.value.columns)


def _names(page):
    """Villages of the list; the last row, if it is the total, names none."""
    return [name for name in _table(page)["area_name"] if name]


def _points(page):
    described = json.loads(page.get("deck_gl_json_chart")[0].proto.json)
    layer = next(layer for layer in described["layers"] if layer["id"] == maps.VILLAGES)
    return layer["data"]


def _words(page):
    parts = [*page.markdown, *page.caption, *page.info, *page.success, *page.warning]
    return "\n".join(part.value for part in parts).replace("\\", "")


@pytest.mark.parametrize(
    ("lang", "title", "flag"),
    [("zh", "滞后村清单", "需督办"), ("en", "Lagging villages", "act")],
)
def test_list_is_ranked_by_people_short(villages, lang, title, flag):
    page = villages(lang=lang)
    assert page.title[0].value == title
    table = _table(page)
    assert _names(page) == [SLOW, STALLED]
    # Nobody who is no longer poor can be short: 26.25 - 12 people, but 8 at most.
    assert table["people_short"].to_list()[:2] == [90 * 7 / 8 - 55, 8]
    assert set(table["flag_word"][:2]) == {flag}


def test_last_row_adds_the_people_up(villages):
    total = _table(villages()).iloc[-1]
    assert total["people_short"] == (90 * 7 / 8 - 55) + 8
    assert total["remaining_people"] == 35 + 8


def test_reasons_are_words_with_their_figures(villages):
    table = _table(villages()).set_index("area_name")
    assert "缺硬化路" in table.loc[SLOW, "reason_words"]
    assert "数据未上报" in table.loc[STALLED, "reason_words"]
    assert table.loc[STALLED, "mark"] == "基数小，仅供参考"
    assert table.loc[SLOW, "mark"] == ""


def test_map_legend_and_table_count_the_same_villages(villages):
    page = villages()
    lights = {tuple(rgb(LIGHT.lights[light])): light for light in LIGHT.lights}
    on_map = Counter(lights[tuple(point["line"])] for point in _points(page))
    legend = re.findall(r":(\w+)-badge\[\S+ \S+ (\d+)\]", _words(page))
    assert {light.replace("gray", "grey"): int(n) for light, n in legend} == dict(on_map)
    totals = _table(page, "village_count").set_index("kind")
    assert totals.loc["合计", "village_count"] == sum(on_map.values())
    assert totals.loc["合计", "flagged_count"] == len(_table(page)) - 1


def test_ordinary_villages_are_in_the_totals(villages):
    totals = _table(villages(YANSHOU), "village_count").set_index("kind")
    assert totals.loc["非贫困村", "remaining_people"] == 8
    assert totals.loc["合计", "remaining_people"] == 35 + 8


def test_link_to_a_village_narrows_the_table_and_shows_the_village(villages):
    page = villages(village=STALLED_CODE)
    assert _names(page) == [STALLED]
    assert "原因：" in _words(page)
    page.button(key="show_all").click().run()
    assert page.query_params["village"] == ""
    assert len(_table(page)) == 2 + 1


def test_village_that_does_not_lag_can_be_looked_at_too(villages):
    row = _table(villages(village=FINE_CODE)).iloc[0]
    assert (row["flag_word"], row["number"]) == ("", "")


def test_unknown_village_of_a_link_is_dropped_and_said(villages):
    page = villages(village="999999999999")
    assert any("999999999999" in warning.value for warning in page.warning)
    assert len(_table(page)) == 2 + 1


def test_filter_narrows_table_map_and_totals_and_is_named(villages):
    page = villages(kind="ordinary")
    assert _names(page) == [STALLED]
    totals = _table(page, "village_count")
    assert totals["village_count"].to_list()[-1] == len(_points(page))
    assert "筛选：非贫困村。" in _words(page)


def test_reason_filter_keeps_villages_with_that_reason(villages):
    page = villages(YANSHOU)
    page.selectbox(key="reason").set_value("report_missing").run()
    assert page.query_params["reason"] == "report_missing"
    assert _names(page) == [STALLED]


def test_townships_are_offered_inside_a_county(villages):
    assert "township" not in [box.key for box in villages().selectbox]
    page = villages(YANSHOU)
    page.selectbox(key="township").set_value(STALLED_CODE[:9]).run()
    assert _names(page) == [STALLED]


def test_filter_that_finds_nothing_says_what_to_change(villages):
    assert "请更换地区、月份或筛选条件" in _words(villages(minority="yes"))


def test_county_where_nothing_lags_still_has_its_map(villages):
    page = villages(BAYAN)
    assert "截至本期，无滞后地区。" in _words(page)
    assert len(_points(page)) == 3


def test_county_without_a_task_says_so(villages):
    assert "没有扶贫任务村" in _words(villages(PINGFANG))


def test_month_before_the_first_report_says_so(villages):
    assert "本月尚未收到报送" in _words(villages(as_of="2018-03"))


def test_paper_has_the_whole_list_as_a_table(villages):
    page = villages(view="print")
    assert not page.dataframe
    tables = [on_paper(text.value) for text in page.markdown if text.value.startswith("| ")]
    rows = [len(cells) - 1 for cells in tables]
    assert rows[0] == 2 + 1
