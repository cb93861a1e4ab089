"""Small warehouses with real areas: made once, copied for each test, filled by hand."""

import shutil
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Table

from data.warehouse import marts
from data.warehouse.create import create_warehouse
from data.warehouse.engine import append
from data.warehouse.schema import (
    fct_deduction,
    fct_designation,
    fct_evaluation,
    fct_household_year,
    fct_notice,
    fct_observation,
    fct_plan,
    fct_problem,
    fct_target,
    fct_work,
    fct_work_place,
    import_batch,
)
from data.warehouse.snapshots import writing

ALWAYS = {
    import_batch: {
        "file_name": "return.csv",
        "file_sha256": "0" * 64,
        "form_code": "observations",
        "received_at": datetime(2017, 1, 3, 9),
        "rows_read": 1,
        "rows_accepted": 1,
        "rows_rejected": 0,
        "batch_state": "complete",
        "data_class": "simulated",
    },
    fct_observation: {"verification": "reported", "obs_status": "A"},
    fct_designation: {
        "valid_from": date(2015, 12, 31),
        "is_poor_village": False,
        "has_task": True,
        "is_old_base_area": False,
        "is_minority_village": False,
    },
    fct_target: {
        "target_version": "policy",
        "baseline_date": date(2015, 12, 31),
        "baseline_value": 0.0,
        "target_date": date(2017, 12, 31),
    },
    fct_plan: {},
    fct_household_year: {},
    fct_problem: {
        "source": "audit",
        "found_on": date(2016, 1, 10),
        "problem": "问题",
        "due_date": date(2016, 6, 30),
    },
    fct_evaluation: {
        "exit_year": 2015,
        "surveyed_on": date(2016, 1, 10),
        "released_on": date(2016, 2, 10),
        "evaluator": "第三方",
        "exited_people_sampled": 100,
        "wrong_exit_people": 1,
        "unregistered_people_surveyed": 200,
        "missed_people": 0,
        "households_surveyed": 50,
        "households_approving": 48,
    },
    fct_notice: {"rule": "task_behind", "year": 2016, "told_on": date(2016, 7, 10)},
    fct_deduction: {
        "year": 2015,
        "kind": "media",
        "points": 1.0,
        "reason": "事由",
        "decided_on": date(2016, 2, 20),
        "document_no": "1",
    },
    fct_work: {
        "period": date(2016, 6, 30),
        "programme": "bridges",
        "work_name": "危桥",
        "plan_year": 2016,
        "quantity_planned": 1.0,
        "is_preparing": False,
    },
    fct_work_place: {"geometry": "POINT (127.4 46.1)", "is_schematic": False},
}


def frame(table: Table, rows: list[dict]) -> pl.DataFrame:
    """Rows in the columns of a table; what they leave out is the usual, or null."""
    usual = ALWAYS[table] | ({} if table is import_batch else {"import_id": 1})
    numbered = [
        usual | ({} if table is import_batch else {"row_number": number}) | row
        for number, row in enumerate(rows, start=2)
    ]
    return pl.DataFrame(numbered, infer_schema_length=None)


@pytest.fixture(scope="session")
def template(tmp_path_factory) -> Path:
    """A warehouse with areas and indicators and no facts."""
    home = tmp_path_factory.mktemp("template") / "warehouse"
    assert create_warehouse(home, data_class="simulated") == []
    return home


@pytest.fixture
def home(template, tmp_path, monkeypatch) -> Path:
    """A copy of the template that the test may write to; the app's own while it runs."""
    copy = tmp_path / "warehouse"
    shutil.copytree(template, copy)
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{copy}")
    return copy


@pytest.fixture
def fill(home):
    """Import rows: ``fill({fct_observation: [{…}, …]})`` makes a version and names it."""

    def _fill(facts: dict[Table, list[dict]]) -> str:
        facts = {import_batch: [{"import_id": 1}], **facts}
        with writing(home, task="test") as engine, engine.begin() as connection:
            for table, rows in facts.items():
                append(connection, table, frame(table, rows))
            marts.rebuild(connection)
        return (home / "CURRENT").read_text().strip()

    return _fill
