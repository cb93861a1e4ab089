"""How wide the columns of a table must be so that nothing in them is cut.

Streamlit measures the first rows of a table only, and cuts a longer cell further down.
"""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from pages.ui.columns import Column, text

# Pixels of a sign at the size of tables, and of the space around a cell's text.
CJK, BROAD, CAPITAL, DIGIT, LETTER, NARROW = 14, 12.5, 9.2, 8, 7.9, 4
CELL, CHIP = 18, 18
LEAST = 50
_BROAD = set("%mwMW")
_NARROW = set(" .,:;()[]|/'’-ijlt")


def fitted(columns: Sequence[Column], rows: pl.DataFrame) -> list[Column]:
    """The columns, each as wide as its title and its longest cell; lists and lines as they are.

    For the screen only: on paper a width says that a cell may be broken. Words keep a width
    that was chosen for them.
    """
    return [
        column
        if column.kind in ("spark", "chips") or (column.kind == "text" and column.width)
        else replace(column, width=_whole(column, rows))
        for column in columns
    ]


def readable(columns: Sequence[Column], rows: pl.DataFrame) -> list[Column]:
    """The columns, none so narrow that a number, a date or a light in it is cut.

    A number without its first digits reads as another number. Words may be cut.
    """
    result = []
    for column in columns:
        if column.kind in ("text", "spark", "chips"):
            result.append(column)
        elif column.width is None:
            result.append(replace(column, width=_whole(column, rows)))
        else:
            least = round(_longest(column, rows))
            result.append(replace(column, width=max(column.width, least)))
    return result


def _whole(column: Column, rows: pl.DataFrame) -> int:
    return round(max(LEAST, pixels(column.title) + CELL, _longest(column, rows)))


def _longest(column: Column, rows: pl.DataFrame) -> float:
    around = CELL + CHIP * (column.kind == "light")
    lines = rows.iter_rows(named=True)
    return max((pixels(text(column, line)) + around for line in lines), default=0.0)


def pixels(words: str) -> float:
    """About how wide a text is."""
    return sum(map(_sign, words))


def _sign(sign: str) -> float:
    if ord(sign) > 0x24FF:
        return CJK
    if sign in _BROAD:
        return BROAD
    if sign in _NARROW:
        return NARROW
    if sign.isdigit() or sign in "+−":
        return DIGIT
    return CAPITAL if sign.isupper() else LETTER
