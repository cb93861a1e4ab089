"""Files written as tables, and what the import says of them."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.intake.checking import Checked, check_return
from data.intake.command import import_files
from data.intake.results import FileResult
from data.intake.returns import Content, read_return
from data.intake.validation.reference import Reference, load_reference
from data.warehouse.create import create_warehouse
from data.warehouse.engine import data_version, open_version
from tests.small_programme import csv_text

ARRIVED_ON = date(2018, 10, 5)


@pytest.fixture
def reference(small_home) -> Reference:
    """The city's places and the catalogue's indicators."""
    return load_reference(open_version(data_version()))


@pytest.fixture
def checked(reference) -> Callable[..., Checked]:
    """Check a table as if it were the file of an office; its header is row 1."""

    def check(table: str, *, form: str | None = None) -> Checked:
        content = Content({".csv": csv_text(table).encode()}, sha256="", is_layer=False)
        received = read_return(Path("return.csv"), content, form=form)
        return check_return(received, reference, arrived_on=ARRIVED_ON)

    return check


@pytest.fixture
def problems(checked) -> Callable[..., list[tuple[int, str, str]]]:
    """The errors of a table: row, field and problem code, in row order."""

    def find(table: str, *, form: str | None = None) -> list[tuple[int, str, str]]:
        errors = checked(table, form=form).errors
        return sorted(errors.select("row_number", "column_name", "problem_code").rows())

    return find


@pytest.fixture(scope="session")
def _empty(tmp_path_factory) -> dict[str, Path]:
    homes = {}
    for data_class in ("real", "simulated"):
        homes[data_class] = tmp_path_factory.mktemp(data_class) / "warehouse"
        create_warehouse(homes[data_class], data_class=data_class)
    return homes


@pytest.fixture
def home(_empty, tmp_path, monkeypatch) -> Path:
    """A fresh warehouse for simulated data, open for writing."""
    return _fresh(_empty["simulated"], tmp_path, monkeypatch)


@pytest.fixture
def real_home(_empty, tmp_path, monkeypatch) -> Path:
    """A fresh warehouse for real data, open for writing."""
    return _fresh(_empty["real"], tmp_path, monkeypatch)


def _fresh(template: Path, folder: Path, monkeypatch) -> Path:
    home = folder / "warehouse"
    shutil.copytree(template, home)
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{home}")
    return home


@pytest.fixture
def send(home, tmp_path) -> Callable[..., FileResult]:
    """Import one table as a simulated file sent on a day; gives what became of it."""

    def import_one(
        table: str, *, name: str = "月报.csv", sent_on: str = "2018-10-05", **options: object
    ) -> FileResult:
        path = tmp_path / name
        path.write_text(csv_text(table, sent_on=sent_on), encoding="utf-8")
        (result,) = import_files([path], home=home, **options)
        return result

    return import_one
