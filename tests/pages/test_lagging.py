"""The list of lagging villages: what it ranks, filters and shows beside its map."""

import json
import re
from collections import Counter

import pytest

from pages.ui import maps
from pages.ui.lagging.villages import chips
from pages.ui.messages import speaking
from pages.ui.palette import LIGHT, rgb
from tests.tables import on_paper

BAYAN, YANSHOU, PINGFANG = "230126", "230129", "230108"
# In one 55 of 90 × 7/8 people are ready, in the other 12 of 30 × 7/8, where 10 are still poor.
SLOW, STALLED = "城郊村", "六团村"
STALLED_CODE, FINE_CODE = "230129101200", "230126100201"


def _table(page, column="chips"):
    return next(t.value for t in page.dataframe if column in t.value.columns)


def _names(page):
    """Villages of the list, without their signs."""
    names = [name.strip("★*") for name in _table(page)["signed"]]
    return [name for name in names if name not in ("合计", "Total")]


def _points(page):
    described = json.loads(page.get("deck_gl_json_chart")[0].proto.json)
    layer = next(layer for layer in described["layers"] if layer["id"] == maps.VILLAGES)
    return layer["data"]


def _words(page):
    parts = [*page.markdown, *page.caption, *page.info, *page.success, *page.warning]
    return "\n".join(part.value for part in parts).replace("\\", "")


@pytest.mark.parametrize(("lang", "title"), [("zh", "滞后村清单"), ("en", "Lagging villages")])
def test_list_is_ranked_by_people_short(villages, lang, title):
    page = villages(lang=lang)
    assert page.title[0].value == title
    assert _names(page) == [SLOW, STALLED]
    # Who is ready can't be short: 26.25 - 12 people, but of 10 still poor 7 are ready.
    assert _table(page)["people_short"].to_list()[:2] == [90 * 7 / 8 - 55, 10 - (12 - 5)]


def test_the_map_says_that_outlines_and_points_are_made_up(villages):
    assert "边界、点位仅为示意。" in _words(villages())


def test_last_row_adds_people_up_and_divides_them_last(villages):
    total = _table(villages()).iloc[-1]
    assert total["people_short"] == (90 * 7 / 8 - 55) + 3
    assert total["remaining_people"] == 75 + 10
    assert total["attainment_rate"] == pytest.approx(100 * (55 + 12) / (90 + 30))


def test_reasons_are_chips_and_signs_stand_at_the_names(villages):
    page = villages()
    table = _table(page).set_index("signed")
    assert "缺硬化路" in list(table.loc[f"★{SLOW}", "chips"])
    assert "未上报" in list(table.loc[f"{STALLED}*", "chips"])
    assert "★贫困村；*基数小，仅供参考。" in _words(page)


def test_a_village_that_stands_still_is_not_called_too_slow_as_well():
    row = {
        "reasons": ["stalled", "criterion_missing", "needs_speed"],
        "missing_criteria": ["village_bus", "safe_water_villages"],
        "stalled_months": 4,
    }
    with speaking("zh"):
        assert chips(row) == ["4个月无进展", "缺班车、安全饮水"]
        assert chips(row | {"reasons": ["needs_speed"]}) == ["需大幅提速"]


def test_all_columns_put_plan_and_rates_beside_the_people(villages):
    row = _table(villages(wide="yes")).iloc[0]
    assert (row["planned_value"], row["actual_value"]) == (90 * 7 / 8, 55)
    assert row["points_ahead"] == pytest.approx(100 * (55 - 90 * 7 / 8) / 90)
    assert (row["number"], row["flag_word"]) == ("1", "需督办")


def test_parts_of_the_list_are_counted_and_nothing_is_hidden(villages):
    page = villages()
    parts = page.button_group(key="part")
    assert parts.value == "first"
    assert [option.content for option in parts.proto.options] == [
        "本周先看2村",
        "已到期 0",
        "未到期 2",
        "全部 2",
    ]
    page.button_group(key="part").set_value("overdue").run()
    assert page.query_params["part"] == "overdue"
    assert "这一部分没有滞后村" in _words(page)
    assert _table(page, "village_count")["flagged_count"].to_list()[-1] == 2


def test_map_legend_and_table_count_the_same_villages(villages):
    page = villages()
    lights = {tuple(rgb(LIGHT.lights[light])): light for light in LIGHT.lights}
    on_map = Counter(lights[tuple(point["line"])] for point in _points(page))
    legend = re.findall(r":(\w+)-badge\[\S+ \S+ (\d+)\]", _words(page))
    assert {light.replace("gray", "grey"): int(n) for light, n in legend} == dict(on_map)
    totals = _table(page, "village_count").set_index("kind")
    assert totals.loc["合计", "village_count"] == sum(on_map.values())
    assert totals.loc["合计", "flagged_count"] == len(_table(page)) - 1


def test_who_is_carried_over_is_said_alike_under_map_and_totals(villages):
    page = villages()
    said = "个未上报村沿用上期数，清单和地图按沿用数亮灯。"
    counts = re.findall(rf"(\d+){said}", _words(page))
    assert len(counts) == 2
    assert len(set(counts)) == 1
    total = _table(page, "village_count").set_index("kind").loc["合计"]
    grey = sum(point["fill"][3] == 0 for point in _points(page))
    # Who never reported is grey; all other villages without a report have an older light.
    assert total["silent_count"] - int(counts[0]) == grey


def test_ordinary_villages_are_in_the_totals(villages):
    totals = _table(villages(YANSHOU), "village_count").set_index("kind")
    assert totals.loc["非贫困村", "remaining_people"] == 10
    assert totals.loc["合计", "remaining_people"] == 75 + 10


def test_link_to_a_village_narrows_the_table_and_shows_the_village(villages):
    page = villages(village=STALLED_CODE)
    assert _names(page) == [STALLED]
    assert "原因：" in _words(page)
    page.button(key="show_all").click().run()
    assert page.query_params["village"] == ""
    assert len(_table(page)) == 2 + 1


def test_village_that_does_not_lag_can_be_looked_at_too(villages):
    row = _table(villages(village=FINE_CODE, wide="yes")).iloc[0]
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
