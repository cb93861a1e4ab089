"""From files to the warehouse: all of a file or nothing, once, and never into the wrong one."""

import csv
from datetime import date, datetime

import openpyxl
import polars as pl
import pytest
from sqlalchemy import select, update

from data.errors import WarehouseError
from data.intake.command import import_files
from data.warehouse.engine import data_version, open_version, read
from data.warehouse.queries import actuals
from data.warehouse.schema import (
    fct_designation,
    fct_household_year,
    fct_observation,
    fct_village_year,
    import_batch,
    import_issue,
    warehouse_info,
)
from data.warehouse.scope import CITY
from data.warehouse.snapshots import current_version, writing
from tests.small_programme import csv_text, write_returns

GOOD = """
    | 代码 | 指标代码 | 数据时点 | 核实状态 | 数值 |
    | 巴彦 | bridges  | 2018-08  | 上报     | 3    |
    | 巴彦 | bridges  | 2018-09  | 上报     | 4    |
    | 延寿 | bridges  | 2018-09  | 上报     | 1    |
"""
BAD = """
    | 代码 | 指标代码 | 数据时点 | 核实状态 | 数值 |
    | 巴彦 | bridges  | 2018-08  | 上报     | 3    |
    | 巴彦 | bridges  | 2018-09  | 上报     | 四   |
    | 延寿 | bridge   | 2018-09  | 上报     | 1    |
"""


def stored(table) -> pl.DataFrame:
    return read(select(table), open_version(data_version()))


def test_a_good_file_is_written_with_its_batch_and_row_numbers(send):
    result = send(GOOD, name="巴彦_9月.csv")
    assert (result.state, result.rows_read, result.rows_accepted) == ("complete", 3, 3)
    facts = stored(fct_observation).select(
        "area_code", "period", "verification", "obs_value", "obs_status", "row_number"
    )
    # Three lines of head and one of header come before the first row.
    assert facts.rows() == [
        ("230126", date(2018, 8, 31), "reported", 3, "A", 5),
        ("230126", date(2018, 9, 30), "reported", 4, "A", 6),
        ("230129", date(2018, 9, 30), "reported", 1, "A", 7),
    ]
    batch = stored(import_batch).row(0, named=True)
    assert batch["file_name"] == "巴彦_9月.csv"
    assert batch["sending_office"] == "测试单位"
    assert (batch["rows_read"], batch["rows_accepted"], batch["rows_rejected"]) == (3, 3, 0)
    assert (batch["batch_state"], batch["data_class"]) == ("complete", "simulated")
    assert batch["received_at"] == datetime(2018, 10, 5)
    assert len(batch["file_sha256"]) == 64


def test_nothing_of_a_bad_file_is_written_and_its_rejects_lie_beside_it(send, home, tmp_path):
    before = current_version(home)
    result = send(BAD)
    assert (result.state, result.rows_rejected) == ("refused", 2)
    assert current_version(home) == before
    assert stored(fct_observation).is_empty()
    assert stored(import_batch).is_empty()
    assert result.rejects_path == tmp_path / "月报_不合格行.csv"
    assert result.rejects_path.read_bytes().startswith(b"\xef\xbb\xbf")
    with result.rejects_path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["行号", "列", "内容", "原因", "处理建议"]
    assert [row[:4] for row in rows[1:]] == [
        ["6", "数值", "四", "“数值”不是数字"],
        ["7", "指标代码", "bridge", "没有这个指标"],
    ]
    assert all(row[4] for row in rows)


@pytest.mark.parametrize(("language", "name"), [("zh", "分子"), ("en", "Numerator")])
def test_a_column_that_the_file_lacks_goes_by_its_name_in_the_form(send, language, name):
    table = """
        | 代码 | 指标代码     | 数据时点 | 数值 | 分母 |
        | 巴彦 | grid_upgrade | 2018-08  | 50   | 4    |
    """
    rejects = send(table, language=language).rejects_path.read_text("utf-8-sig")
    assert [row[1] for row in csv.reader(rejects.splitlines())][1:] == [name]


def test_good_rows_alone_are_a_partial_batch_and_no_issue_holds_a_value(send):
    result = send(BAD, accept_good=True)
    assert (result.state, result.rows_accepted, result.rows_rejected) == ("partial", 1, 2)
    assert stored(fct_observation)["obs_value"].to_list() == [3]
    assert stored(import_batch)["batch_state"].to_list() == ["partial"]
    issues = stored(import_issue)
    assert "value" not in issues.columns
    assert sorted(issues.select("row_number", "column_name", "problem_code").rows()) == [
        (6, "obs_value", "not_a_number"),
        (7, "indicator_code", "unknown_indicator"),
    ]


def test_a_file_without_one_good_row_is_refused_even_then(send):
    table = """
        | 代码 | 指标代码 | 数据时点 | 数值 |
        | 巴彦 | bridges  | 2018-08  | 三   |
    """
    assert send(table, accept_good=True).state == "refused"


def test_other_files_of_the_command_are_written_beside_a_bad_one(home, tmp_path):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(csv_text(GOOD, sent_on="2018-10-05"), encoding="utf-8")
    bad.write_text(csv_text(BAD, sent_on="2018-10-05"), encoding="utf-8")
    results = import_files([bad, good, tmp_path / "none.csv"], home=home)
    assert [result.state for result in results] == ["refused", "complete", "refused"]
    assert results[2].issues["problem_code"].to_list() == ["file_missing"]
    assert len(stored(fct_observation)) == 3


def test_the_same_file_twice_changes_nothing_and_says_so(send, home):
    first = send(GOOD)
    version = current_version(home)
    again = send(GOOD, name="另存.csv")
    assert (again.state, again.import_id) == ("already", first.import_id)
    assert current_version(home) == version
    assert len(stored(import_batch)) == 1


def test_the_same_bytes_under_two_names_in_one_command_are_one_batch(home, tmp_path):
    paths = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for path in paths:
        path.write_text(csv_text(GOOD, sent_on="2018-10-05"), encoding="utf-8")
    results = import_files(paths, home=home)
    assert [result.state for result in results] == ["complete", "already"]
    assert len(stored(fct_observation)) == 3


def test_a_corrected_file_counts_and_the_old_rows_stay(send):
    send(GOOD)
    corrected = GOOD.replace("| 4    |", "| 5    |")
    result = send(corrected, name="更正.csv", sent_on="2018-10-09")
    assert result.state == "complete"
    assert "reported_already" in result.issues["problem_code"].to_list()
    rows = stored(fct_observation).filter(
        pl.col("area_code") == "230126", pl.col("period") == date(2018, 9, 30)
    )
    assert rows.sort("import_id").select("import_id", "obs_value").rows() == [(1, 4), (2, 5)]
    now = actuals(CITY, data_version(), as_of=date(2018, 9, 30), level="county")
    bayan = now.filter(pl.col("area_code") == "230126", pl.col("indicator_code") == "bridges")
    assert bayan["reported_value"].to_list() == [5]


def test_a_withdrawn_file_may_come_again(send, home):
    send(GOOD)
    with writing(home, task="test") as engine, engine.begin() as connection:
        connection.execute(import_batch.update().values(batch_state="withdrawn"))
    assert send(GOOD).state == "complete"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("数据性质,真实数据\n报送日期,2018-10-05", "real_into_simulated"),
        ("报送日期,2018-10-05", "real_into_simulated"),
        ("数据性质,模拟数据", "simulated_without_date"),
        (
            "数据性质,模拟数据\n报送日期,2018-10-05\n联系人,13845678901",
            "personal_number_in_head",
        ),
    ],
)
def test_a_simulated_warehouse_takes_dated_simulated_files_only(home, tmp_path, line, problem):
    path = tmp_path / "return.csv"
    path.write_text(f"{line}\n{csv_text(GOOD)}", encoding="utf-8")
    (result,) = import_files([path], home=home)
    assert result.state == "refused"
    assert result.issues["problem_code"].to_list() == [problem]


def test_a_real_warehouse_refuses_simulated_files_and_stamps_arrival(real_home, tmp_path):
    simulated, real, ahead = (
        tmp_path / f"{name}.csv" for name in ("simulated", "real", "ahead")
    )
    simulated.write_text(csv_text(GOOD, sent_on="2018-10-05"), encoding="utf-8")
    real.write_text(f"报送日期,2018-10-05\n{csv_text(GOOD)}", encoding="utf-8")
    ahead.write_text(f"报送日期,2999-01-01\n{csv_text(GOOD)}", encoding="utf-8")
    before = datetime.now().replace(microsecond=0)
    results = import_files([simulated, real, ahead], home=real_home)
    assert [result.state for result in results] == ["refused", "complete", "refused"]
    assert results[0].issues["problem_code"].to_list() == ["simulated_into_real"]
    assert results[2].issues["problem_code"].to_list() == ["sent_in_future"]
    batch = stored(import_batch).row(0, named=True)
    assert before <= batch["received_at"] <= datetime.now()
    assert batch["sent_on"] == date(2018, 10, 5)


def test_every_encoding_and_a_workbook_give_the_same_facts(home, tmp_path):
    text = csv_text(GOOD, sent_on="2018-10-05")
    values = []
    for name, encoding in (("a", "utf-8"), ("b", "utf-8-sig"), ("c", "gb18030")):
        (tmp_path / f"{name}.csv").write_bytes(text.encode(encoding))
    book = openpyxl.Workbook()
    for line in text.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "d.xlsx")
    results = import_files(
        [tmp_path / name for name in ("a.csv", "b.csv", "c.csv", "d.xlsx")], home=home
    )
    assert [result.encoding for result in results] == ["utf-8", "utf-8-bom", "gb18030", "xlsx"]
    facts = stored(fct_observation)
    for import_id in (1, 2, 3, 4):
        batch = facts.filter(pl.col("import_id") == import_id).drop("import_id")
        values.append(batch.rows())
    assert values[1:] == values[:1] * 3


def test_households_are_hashed_and_masked_on_the_way_in(small_home):
    rows = stored(fct_household_year)
    assert rows["household_key"].n_unique() == 6
    assert rows["household_key"].str.contains(r"^[0-9a-f]{32}$").all()
    assert set(rows["head_masked"]) == {"甲***", "乙***"}
    assert (small_home / "household.key").stat().st_mode & 0o777 == 0o600


def test_counts_of_the_register_become_yes_and_no_and_percent_becomes_a_fraction(
    home, tmp_path
):
    path = tmp_path / "villages.csv"
    table = """
        | AAD001 | AAR040 | AAD005 | AAD010 | AAD302 | AAD331 | AAD391 | 贫困发生率 |
        | 巴彦甲 | 2017   | 300    | 1000   | 2.5    | 0      | 1      | 2.5        |
        | 巴彦乙 | 2017   | 200    | 800    | -      | 3      | 0      | -          |
    """
    path.write_text(csv_text(table, sent_on="2018-01-20"), encoding="utf-8")
    import_files([path], home=home)
    columns = ("has_safe_water", "has_clinic", "has_doctor", "poverty_incidence_rate")
    rows = stored(fct_village_year)
    assert rows.select(columns).rows() == [
        (True, True, None, 0.025),
        (False, False, None, None),
    ]
    assert [value and float(value) for value in rows["collective_income_cny"]] == [25_000, None]


def test_one_command_is_one_version_and_progress_is_told(home, tmp_path):
    heard = []
    results = import_files(
        write_returns(tmp_path),
        home=home,
        progress=lambda fraction, key, detail="": heard.append((round(fraction, 3), key)),
    )
    assert {result.state for result in results} == {"complete"}
    assert current_version(home).startswith("v000002")
    assert heard == sorted(heard, key=lambda told: told[0])
    assert heard[-1] == (1.0, "rebuilding")
    assert len(stored(fct_designation)) == 16


def test_nothing_is_imported_into_the_tables_of_another_program(home, send):
    with writing(home, task="test") as engine, engine.begin() as connection:
        connection.execute(
            update(warehouse_info)
            .where(warehouse_info.c.info_key == "schema_version")
            .values(info_value="1")
        )
    before = current_version(home)
    with pytest.raises(WarehouseError, match="tables of version 1"):
        send(GOOD)
    assert current_version(home) == before
