"""Columns are as wide as what stands in them."""

import polars as pl
import pytest

from pages.ui.columns import Column
from pages.ui.messages import speaking
from pages.ui.widths import LEAST, fitted, pixels, readable

ROWS = pl.DataFrame(
    {
        "name": ["Roads", "Poor households whose own share of the premium is paid"],
        "actual": [1.0, 1_234_567.0],
        "light": ["green", "red"],
        "spark": [[1.0], [2.0]],
    }
)
COLUMNS = [
    Column("name", "Indicator"),
    Column("actual", "A", "number"),
    Column("light", "Light", "light"),
    Column("spark", "Trend", "spark"),
]


@pytest.fixture(autouse=True)
def _in_english():
    with speaking("en"):
        yield


def test_a_long_cell_far_down_makes_its_column_wide():
    name, actual, light, spark = fitted(COLUMNS, ROWS)
    assert name.width >= pixels(ROWS["name"][1])
    assert actual.width >= pixels("1,234,567")
    # The word of a light stands in a chip, with room on both sides of it.
    assert light.width > pixels("■ far behind") + 18
    assert spark.width is None


def test_a_title_longer_than_its_cells_is_whole_too():
    (column,) = fitted([Column("actual", "Planned progress by now", "number")], ROWS)
    assert column.width >= pixels("Planned progress by now")


def test_an_empty_table_has_columns_too():
    (column,) = fitted([Column("actual", "A", "number")], ROWS.clear())
    assert column.width == LEAST


def test_chinese_signs_are_wide_and_points_narrow():
    assert pixels("未脱贫") == 3 * 14
    assert pixels("...") < pixels("mmm") < pixels("未脱贫")


def test_no_number_is_cut_in_a_column_that_is_too_narrow_for_it():
    """A number without its first digits would read as another number."""
    (narrow,) = readable([Column("actual", "Actual value", "number", width=20)], ROWS)
    assert pixels("1,234,567") <= narrow.width < pixels("Actual value") + 18
    (free,) = readable([Column("actual", "Actual value", "number")], ROWS)
    assert free.width >= pixels("Actual value")


def test_words_may_be_cut_where_the_table_is_not_to_be_whole():
    name = Column("name", "Indicator", width=100)
    assert readable([name], ROWS) == [name]
    assert fitted([name], ROWS) == [name]
