"""Rules of the house that a reader would otherwise have to remember."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = [
    *ROOT.glob("app.py"),
    *(path for layer in ("data", "metrics", "pages") for path in ROOT.glob(f"{layer}/**/*.py")),
]
PAGES = [path for path in ROOT.glob("pages/*/*.py") if path.parent.name != "ui"]
TESTS = sorted(ROOT.glob("tests/**/test_*.py"))

LONGEST = {"app.py": 60, "data": 200, "metrics": 150, "pages": 150}
# The list of tables changes for one reason only, however long it grows.
LISTS = {"data/warehouse/schema.py"}

# The time of arrival and the age of a lock are facts about now, not about the programme.
CLOCKS = ("data/intake/", "data/warehouse/snapshots", "data/warehouse/writer_lock")

# What is not written, where, and why.
SCREEN = ("app.py", "pages/")
ANYWHERE = ("data/", "metrics/", *SCREEN)
AVOIDED = [
    (r"unsafe_allow_(html|javascript)", SCREEN, "raw HTML breaks at each upgrade"),
    (r"use_container_width", SCREEN, "width='stretch' replaced it"),
    (r"map_style|\bst\.map\(", SCREEN, "it calls a tile host"),
    (r"plotly\.express", SCREEN, "plotly.graph_objects is many times quicker"),
    (r"\bpickle\b", ANYWHERE, "it runs what the sender wrote"),
    (r"^\s*(import|from) (duckdb|pandas)\b", SCREEN, "frames come from pages.ui.load"),
    (r"text\(\s*f?[\"'](?i:\s*(select|insert|update|delete))", ANYWHERE, "SQL is not typed"),
    (r"fill_null\(0\)|\+ 1e-\d", ("metrics/",), "silence is not zero"),
]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _found(pattern: str, where: tuple[str, ...]) -> list[str]:
    return [
        f"{_name(module)}:{number}: {line.strip()}"
        for module in MODULES
        if _name(module).startswith(where)
        for number, line in enumerate(module.read_text("utf-8").splitlines(), start=1)
        if re.search(pattern, line)
    ]


def _texts(module: Path) -> list[ast.Constant]:
    """The texts written in a module, without its docstrings."""
    nodes = list(ast.walk(ast.parse(module.read_text("utf-8"))))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    return [
        node
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_page_fits_on_a_screen(page):
    assert len(page.read_text("utf-8").splitlines()) <= 80


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_module_has_one_reason_to_change(module):
    if _name(module) not in LISTS:
        longest = LONGEST[_name(module).split("/")[0]]
        assert len(module.read_text("utf-8").splitlines()) <= longest


def test_no_page_script_lies_directly_in_pages():
    """Streamlit would serve it without app.py when it is the first page opened."""
    assert [path.name for path in ROOT.glob("pages/*.py")] == ["__init__.py"]


def test_today_is_never_read_below_the_pages():
    readers = _found(
        r"\b(today|utcnow|now)\(|\btime\.(time|localtime)\(", ("data/", "metrics/")
    )
    assert [reader for reader in readers if not reader.startswith(CLOCKS)] == []


@pytest.mark.parametrize(("pattern", "where", "why"), AVOIDED, ids=[why for *_, why in AVOIDED])
def test_what_the_house_avoids_is_not_written(pattern, where, why):
    assert _found(pattern, where) == []


def test_words_on_screen_come_from_the_message_catalogue():
    typed = [
        f"{_name(module)}:{text.lineno}: {text.value}"
        for module in MODULES
        if _name(module).startswith(SCREEN) and "pages/ui/messages" not in _name(module)
        for text in _texts(module)
        if re.search(r"[\u4e00-\u9fff]", text.value)
    ]
    assert typed == []


def test_page_settings_are_made_once():
    callers = {line.split(":")[0] for line in _found(r"set_page_config\(", SCREEN)}
    assert callers == {"app.py"}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_page_imports_no_other_page(page):
    text = page.read_text("utf-8")
    assert re.findall(r"^(?:from|import) pages\.(?!ui\b)\S+", text, re.MULTILINE) == []


@pytest.mark.parametrize("file", TESTS, ids=_name)
def test_every_test_can_fail(file):
    tree = ast.parse(file.read_text("utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    idle = [
        name
        for name, function in functions.items()
        if name.startswith("test_") and not _judges(function, functions)
    ]
    assert idle == []


@pytest.mark.parametrize("file", TESTS, ids=_name)
def test_tests_run_our_own_code_and_no_stand_in(file):
    stand_ins = r"^\s*(from|import) unittest\b.*\bmock\b|\bMagicMock\("
    assert re.findall(stand_ins, file.read_text("utf-8"), re.MULTILINE) == []


def _judges(function: ast.FunctionDef, functions: dict[str, ast.FunctionDef]) -> bool:
    """Whether it asserts, expects an error, or calls a function of its file that does."""
    if any(isinstance(node, ast.Assert) for node in ast.walk(function)):
        return True
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    names = {getattr(call, "attr", getattr(call, "id", "")) for call in calls}
    helpers = [functions[name] for name in names & functions.keys() - {function.name}]
    return not names.isdisjoint({"raises", "expect"}) or any(
        _judges(helper, functions) for helper in helpers
    )
