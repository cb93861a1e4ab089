"""The frame around every page: choices in the URL, language, band, states, errors."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import errors
from data.intake.command import import_files
from data.warehouse.create import create_warehouse
from pages.ui.messages import catalogue
from tests.small_programme import csv_text

ROOT = Path(__file__).parents[2]
PAGES = [
    path
    for path in ROOT.glob("pages/*/*.py")
    if path.parent.name != "ui" and path.stem != "__init__"
]
DEFINITIONS = "pages/stewardship/definitions.py"


def test_first_visit_writes_every_choice_to_the_url(app):
    page = app.run()
    assert not page.exception
    assert page.query_params["as_of"] == "2018-09"
    assert page.query_params["area"] == "230100"
    assert page.query_params["lang"] == "zh"


def test_link_opens_the_view_it_was_made_from(app):
    app.query_params.update({"as_of": "2017-12", "area": "230126", "lang": "en"})
    page = app.run()
    assert page.sidebar.selectbox(key="as_of").value == "2017-12"
    assert page.sidebar.selectbox(key="area").value == "230126"
    assert any("Bayan County" in line.value for line in page.caption)
    assert any("end of December 2017" in line.value for line in page.caption)


def test_choice_of_a_widget_goes_into_the_url(chinese):
    page = chinese.run()
    page.sidebar.selectbox(key="area").set_value("230129").run()
    assert page.query_params["area"] == "230129"
    page.sidebar.selectbox(key="as_of").set_value("2016-12").run()
    assert page.query_params["as_of"] == "2016-12"
    assert page.query_params["area"] == "230129"


def test_url_wins_over_an_earlier_choice(chinese):
    page = chinese.run()
    page.sidebar.selectbox(key="area").set_value("230129").run()
    page.query_params["area"] = "230126"
    page.run()
    assert page.sidebar.selectbox(key="area").value == "230126"


def test_links_of_the_menu_carry_the_choices(chinese):
    page = chinese.run()
    page.sidebar.selectbox(key="area").set_value("230129").run()
    links = [link.proto for link in page.sidebar.get("page_link")]
    assert {link.label for link in links} >= {"工作总览", "考核对标", "指标口径"}
    for link in links:
        assert "area=230129" in link.query_string
        assert "as_of=2018-09" in link.query_string


def test_what_is_usual_is_not_written_and_what_is_chosen_is_carried(chinese):
    page = chinese.run().switch_page("pages/programme/steps.py").run()
    assert "step" not in page.query_params
    page.button_group(key="step").set_value("step2").run()
    assert page.query_params["step"] == "step2"
    links = [link.proto for link in page.sidebar.get("page_link")]
    # On another page the choice has no sense.
    carrying = [link.label for link in links if "step=step2" in link.query_string]
    assert carrying == ["“三步走”进度"]


def test_bad_code_is_dropped_and_said(english):
    english.query_params.update({"area": "999999", "as_of": "2018-09"})
    page = english.run()
    assert page.sidebar.selectbox(key="area").value == "230100"
    assert any("999999" in warning.value for warning in page.warning)
    assert page.query_params["area"] == "230100"


def test_hostile_code_of_a_link_is_shown_as_text(english):
    """An image in Markdown would call its host as soon as the link is opened."""
    english.query_params["area"] = "![x](http://a.b)"
    page = english.run()
    said = next(warning.value for warning in page.warning if "area" in warning.value)
    assert r"\!\[x\]\(http" in said


def test_language_switch_changes_words_and_keeps_choices(chinese):
    chinese.query_params["area"] = "230126"
    page = chinese.run()
    assert page.title[0].value == "工作总览"
    page.button_group(key="lang").set_value("en").run()
    assert page.title[0].value == "Overview"
    assert page.sidebar.selectbox(key="area").value == "230126"
    assert page.query_params["lang"] == "en"


def test_areas_stand_in_the_standing_order(chinese):
    options = chinese.run().sidebar.selectbox(key="area").options
    assert len(options) == 19
    assert options[1:4] == ["巴彦县", "延寿县", "道里区"]


def test_months_run_from_the_newest_to_the_first(chinese):
    months = chinese.run().sidebar.selectbox(key="as_of").options
    assert months[:2] == ["2018年9月底", "2018年8月底"]
    assert len(months) == len(set(months))


def test_simulated_data_is_marked_on_every_page(chinese):
    page = chinese.run()
    for script in PAGES:
        page.switch_page(str(script.relative_to(ROOT))).run()
        assert page.warning[0].value == "**模拟数据，非真实情况，不得引用**"


def test_print_view_has_no_sidebar_and_keeps_the_choices(chinese):
    chinese.query_params.update({"view": "print", "area": "230126"})
    page = chinese.run()
    assert not page.exception
    assert not page.sidebar.selectbox
    assert any("巴彦县" in line.value for line in page.caption)


@pytest.mark.parametrize("script", PAGES, ids=lambda path: path.stem)
def test_page_alone_says_how_to_open_it(script, fresh_caches):
    page = AppTest.from_file(script, default_timeout=60).run()
    assert not page.exception
    assert "streamlit run app.py" in page.error[0].value


def test_empty_real_warehouse_says_what_to_import(tmp_path, monkeypatch, english):
    create_warehouse(tmp_path / "empty", data_class="real")
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{tmp_path}/empty")
    page = english.run()
    assert not page.exception
    assert "No figures of indicators have been imported yet" in page.info[0].value
    assert "uv run python -m data import FILE --form targets" in [c.value for c in page.code]
    assert not page.warning


ALONE = "行政区划代码,指标代码,数据时点,数值\n230126,bridges,2018-09,3\n"


@pytest.fixture
def undesignated(tmp_path, monkeypatch, fresh_caches):
    """The whole app on a warehouse that holds one observation and nothing else."""
    home = tmp_path / "alone"
    create_warehouse(home, data_class="real")
    (tmp_path / "桥梁.csv").write_text(ALONE, encoding="utf-8")
    (result,) = import_files([tmp_path / "桥梁.csv"], home=home)
    assert result.state == "complete"
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{home}")
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    app.query_params.update({"lang": "zh", "as_of": "2018-09"})
    return app


def test_without_designations_pages_say_that_and_not_that_nobody_has_a_task(undesignated):
    page = undesignated.run()
    for script in PAGES:
        page.switch_page(str(script.relative_to(ROOT))).run()
        assert not page.exception
        said = [line.value for line in page.warning]
        if script.stem in ("problems", "definitions"):
            assert said == []
            continue
        (line,) = said
        assert line.startswith("**尚未导入地区身份表**")
        assert "截至2018年9月底" in line
        assert "不表示各地无任务" in line
        assert [code.value for code in page.code] == [
            "uv run python -m data import FILE --form designations"
        ]
        texts = [each.value for each in [*page.markdown, *page.caption, *page.info]]
        assert not any("无任务" in text for text in texts)


def test_designations_of_a_later_day_are_said_with_their_day(undesignated, tmp_path):
    later = tmp_path / "地区身份表.csv"
    later.write_text(
        "行政区划代码,生效日期,是否贫困村,是否有扶贫任务\n230126,2018-10-01,否,是\n", "utf-8"
    )
    (result,) = import_files([later], home=tmp_path / "alone")
    assert result.state == "complete"
    undesignated.query_params["lang"] = "en"
    (line,) = undesignated.run().warning
    assert "Those imported are in force from 1 October 2018" in line.value


def _dead_pointer(home):
    (home / "CURRENT").write_text("v999999-dead00", encoding="utf-8")


def _damaged_file(home):
    for version in home.glob("*.duckdb"):
        version.write_bytes(version.read_bytes()[:100_000])


@pytest.mark.parametrize("harm", [_dead_pointer, _damaged_file])
def test_broken_warehouse_is_a_sentence_in_either_language_and_its_detail_in_the_log(
    small_home, tmp_path, monkeypatch, fresh_caches, caplog, harm
):
    """Readers get a number and no path of the server, and can change the language."""
    home = shutil.copytree(small_home, tmp_path / "home")
    harm(home)
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{home}")
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    app.query_params["lang"] = "zh"
    page = app.run()
    assert not page.exception
    said = page.error[0].value
    assert said.startswith("**系统未能完成此操作。**\n\n数据库的当前版本缺失或文件损坏")
    number = said.rpartition("编号：")[2]
    (line,) = (
        record.getMessage() for record in caplog.records if number in record.getMessage()
    )
    assert "WarehouseBrokenError" in line
    assert str(home) in line
    page.button_group(key="lang").set_value("en").run()
    assert "is missing or damaged" in page.error[0].value
    assert all(str(home) not in each.value for each in [*page.error, *page.caption])


@pytest.mark.parametrize(
    "kind", [each for each in vars(errors).values() if isinstance(each, type)]
)
def test_every_error_has_a_sentence_of_its_own(kind):
    assert f"error.{kind.__name__}" in catalogue()


@pytest.mark.parametrize(
    ("area", "as_of", "words"),
    [
        ("230108", "2018-09", "Data state: no task"),
        ("230126", "2016-12", "Data state: nothing reported"),
        ("230126", "2018-09", "Data state: reported, checked"),
    ],
)
@pytest.mark.parametrize("view", ["screen", "print"])
def test_state_line_tells_no_task_from_nothing_reported(english, area, as_of, words, view):
    english.query_params.update({"area": area, "as_of": as_of, "view": view})
    assert words in [line.value for line in english.run().caption]


LATE = """
    | 代码 | 指标代码 | 数据时点 | 核实状态 | 数值 |
    | 巴彦 | bridges  | 2018-08  | 上报     | 5    |
"""


@pytest.mark.parametrize(("as_of", "is_said"), [("2018-09", True), ("2017-12", False)])
def test_months_that_were_due_and_never_came_are_said(
    small_home, tmp_path, monkeypatch, fresh_caches, as_of, is_said
):
    """On 8 December a return for August comes; those of October and November were due."""
    home = shutil.copytree(small_home, tmp_path / "home")
    (tmp_path / "late.csv").write_text(csv_text(LATE, sent_on="2018-12-08"), "utf-8")
    (result,) = import_files([tmp_path / "late.csv"], home=home)
    assert result.state == "complete"
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{home}")
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    app.query_params.update({"lang": "en", "as_of": as_of})
    said = " ".join(line.value for line in app.run().caption)
    assert ("due up to the end of November 2018" in said) == is_said
    assert ("the newest came on 8 December 2018" in said) == is_said


def test_nothing_is_said_while_the_newest_month_is_the_last_that_was_due(english):
    """The newest file came on 3 October, two days before September was due."""
    said = " ".join(line.value for line in english.run().caption)
    assert "Returns were due" not in said
