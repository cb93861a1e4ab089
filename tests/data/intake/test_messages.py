"""Every word of the import exists in both languages, and none is left over."""

import ast
import string
from pathlib import Path

import pytest
import yaml

from data.catalogue import forms
from data.intake import messages
from data.intake.messages import hint, reason, say, word

ROOT = Path(__file__).parents[3]
CONTENT = yaml.safe_load(messages.MESSAGES_FILE.read_text("utf-8"))
SOURCES = [ROOT / "data" / "__main__.py", *ROOT.glob("data/intake/**/*.py")]
TEXTS = {
    node.value
    for source in SOURCES
    for node in ast.walk(ast.parse(source.read_text("utf-8")))
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}
# Calls whose argument at this place is a key of messages.yml.
KEYS = {
    "Check": ("problems", 2),
    "UnreadableFileError": ("problems", 0),
    "FileRefusedError": ("problems", 0),
    "file_issue": ("problems", 0),
    "say": ("sentences", 0),
    "words": ("sentences", 0),
}


def asked() -> set[tuple[str, str]]:
    """Every key that the code names in so many letters, with its part of messages.yml."""
    found = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            part, place = KEYS.get(name, ("", 0))
            if part and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                found.add((part, node.args[place].value))
    return found


@pytest.mark.parametrize(("part", "key"), sorted(asked()))
def test_what_the_code_says_is_in_the_catalogue(part, key):
    assert key in CONTENT[part]


@pytest.mark.parametrize("part", ["problems", "sentences"])
def test_no_sentence_is_left_over(part):
    assert [key for key in CONTENT[part] if key not in TEXTS] == []


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", CONTENT["problems"])
def test_a_problem_is_told_in_both_languages_with_what_to_do(key):
    details = {"column": "数值", "value": "x", "detail": "9"}
    for tell in (reason, hint):
        chinese, english = tell(key, "zh", **details), tell(key, "en", **details)
        assert chinese != english
        assert "{" not in chinese + english
    assert hint(key, "zh", **details).endswith("。")
    assert hint(key, "en", **details).endswith(".")
    assert not reason(key, "zh", **details).endswith("。")


@pytest.mark.parametrize("key", CONTENT["sentences"])
def test_a_sentence_has_the_same_blanks_in_both_languages(key):
    texts = CONTENT["sentences"][key]
    assert blanks(texts["zh"]) >= blanks(texts["en"])
    details = dict.fromkeys(blanks(texts["zh"]), "1")
    assert say(key, "zh", **details) and say(key, "en", **details)


def test_details_that_are_codes_are_told_in_words():
    assert word("half_year", "zh") == "按半年"
    assert word("village", "en") == "village"
    assert word("230126", "zh") == "230126"


def test_the_hint_on_an_unknown_form_names_them_all():
    for code in forms():
        assert code in hint("unknown_form", "zh")
        assert code in hint("unknown_form", "en")
