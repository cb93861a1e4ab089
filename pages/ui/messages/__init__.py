"""Every word the app shows, in both languages, from the YAML files of this folder.

``{count}`` in a message is a value, ``{count:village|villages}`` the word for one or for more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal

import streamlit as st
import yaml

from data.catalogue import Text
from data.errors import CatalogueError

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
FOLDER = Path(__file__).parent

_spoken: ContextVar[Language | None] = ContextVar("_spoken", default=None)
# A page asks for words ten thousand times a run; the session answers in 10 µs. A run has its
# thread to itself; a fragment that runs again on its own asks the session.
_of_run: ContextVar[Language | None] = ContextVar("_of_run", default=None)


@cache
def catalogue(folder: Path = FOLDER) -> dict[str, Text]:
    """Every message by key, from all files of the folder.

    Raises:
        CatalogueError: A key stands in two files or lacks a language; the message names both.
    """
    messages: dict[str, Text] = {}
    for path in sorted(folder.glob("*.yml")):
        for key, entry in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
            if key in messages:
                raise CatalogueError(f"{path.name}: message {key!r} stands in another file too")
            try:
                messages[key] = Text(**entry)
            except TypeError as error:
                raise CatalogueError(f"{path.name}: message {key!r}: {error}") from error
    return messages


class _Counting(Formatter):
    """Fills a message; a place with a bar in it gets a word instead of the value."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, bar, more = format_spec.partition("|")
        if not bar:
            return super().format_field(value, format_spec)
        return one if is_one(value) else more


_counting = _Counting()


def t(key: str, **values: object) -> str:
    """The message in the reader's language, with ``{names}`` filled from ``values``."""
    text = catalogue()[key].of(language())
    if not values:
        return text
    # Python's own way is ten times as quick, and few messages count.
    return _counting.format(text, **values) if "|" in text else text.format(**values)


def is_one(value: object) -> bool:
    """Whether a number, or a number as text, takes the singular: 1, ``1``, ``+1``, ``−1``."""
    return str(value).lstrip("+-\u2212") == "1"


def language() -> Language:
    """Language of this run: the reader's choice, Chinese where none was made yet."""
    return _spoken.get() or _of_run.get() or st.session_state.get("language", "zh")


def speak(chosen: Language) -> None:
    """Set the language of the session, for this run and for its fragments' reruns."""
    st.session_state["language"] = chosen
    _of_run.set(chosen)


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Use another language inside the block, whatever the reader chose."""
    token = _spoken.set(chosen)
    try:
        yield
    finally:
        _spoken.reset(token)


def locale_language(locale: str | None) -> Language:
    """Language for a browser that names none: Chinese unless its locale is another one."""
    return "zh" if locale is None or locale.lower().startswith("zh") else "en"
