"""Every word the app shows stands in the message catalogue, in both languages, and is used."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from data.errors import CatalogueError
from pages.ui.messages import catalogue, language, locale_language, speaking, t

ROOT = Path(__file__).parents[2]
SOURCES = [ROOT / "app.py", *ROOT.glob("pages/**/*.py")]
KEY = re.compile(r"[a-z_0-9]+(\.[a-z_0-9]+)+")
REST = "[A-Za-z_0-9]+"


def _texts(tree: ast.AST) -> set[str]:
    """Every text written in a module; of an f-string its own words, with ``*`` for the rest."""
    nodes = list(ast.walk(tree))
    woven = [node for node in nodes if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in woven for part in node.values}
    texts = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in parts
    }
    return texts | {
        "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)
        for node in woven
    }


def _asked() -> set[str]:
    """First arguments of every call of t()."""
    asked = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "t":
                asked |= _texts(node.args[0])
    return asked


WRITTEN = set().union(*(_texts(ast.parse(path.read_text("utf-8"))) for path in SOURCES))
PATTERNS = [
    re.compile(re.escape(text).replace(r"\*", REST))
    for text in WRITTEN
    if "*" in text and re.fullmatch(r"[a-z_0-9.*]+", text) and "." in text
]


def test_every_key_that_is_asked_for_is_defined():
    keys = {text for text in _asked() if KEY.fullmatch(text)}
    assert keys - catalogue().keys() == set()


def test_every_family_of_keys_has_members():
    families = {text for text in _asked() if "*" in text and "." in text}
    patterns = [re.escape(family).replace(r"\*", REST) for family in families]
    empty = [p for p in patterns if not any(re.fullmatch(p, key) for key in catalogue())]
    assert empty == []


def test_every_message_is_used():
    unused = [
        key
        for key in catalogue().keys() - WRITTEN
        if not any(pattern.fullmatch(key) for pattern in PATTERNS)
    ]
    assert unused == []


def test_every_message_has_both_languages_with_the_same_values():
    for key, text in catalogue().items():
        assert text.zh.strip(), key
        assert text.en.strip(), key
        assert _values(text.zh) == _values(text.en), key


def _values(text: str) -> set[str]:
    # A chart's own placeholders (%{x}) aren't ours.
    ours = re.sub(r"%\{[^}]*\}", "", text)
    return {name for _, name, *_ in Formatter().parse(ours) if name}


@pytest.mark.parametrize(
    ("count", "english"),
    [
        (0, "0 villages not reported"),
        (1, "1 village not reported"),
        ("1", "1 village not reported"),
        (21, "21 villages not reported"),
    ],
)
def test_a_message_that_counts_takes_the_word_for_one_or_for_more(count, english):
    with speaking("en"):
        assert t("frame.villages_not_reported", count=count) == english
    with speaking("zh"):
        assert t("frame.villages_not_reported", count=count) == f"未上报的村{count}个"


def test_every_message_with_a_bar_in_a_place_counts_by_a_value_it_also_shows():
    """A bar is Chinese table style as well; inside braces it parts two words."""
    for key, message in catalogue().items():
        for text in (message.zh, message.en):
            fields = [(name, spec) for _, name, spec, _ in Formatter().parse(text) if name]
            counted = {name for name, spec in fields if "|" in spec}
            assert counted <= {name for name, spec in fields if not spec}, key
            assert all(re.fullmatch(r"[^|]+\|[^|]+", spec) for _, spec in fields if spec), key


def test_a_key_in_two_files_is_an_error_that_names_it(tmp_path):
    for name in ("a.yml", "b.yml"):
        (tmp_path / name).write_text("x.title: {zh: 标题, en: Title}", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"b\.yml: message 'x\.title'"):
        catalogue(tmp_path)


def test_a_missing_language_is_an_error_that_names_the_message(tmp_path):
    (tmp_path / "a.yml").write_text("x.title: {zh: 标题}", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"a\.yml: message 'x\.title'.*'en'"):
        catalogue(tmp_path)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("zh-CN", "zh"),
        ("zh", "zh"),
        ("ZH-Hans", "zh"),
        ("en-GB", "en"),
        ("de", "en"),
        (None, "zh"),
    ],
)
def test_the_browser_chooses_the_first_language(locale, expected):
    assert locale_language(locale) == expected


def test_a_block_can_speak_another_language():
    with speaking("en"):
        assert (language(), t("light.green")) == ("en", "on track")
    with speaking("zh"):
        assert t("light.green") == "正常"
