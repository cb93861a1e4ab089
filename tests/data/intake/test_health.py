import re
from datetime import date

import polars as pl
import pytest
from sqlalchemy import Table, text

from data.errors import WarehouseError
from data.intake.health import check_warehouse
from data.warehouse.engine import append
from data.warehouse.schema import (
    dim_area,
    fct_deduction,
    fct_evaluation,
    fct_notice,
    fct_observation,
    fct_problem,
    fct_work_place,
    mart_area_month,
)
from data.warehouse.snapshots import writing

ROW = {
    "area_code": "230126",
    "indicator_code": "bridges",
    "period": date(2018, 9, 30),
    "verification": "reported",
    "obs_value": 1.0,
    "obs_status": "A",
    "import_id": 99,
    "row_number": 5,
}
STRANGE = {"area_code": "230999", "import_id": 99, "row_number": 5}
PROBLEM = STRANGE | {
    "problem_code": "1",
    "source": "audit",
    "found_on": date(2018, 1, 10),
    "problem": "滞留",
    "lead_office": "treasury",
    "due_date": date(2018, 6, 30),
}
EVALUATION = STRANGE | {
    "exit_year": 2017,
    "surveyed_on": date(2018, 4, 20),
    "evaluator": "第三方",
    "exited_people_sampled": 1,
    "wrong_exit_people": 0,
    "unregistered_people_surveyed": 1,
    "missed_people": 0,
    "households_surveyed": 1,
    "households_approving": 1,
}
NOTICE = STRANGE | {"rule": "works_late", "year": 2018, "told_on": date(2018, 7, 12)}
DEDUCTION = STRANGE | {
    "year": 2017,
    "kind": "media",
    "points": 1.0,
    "reason": "事由",
    "decided_on": date(2018, 2, 26),
    "document_no": "1号",
}
PLACE = {
    "work_code": "R9",
    "geometry": "POINT (127.4 46.1)",
    "is_schematic": False,
    "import_id": 99,
    "row_number": 5,
}
COUNTY = {
    "indicator_code": "bridges",
    "area_level": "county",
    "area_code": "230126",
    "month": date(2018, 9, 30),
    "reported_value": 3.0,
    "expected_areas": 1,
    "valued_areas": 1,
    "current_areas": 1,
}
STRAY = {
    "area_code": "230126999",
    "area_name": "某乡",
    "area_level": "township",
    "area_kind": "township",
    "parent_code": "230100",
    "valid_from": date(2015, 1, 1),
    "sort_order": 1,
}


def damage(home, table: Table, *rows: dict) -> None:
    with writing(home, task="test") as engine, engine.begin() as connection:
        append(connection, table, pl.DataFrame(list(rows)))


def test_a_whole_warehouse_is_counted_and_found_fine(small_home):
    health = check_warehouse(small_home, "en")
    assert health.problems == []
    assert re.match(
        r"Current version v000002-\w{6} \(simulated\), versions kept: 2", health.facts[0]
    )
    assert "fct_household_year, rows: 16" in health.facts


@pytest.mark.parametrize(
    ("table", "rows", "problems"),
    [
        (
            fct_observation,
            [ROW | {"area_code": "230999"}, ROW | {"indicator_code": "bridge"}],
            [
                "fct_observation, rows of unknown areas: 1",
                "fct_observation, rows that belong to no batch: 2",
                "fct_observation, rows of unknown indicators: 1",
            ],
        ),
        (
            mart_area_month,
            [
                COUNTY,
                COUNTY | {"area_level": "city", "area_code": "230100", "reported_value": 4.0},
            ],
            [
                "Totals that differ from the sum of their parts: 1, "
                "such as bridges 230100 2018-09-30"
            ],
        ),
        *(
            (
                table,
                [row],
                [
                    f"{table.name}, rows of unknown areas: 1",
                    f"{table.name}, rows that belong to no batch: 1",
                ],
            )
            for table, row in (
                (fct_evaluation, EVALUATION),
                (fct_notice, NOTICE),
                (fct_deduction, DEDUCTION),
            )
        ),
        (
            fct_problem,
            [PROBLEM],
            [
                "fct_problem, rows of unknown areas: 1",
                "fct_problem, rows that belong to no batch: 1",
                "fct_problem, rows of unknown offices: 1",
            ],
        ),
        (
            fct_work_place,
            [PLACE],
            [
                "fct_work_place, rows of unknown projects: 1",
                "fct_work_place, rows that belong to no batch: 1",
            ],
        ),
        (dim_area, [STRAY], ["Areas without a parent of the right level: 1"]),
    ],
    ids=["orphans", "sums", "evaluation", "notice", "deduction", "problem", "place", "parents"],
)
def test_what_doesnt_fit_is_a_sentence(home, table, rows, problems):
    damage(home, table, *rows)
    assert check_warehouse(home, "en").problems == problems


def test_a_batch_with_other_rows_than_recorded_is_found(send, home):
    send("| 代码 | 指标代码 | 数据时点 | 数值 |\n| 巴彦 | bridges | 2018-08 | 3 |")
    damage(home, fct_observation, ROW | {"import_id": 1})
    assert check_warehouse(home, "zh").problems == ["1个批次的行数与记录不符"]


def test_a_missing_table_is_named(home):
    with writing(home, task="test") as engine, engine.begin() as connection:
        connection.execute(text("drop table fct_plan"))
    assert check_warehouse(home, "en").problems == ["Table fct_plan is missing"]


def test_a_file_that_is_no_warehouse_is_an_error(home):
    for version in home.glob("*.duckdb"):
        version.write_bytes(b"not a database")
    with pytest.raises(WarehouseError, match="can't be read as a warehouse"):
        check_warehouse(home, "en")
