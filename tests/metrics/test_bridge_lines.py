from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.bridge_lines import bridge_lines, last_closed_year
from tests.tables import table

BRIDGES = table("""
    | area_code | line | start | newly_identified | fallen_back | natural_increase | end |
    | c1        | A    |   100 |                5 |           1 |                2 |  47 |
    | c1        | B    |   150 |                5 |           0 |                3 | 145 |
""").with_columns(
    year=2017,
    exited=pl.Series([50, 0]),
    removed=pl.Series([8, 8]),
    natural_decrease=pl.Series([2, 3]),
    closed=pl.Series([1, 2]),
    unexplained=pl.Series([0, 0]),
)


def test_each_line_adds_up_to_its_end():
    rows = bridge_lines(BRIDGES, area="c1", year=2017)
    changes = rows.filter(pl.col("item") != "end")
    assert changes["value_a"].sum() == 100 + 5 + 1 + 2 - 50 - 8 - 2 - 1
    assert changes["value_b"].sum() == 150 + 5 + 3 - 8 - 3 - 2
    assert rows.row(-1)[1:3] == (47, 145)


def test_what_leaves_the_line_has_a_minus():
    rows = {row[0]: row for row in bridge_lines(BRIDGES, area="c1", year=2017).iter_rows()}
    assert rows["exited"][1] == -50
    assert rows["removed"][2] == -8
    assert (rows["start"][3], rows["exited"][3]) == (True, False)


def test_people_without_an_explanation_are_named_only_if_there_are_some():
    assert "unexplained" not in bridge_lines(BRIDGES, area="c1", year=2017)["item"]
    some = BRIDGES.with_columns(unexplained=pl.Series([3, 3]))
    assert "unexplained" in bridge_lines(some, area="c1", year=2017)["item"]


def test_a_year_without_a_register_has_no_lines():
    assert bridge_lines(BRIDGES, area="c1", year=2018).is_empty()


def test_a_year_is_closed_at_its_end():
    assert last_closed_year(date(2018, 9, 30)) == 2017
    assert last_closed_year(date(2017, 12, 31)) == 2017


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="bridges lacks removed"):
        bridge_lines(BRIDGES.drop("removed"), area="c1", year=2017)
