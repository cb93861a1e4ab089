"""The words of the import, in both languages."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from data.catalogue import Language

MESSAGES_FILE = Path(__file__).with_name("messages.yml")


@cache
def _messages() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(MESSAGES_FILE.read_text(encoding="utf-8"))
    return content


def say(key: str, language: Language, **details: object) -> str:
    """A sentence with its blanks filled."""
    text: str = _messages()["sentences"][key][language]
    return text.format(**details)


def word(code: str, language: Language) -> str:
    """A code in words; whatever has none stays as it is."""
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
