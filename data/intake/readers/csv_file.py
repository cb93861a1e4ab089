"""CSV as offices save it: UTF-8 with or without a mark, or GB18030; text in, text out."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
from polars.exceptions import ComputeError

from data.intake.problems import UnreadableFileError

TOP_RECORDS = 60
"""The header row is looked for in so many first records."""

_PLAIN_ENCODINGS = [("utf-8", "utf-8"), ("gb18030", "gb18030")]

MAX_ROWS = 2_000_000
MAX_COLUMNS = 400
EXTRA = "extra"
"""Column of `Source.table` with the first cell beyond the header's width."""


MAX_CELL = 64 * 1024 * 1024
"""Characters of a cell: the outline of a county may have half a million."""

csv.field_size_limit(MAX_CELL)


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """What is known of records that were features of a map layer.

    Attributes:
        system: Coordinate system of the geometries: ``wgs84``, ``gcj02`` or ``bd09``.
        rough_system: Name of the system they were transformed from, where that may be off by
            far more than a survey is; empty otherwise.
        cut_in: Encoding in which field names were cut to ten bytes; empty if they weren't.
    """

    system: str
    rough_system: str
    cut_in: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file's records as text.

    Attributes:
        top: The first records, cell by cell; record 0 is row 1 of the sender's own file.
        ends: Where each of them ends in ``text``.
        text: The whole file.
        encoding: ``utf-8``, ``utf-8-bom``, ``gb18030``, ``xlsx``, ``gpkg``, ``geojson`` or
            ``shp-`` and the encoding of its texts.
        other_sheets: Names of worksheets or layers that hold something but were not read.
        layer: Null unless the records were features: then record 0 holds the names of their
            fields, and the first feature is row 1.
    """

    top: list[list[str]]
    ends: list[int]
    text: str
    encoding: str
    other_sheets: tuple[str, ...] = ()
    layer: LayerFacts | None = None

    def table(self, header: int) -> pl.DataFrame:
        """The rows below record ``header``, empty ones left out.

        Returns:
            One row per row with any content: ``row_number`` (the sender's own), then the cells
            as text in columns "0", "1", … for the width of the header and ``EXTRA``; cells are
            stripped, and null where empty.

        Raises:
            UnreadableFileError: Quotes don't close, or there are too many rows.
        """
        width = len(self.top[header])
        first_row = 1 if self.layer else header + 2
        columns = [*map(str, range(width)), EXTRA]
        body = self.text[self.ends[header] :]
        if not body:
            cells = pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
        else:
            cells = _parse(body, columns, first_row=first_row)
        if len(cells) > MAX_ROWS:
            raise UnreadableFileError("too_many_rows", str(MAX_ROWS))
        stripped = pl.all().str.strip_chars()
        return (
            cells.select(pl.when(stripped.str.len_bytes() > 0).then(stripped))
            .with_row_index("row_number", offset=first_row)
            .filter(pl.any_horizontal(pl.exclude("row_number").is_not_null()))
        )


def read_csv(content: bytes) -> Source:
    """The records of a CSV file.

    Raises:
        UnreadableFileError: The bytes are no text in a known encoding, or quotes don't close.
    """
    text, encoding = _decode(content)
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return source(text, encoding)


def source(
    text: str,
    encoding: str,
    other_sheets: tuple[str, ...] = (),
    *,
    layer: LayerFacts | None = None,
) -> Source:
    """The records of CSV text."""
    top: list[list[str]] = []
    ends: list[int] = []
    offset = 0

    def lines() -> Iterator[str]:
        nonlocal offset
        while offset < len(text):
            start, offset = offset, text.find("\n", offset) + 1 or len(text)
            yield text[start:offset]

    try:
        for record in csv.reader(lines(), strict=True):
            top.append(record)
            ends.append(offset)
            if len(top) == TOP_RECORDS:
                break
    except csv.Error as error:
        raise UnreadableFileError("broken_quotes", str(len(top) + 1)) from error
    if max(map(len, top), default=0) > MAX_COLUMNS:
        raise UnreadableFileError("too_many_columns", str(MAX_COLUMNS))
    return Source(top, ends, text, encoding, other_sheets, layer)


def _decode(content: bytes) -> tuple[str, str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content:
        raise UnreadableFileError("not_text")
    marked = content.startswith(codecs.BOM_UTF8)
    # GB18030 reads nearly anything, so UTF-8, which is strict, has to fail first.
    for name, codec in [("utf-8-bom", "utf-8-sig")] if marked else _PLAIN_ENCODINGS:
        try:
            return content.decode(codec), name
        except UnicodeDecodeError:
            pass
    raise UnreadableFileError("not_text")


def _parse(body: str, columns: list[str], *, first_row: int) -> pl.DataFrame:
    schema = dict.fromkeys(columns, pl.String)
    try:
        return pl.read_csv(
            io.BytesIO(body.encode()),
            has_header=False,
            schema=schema,
            missing_columns="insert",
            extra_columns="ignore",
            truncate_ragged_lines=True,
        )
    except ComputeError:
        # The fast reader gives up on a stray quote inside a cell; the patient one does not.
        return _parse_patiently(body, schema, first_row=first_row)


def _parse_patiently(
    body: str, schema: dict[str, type[pl.String]], *, first_row: int
) -> pl.DataFrame:
    width = len(schema)
    records: list[list[str | None]] = []
    try:
        for record in csv.reader(io.StringIO(body, newline=""), strict=True):
            records.append([*record[:width], *[None] * (width - len(record))])
    except csv.Error as error:
        raise UnreadableFileError("broken_quotes", str(first_row + len(records))) from error
    return pl.DataFrame(records, schema=schema, orient="row")
