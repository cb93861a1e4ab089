"""One spelling for what offices write in many: headers, choices, names."""

import re
import unicodedata

_IGNORED = re.compile(r"[\s\"'“”‘’*:_]+")
_TRAILING_BRACKET = re.compile(r"\(([^()]*)\)$")
REGISTER_CODE = re.compile(r"[A-Z]{3}\d{3}")
"""A column code of the national register, such as AAC006."""


def plain(text: str) -> str:
    """A word without what doesn't count: width, case, spaces, quotes, underscores."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).lower()


def without_unit(text: str) -> tuple[str, str | None]:
    """A plain header and the content of a bracket at its end: ``数值(%)`` is 数值 and %."""
    match = _TRAILING_BRACKET.search(text)
    return (text[: match.start()], match[1]) if match else (text, None)
