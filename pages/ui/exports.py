"""Files of exactly what a table shows, as XLSX and CSV.

Each says inside what it is: title, as-of month, version of the data, notes, and that figures
are simulated where they are. A cell that looks like a formula stays text.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
import streamlit as st
import xlsxwriter

from pages.ui import columns as cells
from pages.ui import filters, formats, load
from pages.ui.columns import Column
from pages.ui.messages import t

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes into a file: lines above the table, its header and rows, lines below.

    Attributes:
        places: Decimals by column; null for text.
    """

    title: str
    head: list[str]
    header: list[str]
    places: list[int | None]
    rows: list[list[float | str]]
    notes: str


def buttons(
    rows: pl.DataFrame, columns: Sequence[Column], *, title: str, notes: str, key: str
) -> None:
    """Draw the two download buttons; a file is only made when its button is clicked."""
    made = sheet(rows, columns, title=title, notes=notes)
    name = file_name(title)
    st.download_button(
        t("export.xlsx"),
        data=lambda: xlsx(made),
        file_name=f"{name}.xlsx",
        mime=XLSX,
        key=f"{key}_xlsx",
        on_click="ignore",
        type="tertiary",
    )
    st.download_button(
        t("export.csv"),
        data=lambda: csv_file(made),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"{key}_csv",
        on_click="ignore",
        type="tertiary",
    )


def sheet(rows: pl.DataFrame, columns: Sequence[Column], *, title: str, notes: str) -> Sheet:
    """The table with what its reader must know to use it."""
    shown = cells.written(columns)
    head = [
        t("export.as_of", month=formats.month(filters.chosen().as_of)),
        t("export.version", version=load.data_version()),
    ]
    if load.is_simulated():
        head.insert(0, t("frame.simulated"))
    return Sheet(
        title=title,
        head=head,
        header=[column.title for column in shown],
        places=[column.places if column.kind in cells.NUMBERS else None for column in shown],
        rows=[
            [cells.exact(column, row) for column in shown] for row in rows.iter_rows(named=True)
        ],
        notes=notes,
    )


def file_name(title: str) -> str:
    """A file name of the title's words; simulated figures say so in front."""
    name = re.sub(r"[\s\\/:*?\"<>|、，“”]+", "_", title).strip("_")[:80]
    return f"{t('export.simulated_prefix')}{name}" if load.is_simulated() else name


def xlsx(sheet: Sheet) -> bytes:
    """The sheet as a workbook; text never becomes a formula or a link."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    page = book.add_worksheet()
    bold = book.add_format({"bold": True})
    page.write_string(0, 0, sheet.title, bold)
    for row, line in enumerate(sheet.head, start=1):
        page.write_string(row, 0, line)
    top = len(sheet.head) + 2
    for column, name in enumerate(sheet.header):
        page.write_string(top, column, name, book.add_format({"bold": True, "bottom": 1}))
        style = {"num_format": _number_format(sheet.places[column])}
        words = [name, *(str(row[column]) for row in sheet.rows)]
        width = min(max(map(_width, words)) + 2, WIDEST)
        page.set_column(column, column, width, book.add_format(style))
    for row, line in enumerate(sheet.rows, start=top + 1):
        for column, value in enumerate(line):
            page.write(row, column, value)
    page.write_string(top + len(sheet.rows) + 2, 0, sheet.notes)
    page.freeze_panes(top + 1, 1)
    book.close()
    return target.getvalue()


def csv_file(sheet: Sheet) -> bytes:
    """The sheet as CSV that spreadsheet programs open rightly: with a byte-order mark."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerows([[sheet.title], *([line] for line in sheet.head), [], sheet.header])
    writer.writerows([[_safe(value) for value in row] for row in sheet.rows])
    writer.writerows([[], [sheet.notes]])
    return target.getvalue().encode("utf-8-sig")


def _safe(value: float | str) -> float | str:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _number_format(places: int | None) -> str:
    if places is None:
        return "@"
    return "#,##0" if places == 0 else f"#,##0.{'0' * places}"


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)
