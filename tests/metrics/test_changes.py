import pytest

from data.errors import MissingColumnsError
from metrics.changes import since
from tests.tables import table

VALUES = table("""
    | area_code | indicator_code | reported_value | checked_value | certified_value |
    | c1        | ready          |            120 |           100 |              80 |
    | c1        | problems       |             75 |             - |               - |
    | c2        | ready          |              5 |             - |               - |
""")
COUNTS = table("""
    | area_code | indicator_code | numerator | denominator |
    | c1        | problems       |        30 |          40 |
""")
NOW = VALUES.join(COUNTS, on=["area_code", "indicator_code"], how="left", maintain_order="left")
BEFORE = table("""
    | area_code | indicator_code | reported_value | checked_value | certified_value |
    | c1        | ready          |            110 |           100 |              90 |
    | c1        | problems       |             70 |             - |               - |
""")


def rows():
    frame = since(NOW, BEFORE)
    return {
        (row["area_code"], row["indicator_code"]): row for row in frame.iter_rows(named=True)
    }


def test_each_state_has_its_own_change():
    row = rows()["c1", "ready"]
    changes = [row[f"{state}_change"] for state in ("reported", "checked", "certified")]
    assert changes == [120 - 110, 100 - 100, 80 - 90]


def test_what_a_share_leaves_is_counted():
    assert rows()["c1", "problems"]["left_over"] == 40 - 30


def test_a_first_value_has_no_change():
    assert rows()["c2", "ready"]["reported_change"] is None


def test_rows_stay_in_their_order():
    assert since(NOW, BEFORE)["area_code"].to_list() == NOW["area_code"].to_list()


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="before lacks checked_value"):
        since(NOW, BEFORE.drop("checked_value"))
