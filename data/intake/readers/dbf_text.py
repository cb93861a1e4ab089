"""Texts of a Shapefile: in any of the encodings offices use, whatever its .cpg says.

GDAL believes the .cpg file, and its Python binding gives up on a character that was cut in two,
as in field names of more than ten bytes. So it is asked for the bytes, and they are read here.
"""

import codecs
from collections.abc import Iterable
from pathlib import Path

_NAMED = {
    "utf8": "utf-8",
    "65001": "utf-8",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "936": "gb18030",
    "cp936": "gb18030",
}


class DbfText:
    """Reads the texts of one Shapefile.

    Attributes:
        encoding: ``utf-8`` or ``gb18030``; known after `read`.
    """

    def __init__(self, shapefile: Path) -> None:
        page = shapefile.with_suffix(".cpg")
        name = page.read_bytes()[:20].decode("ascii", "ignore") if page.exists() else ""
        self._named = _NAMED.get(name.strip().lower().replace("-", "").removeprefix("ansi "))
        self.encoding = "utf-8"

    def read(
        self, fields: list[str], cells: list[list[str]]
    ) -> tuple[list[str], list[list[str]]]:
        """Field names and cells as texts; they come with one character a byte.

        GB18030 reads nearly anything, so UTF-8, which is strict, has to fail first, unless the
        .cpg file names an encoding in which everything can be read.
        """
        raw = {text.encode("latin-1") for texts in (fields, *cells) for text in texts}
        foreign = [each for each in raw if not each.isascii()]
        for encoding in (self._named, "utf-8", "gb18030"):
            if encoding and _reads(encoding, foreign):
                self.encoding = encoding
                break
        else:
            self.encoding = "gb18030"
        known = {each.decode("latin-1"): _decoded(self.encoding, each) for each in foreign}
        return _read(fields, known), [_read(column, known) for column in cells]


def _reads(encoding: str, texts: Iterable[bytes]) -> bool:
    try:
        for text in texts:
            codecs.getincrementaldecoder(encoding)().decode(text)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(encoding: str, text: bytes) -> str:
    """A text without the half of a character that may stand at its end."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(text)


def _read(texts: list[str], known: dict[str, str]) -> list[str]:
    return [known.get(text, text).strip() for text in texts]
