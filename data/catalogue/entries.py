"""Reading catalogue files: every mistake is named with its file, its entry and its field."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any, get_args

import yaml

from data.catalogue.model import Language, Text
from data.errors import CatalogueError


class _Loader(yaml.CSafeLoader):
    """YAML in which a key stands once; YAML itself would let the second silently win."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Any:
    keys = [key.value for key, _ in node.value]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise yaml.MarkedYAMLError(
            problem=f"{twice!r} stands twice", problem_mark=node.start_mark
        )
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def catalogue_file(path: Path) -> dict[str, Any]:
    """The entries of a catalogue file by code.

    Raises:
        CatalogueError: The file can't be read, isn't YAML or isn't a list of entries.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as error:
        raise CatalogueError(f"{path.name}: can't be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path.name}: isn't valid YAML: {error}") from error
    if not isinstance(content, dict):
        raise CatalogueError(f"{path.name}: must hold entries by code")
    return {str(code): fields for code, fields in content.items()}


class Entry:
    """The fields of one entry, each taken once; what is left over at the end is unknown."""

    def __init__(self, path: Path, name: str, fields: object) -> None:
        """Name the entry as errors are to name it, such as ``indicator 'bridges'``."""
        self.path = path
        self.name = name
        if not isinstance(fields, dict):
            raise CatalogueError(f"{path.name}: {name}: must hold fields")
        self._fields = dict(fields)

    def wrong(self, field: str, problem: str) -> CatalogueError:
        """The error for one field of this entry."""
        return CatalogueError(f"{self.path.name}: {self.name}: {field}: {problem}")

    def take(self, field: str) -> Any:
        """A field that must be there; null counts as there."""
        if field not in self._fields:
            raise self.wrong(field, "is missing")
        return self._fields.pop(field)

    def maybe(self, field: str, default: Any = None) -> Any:
        """A field that may be left out."""
        return self._fields.pop(field, default)

    def absent(self, field: str) -> bool:
        """Whether a field is null or left out; it then counts as taken."""
        if self._fields.get(field) is None:
            self._fields.pop(field, None)
            return True
        return False

    def rest(self) -> dict[str, Any]:
        """Every field that is left, for entries whose fields are codes."""
        fields, self._fields = self._fields, {}
        return fields

    def done(self) -> None:
        """Raise for fields nobody asked for, most often a slip of the pen."""
        if self._fields:
            unknown = ", ".join(map(str, self._fields))
            raise self.wrong(unknown, "unknown field")

    def word(self, field: str) -> str:
        """Non-empty text."""
        value = self.take(field)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(field, f"must be text, not {value!r}")
        return value

    def text(self, field: str) -> Text:
        """Words in every language."""
        value = self.take(field)
        languages = get_args(Language)
        if not isinstance(value, dict) or set(value) != set(languages):
            raise self.wrong(field, f"needs {' and '.join(languages)}, and nothing else")
        for language, words in value.items():
            if not isinstance(words, str) or not words.strip():
                raise self.wrong(f"{field}.{language}", f"must be text, not {words!r}")
        return Text(**value)

    def number(self, field: str) -> float:
        """A number."""
        value = self.take(field)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(field, f"must be a number, not {value!r}")
        return float(value)

    def whole(self, field: str) -> int:
        """A whole number."""
        value = self.number(field)
        if value != int(value):
            raise self.wrong(field, f"must be a whole number, not {value:g}")
        return int(value)

    def fraction(self, field: str) -> float:
        """A number from 0 to 1."""
        value = self.number(field)
        if not 0 <= value <= 1:
            raise self.wrong(field, f"must lie between 0 and 1, not {value:g}")
        return value

    def flag(self, field: str, default: bool | None = None) -> bool:
        """True or false."""
        value = self.take(field) if default is None else self.maybe(field, default)
        if not isinstance(value, bool):
            raise self.wrong(field, f"must be true or false, not {value!r}")
        return value

    def day(self, field: str) -> date:
        """A date."""
        value = self.take(field)
        if type(value) is not date:
            raise self.wrong(field, f"must be a date such as 2017-12-31, not {value!r}")
        return value

    def choice(self, field: str, kind: object) -> Any:
        """One of the words of a `Literal`."""
        value = self.take(field)
        if value not in get_args(kind):
            choices = ", ".join(map(str, get_args(kind)))
            raise self.wrong(field, f"must be one of {choices}, not {value!r}")
        return value

    def reference(self, field: str, known: Collection[str], what: str) -> str:
        """The code of something that is defined elsewhere in the catalogue."""
        value = self.word(field)
        if value not in known:
            raise self.wrong(field, f"no {what} has the code {value!r}")
        return value

    def words(self, field: str) -> tuple[str, ...]:
        """A list of texts; empty when the field is left out."""
        value = self.maybe(field, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.wrong(field, f"must be a list of texts, not {value!r}")
        return tuple(value)
