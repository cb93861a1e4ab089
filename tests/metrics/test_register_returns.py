import pytest

from data.errors import MissingColumnsError
from metrics.register_returns import with_returns
from tests.tables import table

KNOWN = table("""
    | area_code | lifted_people | still_poor_people |
    | c2        |            12 |                 5 |
    | c1        |           100 |                40 |
    | c3        |             7 |                 0 |
""")
RETURNED = table("""
    | area_code | indicator_code        | reported_value |
    | c1        | people_lifted         |            130 |
    | c1        | poor_people_remaining |             38 |
    | c2        | people_lifted         |             12 |
    | c2        | poor_people_remaining |              5 |
    | c3        | people_lifted         |              - |
""")


def rows():
    return {row["area_code"]: row for row in with_returns(KNOWN, RETURNED).to_dicts()}


def test_difference_is_what_was_returned_less_the_register():
    row = rows()["c1"]
    assert (row["returned_lifted"], row["lifted_difference"]) == (130, 130 - 100)
    assert (row["returned_still_poor"], row["still_poor_difference"]) == (38, 38 - 40)


def test_figures_that_agree_differ_by_zero():
    assert (rows()["c2"]["lifted_difference"], rows()["c2"]["still_poor_difference"]) == (0, 0)


def test_who_returned_nothing_differs_by_nothing_known():
    row = rows()["c3"]
    assert row["returned_lifted"] is row["lifted_difference"] is None
    assert row["returned_still_poor"] is row["still_poor_difference"] is None


def test_register_keeps_its_rows_in_their_order():
    assert with_returns(KNOWN, RETURNED)[KNOWN.columns].equals(KNOWN)


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="returned lacks reported_value"):
        with_returns(KNOWN, RETURNED.drop("reported_value"))
