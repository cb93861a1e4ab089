"""IDs and phone numbers never get in, and no file of ours repeats them."""

import pytest
from sqlalchemy import select

from data.errors import WarehouseError
from data.intake.command import import_files
from data.warehouse.engine import data_version, open_version, read
from data.warehouse.schema import fct_household_year
from tests.small_programme import csv_text

ID_NUMBER = "230126196501011234"

HOUSEHOLDS = """
    | 代码   | 户编号 | 年度 | 户主   | 人数 | 脱贫状态 | 帮扶责任人 | 电话   |
    | 巴彦甲 | A1     | 2017 | 欧阳锋 | 4    | 未脱贫   | 王五       | {call} |
    | 巴彦甲 | A2     | 2017 | {head} | 4    | 未脱贫   | 王五       | -      |
"""


@pytest.mark.parametrize(
    ("cells", "row", "column"),
    [
        ({"head": f"张三{ID_NUMBER}", "call": "-"}, 6, "head"),
        ({"head": "张三", "call": "13845678901"}, 5, "电话 (8)"),
    ],
)
def test_a_number_in_any_text_column_is_refused_and_not_repeated(send, cells, row, column):
    result = send(HOUSEHOLDS.format(**cells))
    assert result.state == "refused"
    errors = result.issues.filter(result.issues["severity"] == "error")
    assert errors.select("row_number", "column_name", "problem_code").rows() == [
        (row, column, "personal_number")
    ]
    rejects = result.rejects_path.read_text("utf-8-sig")
    assert "（不显示）" in rejects
    assert ID_NUMBER not in rejects
    assert "13845678901" not in rejects


def test_a_number_in_a_cell_that_fails_otherwise_is_not_repeated_either(send):
    table = f"""
        | 代码   | 户编号 | 年度 | 人数        | 脱贫状态 |
        | 巴彦甲 | A1     | 2017 | 13845678901 | {ID_NUMBER} |
    """
    rejects = send(table).rejects_path.read_text("utf-8-sig")
    assert ID_NUMBER not in rejects
    assert "13845678901" not in rejects


@pytest.mark.parametrize(("number", "also"), [(ID_NUMBER, ["too_large"]), ("13845678901", [])])
def test_a_number_of_a_person_is_no_value(problems, number, also):
    table = f"""
        | 代码   | 指标代码     | 数据时点 | 数值     |
        | 巴彦甲 | people_ready | 2018-08  | {number} |
    """
    expected = ["personal_number", *also]
    assert problems(table) == [(2, "obs_value", problem) for problem in expected]


def test_a_cell_that_a_spreadsheet_would_run_is_made_text(send):
    table = """
        | 代码 | 指标代码      | 数据时点 | 数值 |
        | 巴彦 | =cmd|'/C'!A0 | 2018-08  | -5   |
    """.replace("|'/C'!A0", "")
    rejects = send(table).rejects_path.read_text("utf-8-sig")
    assert "'=cmd" in rejects
    assert "'-5" not in rejects


def test_households_are_not_taken_under_another_key(send, home, tmp_path, monkeypatch):
    """None of them would match those already there, and every bridge would be wrong."""
    good = HOUSEHOLDS.format(head="张三", call="-")
    assert send(good, name="2017.csv").state == "complete"
    monkeypatch.setenv("WAREHOUSE_KEY", "another")
    later = tmp_path / "2018.csv"
    later.write_text(csv_text(good.replace("2017", "2018"), sent_on="2018-10-05"), "utf-8")
    with pytest.raises(WarehouseError, match="key of the household codes"):
        import_files([later], home=home)
    monkeypatch.delenv("WAREHOUSE_KEY")
    assert import_files([later], home=home)[0].state == "complete"


def test_the_same_household_has_the_same_key_in_every_year(send):
    for year in ("2016", "2017"):
        send(HOUSEHOLDS.format(head="张三", call="-").replace("2017", year), name=f"{year}.csv")
    rows = read(select(fct_household_year), open_version(data_version()))
    keys = rows.sort("year", "row_number")["household_key"].to_list()
    assert keys[:2] == keys[2:]
    assert keys[0] != keys[1]
    assert rows["head_masked"].to_list() == ["欧阳***", "张***"] * 2
    assert rows["helper_masked"].to_list() == ["王***"] * 4
