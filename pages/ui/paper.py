"""A table on paper: every row, short cells in one piece, numbers to the right."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import polars as pl

from pages.ui import columns as cells
from pages.ui import formats
from pages.ui.columns import Column

WORD_JOINER, FIRM_SPACE = "\u2060", "\u00a0"
SHORT = 20


def styled(rows: pl.DataFrame, columns: Sequence[Column]) -> Any:
    """The styled table `st.table` gets: numbers stay numbers, and so stand to the right."""
    shown = cells.written(columns)
    series, written_as = [], {}
    for column in shown:
        if column.kind in cells.NUMBERS:
            series.append(rows[column.name].cast(pl.Float64).alias(column.title))
            written_as[column.title] = partial(_number_text, column)
        else:
            words = [
                _whole(cells.text(column, row), column) for row in rows.iter_rows(named=True)
            ]
            plain = [formats.plain(word) for word in words]
            series.append(pl.Series(column.title, plain, dtype=pl.String))
    return pl.DataFrame(series).to_pandas().style.format(written_as, na_rep=formats.DASH)


def _whole(cell: str, column: Column) -> str:
    """A short cell that no line breaks: between Chinese characters one may break anywhere."""
    keeps = column.width is None and len(cell) <= SHORT
    return WORD_JOINER.join(cell.replace(" ", FIRM_SPACE)) if keeps else cell


def _number_text(column: Column, value: float) -> str:
    return cells.text(column, {column.name: value})
