"""What a packed file must not be, looked at before anything parses it."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat

from data.intake.readers.child import FileRefusedError

MAX_ENTRIES = 500
MAX_UNPACKED = 256 * 1024 * 1024
MAX_RATIO = 150
SMALL_ENTRY = 1024 * 1024
"""An entry may unpack to so much whatever its ratio: short repetitive parts pack very well."""

MAX_ROW = 300_000
MAX_COLUMN = 400
CHUNK = 256 * 1024


@dataclass(slots=True)
class Extent:
    """How far a worksheet's filled cells reach; formatted but empty cells don't count.

    Attributes:
        rows: Number of the last row with a filled cell.
        columns: Number of the last column with one.
        uncomputed: First formula that carries no result, such as ``C7``.
    """

    rows: int = 0
    columns: int = 0
    uncomputed: str | None = None


def check_package(path: Path) -> None:
    """Unpack every part once, in pieces, and look for bombs and document types.

    Raises:
        FileRefusedError: Not a workbook, too many parts, too much when unpacked, or a DTD.
    """
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            if len(entries) > MAX_ENTRIES:
                raise FileRefusedError("workbook_bomb", str(len(entries)))
            unpacked = 0
            for entry in entries:
                with package.open(entry) as part:
                    unpacked += _check_part(part, entry, left=MAX_UNPACKED - unpacked)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise FileRefusedError("workbook_broken") from error


def _check_part(part: IO[bytes], entry: zipfile.ZipInfo, *, left: int) -> int:
    """Bytes of one unpacked part. The sizes written in the package are not believed."""
    size = 0
    no_document_type = _document_type_guard() if entry.filename.endswith(_XML) else None
    for chunk in _chunks(part):
        size += len(chunk)
        ratio = size / max(entry.compress_size, 1)
        if size > left or (size > SMALL_ENTRY and ratio > MAX_RATIO):
            raise FileRefusedError("workbook_bomb", entry.filename)
        if no_document_type:
            _feed(no_document_type, chunk)
    return size


_XML = (".xml", ".rels", ".vml")


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    while chunk := part.read(CHUNK):
        yield chunk


def _document_type_guard() -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise FileRefusedError("workbook_dtd")

    parser.StartDoctypeDeclHandler = refuse
    return parser


def _feed(parser: expat.XMLParserType, chunk: bytes) -> None:
    try:
        parser.Parse(chunk, False)
    except expat.ExpatError as error:
        raise FileRefusedError("workbook_broken") from error


@dataclass(slots=True)
class _Scan:
    """Handlers that follow the cells of one worksheet part without keeping them."""

    extent: Extent = field(default_factory=Extent)
    row: int = 0
    column: int = 0
    formula: bool = False
    filled: bool = False
    in_value: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif tag == "c":
            letters = attributes.get("r", "").rstrip("0123456789")
            self.column = _column_number(letters) if letters else self.column + 1
            self.formula = self.filled = False
        elif tag == "f":
            self.formula = True
        elif tag in ("v", "is"):
            self.in_value = True

    def text(self, _: str) -> None:
        self.filled = self.filled or self.in_value

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag in ("v", "is"):
            self.in_value = False
        if tag != "c":
            return
        if self.filled or self.formula:
            self.extent.rows = max(self.extent.rows, self.row)
            self.extent.columns = max(self.extent.columns, self.column)
        if self.row > MAX_ROW and self.filled:
            raise FileRefusedError("too_many_rows", str(MAX_ROW))
        if self.column > MAX_COLUMN and self.filled:
            raise FileRefusedError("too_many_columns", str(MAX_COLUMN))
        if self.formula and not self.filled and self.extent.uncomputed is None:
            self.extent.uncomputed = f"{_column_letters(self.column)}{self.row}"


def extent(part: IO[bytes]) -> Extent:
    """How far the filled cells of a worksheet part reach.

    Raises:
        FileRefusedError: A filled cell lies beyond the limits, or the part is broken.
    """
    scan = _Scan()
    parser = expat.ParserCreate()
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    try:
        parser.ParseFile(part)
    except (expat.ExpatError, ValueError) as error:
        raise FileRefusedError("workbook_broken") from error
    return scan.extent


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
