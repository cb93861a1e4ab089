"""Numbers, dates and lights as text, worked examples in both languages."""

from datetime import date

import pytest

from data.catalogue import indicators
from pages.ui import formats, names
from pages.ui.charts.count_axis import ticks
from pages.ui.messages import catalogue, speaking

SEPTEMBER = date(2018, 9, 30)

EXAMPLES = [
    # call, Chinese, English
    (lambda: formats.amount(201087, "people_lifted"), "201,087人", "201,087 people"),
    (lambda: formats.amount(0, "people_lifted"), "0人", "0 people"),
    (lambda: formats.amount(None, "people_lifted"), "—", "—"),
    (lambda: formats.amount(1, "people_lifted"), "1人", "1 person"),
    (lambda: formats.amount(1, "counties_delisted"), "1个县", "1 county"),
    (lambda: formats.amount(1, "rural_roads"), "1.00公里", "1.00 km"),
    (lambda: formats.change(1, "villages_delisted"), "+1个村", "+1 village"),
    (lambda: formats.change(-1, "villages_delisted"), "−1个村", "−1 village"),
    (lambda: formats.amount(3000, "roads_village_access"), "3,000.00公里", "3,000.00 km"),
    (lambda: formats.amount(87.5, "household_pairing"), "87.50%", "87.50%"),
    (lambda: formats.amount(0.53, "irrigated_area"), "0.53万亩", "0.53 × 10,000 mu"),
    (lambda: formats.amount(163, "villages_delisted", unit=False), "163", "163"),
    (lambda: formats.change(-35, "people_lifted"), "−35人", "−35 people"),
    (lambda: formats.change(1206, "people_lifted"), "+1,206人", "+1,206 people"),
    (
        lambda: formats.change(2.5, "household_pairing"),
        "+2.50个百分点",
        "+2.50 percentage points",
    ),
    (lambda: formats.rate(0.0063), "0.63%", "0.63%"),
    (lambda: formats.rate(1.2, 0), "120%", "120%"),
    (lambda: formats.rate(None), "—", "—"),
    (lambda: formats.points(-0.094), "−9.4个百分点", "−9.4 percentage points"),
    (lambda: formats.points(0.0), "0.0个百分点", "0.0 percentage points"),
    (lambda: formats.signed(0), "0", "0"),
    (lambda: formats.signed(-0.04, 1), "0.0", "0.0"),
    (lambda: formats.month(SEPTEMBER), "2018年9月底", "end of September 2018"),
    (lambda: formats.day(date(2018, 9, 5)), "2018年9月5日", "5 September 2018"),
    (lambda: formats.month(None), "—", "—"),
    (lambda: formats.light("green"), "● 正常", "● on track"),
    (
        lambda: formats.light("green", "provisional"),
        "● 正常（暂定）",
        "● on track (provisional)",
    ),
    (lambda: formats.light("red"), "■ 严重滞后", "■ far behind"),
    (lambda: formats.light("grey", "not_reported"), "– 未上报", "– not reported"),
    (lambda: formats.light("grey", "not_due"), "– 未到期", "– not due yet"),
    (lambda: formats.light("grey", "no_task"), "– 无任务", "– no task"),
    (lambda: formats.light("grey", "no_target"), "– 文件未定量", "– no policy figure"),
]


@pytest.mark.parametrize(("call", "chinese", "english"), EXAMPLES)
def test_value_is_written_as_an_office_would(call, chinese, english):
    with speaking("zh"):
        assert call() == chinese
    with speaking("en"):
        assert call() == english


COUNTED = [entry.code for entry in indicators().values() if formats.decimals(entry) == 0]


@pytest.mark.parametrize("code", COUNTED)
def test_things_counted_one_by_one_have_a_word_for_one(code):
    unit, one = (
        indicators()[code].unit,
        catalogue()[f"unit_of_one.{indicators()[code].unit.en}"],
    )
    assert one.zh == unit.zh
    assert one.en != unit.en


def test_axis_in_chinese_counts_in_ten_thousands_with_two_decimals():
    with speaking("zh"):
        values, texts = ticks(201087)
    assert values == [0, 50000, 100000, 150000, 200000, 250000]
    assert texts == ["0", "5.00万", "10.00万", "15.00万", "20.00万", "25.00万"]


def test_axis_in_english_shows_figures_in_full():
    with speaking("en"):
        assert ticks(201087)[1][2] == "100,000"


def test_half_steps_are_written_out():
    with speaking("zh"):
        assert ticks(12)[1] == ["0", "2.5", "5", "7.5", "10", "12.5"]


@pytest.mark.parametrize("highest", [0, 0.004, 0.7, 3, 18, 163, 9999, 50000, 201087])
def test_axis_starts_at_zero_and_passes_the_highest_value(highest):
    values, texts = ticks(highest)
    assert values[0] == 0
    assert values[-1] >= highest
    assert len(values) == len(texts) == len(set(texts)) <= 8


def test_a_name_from_a_file_is_text_in_markdown_and_in_charts():
    assert formats.plain("![x](http://a.b)") == r"\!\[x\]\(http\://a\.b\)"
    assert "<" not in formats.tagless("<a href='x'>y</a>")


@pytest.mark.parametrize(("language", "name"), [("zh", "延寿县"), ("en", "Yanshou")])
def test_short_name_of_a_county_leaves_out_what_kind_it_is_in_english(language, name):
    with speaking(language):
        assert names.short({"area_name": "延寿县", "area_name_en": "Yanshou County"}) == name


def test_short_name_of_one_word_stays():
    with speaking("en"):
        assert names.short({"area_name": "哈尔滨市", "area_name_en": "Harbin"}) == "Harbin"
