"""How wide the columns of a table must be so that nothing in them is cut.

Streamlit measures the first rows of a table only, and cuts a longer cell further down.
"""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from pages.ui.columns import Column, text

# Pixels of a sign at the size of tables, and of the space around a cell's text.
CJK, CAPITAL, DIGIT, LETTER, NARROW = 14, 9.2, 8, 7.3, 4
CELL, CHIP = 18, 18
LEAST = 50
_NARROW = set(" .,:;()[]|/'’-ijlt")


def fitted(columns: Sequence[Column], rows: pl.DataFrame) -> list[Column]:
    """The columns, each as wide as its title and its longest cell; lists and lines as they are.

    For the screen only: on paper a width says that a cell may be broken.
    """
    lines = list(rows.iter_rows(named=True))
    result = []
    for column in columns:
        if column.kind in ("spark", "chips"):
            result.append(column)
            continue
        around = CELL + CHIP * (column.kind == "light")
        cells = [pixels(text(column, line)) + around for line in lines]
        widest = max([LEAST, pixels(column.title) + CELL, *cells])
        result.append(replace(column, width=round(widest)))
    return result


def pixels(words: str) -> float:
    """About how wide a text is."""
    return sum(map(_sign, words))


def _sign(sign: str) -> float:
    if ord(sign) > 0x24FF:
        return CJK
    if sign in _NARROW:
        return NARROW
    if sign.isdigit() or sign in "%+−":
        return DIGIT
    return CAPITAL if sign.isupper() else LETTER
