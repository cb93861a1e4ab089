"""The columns of a table: how one is written on the screen, on paper and in a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl
import streamlit as st

from pages.ui import formats
from pages.ui.messages import t
from pages.ui.palette import CHIPS, LIGHT

Kind = Literal[
    "text",
    "figure",
    "number",
    "rate",
    "points",
    "change",
    "date",
    "light",
    "chips",
    "spark",
]
NUMBERS = ("number", "rate", "points", "change")
# Rows from which words that repeat are sent once each, with numbers in their place.
LONG = 100
_WORDS = pl.List(pl.String)
_PRINTF = {"number": "%,.{}f", "rate": "%,.{}f%%", "points": "%+,.{}f", "change": "%+,.{}f"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: Column of the frame. A ``light`` also reads ``<name>_reason`` where there is one.
        title: What the reader reads above it.
        kind: How it is written. ``rate`` and ``points`` take fractions and show percent and
            percentage points; ``change`` is a number with its sign, ``spark`` a list,
            ``figure`` a number that is written with its unit already, ``chips`` a list of
            words.
        places: Decimals of numbers.
        help: Text shown on the title, such as the formula.
        width: On the screen in pixels; on paper a column with one may break its short cells.
        in_file: Whether the file alone has it, because a click on the row tells it.
    """

    name: str
    title: str
    kind: Kind = "text"
    places: int = 0
    help: str | None = None
    width: int | None = None
    in_file: bool = False


def text(column: Column, row: Mapping[str, Any]) -> str:
    """One cell as text; a dash where nothing was reported."""
    value = row[column.name]
    if value is None:
        return "" if column.kind in ("light", "chips") else formats.DASH
    match column.kind:
        case "number":
            return formats.number(value, column.places)
        case "rate":
            return formats.rate(value, column.places)
        case "points":
            return formats.signed(value * 100, column.places)
        case "change":
            return formats.signed(value, column.places)
        case "date":
            return f"{value:%Y-%m-%d}"
        case "light":
            return formats.light(value, row.get(f"{column.name}_reason"))
        case "chips":
            return t("frame.comma").join(value)
        case _:
            return str(value)


def exact(column: Column, row: Mapping[str, Any]) -> float | str:
    """One cell for a file: numbers as shown but as numbers, everything else as text."""
    value = row[column.name]
    if value is None or column.kind not in NUMBERS:
        return text(column, row)
    factor = 100 if column.kind in ("rate", "points") else 1
    return round(value * factor, column.places)


def written(columns: Sequence[Column]) -> list[Column]:
    """The columns that can be written as text: all but small lines."""
    return [column for column in columns if column.kind != "spark"]


def on_screen(rows: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """The frame `st.dataframe` gets: percentages times 100, lights as one-word lists."""
    shown = []
    for column in columns:
        values = rows[column.name]
        if column.kind in ("rate", "points"):
            values = values.cast(pl.Float64) * 100
        elif column.kind == "spark":
            # A small line can't have gaps: it would be shown as text.
            values = values.list.drop_nulls()
        elif column.kind == "chips":
            values = pl.Series([value or [] for value in values.to_list()], dtype=_WORDS)
        elif column.kind == "light":
            words = [
                [] if row[column.name] is None else [text(column, row)]
                for row in rows.iter_rows(named=True)
            ]
            values = pl.Series(words, dtype=_WORDS)
        elif column.kind == "text" and LONG <= values.len() >= 4 * values.n_unique():
            values = values.cast(pl.Categorical)
        shown.append(values.alias(column.name))
    return pl.DataFrame(shown)


def config(column: Column, rows: pl.DataFrame) -> Any:
    """How `st.dataframe` shows a column; formats are explicit, not the browser's."""
    kinds = st.column_config
    settings = {"label": column.title, "help": column.help, "width": column.width}
    match column.kind:
        case "number" | "rate" | "points" | "change":
            return kinds.NumberColumn(
                **settings, format=_PRINTF[column.kind].format(f"{column.places}")
            )
        case "figure":
            return kinds.TextColumn(**settings, alignment="right")
        case "chips":
            return kinds.ListColumn(**settings)
        case "date":
            return kinds.DateColumn(**settings, format="YYYY-MM-DD")
        case "spark":
            return kinds.LineChartColumn(**settings, color=LIGHT.actual)
        case "light":
            words = {
                text(column, row): CHIPS[row[column.name]]
                for row in rows.iter_rows(named=True)
                if row[column.name] is not None
            }
            return kinds.MultiselectColumn(
                **settings, options=list(words), color=list(words.values()) or None
            )
        case _:
            return kinds.TextColumn(**settings)
