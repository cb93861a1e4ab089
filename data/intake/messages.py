"""The words of the import, in both languages."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from data.catalogue import Language

_LANGUAGES: tuple[Language, ...] = ("zh", "en")
# No cell of a file or word of the catalogue holds a tab and a unit separator.
_PARTING = "\t\x1f"

MESSAGES_FILE = Path(__file__).with_name("messages.yml")


@cache
def _messages() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(MESSAGES_FILE.read_text(encoding="utf-8"))
    return content


def say(key: str, language: Language, **details: object) -> str:
    """A sentence with its blanks filled."""
    text: str = _messages()["sentences"][key][language]
    return text.format(**details)


def both(tell: Callable[[Language], str]) -> str:
    """A detail that is words itself, in both languages; `word` takes the reader's."""
    return _PARTING.join(tell(language) for language in _LANGUAGES)


def word(code: str, language: Language) -> str:
    """A code in words, or one language of what `both` made; anything else stays as it is."""
    if _PARTING in code:
        return code.split(_PARTING)[_LANGUAGES.index(language)]
    words = _messages()["words"].get(code)
    return str(words[language]) if words else code


def reason(problem_code: str, language: Language, **details: object) -> str:
    """What is wrong."""
    text: str = _messages()["problems"][problem_code]["reason"][language]
    return text.format(**details)


def hint(problem_code: str, language: Language, **details: object) -> str:
    """What to do about it."""
    text: str = _messages()["problems"][problem_code]["hint"][language]
    return text.format(**details)
