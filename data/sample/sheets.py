"""One file as an office would send it: head lines, header row, table, encoding."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import polars as pl
import xlsxwriter

from data.catalogue import Field, forms, indicators

REGISTER_COLUMN = re.compile(r"AA[CDR]\d{3}")
CREATED = datetime(2016, 1, 1)
HEAD_FIELDS = (
    "sending_office", "filled_in_by", "checked_by", "signed_off_by", "sent_on", "document_no",
    "return_state", "data_class",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How an office writes its files.

    Attributes:
        kind: ``utf-8-sig``, ``utf-8`` or ``gb18030`` for CSV, else ``xlsx``.
        headers: ``zh``, ``en``, or ``register`` for columns of the national register.
        long_words: Indicators by name and periods as 2018年9月, not codes and 2018-09-30.
    """

    kind: Literal["utf-8-sig", "utf-8", "gb18030", "xlsx"] = "utf-8-sig"
    headers: Literal["zh", "en", "register"] = "zh"
    long_words: bool = False


@dataclass(frozen=True)
class Sheet:
    """A return ready to be written.

    Attributes:
        name: File name without 模拟_ and suffix.
        form: Code of its form.
        title: First line, above the head.
        office: Who sends it.
        sent_on: When; for the sample also the day of arrival.
        document_no: Of the letter it comes with.
        table: Columns named by the form's field codes; null where nothing is written.
        style: How it is written.
    """

    name: str
    form: str
    title: str
    office: str
    sent_on: date
    document_no: str
    table: pl.DataFrame
    style: Style = field(default_factory=Style)

    def write(self, folder: Path) -> Path:
        """Write the file; the same sheet always gives the same bytes."""
        suffix = "xlsx" if self.style.kind == "xlsx" else "csv"
        path = folder / f"模拟_{self.name}.{suffix}"
        table = _worded(self.table, self.style)
        header = [_header(each, self.form, self.style) for each in table.columns]
        if suffix == "xlsx":
            _write_workbook(path, self._head(), header, table)
            return path
        lines = "".join(f"{','.join(cells)}\r\n" for cells in self._head())
        body = table.rename(dict(zip(table.columns, header, strict=True))).write_csv(
            line_terminator="\r\n"
        )
        path.write_bytes((lines + body).encode(self.style.kind))
        return path

    def _head(self) -> list[list[str]]:
        """Title and head lines; the names of the signers are plainly no one's."""
        number = sum(self.office.encode()) % 97
        values = (
            f"{self.office}（模拟）", f"模拟填报员{number}", f"模拟审核员{number % 31}",
            f"模拟签发人{number % 13}", self.sent_on.isoformat(), self.document_no,
            "已审核", "模拟数据",
        )  # fmt: skip
        fields = forms()[self.form].header_fields
        english = self.style.headers == "en"
        names = [fields[code].name.of("en" if english else "zh") for code in HEAD_FIELDS]
        return [[self.title], *([*pair] for pair in zip(names, values, strict=True))]


def _header(code: str, form: str, style: Style) -> str:
    known: Field = forms()[form].fields[code]
    if style.headers == "register":
        return next(filter(REGISTER_COLUMN.fullmatch, known.aliases), known.name.zh)
    if code == "indicator_code" and style.long_words:
        return "指标名称"
    return known.name.of("en" if style.headers == "en" else "zh")


def _worded(table: pl.DataFrame, style: Style) -> pl.DataFrame:
    """Cells as the office writes them, all text."""
    worded = {}
    if style.long_words and "indicator_code" in table.columns:
        names = {code: each.name.zh for code, each in indicators().items()}
        worded["indicator_code"] = pl.col("indicator_code").replace_strict(names)
    if "verification" in table.columns and style.headers != "en":
        words = {"reported": "上报", "checked": "核查", "certified": "认定"}
        worded["verification"] = pl.col("verification").replace_strict(words)
    if style.long_words and "period" in table.columns:
        worded["period"] = pl.col("period").dt.strftime("%Y年%-m月")
    return table.with_columns(**worded).with_columns(
        pl.col(pl.Float64).map_batches(_numbers, return_dtype=pl.String)
    )


def _numbers(values: pl.Series) -> pl.Series:
    """Numbers as people write them: 12 and 12.5, not 12.0 and 12.50."""
    return values.round(4).cast(pl.String).str.strip_suffix(".0")


def _write_workbook(
    path: Path, head: list[list[str]], header: list[str], table: pl.DataFrame
) -> None:
    with xlsxwriter.Workbook(path) as workbook:
        workbook.set_properties({"created": CREATED})
        sheet = workbook.add_worksheet("报表")
        for row, cells in enumerate([*head, header]):
            sheet.write_row(row, 0, cells)
        for row, values in enumerate(table.iter_rows(), start=len(head) + 1):
            for column, value in enumerate(values):
                if value is not None:
                    sheet.write(row, column, str(value))
