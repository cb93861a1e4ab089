"""Score, vetoes, gains and places on the county scorecard."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from data.intake.command import import_files
from pages.ui import charts
from pages.ui.messages import speaking
from pages.ui.scorecard import group_scores, item_scores, score_words
from tests.small_programme import csv_text
from tests.tables import table

ROOT = Path(__file__).parents[2]
PAGE = "pages/counties/scorecard.py"
BAYAN, YANSHOU, PINGFANG = "230126", "230129", "230108"
REPLY = """
    | 代码 | 市级部门 | 提醒情形         | 年度 | 半年 | 告知日期   | 答复日期   \
    | 情况说明 | 整改承诺     | 研究日期 | 处理意见 |
    | 延寿 | -        | 考核对标情况说明 | 2018 | -    | 2018-09-10 | 2018-09-14 \
    | 正在补报 | 十月底前补齐 | -        | -        |
"""


def card(area="230100", lang="zh", **choices):
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    app.query_params.update({"area": area, "lang": lang, "as_of": "2018-09", **choices})
    page = app.run().switch_page(PAGE).run()
    assert not page.exception
    return page


@pytest.fixture
def told(lagging_home, tmp_path, monkeypatch, fresh_caches):
    """The small programme after Yanshou was told of its assessment and replied."""
    home = tmp_path / "warehouse"
    shutil.copytree(lagging_home, home)
    notice = tmp_path / "提醒告知和情况说明表.csv"
    notice.write_text(csv_text(REPLY, sent_on="2018-09-20"), encoding="utf-8")
    [result] = import_files([notice], home=home)
    assert result.state == "complete"
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{home}")


def words(page):
    parts = [*page.markdown, *page.caption, *page.info, *page.success]
    return "\n".join(part.value for part in parts).replace("\\", "")


def shown(page, column):
    tables = [one.value for one in page.dataframe]
    return next(one for one in tables if column in one.columns)


def metrics(page):
    return {one.label: one.value for one in page.metric}


@pytest.mark.parametrize(
    ("lang", "title", "reason"),
    [
        ("zh", "2018年度考核测算　贫困县组", "不足80%，不计分、不定档"),
        ("en", "Assessment of 2018, among poor counties", "under 80%: no score, no band"),
    ],
)
def test_who_reported_little_is_told_why_there_is_no_score(lagging_home, lang, title, reason):
    said = words(card(BAYAN, lang))
    assert title in said
    assert reason in said


@pytest.mark.parametrize(
    ("lang", "names", "sample", "state"),
    [
        ("zh", ["错退率", "漏评率", "综合贫困发生率", "群众认可度"], "样本120人", "达标"),
        (
            "en",
            ["Wrong exits", "Missed", "Combined incidence", "Approval"],
            "sample: 120 people",
            "passed",
        ),
    ],
)
def test_vetoes_stand_with_value_limit_sample_and_interval(
    lagging_home, lang, names, sample, state
):
    page = card(BAYAN, lang)
    # 1 of 120; 0 of 200; 20 on the register and 180 × 1 / 120 out wrongly, of 3,000; 96 of 100.
    assert [metrics(page)[name] for name in names] == ["0.83%", "0.00%", "0.72%", "96.00%"]
    said = words(page)
    assert sample in said
    assert state in said


def test_without_an_evaluation_the_vetoes_are_one_sentence(lagging_home):
    page = card(YANSHOU)
    assert "错退率、漏评率、综合贫困发生率、群众认可度：– 本年度不适用" in words(page)
    assert "错退率" not in metrics(page)


def test_areas_of_assessment_stand_with_weight_and_score(lagging_home):
    areas = shown(card(BAYAN), "set_weight").set_index("name")
    assert areas["set_weight"].to_list() == [50, 20, 15, 15, 100]
    assert areas["weight"].to_list()[-1] == pytest.approx(areas["weight"][:-1].sum())
    # 1 of 2 villages is off the list: an item of the area with the score 50.
    assert 0 < areas.loc["减贫成效", "score"] < 100


def test_an_item_has_its_score_and_its_part_of_the_total(lagging_home):
    page = card(BAYAN)
    tables = [one.value for one in page.dataframe if "part" in one.value.columns]
    items = {row["name"]: row for one in tables for row in one.to_dict("records")}
    # 6 of 6 bridges: works stand beside the total.
    bridges = items["农村公路危桥改造"]
    assert (bridges["score"], bridges["part"]) == ("100.0", "单列")
    # Bayan's people were due in 2017: 100 + 60 + 20 of 200 are out, and the ready don't count.
    assert items["脱贫人口（累计）"]["score"] == "90.0"
    assert items["已脱贫和预脱贫达标人口（累计）"]["part"] == "不重复计"


def test_a_deduction_is_shown_in_its_assessment_year_with_its_document(lagging_home):
    page = card(BAYAN, as_of="2018-02")
    row = shown(page, "kind_word").iloc[0]
    assert (row["kind_word"], row["change"]) == ("问题整改不力", -0.5)
    assert (row["reason"], row["document_no"]) == ("一项问题逾期未整改", "测〔2018〕3号")
    assert "2017年度考核测算" in words(page)
    assert "得分按2017年12月底数据。" in words(page)
    assert "本考核年度没有加减分事项" in words(card(BAYAN))


def test_gains_name_their_points_and_the_villages_that_hold_the_county_back(lagging_home):
    page = card(YANSHOU)
    # Nobody said whether Yanshou's one poor village is ready, nor how incomes grew. With the
    # people who are ready these are the three due items of an area that weighs 50; disclosure
    # is the only one of an area that weighs 15.
    gains = [one.value for one in page.metric if one.label == "可提升（分）"]
    assert gains == ["+16.7", "+16.7", "+15.0"]
    links = [one.label.replace("\\", "") for one in page.get("page_link")]
    assert "城郊村（未上报）" in links
    assert "本期未上报，按0分计" in words(page)


def test_monthly_figures_have_their_place_and_last_months(lagging_home):
    ranks = shown(card(BAYAN), "rank_before").set_index("name")
    # Bayan did 2 of the 2 bridges left, Yanshou none of 2; nothing came for August.
    assert ranks.loc["农村公路危桥改造（年度任务）", "rank"] == "1／2"
    assert ranks.loc["农村公路危桥改造（年度任务）", "rank_before"] == "—"
    assert ranks.loc["农村公路危桥改造（年度任务）", "value"] == 100


def test_history_and_reply_say_so_when_there_is_none(lagging_home):
    said = words(card(BAYAN))
    assert "截至本期各次均不计分。" in said
    assert "尚无情况说明。" in said


@pytest.mark.parametrize(
    ("lang", "reply"),
    [
        ("zh", "2018年9月14日情况说明：正在补报"),
        ("en", "Reply of 14 September 2018: 正在补报"),
    ],
)
def test_the_countys_reply_stands_on_its_card_with_its_date(told, lang, reply):
    said = words(card(YANSHOU, lang))
    assert reply in said
    assert "十月底前补齐" in said


def test_city_lists_groups_in_the_standing_order_with_reasons(lagging_home):
    page = card()
    scores = [one.value for one in page.dataframe if "band_word" in one.value.columns]
    assert [one["name"].to_list() for one in scores] == [
        ["巴彦县", "木兰县", "延寿县"],
        ["呼兰区", "宾县"],
    ]
    assert set(scores[0]["band_word"]) == {"不计分"}
    assert scores[0]["effect_score"].isna().all()
    assert "木兰县：应报" in words(page)
    assert scores[0]["veto_word"].to_list()[1] == "– 不适用"


def test_an_area_without_a_task_has_no_assessment(lagging_home):
    page = card(PINGFANG)
    assert "考核测算" not in words(page)
    assert "rank_before" not in {name for one in page.dataframe for name in one.value.columns}


def test_paper_has_the_assessment_uncut(lagging_home):
    page = card(BAYAN, view="print")
    assert not page.dataframe
    assert not page.get("page_link") or all(
        "差" not in one.label for one in page.get("page_link")
    )
    assert "可提升" in words(page)


ROW = {
    "score": 71.94,
    "band": "band2",
    "veto_state": "passed",
    "rank_low": 2,
    "rank_high": 4,
    "rank": 3,
    "ranked_size": 12,
    "reported_items": 30,
    "due_items": 32,
    "deducted_points": 0.5,
}


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        ({}, "二档", "Band 2"),
        ({"band": "band1-band3"}, "一至三档", "Bands 1–3"),
        (
            {"band": None, "veto_state": "failed"},
            "触发一票否决，不定档",
            "Vetoed, no band",
        ),
        (
            {"band": None, "ranked_size": 2},
            "同组可比的不足3个，不定档",
            "Fewer than 3 to compare, no band",
        ),
        ({"band": None, "score": None}, "不计分", "No score"),
    ],
)
def test_a_band_or_why_there_is_none(change, zh, en):
    with speaking("zh"):
        assert score_words.band({**ROW, **change}) == zh
    with speaking("en"):
        assert score_words.band({**ROW, **change}) == en


@pytest.mark.parametrize(
    ("change", "zh"),
    [
        ({}, "2—4／12"),
        ({"rank_high": 2}, "2／12"),
        ({"rank_low": None, "rank_high": None}, ""),
    ],
)
def test_interval_of_places(change, zh):
    with speaking("zh"):
        assert score_words.interval({**ROW, **change}) == zh


def test_why_there_is_no_score():
    with speaking("zh"):
        few = {**ROW, "score": None, "reported_items": 25}
        assert score_words.why_no_score(few) == "应报32项、已报25项，不足80%，不计分、不定档"
        assert "没有到期" in score_words.why_no_score({**few, "due_items": 0})
        assert score_words.why_no_score(ROW) == ""


def test_line_of_a_county_in_its_group():
    points = dict.fromkeys(group_scores.POINTS, 50.0)
    rows = pl.DataFrame([{"area_code": BAYAN, "area_name": "巴彦县", **ROW, **points}])
    with speaking("zh"):
        row = group_scores.lines(rows).row(0, named=True)
    assert (row["band_word"], row["interval"], row["rank_word"]) == ("二档", "2—4／12", "3／12")
    assert (row["taken"], row["veto_word"]) == ("−0.5", "● 达标")


def test_part_of_an_item_is_its_weight_times_its_score():
    scores = table("""
        | indicator_code | score | weight | is_counted | assessment_area |
        | a              | 40    | 0.125  | 1          | effect          |
        | b              | 70    | -      | 0          | effect          |
        | c              | 90    | -      | 1          | works           |
        | d              | -     | -      | 1          | funds           |
    """).with_columns(pl.col("is_counted").cast(pl.Boolean))
    lines = scores.select("indicator_code")
    with speaking("zh"):
        rows = item_scores.with_scores(lines, scores)
    # 40 × 0.125 of 100 × 0.125.
    assert rows["score"].to_list() == ["40.0", "70.0", "90.0", ""]
    assert rows["part"].to_list() == ["5.0／12.5", "不重复计", "单列", ""]


def test_history_names_earlier_assessments_and_breaks_where_there_is_no_score():
    rows = table("""
        | as_of      | assessment_year | score | planned_score | deducted_points | band_word |
        | 2018-02-28 | 2017            | 60.0  | 70.0          | 0.5             | 三档      |
        | 2018-03-31 | 2018            | -     | 71.0          | 0.0             | 不计分    |
        | 2018-04-30 | 2018            | 62.5  | 72.0          | 0.0             | 二档      |
    """).with_columns(
        pl.col("assessment_year").cast(pl.Int32), interval=pl.lit(""), veto_word=pl.lit("")
    )
    with speaking("zh"):
        drawing = charts.score_line(rows)
    asked, reached = drawing.figure.data
    assert list(reached.x) == ["2017年度", "2018-03", "2018-04"]
    assert list(reached.y) == [60, None, 62.5]
    assert list(asked.y) == [70, 71, 72]
    assert list(reached.text) == ["三档", "不计分", "二档"]
    assert drawing.summary == "2017年度得60.0分，2018-04得62.5分（二档）。"
    assert drawing.rows["加减分"].to_list() == ["−0.5", "0.0", "0.0"]
