"""The forms in which offices send their figures."""

from functools import cache
from pathlib import Path
from typing import Any

from data.catalogue.entries import Entry, catalogue_file
from data.catalogue.forms_model import Field, FieldKind, Form
from data.catalogue.load_areas import section

FORMS_FILE = Path(__file__).with_name("forms.yml")

_CHOSEN = ("choice", "choices", "coordinate_system")


@cache
def forms(path: Path = FORMS_FILE) -> dict[str, Form]:
    """All forms by code; each has the head lines that every form may carry.

    Raises:
        CatalogueError: A form or a field of it has a missing, unknown or wrong entry.
    """
    whole = Entry(path, "forms", catalogue_file(path))
    header = _fields(path, "header field", section(whole, "header_fields"))
    result = {}
    for code, content in section(whole, "forms").items():
        entry = Entry(path, f"form {code!r}", content)
        fields = _fields(path, f"form {code!r}, field", section(entry, "fields"))
        by_name_only = entry.flag("by_name_only", default=False)
        result[code] = Form(code, entry.text("name"), fields, header, by_name_only)
        entry.done()
    whole.done()
    return result


def _fields(path: Path, place: str, content: dict[str, Any]) -> dict[str, Field]:
    return {
        str(code): _field(str(code), Entry(path, f"{place} {code!r}", fields))
        for code, fields in content.items()
    }


def _field(code: str, entry: Entry) -> Field:
    result = Field(
        code=code,
        name=entry.text("name"),
        kind=entry.choice("kind", FieldKind),
        required=entry.flag("required", default=False),
        aliases=entry.words("aliases"),
        choices=_choices(entry),
        unit=None if entry.absent("unit") else entry.word("unit"),
        minimum=None if entry.absent("minimum") else entry.number("minimum"),
        maximum=None if entry.absent("maximum") else entry.number("maximum"),
    )
    entry.done()
    if (result.kind in _CHOSEN) != bool(result.choices):
        raise entry.wrong("choices", f"doesn't go with kind {result.kind}")
    return result


def _choices(entry: Entry) -> dict[str, tuple[str, ...]]:
    if entry.absent("choices"):
        return {}
    content = section(entry, "choices")
    choices = Entry(entry.path, f"{entry.name}, choices", content)
    return {str(word): choices.words(word) for word in content}
