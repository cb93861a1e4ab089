"""One file read: which form it is, who sent it, and its cells as text."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data.catalogue import forms
from data.intake.matching.headers import Match
from data.intake.matching.heads import Head, read_head, recognise
from data.intake.problems import UnreadableFileError, file_issue, no_issues
from data.intake.readers.csv_file import Source, read_csv
from data.intake.readers.sandbox import read_workbook
from data.privacy import has_personal_number

MAX_FILE = 512 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Return:
    """A file of an office, as text.

    Attributes:
        head: The lines above the table.
        found: Form and columns.
        table: One row per row with any content: row_number and cells by position, as text.
        encoding: ``utf-8``, ``utf-8-bom``, ``gb18030`` or ``xlsx``.
        remarks: Warnings about the file as a whole, as issue rows.
    """

    head: Head
    found: Match
    table: pl.DataFrame
    encoding: str
    remarks: pl.DataFrame

    @property
    def data_class(self) -> str:
        """``real`` or ``simulated``; a file that doesn't say is real."""
        return self.head.values.get("data_class", "real")


def file_content(path: Path) -> tuple[bytes, str]:
    """The bytes of a file and their SHA-256.

    Raises:
        UnreadableFileError: No such file, no right to read it, or far too big.
    """
    try:
        if path.stat().st_size > MAX_FILE:
            raise UnreadableFileError("file_too_big", str(MAX_FILE // 1024**2))
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFileError("file_missing") from error
    except OSError as error:
        raise UnreadableFileError("file_closed", error.strerror or "") from error
    return content, hashlib.sha256(content).hexdigest()


def read_return(path: Path, content: bytes, *, form: str | None) -> Return:
    """Read a file and find its form.

    Args:
        path: Where it lies; only a workbook is read from there again.
        content: Its bytes.
        form: Code of the form if the sender says which.

    Raises:
        UnreadableFileError: It is no table of a known form, or its head can't be read.
    """
    source = _source(path, content)
    header, found = recognise(source.top, forms(), form=form)
    lines = source.top[:header]
    _refuse_personal_numbers(lines)
    head = read_head(lines, found.form.header_fields)
    table = source.table(header)
    if table.is_empty():
        raise UnreadableFileError("empty_file")
    return Return(head, found, table, source.encoding, _remarks(source, head, found, table))


def _source(path: Path, content: bytes) -> Source:
    if content.startswith(_ZIP):
        return read_workbook(path)
    if content.startswith(_OLD_OFFICE):
        raise UnreadableFileError("old_workbook")
    return read_csv(content)


def _refuse_personal_numbers(lines: list[list[str]]) -> None:
    cells = pl.Series("cell", [cell for line in lines for cell in line], dtype=pl.String)
    if cells.to_frame().select(has_personal_number(pl.col("cell")).any()).item():
        raise UnreadableFileError("personal_number_in_head")


def _remarks(source: Source, head: Head, found: Match, table: pl.DataFrame) -> pl.DataFrame:
    """What of the file is not used, named column by column: nothing is lost in silence."""
    remarks = [
        file_issue("unknown_head_line", line, severity="warning") for line in head.unknown
    ]
    if head.values.get("return_state") in ("draft", "returned"):
        remarks.append(file_issue("not_sent_yet", severity="warning"))
    if source.other_sheets:
        names = "、".join(source.other_sheets)
        remarks.append(file_issue("other_sheets", names, severity="warning"))
    unknown = [
        name or f"({position + 1})"
        for position, name in found.unknown
        if name or table[str(position)].is_not_null().any()
    ]
    if unknown:
        remarks.append(file_issue("unknown_columns", "、".join(unknown), severity="warning"))
    return pl.concat([no_issues(), *remarks])
