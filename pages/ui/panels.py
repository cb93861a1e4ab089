"""Tables that are wider than paper: in panels, each with the first column and some others."""

from collections.abc import Sequence

import polars as pl

from pages.ui import columns as cells
from pages.ui import layout, paper
from pages.ui.columns import Column
from pages.ui.widths import pixels

# Bold titles are so much wider than what stands below them.
BOLD = 1.08
# In pixels: a cell whose words may break has room for four Chinese signs, if it has so many.
READABLE = 56
STEP = 10


def panels(rows: pl.DataFrame, columns: Sequence[Column]) -> list[list[Column]]:
    """The columns in as few panels as paper has room for, none much wider than the others."""
    shown = cells.written(columns)
    widths = [_least(column, rows) for column in shown]
    few = len(_split(widths, layout.PAPER_WIDTH))
    # A limit of paper's width gives that many, so one is always found.
    even = next(
        found
        for limit in range(STEP, layout.PAPER_WIDTH + STEP, STEP)
        if len(found := _split(widths, limit)) == few
    )
    return [[shown[0], *(shown[number] for number in panel)] for panel in even]


def _split(widths: Sequence[float], limit: float) -> list[list[int]]:
    """Numbers of the columns of each panel; each also has room for the first column."""
    found: list[list[int]] = [[]]
    filled = widths[0]
    for number, width in enumerate(widths[1:], start=1):
        if found[-1] and filled + width > limit:
            found.append([])
            filled = widths[0]
        found[-1].append(number)
        filled += width
    return found


def _least(column: Column, rows: pl.DataFrame) -> float:
    """The least width of a column whose words are whole."""
    lines = rows.iter_rows(named=True)
    longest = max((_unbroken(column, cells.text(column, line)) for line in lines), default=0.0)
    title = max(map(pixels, paper.pieces(column.title)))
    return paper.BESIDE + max(BOLD * title, longest)


def _unbroken(column: Column, text: str) -> float:
    if paper.is_firm(column, text):
        return max(map(pixels, [text] if len(text) <= paper.FEW else text.split(" ")))
    # A line may break after a hyphen, and between Chinese signs.
    words = "".join(sign if sign <= paper.WIDE else " " for sign in text)
    words = words.replace("-", "- ").split()
    return max([min(READABLE, pixels(text)), *map(pixels, words)])
