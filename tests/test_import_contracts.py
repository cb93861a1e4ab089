"""Each import contract holds for the tree, and fails as soon as one import breaks it."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINTER = Path(sys.executable).with_name("lint-imports")
CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
]

# Contract, module that gets the import (made if it is missing), the import.
BREAKS = [
    ("Imports point down", "data.offender", "import metrics"),
    ("Imports point down", "metrics.offender", "import pages"),
    ("Metrics and data know nothing", "metrics.offender", "import streamlit"),
    ("Metrics and data know nothing", "data.warehouse.scope", "import plotly"),
    ("Metrics are pure", "metrics.offender", "from data.warehouse import queries"),
    ("Metrics are pure", "metrics.offender", "from data.intake import problems"),
    ("Metrics are pure", "metrics.offender", "from sqlalchemy import select"),
    ("Pages read the warehouse", "pages.programme.offender", "import data.warehouse.queries"),
    ("Pages read the warehouse", "pages.ui.offender", "import data.warehouse.engine"),
    ("Pages read the warehouse", "pages.ui.formats", "from sqlalchemy import select"),
    ("Charts and maps return figures", "pages.ui.charts", "import streamlit as st"),
    ("Charts and maps return figures", "pages.ui.maps", "from streamlit import session_state"),
]

ALLOWED = [
    ("metrics.offender", "from data.catalogue import indicators"),
    ("metrics.offender", "from data.errors import ProgrammeError"),
    ("metrics.__main__", "from data.warehouse import queries"),
    ("metrics.answers.offender", "from data.warehouse import queries"),
    ("pages.ui.load", "from data.warehouse import queries"),
    ("pages.programme.offender", "from data.warehouse.scope import CITY"),
    ("pages.programme.offender", "import streamlit as st"),
]


def test_every_contract_has_an_import_that_breaks_it():
    unbroken = [
        name for name in CONTRACTS if not any(name.startswith(start) for start, *_ in BREAKS)
    ]
    assert unbroken == []


def test_the_tree_keeps_every_contract(tree):
    assert _verdicts(tree) == dict.fromkeys(CONTRACTS, "KEPT")


@pytest.mark.parametrize(("contract", "module", "line"), BREAKS, ids=lambda text: text)
def test_contract_is_named_when_an_import_breaks_it(tree, contract, module, line):
    _add(tree, module, line)
    broken = [name for name, verdict in _verdicts(tree).items() if verdict == "BROKEN"]
    assert any(name.startswith(contract) for name in broken), broken


@pytest.mark.parametrize(("module", "line"), ALLOWED, ids=lambda text: text)
def test_imports_that_the_house_needs_stay_allowed(tree, module, line):
    _add(tree, module, line)
    assert set(_verdicts(tree).values()) == {"KEPT"}


@pytest.fixture
def tree(tmp_path):
    """A copy of the three packages and the contracts, free to be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in ("data", "metrics", "pages"):
        for source in (ROOT / package).rglob("*.py"):
            copy = tmp_path / source.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, copy)
    return tmp_path


def _add(tree: Path, module: str, line: str) -> None:
    path = tree.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    earlier = file.read_text("utf-8") if file.exists() else ""
    file.write_text(f"{earlier}\n{line}\n", "utf-8")


def _verdicts(tree: Path) -> dict[str, str]:
    run = subprocess.run(
        [LINTER, "--no-cache", "--no-logo"],
        cwd=tree,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)\b", run.stdout, re.MULTILINE))
    assert set(verdicts) == set(CONTRACTS), run.stdout + run.stderr
    return verdicts
