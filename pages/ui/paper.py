"""Tables on paper: as Markdown, in parts that no page cuts.

Streamlit keeps a frame of text in one piece, but not one with `st.table` in it, and a browser
cuts the rows of a table that is longer than what is left of a page.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Any

import polars as pl

from pages.ui import columns as cells
from pages.ui import formats, layout
from pages.ui.columns import Column

# In pixels: what a cell takes beside and above its words, a line of small text, half a Chinese
# sign of it with what is left over at the ends of lines, and two thirds of a page.
WORD_JOINER, FIRM_SPACE = "\u2060", "\u00a0"
BESIDE, ABOVE, LINE, LETTER = 25, 13, 21, 8
PART = 700
# As many halves of a Chinese sign stay together, and with spaces between them.
FIRM, FEW = 16, 11
WIDE = "\u2e7f"


def parts(rows: pl.DataFrame, panels: Sequence[Sequence[Column]]) -> Iterator[pl.DataFrame]:
    """The rows in parts that fit a page with a heading above them; at least one part.

    Args:
        rows: The rows of a table.
        panels: Its columns as `pages.ui.panels.panels` splits them, one below another.
    """
    start, filled = 0, 0
    for number, lines in enumerate(zip(*(_lines(rows, each) for each in panels), strict=True)):
        height = sum(ABOVE + LINE * count for count in lines)
        if filled + height > PART and number > start:
            yield rows.slice(start, number - start)
            start, filled = number, 0
        filled += height
    yield rows.slice(start)


def markdown(rows: pl.DataFrame, columns: Sequence[Column]) -> str:
    """A table in Markdown; figures stand to the right, small lines are left out."""
    shown = cells.written(columns)
    is_right = [column.kind in (*cells.NUMBERS, "figure") for column in shown]
    lines = [
        [_small(_title(column.title)) for column in shown],
        ["---:" if right else "---" for right in is_right],
        *([_cell(column, row) for column in shown] for row in rows.iter_rows(named=True)),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _lines(rows: pl.DataFrame, columns: Sequence[Column]) -> list[int]:
    """How many lines each row will have: long cells share the width that short ones leave."""
    widths = [
        [LETTER * _letters(cells.text(column, row)) for column in columns]
        for row in rows.iter_rows(named=True)
    ]
    widest = [max(column) for column in zip(*widths, strict=True)]
    long = [width > LETTER * FIRM for width in widest]
    room = layout.PAPER_WIDTH - BESIDE * len(columns)
    left = room - sum(width for width, is_long in zip(widest, long, strict=True) if not is_long)
    wanted = sum(width for width, is_long in zip(widest, long, strict=True) if is_long)
    share = min(1.0, max(left, room / 3) / wanted) if wanted else 1.0
    return [
        max(
            ceil(width / (whole * share)) if is_long else 1
            for width, whole, is_long in zip(row, widest, long, strict=True)
        )
        for row in widths
    ]


def _cell(column: Column, row: Mapping[str, Any]) -> str:
    """A cell whose words no line breaks; few words stay on one line, except with a width."""
    text = cells.text(column, row)
    if not is_firm(column, text):
        return _small(text)
    # A line may break after a dash, even before a firm space.
    between = f"{WORD_JOINER}{FIRM_SPACE}" if len(text) <= FEW else " "
    return _small(between.join(WORD_JOINER.join(word) for word in text.split(" ")))


def is_firm(column: Column, text: str) -> bool:
    """Whether the words of a cell are kept whole, and few of them together."""
    return column.width is None and _letters(text) <= FIRM


def _small(text: str) -> str:
    return f":small[{formats.plain(text)}]" if text else ""


def pieces(text: str) -> list[str]:
    """What no line breaks of a title: words, or the halves of a Chinese one, not every sign."""
    if max(text, default="") <= WIDE:
        return text.split(" ")
    bracket = text.find("（")
    middle = bracket if bracket > 0 else len(text) if len(text) < 4 else -(-len(text) // 2)
    return [text[:middle], text[middle:]]


def _title(text: str) -> str:
    if max(text, default="") <= WIDE:
        return text
    return "".join(WORD_JOINER.join(piece) for piece in pieces(text))


def _letters(text: str) -> int:
    return sum(2 if sign > WIDE else 1 for sign in text)
