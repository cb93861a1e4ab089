"""A small warehouse with real areas and a few returns, and the whole app on it."""

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.intake.command import import_files
from data.warehouse import marts
from data.warehouse.create import create_warehouse
from data.warehouse.engine import append
from data.warehouse.schema import (
    fct_designation,
    fct_observation,
    fct_plan,
    fct_target,
    import_batch,
)
from data.warehouse.snapshots import writing
from tests.small_programme import csv_text, write_returns
from tests.tables import on_paper

APP = Path(__file__).parents[2] / "app.py"
BASELINE = date(2015, 12, 31)
# County, village, step, people at the baseline, out of poverty by the ends of 2016 and 2017.
VILLAGES = [
    ("230126", "230126100201", "step1", 100, 40, 96),
    ("230126", "230126100202", "step1", 60, 30, 60),
    ("230129", "230129100201", "step2", 80, 10, 20),
]
MONTHS = [date(2018, month, day) for month, day in ((6, 30), (7, 31), (8, 31), (9, 30))]


def _stamped(rows: list[dict]) -> pl.DataFrame:
    numbered = [{**row, "import_id": 1, "row_number": n} for n, row in enumerate(rows, 2)]
    return pl.DataFrame(numbered, infer_schema_length=None)


def _designations() -> list[dict]:
    usual = {
        "valid_from": BASELINE,
        "has_task": True,
        "is_old_base_area": False,
        "is_minority_village": False,
    }
    counties = [("230126", "step1", "provincial"), ("230129", "step2", "national")]
    return [
        {
            **usual,
            "area_code": code,
            "step": step,
            "poor_county": kind,
            "is_poor_village": False,
        }
        for code, step, kind in counties
    ] + [
        {
            **usual,
            "area_code": village,
            "step": step,
            "poor_county": None,
            "is_poor_village": True,
        }
        for _, village, step, *_ in VILLAGES
    ]


def _observations() -> list[dict]:
    rows = []
    for _, village, _, _, first, second in VILLAGES:
        values = [("people_lifted", date(2016, 12, 31), first)]
        values += [("people_lifted", date(2017, 12, 31), second)]
        values += [("people_ready", month, second + 5 * n) for n, month in enumerate(MONTHS)]
        rows += [
            {
                "area_code": village,
                "indicator_code": indicator,
                "period": period,
                "verification": state,
                "obs_value": float(value),
                "obs_status": "A",
            }
            for indicator, period, value in values
            for state in ("reported", "checked")
        ]
    return rows


def _targets() -> list[dict]:
    due = {"step1": date(2017, 12, 31), "step2": date(2018, 12, 31)}
    return [
        {
            "area_code": village,
            "indicator_code": "people_lifted",
            "target_version": "policy",
            "baseline_date": BASELINE,
            "baseline_value": 0.0,
            "target_date": due[step],
            "target_value": float(people),
        }
        for _, village, step, people, *_ in VILLAGES
    ]


def _batch() -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "import_id": 1,
                "file_name": "returns_2018.csv",
                "file_sha256": "0" * 64,
                "form_code": "observations",
                "sending_office": "<b>Office</b> *one*",
                "filled_in_by": "Wang",
                "sent_on": date(2018, 10, 3),
                "received_at": datetime(2018, 10, 3, 9),
                "rows_read": 36,
                "rows_accepted": 36,
                "rows_rejected": 0,
                "batch_state": "complete",
                "data_class": "simulated",
            }
        ]
    )


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory) -> Path:
    """Three poor villages in two poor counties, with returns up to September 2018."""
    home = tmp_path_factory.mktemp("pages") / "warehouse"
    create_warehouse(home, data_class="simulated")
    facts = [
        (import_batch, _batch()),
        (fct_designation, _stamped(_designations())),
        (fct_observation, _stamped(_observations())),
        (fct_target, _stamped(_targets())),
        (fct_plan, _stamped([])),
    ]
    with writing(home, task="test") as engine, engine.begin() as connection:
        for table, frame in facts:
            append(connection, table, frame)
        marts.rebuild(connection)
    return home


# Who is still poor, and how people of Yanshou became ready: in one village too slowly, in the
# other not at all since June. Of the 75 people 55 - 15 are ready and wait for the exits of the
# year, of the 10 people 12 - 5.
LAGGING = """
    | 代码   | 指标代码              | 数据时点 | 核实状态 | 数值 |
    | 延寿甲 | poor_people_remaining | 2018-09  | 上报     | 75   |
    | 延寿乙 | poor_people_remaining | 2018-09  | 上报     | 10   |
    | 巴彦甲 | poor_people_remaining | 2018-09  | 上报     | 0    |
    | 巴彦乙 | poor_people_remaining | 2018-09  | 上报     | 20   |
    | 延寿甲 | people_ready          | 2018-06  | 上报     | 25   |
    | 延寿乙 | people_ready          | 2018-06  | 上报     | 12   |
    | 延寿甲 | people_ready          | 2018-07  | 上报     | 30   |
    | 巴彦甲 | poor_people_remaining | 2017-12  | 上报     | 8    |
    | 延寿甲 | poor_people_remaining | 2017-12  | 上报     | 75   |
    | 延寿乙 | people_ready          | 2018-07  | 上报     | 12   |
"""


@pytest.fixture(scope="session")
def _lagging_home(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("lagging")
    home = folder / "warehouse"
    create_warehouse(home, data_class="simulated")
    more = folder / "more.csv"
    more.write_text(csv_text(LAGGING, sent_on="2018-10-04"), encoding="utf-8")
    results = import_files([*write_returns(folder), more], home=home)
    assert [result.state for result in results] == ["complete"] * len(results)
    return home


@pytest.fixture
def lagging_home(_lagging_home, monkeypatch, fresh_caches) -> Path:
    """A warehouse with `tests.small_programme` and two villages of Yanshou that lag."""
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{_lagging_home}")
    return _lagging_home


@pytest.fixture
def villages(lagging_home):
    """The list of lagging villages, opened by a link."""

    def opened(area="230100", lang="zh", **choices):
        app = AppTest.from_file(APP, default_timeout=60)
        app.query_params.update({"area": area, "lang": lang, "as_of": "2018-09", **choices})
        page = app.run().switch_page("pages/villages/lagging.py").run()
        assert not page.exception
        return page

    return opened


@pytest.fixture
def fresh_caches():
    """Caches live on between tests of one process; each test starts with none."""
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def app(small_warehouse, monkeypatch, fresh_caches) -> AppTest:
    """The whole app, not yet run, on the small warehouse."""
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{small_warehouse}")
    return AppTest.from_file(APP, default_timeout=60)


@pytest.fixture
def chinese(app) -> AppTest:
    """The app in Chinese."""
    app.query_params["lang"] = "zh"
    return app


@pytest.fixture
def english(app) -> AppTest:
    """The app in English."""
    app.query_params["lang"] = "en"
    return app


@pytest.fixture
def open_page(lagging_home):
    """Any page of the small programme, opened by a link with its choices."""

    def opened(script: str, **choices: str) -> AppTest:
        page = AppTest.from_file(APP, default_timeout=60)
        page.query_params.update(
            {"area": "230100", "lang": "zh", "as_of": "2018-09", **choices}
        )
        page.run().switch_page(script).run()
        assert not page.exception
        return page

    return opened


def words(page: AppTest) -> str:
    """What a page says outside its tables."""
    parts = [*page.title, *page.markdown, *page.caption, *page.info, *page.warning]
    return "\n".join(part.value for part in parts).replace("\\", "")


def tables_on_paper(page: AppTest) -> list[list[list[str]]]:
    """The tables of a print view, each as rows of cells with the titles first."""
    return [on_paper(text.value) for text in page.markdown if text.value.startswith("| ")]
