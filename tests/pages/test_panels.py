"""Tables wider than paper stand in panels, and no column is lost."""

import polars as pl
import pytest

from pages.ui.columns import Column
from pages.ui.layout import PAPER_WIDTH
from pages.ui.messages import speaking
from pages.ui.panels import panels

NAME = Column("name", "County")


@pytest.fixture(autouse=True)
def _in_english():
    with speaking("en"):
        yield


def _table(count: int) -> tuple[pl.DataFrame, list[Column]]:
    names = [f"figure_{number}" for number in range(count)]
    rows = pl.DataFrame({"name": ["Yanshou"], **{name: [1234.5] for name in names}})
    return rows, [NAME, *(Column(name, "Done", "number", 1) for name in names)]


def test_a_table_that_fits_is_one_panel():
    rows, columns = _table(4)
    assert panels(rows, columns) == [columns]


def test_a_table_of_one_column_is_a_panel_too():
    rows, columns = _table(0)
    assert panels(rows, columns) == [columns]


@pytest.mark.parametrize("count", [9, 12, 20, 40])
def test_every_column_stands_once_and_each_panel_begins_with_the_name(count):
    rows, columns = _table(count)
    found = panels(rows, columns)
    assert len(found) > 1
    assert all(panel[0] == NAME for panel in found)
    assert [column for panel in found for column in panel[1:]] == columns[1:]
    # Each takes 25 pixels and about 45 of its figure.
    assert all(70 * len(panel) <= PAPER_WIDTH for panel in found)


def test_panels_are_about_as_wide_as_each_other():
    rows, columns = _table(10)
    sizes = [len(panel) for panel in panels(rows, columns)]
    assert max(sizes) - min(sizes) <= 1


def test_small_lines_are_in_no_panel():
    rows = pl.DataFrame({"name": ["Yanshou"], "spark": [[1.0, 2.0]]})
    assert panels(rows, [NAME, Column("spark", "Trend", "spark")]) == [[NAME]]


def test_words_that_may_break_need_no_more_room_than_the_longest_of_them():
    long = Column("words", "Reasons")
    rows = pl.DataFrame({"name": ["Yanshou"], "words": ["Funds not in place " * 20]})
    assert panels(rows, [NAME, long]) == [[NAME, long]]
