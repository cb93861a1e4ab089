"""XLSX to CSV, in a process of its own.

A workbook can make its parser eat all memory or never end. This process limits itself, and its
caller outlives whatever happens here (`sandbox`). The result is CSV, so that both kinds of file
take one way from there on. No polars: its threads reserve more address space than the limit.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from data.intake.readers.child import FileRefusedError, answer, limit_resources
from data.intake.readers.guard import Extent, check_package, extent

MEMORY = 1024 * 1024 * 1024
SECONDS = 60

# Parts of a number format that show no date part: "quoted text", [colour or locale], \escaped.
_NOT_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def convert(source: Path, target: Path) -> list[str]:
    """Write the first visible sheet with content as CSV; row numbers stay those of the sheet.

    Returns:
        Names of the other visible sheets that hold cells and were not read.

    Raises:
        FileRefusedError: It is hostile, broken or too big, or a formula has no result.
    """
    check_package(source)
    try:
        book = openpyxl.load_workbook(source, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError) as error:
        raise FileRefusedError("workbook_broken") from error
    filled = list(_filled_sheets(book))
    if not filled:
        raise FileRefusedError("empty_file")
    sheet, reach = filled[0]
    if reach.uncomputed:
        raise FileRefusedError("formula_without_result", reach.uncomputed)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for row in sheet.iter_rows(max_row=reach.rows, max_col=reach.columns):
            cells = [_text(cell) for cell in row]
            writer.writerow(cells if any(cells) else [])
    return [other.title for other, _ in filled[1:]]


def _filled_sheets(book: openpyxl.Workbook) -> Iterator[tuple[Any, Extent]]:
    # Any: the type stubs know neither read-only sheets nor how to get at their XML.
    sheets: list[Any] = book.worksheets
    for sheet in sheets:
        if sheet.sheet_state == "visible":
            with sheet._get_source() as part:
                reach = extent(part)
            if reach.rows:
                yield sheet, reach


def _text(cell: ReadOnlyCell | EmptyCell) -> str:
    """A cell as its reader sees it, as far as that decides what it means."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime | date):
        return _date_text(value, str(cell.number_format))
    if isinstance(value, int | float):
        return _number_text(value, str(cell.number_format))
    return str(value)


def _date_text(value: datetime | date, number_format: str) -> str:
    """Whoever types 2018-09 gets the 1st of September that shows as a month: so it is read."""
    shown = _NOT_FORMAT.sub("", number_format).lower()
    if "d" not in shown and value.day == 1:
        return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime) else value.isoformat()


def _number_text(value: float, number_format: str) -> str:
    """0.875 shown as a percentage is 87.5%, as the sender sees it."""
    if "%" in _NOT_FORMAT.sub("", number_format):
        return f"{round(value * 100, 10):g}%" if abs(value) < 1000 else f"{value * 100}%"
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)


def main(arguments: list[str]) -> int:
    """Convert one workbook; prints the unread sheets as JSON."""
    source, target = map(Path, arguments)
    limit_resources(memory=MEMORY, seconds=SECONDS)
    return answer(lambda: convert(source, target))
