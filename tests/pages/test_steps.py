"""The steps page on a programme small enough to add up by hand (see test_overview)."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.warehouse.engine import data_version
from data.warehouse.scope import CITY
from pages.ui import load, projected
from pages.ui.messages import speaking, t
from tests.pages.conftest import APP, tables_on_paper

STEPS = "pages/programme/steps.py"


def steps(app, **choices):
    app.query_params.update(choices)
    app.run()
    return app.switch_page(STEPS).run()


def table(page, column):
    frames = [each.value for each in page.dataframe if column in each.value.columns]
    assert len(frames) == 1
    return frames[0].set_index(frames[0].columns[0])


def words(page):
    return " ".join(text.value for text in page.markdown)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("step", ["step1", "step2", "step3", "all"])
def test_every_step_opens_in_both_languages(app, language, step):
    page = steps(app, lang=language, step=step)
    assert not page.exception
    with speaking(language):
        assert page.title[0].value == t("steps.title")
        assert page.button_group(key="step").value == step


def test_choice_of_a_step_goes_into_the_url(chinese):
    page = steps(chinese)
    page.button_group(key="step").set_value("step2").run()
    assert page.query_params["step"] == "step2"
    assert page.metric[0].value == "20人"


def test_an_overdue_step_says_what_is_missing(chinese):
    """160 people were due by the end of 2017, 96 + 60 are out."""
    page = steps(chinese, step="step1")
    assert page.metric[0].value == f"{96 + 60}人"
    assert f"已到期未完成，差{160 - 156}人。" in words(page)
    assert "已到期未完成" not in words(steps(chinese, step="step2"))


def test_all_steps_are_the_sum_of_the_areas(chinese):
    page = steps(chinese, step="all")
    assert page.metric[0].value == f"{156 + 20}人"
    lines = table(page, "planned")
    people = lines[lines["name"] == "脱贫人口"]
    assert people["target"].to_dict() == {"第一步": "160", "第二步": "80", "全部": "240"}
    assert people["reported"].to_dict() == {"第一步": "156", "第二步": "20", "全部": "176"}


def test_required_pace_stands_beside_the_recent_and_the_landing(chinese):
    """80 people by December, 35 ready in September, none known a year before."""
    page = steps(chinese, step="step2")
    row = outlook(page).loc["第二步"]
    needed, recent = (80 - 35) / 3, (35 - 0) / 12
    assert row["pace"] == f"{needed:.0f}/{recent:.0f}（{needed / recent:.1f}倍）"
    assert "据测算，第二步到2018年12月底预计完成" in words(page).replace("\\", "")


def test_past_its_due_date_a_step_has_no_projection(chinese):
    """160 people were due, 186 are out or ready, so nobody is left."""
    row = outlook(steps(chinese, step="step1")).loc["第一步"]
    assert (row["projected"], row["pace"]) == ("已到期", "")
    assert (row["left"], row["prospect"]) == ("0", "● 已完成")


def outlook(page):
    """The table of the steps; the one of the areas has the same columns."""
    frames = [each.value for each in page.dataframe if "prospect" in each.value.columns]
    return frames[0].set_index(frames[0].columns[0])


def test_what_if_is_redrawn_and_stands_in_the_link(chinese):
    """Ten people more a month in every area together: 30 more by December."""
    page = steps(chinese, step="step2")
    assert not any("情景测算：" in info.value for info in page.info)
    page.select_slider(key="extra").set_value("10").run()
    assert page.query_params["extra"] == "10"
    said = " ".join(info.value for info in page.info).replace("\\", "")
    assert "比按当前进度+30人" in said
    linked = table(page, "情景测算")["情景测算"]
    assert linked.loc["2018-09"] == "35人"


def test_what_if_of_one_county_moves_the_city_by_as_much(chinese):
    page = steps(chinese, step="step2", extra="10", where="230129")
    said = " ".join(info.value for info in page.info).replace("\\", "")
    assert "所选1个地区" in said
    assert "比按当前进度+30人" in said


def test_areas_that_miss_are_named_with_the_people_left(chinese):
    page = steps(chinese, step="step2")
    frames = [each.value for each in page.dataframe if "prospect" in each.value.columns]
    missed = frames[1].set_index(frames[1].columns[0])
    assert missed.index.to_list() == ["延寿县"]
    projected = int(missed.loc["延寿县", "projected"].split("（")[0])
    assert int(missed.loc["延寿县", "left"]) == 80 - projected


def test_a_step_and_its_only_county_have_one_projection(sample_home, monkeypatch, fresh_caches):
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{sample_home}")
    month = date(2018, 9, 30)
    with load.reading(CITY, data_version()):
        look = {"area": "230100", "as_of": month}
        step = projected.landing(**look, step="step2").row(0, named=True)
        counties = projected.below(**look, step="all", level="county")
        own = projected.landing(area="230129", step="all", as_of=month).row(0, named=True)
        way = projected.path(area="230129", step="all", as_of=month).filter(
            month=step["target_date"]
        )
    yanshou = counties.filter(area_code="230129").row(0, named=True)
    assert step == yanshou == own
    assert way["projected_value"].to_list() == [step["projected_value"]]


@pytest.mark.parametrize("month", ["2016-01", "2016-03", "2016-04", "2016-05", "2016-06"])
def test_first_months_promise_nothing(sample_home, monkeypatch, fresh_caches, month):
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{sample_home}")
    app = AppTest.from_file(APP, default_timeout=60)
    page = steps(app, lang="zh", step="all", as_of=month, area="230100")
    assert not page.exception
    assert not page.error
    assert not any("均可按期完成" in each.value for each in page.success)


def test_counties_show_what_they_owe_and_add_up(chinese):
    rows = table(steps(chinese, step="all"), "people_lifted_short_by")
    assert rows.index.to_list() == ["巴彦县", "延寿县", "合计"]
    reported = rows["people_lifted_reported"]
    assert reported.to_list() == [156, 20, 156 + 20]
    assert rows["people_lifted_ready"].to_list() == [186, 35, 186 + 35]
    assert rows.loc["巴彦县", "people_lifted_short_by"] == 160 - 156


def test_third_step_keeps_what_was_reached_and_has_no_target(chinese):
    page = steps(chinese, step="step3")
    assert any("文件未定量" in info.value for info in page.info)
    assert not any("目标任务" in text.value for text in page.markdown)
    rows = table(page, "relapse_people")
    assert rows.index.to_list() == ["巴彦县", "延寿县", "合计"]


def test_a_county_has_its_own_curve_and_townships(chinese):
    page = steps(chinese, area="230129", step="step2")
    assert table(page, "累计脱贫").loc["2018-09", "累计脱贫"] == "20人"
    rows = table(page, "people_lifted_short_by")
    assert len(rows) == 2
    assert "people_lifted_target" in rows.columns
    assert "counties_delisted_certified" not in rows.columns


def test_a_county_has_a_landing_for_its_own_step_alone(chinese):
    page = steps(chinese, area="230129", as_of="2018-06")
    assert table(page, "left").index.to_list() == ["第二步"]


def test_an_area_without_a_part_in_a_step_says_so(chinese):
    page = steps(chinese, area="230126", step="step2")
    assert not page.exception
    assert [info.value for info in page.info] == ["该地区在此步骤无任务。"]
    assert not page.metric


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("step", ["step1", "step3", "all"])
def test_print_view_opens_in_both_languages(app, language, step):
    page = steps(app, lang=language, step=step, view="print")
    assert not page.exception
    assert not page.error
    assert not page.button_group
    assert not page.dataframe


def test_on_paper_villages_and_counties_have_a_table_of_their_own(chinese):
    """213 people planned, 176 out; nobody reported villages, which have no targets here."""
    page = steps(chinese, step="all", view="print")
    owing = [each for each in tables_on_paper(page) if each[-1][0] == "合计"]
    assert [each[-1] for each in owing] == [
        ["合计", "240", "213", "176", "—", f"{213 - 176}", "▲ 偏慢"],
        ["合计", "— / —", "—", "—"],
    ]
