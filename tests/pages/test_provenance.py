"""Where a figure comes from: the policy's words and the rows of the files."""

import shutil
from datetime import date

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from data.catalogue import programme
from data.warehouse.schema import import_batch
from data.warehouse.snapshots import writing
from pages.ui import promises
from pages.ui.messages import speaking


def _behind(area: str, indicator: str, day: str):
    from datetime import date

    import streamlit as st

    from pages.ui import filters, provenance
    from pages.ui.messages import speak

    speak("en")
    as_of = date.fromisoformat(day)
    st.session_state["chosen"] = filters.Chosen(as_of, area, area)
    provenance.content(area, indicator, as_of=as_of, key="asked")


@pytest.fixture
def behind(small_warehouse, monkeypatch, fresh_caches):
    """What the drawer shows for a figure of the small warehouse."""
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{small_warehouse}")

    def opened(area, indicator, day="2018-09-30"):
        figure = {"area": area, "indicator": indicator, "day": day}
        page = AppTest.from_function(_behind, default_timeout=60, kwargs=figure).run()
        assert not page.exception
        return page

    return opened


def test_figure_of_a_village_leads_to_its_file_row_and_sender(behind):
    rows = behind("230126100201", "people_ready").dataframe[0].value
    assert set(rows["file_name"]) == {"returns_2018.csv"}
    assert set(rows["verification"]) == {"reported", "checked"}
    assert set(rows["filled_in_by"]) == {"Wang"}
    assert set(rows["obs_value"]) == {96 + 5 * 3}


def test_sum_lists_the_rows_of_every_village_in_it(behind):
    page = behind("230100", "people_ready")
    assert any("3 areas, 1 file, 6 rows." in line.value for line in page.caption)
    assert page.dataframe[0].value["area_name"].nunique() == 3


def test_figure_shows_the_promise_with_its_words(behind):
    page = behind("230100", "people_lifted")
    assert any("201087名贫困人口全部脱贫" in line.value for line in page.markdown)


def test_rows_after_the_as_of_month_are_not_behind_it(behind):
    rows = behind("230126100201", "people_lifted", day="2017-06-30").dataframe[0].value
    assert set(rows["obs_value"]) == {40}


def test_nothing_reported_is_said(behind):
    page = behind("230100", "housing_renovated")
    assert any("Nothing has been reported" in line.value for line in page.caption)


def test_line_of_a_promise_names_clause_words_scope_figure_and_date():
    first = programme().commitments[0]
    with speaking("zh"):
        line = promises.line(first)
    assert line == "二（一）：“201087名贫困人口全部脱贫”（全市，201,087人，2020年12月底）"
    assert first.due_date == date(2020, 12, 31)


def test_promise_without_a_figure_says_so():
    trend = next(c for c in programme().commitments if c.target_kind == "trend")
    with speaking("en"):
        assert promises.target(trend) == "no policy figure"


def test_every_promise_has_a_line_in_both_languages():
    for language in ("zh", "en"):
        with speaking(language):
            lines = [promises.line(commitment) for commitment in programme().commitments]
        assert len(set(lines)) > len(lines) * 0.9


def test_a_file_without_a_sending_office_is_said_to_have_none(
    behind, small_warehouse, tmp_path, monkeypatch
):
    home = shutil.copytree(small_warehouse, tmp_path / "home")
    with writing(home, task="test") as engine, engine.begin() as connection:
        connection.execute(update(import_batch).values(sending_office=None))
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{home}")
    rows = behind("230126100201", "people_ready").dataframe[0].value
    assert set(rows["sending_office"]) == {"sending office not given"}
