"""Which files are map layers, and what lies beside a Shapefile and belongs to it."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from data.intake.problems import UnreadableFileError
from data.intake.readers.archive import NEEDED, PARTS

_SHAPEFILE = b"\x00\x00\x27\x0a"
_DATABASE = b"SQLite format 3\x00"
_ZIP = b"PK\x03\x04"
_WORKBOOK_PART = "[Content_Types].xml"
_BESIDE = (*PARTS[1:], ".sbn", ".sbx", ".qix", ".qpj")


def layer_suffix(content: bytes) -> str | None:
    """The suffix of a map layer with this content; null if it is none.

    GeoPackage, GeoJSON, the main file of a Shapefile, or a ZIP archive that is no workbook.
    """
    if content.startswith(_SHAPEFILE):
        return ".shp"
    if content.startswith(_DATABASE):
        return ".gpkg"
    if content.startswith(_ZIP):
        return None if _is_workbook(content) else ".zip"
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return ".geojson" if start.startswith(b"{") else None


def _is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _WORKBOOK_PART in package.namelist()
    except (zipfile.BadZipFile, NotImplementedError):
        # Whoever reads workbooks says what is wrong with it.
        return True


def beside(path: Path) -> dict[str, bytes]:
    """What belongs to a Shapefile, by suffix in small letters, whatever the case of its names.

    Raises:
        UnreadableFileError: A part it can't be read without is missing.
        OSError: A part can't be read.
    """
    parts = {part.suffix.lower(): part for part in _siblings(path)}
    for suffix in NEEDED:
        if suffix not in parts:
            raise UnreadableFileError("shapefile_incomplete", suffix)
    return {suffix: parts[suffix].read_bytes() for suffix in PARTS[1:] if suffix in parts}


def refuse_lone_part(path: Path) -> None:
    """Raise for a file that only makes sense beside the main one of its Shapefile.

    Raises:
        UnreadableFileError: It is one.
    """
    if path.suffix.lower() in _BESIDE:
        raise UnreadableFileError("shapefile_part")


def _siblings(path: Path) -> Iterator[Path]:
    for each in sorted(path.parent.iterdir()):
        if each.stem == path.stem and each.suffix.lower() in PARTS[1:]:
            yield each
