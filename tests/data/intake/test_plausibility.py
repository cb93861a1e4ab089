"""What is remarked on beside earlier returns; none of it stops a file."""

import pytest

FIRST = """
    | 代码   | 指标代码      | 数据时点 | 核实状态 | 数值 | 分子 | 分母 |
    | 巴彦   | bridges       | 2018-07  | 上报     | 20   | -    | -    |
    | 巴彦   | bridges       | 2018-07  | 核查     | 15   | -    | -    |
    | 巴彦   | grid_upgrade  | 2018-07  | 上报     | 20   | 4    | 20   |
    | 巴彦甲 | paved_road    | 2018-07  | 上报     | 0    | 0    | 1    |
    | 巴彦甲 | eco_jobs      | 2018-06  | 上报     | 30   | -    | -    |
"""


def remarks(result) -> list[tuple[int, str, str]]:
    issues = result.issues.select("row_number", "problem_code", "detail")
    return sorted(issues.rows())


@pytest.fixture
def after(send):
    """Import one row after the first return; gives its remarks."""

    def import_row(row: str) -> list[tuple[int, str, str]]:
        assert remarks(send(FIRST, name="7月.csv", sent_on="2018-08-03")) == []
        table = f"""
            | 代码 | 指标代码 | 数据时点 | 核实状态 | 数值 | 分子 | 分母 | 文号 |
            | {row} |
        """
        result = send(table, name="8月.csv", sent_on="2018-10-05")
        assert result.state == "complete"
        return remarks(result)

    return import_row


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("巴彦 | bridges | 2018-08 | 上报 | 21 | - | - | -", []),
        ("巴彦 | bridges | 2018-08 | 上报 | 18 | - | - | -", ("falls_without_document", "20")),
        ("巴彦 | bridges | 2018-08 | 上报 | 18 | - | - | 3号文", []),
        ("巴彦 | bridges | 2018-07 | 上报 | 20 | - | - | -", ("reported_already", "20")),
        ("巴彦 | bridges | 2018-08 | 上报 | 200 | - | - | -", ("jumps", "20")),
        ("巴彦 | bridges | 2018-08 | 核查 | 20 | - | - | -", []),
        ("巴彦 | bridges | 2018-08 | 核查 | 21 | - | - | -", ("over_lower_verification", "20")),
        ("巴彦 | bridges | 2018-08 | 认定 | 16 | - | - | -", ("over_lower_verification", "15")),
        ("巴彦 | grid_upgrade | 2018-08 | 上报 | 80 | 16 | 20 | -", ("jumps", "20")),
        ("巴彦 | grid_upgrade | 2018-08 | 上报 | 60 | 12 | 20 | -", []),
        ("巴彦甲 | paved_road | 2018-08 | 上报 | 100 | 1 | 1 | -", []),
        ("巴彦甲 | eco_jobs | 2018-09 | 上报 | 3 | - | - | -", ("jumps", "30")),
        ("巴彦甲 | eco_jobs | 2018-09 | 上报 | 25 | - | - | -", []),
        ("木兰 | bridges | 2018-08 | 上报 | 500 | - | - | -", []),
    ],
)
def test_a_row_beside_what_was_reported_before(after, row, expected):
    assert after(row) == ([(5, *expected)] if expected else [])


def test_a_revision_is_compared_with_the_period_before_it(after):
    """18 in July, where 20 stood: no fall, since nothing lies before July."""
    assert after("巴彦 | bridges | 2018-07 | 上报 | 18 | - | - | -") == [
        (5, "reported_already", "20")
    ]


def test_rows_of_one_file_are_compared_with_each_other(send):
    table = """
        | 代码 | 指标代码 | 数据时点 | 核实状态 | 数值 |
        | 巴彦 | bridges  | 2018-08  | 上报     | 4    |
        | 巴彦 | bridges  | 2018-09  | 上报     | 3    |
        | 巴彦 | bridges  | 2018-09  | 核查     | 4    |
    """
    assert remarks(send(table)) == [
        (6, "falls_without_document", "4"),
        (7, "over_lower_verification", "3"),
    ]


def test_remarks_are_kept_with_the_batch_and_do_not_reject(send):
    send(FIRST, name="7月.csv", sent_on="2018-08-03")
    table = """
        | 代码 | 指标代码 | 数据时点 | 数值 |
        | 巴彦 | bridges  | 2018-08  | 18   |
    """
    result = send(table)
    assert (result.state, result.rows_accepted, result.rows_rejected) == ("complete", 1, 0)
    assert result.issues["severity"].to_list() == ["warning"]
