"""One file read: which form it is, who sent it, and its cells as text."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data.catalogue import forms
from data.intake.matching.headers import Match, is_cut
from data.intake.matching.heads import Head, read_head, recognise
from data.intake.matching.layers import head_columns, without
from data.intake.problems import UnreadableFileError, file_issue, no_issues
from data.intake.readers.csv_file import Source, read_csv
from data.intake.readers.parts import beside, layer_suffix, refuse_lone_part
from data.intake.readers.sandbox import read_layer, read_workbook
from data.privacy import has_personal_number

MAX_FILE = 512 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_PLACE = {"geometry", "lon", "lat"}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Return:
    """A file of an office, as text.

    Attributes:
        head: The lines above the table.
        found: Form and columns.
        table: One row per row with any content: row_number and cells by position, as text.
        encoding: As `Source` has it.
        system: Coordinate system of its places, as `places.projections` knows it.
        remarks: Warnings about the file as a whole, as issue rows.
    """

    head: Head
    found: Match
    table: pl.DataFrame
    encoding: str
    system: str
    remarks: pl.DataFrame

    @property
    def data_class(self) -> str:
        """``real`` or ``simulated``; a file that doesn't say is real."""
        return self.head.values.get("data_class", "real")


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file.

    Attributes:
        parts: By suffix; more than one only for a Shapefile. The first is the file itself.
        sha256: Of all of them.
        is_layer: Whether it is a map layer.
    """

    parts: dict[str, bytes]
    sha256: str
    is_layer: bool


def file_content(path: Path) -> Content:
    """The bytes of a file and of what belongs to it.

    Raises:
        UnreadableFileError: No such file, no right to read it, far too big, or a Shapefile that
            isn't whole.
    """
    refuse_lone_part(path)
    try:
        if path.stat().st_size > MAX_FILE:
            raise UnreadableFileError("file_too_big", str(MAX_FILE // 1024**2))
        content = path.read_bytes()
        suffix = layer_suffix(content)
        parts = {suffix or path.suffix: content} | (beside(path) if suffix == ".shp" else {})
    except FileNotFoundError as error:
        raise UnreadableFileError("file_missing") from error
    except OSError as error:
        raise UnreadableFileError("file_closed", error.strerror or "") from error
    digest = hashlib.sha256()
    for part in parts.values():
        digest.update(part)
    return Content(parts, digest.hexdigest(), is_layer=suffix is not None)


def read_return(
    path: Path, content: Content, *, form: str | None, system: str | None = None
) -> Return:
    """Read a file and find its form.

    Args:
        path: Where it lies; only a workbook is read from there again.
        content: Its bytes.
        form: Code of the form if the sender says which.
        system: Coordinate system if the sender says which; goes before what the file says.

    Raises:
        UnreadableFileError: It is no table or layer of a known form, or its head can't be read.
    """
    source = _source(path, content, system)
    top = source.top[:1] if source.layer else source.top
    cut_in = source.layer.cut_in if source.layer else ""
    header, found = recognise(top, forms(), form=form, cut_in=cut_in)
    table = source.table(header)
    if table.is_empty():
        raise UnreadableFileError("empty_file")
    lines = source.top[:header]
    if source.layer:
        columns = head_columns(found, table)
        lines, found = list(columns.values()), without(found, columns)
    _refuse_personal_numbers(lines)
    head = read_head(lines, found.form.header_fields)
    said = system or head.values.get("coordinate_system")
    remarks = _remarks(source, head, found, table, said)
    return Return(head, found, table, source.encoding, _system(source, said), remarks)


def _source(path: Path, content: Content, system: str | None) -> Source:
    first = next(iter(content.parts.values()))
    if content.is_layer:
        return read_layer(content.parts, system=system)
    if first.startswith(_ZIP):
        return read_workbook(path)
    if first.startswith(_OLD_OFFICE):
        raise UnreadableFileError("old_workbook")
    return read_csv(first)


def _system(source: Source, said: str | None) -> str:
    """What a file's coordinates are in: those of a layer are degrees by now, maybe shifted."""
    if source.layer is None:
        return said or "wgs84"
    return said if said in ("gcj02", "bd09") else source.layer.system


def _refuse_personal_numbers(lines: list[list[str]]) -> None:
    cells = pl.Series("cell", [cell for line in lines for cell in line], dtype=pl.String)
    if cells.to_frame().select(has_personal_number(pl.col("cell")).any()).item():
        raise UnreadableFileError("personal_number_in_head")


def _remarks(
    source: Source, head: Head, found: Match, table: pl.DataFrame, system: str | None
) -> pl.DataFrame:
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
    if source.layer and source.layer.rough_system:
        rough = source.layer.rough_system
        remarks.append(file_issue("rough_coordinates", rough, severity="warning"))
    if units := _units_maybe_cut(source, found):
        remarks.append(file_issue("unit_may_be_cut", units, severity="warning"))
    if source.layer is None and system is None and not _PLACE.isdisjoint(found.columns):
        remarks.append(file_issue("coordinate_system_assumed", severity="warning"))
    return pl.concat([no_issues(), *remarks])


def _units_maybe_cut(source: Source, found: Match) -> str:
    """Headers of a Shapefile that may have lost the unit behind them, with the unit read."""
    cut_in = source.layer.cut_in if source.layer else ""
    return "、".join(
        f"{column.header} ({unit})"
        for code, column in found.columns.items()
        if (unit := found.form.fields[code].unit) in ("元", "人")
        and is_cut(column.header, cut_in)
    )
