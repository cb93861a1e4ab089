"""Charts say what their frames say."""

from datetime import date

import plotly.graph_objects as go
import polars as pl
import pytest

from data.catalogue import indicators
from pages.ui import charts
from pages.ui.charts.base import Drawing
from pages.ui.messages import speaking
from pages.ui.palette import DARK, LIGHT
from tests.tables import table

PEOPLE = indicators()["people_lifted"]

PLANNED = table("""
    | month      | value  |
    | 2016-12-31 |  60000 |
    | 2017-12-31 | 161898 |
    | 2018-12-31 | 201087 |
""")
OFFICIAL = table("""
    | month      | value  |
    | 2016-12-31 |  58000 |
    | 2017-12-31 | 157000 |
    | 2018-09-30 |      - |
""")
READY = table("""
    | month      | value  |
    | 2018-08-31 | 170000 |
    | 2018-09-30 | 176000 |
""")
POINTS = table("""
    | due_date   | target_value | label |
    | 2017-12-31 |       161898 | Step 1 |
    | 2018-12-31 |       201087 | <b>City</b> |
""")


@pytest.fixture(autouse=True)
def _in_english():
    with speaking("en"):
        yield


def curve(**frames) -> Drawing:
    usual = {"planned": PLANNED, "official": OFFICIAL, "ready": READY, "points": POINTS}
    return charts.step_curve(**(usual | frames), indicator=PEOPLE, as_of=date(2018, 9, 30))


def test_curve_draws_each_line_and_the_promises():
    planned, official, ready, points = curve().figure.data
    assert list(planned.y) == [60000, 161898, 201087]
    assert (planned.line.shape, official.line.shape, ready.line.shape) == ("hv", "hv", None)
    assert list(points.y) == [161898, 201087]
    assert points.marker.color == LIGHT.target


def test_a_month_without_a_report_is_a_gap_and_a_dash():
    drawing = curve()
    assert drawing.figure.data[1].y[2] != drawing.figure.data[1].y[2]
    assert drawing.rows["officially out"].to_list()[-2:] == ["—", "—"]


def test_curve_begins_at_zero_and_leaves_room_above_the_highest_value():
    low, high = curve().figure.layout.yaxis.range
    assert low == 0
    assert high > 201087


def test_curve_without_any_report_still_shows_plan_and_promises():
    nothing = OFFICIAL.head(0)
    drawing = curve(official=nothing, ready=nothing)
    assert len(drawing.figure.data) == 2
    assert "planned 161,898 people" in drawing.summary, "the plan of the day, not of its end"


def test_summary_says_the_last_values_in_the_readers_language():
    assert "officially out 157,000 people" in curve().summary
    with speaking("zh"):
        assert "累计脱贫 157,000人" in curve().summary


def test_name_from_a_file_is_no_markup_in_a_chart():
    assert "<b>" not in str(curve().figure.data[3].text)


FAN = table("""
    | month      | projected_value | projected_low | projected_high |
    | 2018-09-30 |          176000 |        176000 |         176000 |
    | 2018-10-31 |          180000 |        178000 |         183000 |
    | 2018-12-31 |          184000 |        180000 |         189000 |
""")


def test_projection_opens_from_what_is_reached_and_is_named_with_its_landing():
    drawing = curve(fan=FAN)
    band, middle = drawing.figure.data[3:5]
    assert list(band.y) == [176000, 183000, 189000, 180000, 178000, 176000]
    assert middle.line.dash == "dash"
    assert middle.customdata[2] == "184,000 people (180,000–189,000 people)"
    names = [label.text for label in drawing.figure.layout.annotations]
    assert "projected 184,000" in names
    assert "ready or out" not in names, "one name for the line and what it becomes"
    assert drawing.rows.filter(Month="2018-12")["projected, low"].item() == "180,000 people"


def test_what_if_is_a_line_of_its_own_beside_the_projection():
    line = FAN.select("month", value="projected_high")
    drawing = curve(fan=FAN, assumed=line)
    assert list(drawing.figure.data[5].y) == [176000, 183000, 189000]
    assert "what-if 189,000" in [label.text for label in drawing.figure.layout.annotations]


AREAS = pl.DataFrame(
    {
        "name": ["Bayan", "Mulan", "Yanshou"],
        "value": [120.0, None, 0.0],
        "target_value": [100.0, 80.0, None],
        "light": ["green", "grey", "red"],
        "light_reason": [None, "not_reported", None],
    }
)


def test_bar_of_an_area_without_a_report_says_so_and_zero_is_zero():
    drawing = charts.bars(AREAS, indicator=PEOPLE)
    assert drawing.figure.data[0].text == ("● 120 people", "– not reported", "■ 0 people")
    assert drawing.rows["Target"].to_list() == ["100 people", "80 people", "—"]
    assert drawing.summary == "3 areas, 1 behind, 1 not reported."


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_bars_draw_with_any_number_of_areas(rows):
    assert isinstance(charts.bars(AREAS.head(rows), indicator=PEOPLE).figure, go.Figure)


def test_bars_of_equal_values_and_of_all_zero_have_an_axis():
    for value in (0.0, 7.0):
        figure = charts.bars(AREAS.with_columns(value=pl.lit(value)), indicator=PEOPLE).figure
        assert figure.layout.xaxis.range[1] > value


LIGHTS = pl.DataFrame(
    {
        "row_name": ["A", "A", "B"],
        "column_name": ["Bayan", "Mulan", "Bayan"],
        "light": ["green", "grey", "grey"],
        "light_reason": [None, "not_due", "no_task"],
        "detail": ["120 <i>people</i>", "", ""],
    }
)


def test_matrix_tells_not_due_no_task_and_missing_apart():
    heat = charts.light_matrix(LIGHTS).figure.data[0]
    assert [list(line) for line in heat.z] == [[0, 4], [None, None]]
    assert [list(line) for line in heat.text] == [["●", "○"], ["", ""]]
    assert "<i>" not in heat.customdata[0][0]


def test_matrix_has_a_heading_over_each_group_and_a_sign_for_each_grey():
    groups = ["Works"] * LIGHTS.height
    heat = charts.light_matrix(LIGHTS.with_columns(group=pl.Series(groups))).figure.data[0]
    assert heat.y[0] == "<b>Works</b>"
    assert set(heat.text[0]) == {""}
    greys = LIGHTS.head(1).with_columns(light=pl.lit("grey"))
    signs = [
        charts.light_matrix(greys.with_columns(light_reason=pl.lit(reason)))
        .figure.data[0]
        .text[0][0]
        for reason in ("not_reported", "not_due", "no_target", "awaiting_approval")
    ]
    assert len(set(signs)) == 4


def test_halves_of_a_matrix_show_every_column_once_at_the_same_height():
    whole, split = charts.light_matrix(LIGHTS), charts.light_matrix(LIGHTS, split=1)
    first, (second,) = split.figure, split.others
    assert (*first.data[0].x, *second.data[0].x) == whole.figure.data[0].x
    assert [*first.data[0].text[0], *second.data[0].text[0]] == [*whole.figure.data[0].text[0]]
    assert split.rows.equals(whole.rows)
    assert first.layout.margin.t == second.layout.margin.t
    assert (first.layout.height, second.layout.yaxis.showticklabels) == (
        second.layout.height,
        False,
    )


def test_matrix_as_a_table_has_words():
    rows = charts.light_matrix(LIGHTS).rows
    assert rows.row(0) == ("A", "● on track", "– not due yet")


BRIDGE = pl.DataFrame(
    {
        "label": ["start", "identified", "exited", "end"],
        "value": [1000.0, 30.0, -400.0, 630.0],
        "is_total": [True, False, False, True],
    }
)


def test_bridge_starts_with_a_total_and_ends_with_one():
    drawing = charts.bridge(BRIDGE, indicator=PEOPLE)
    waterfall = drawing.figure.data[0]
    assert waterfall.measure == ("absolute", "relative", "relative", "total")
    assert waterfall.text == ("1,000", "+30", "−400", "630")
    assert waterfall.customdata[1] == "+30 people"
    assert drawing.figure.layout.yaxis.title.text == "people"
    assert drawing.figure.layout.yaxis.range[1] >= 1000 + 30


def test_spark_keeps_the_last_months_in_order():
    series = pl.DataFrame(
        {
            "area_code": ["a"] * 3,
            "indicator_code": ["i"] * 3,
            "month": [date(2018, 3, 31), date(2018, 1, 31), date(2018, 2, 28)],
            "reported_value": [3, 1, 2],
        }
    )
    assert charts.sparks(series, "reported_value", months=2)["spark"].to_list() == [[2, 3]]


def test_chinese_words_of_plotly_come_with_the_chart():
    assert "locales" not in charts.config()
    with speaking("zh"):
        words = charts.config()["locales"]["zh-CN"]
    assert words["format"]["months"][8] == "9月"
    assert len(words["format"]["days"]) == 7


def _brightness(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_neighbouring_lights_differ_in_brightness_not_only_in_hue(palette):
    """Contrast of at least 1.3 to the next light, as WCAG measures contrast."""
    for one, other in (("green", "yellow"), ("yellow", "red"), ("orange", "red")):
        high, low = sorted(map(_brightness, (palette.lights[one], palette.lights[other])))[::-1]
        assert (high + 0.05) / (low + 0.05) >= 1.3
