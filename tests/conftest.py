"""A small but whole programme for every test that needs one."""

from pathlib import Path

import pytest

from data.intake.command import import_files
from data.sample.command import make_sample
from data.warehouse.create import create_warehouse
from tests.small_programme import write_returns


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each worker whole files, and one of them everything that needs the whole sample.

    Making it takes most of a minute, so it is made once, and first: the other workers share
    the rest meanwhile.
    """
    for item in items:
        needs_sample = "sample_home" in getattr(item, "fixturenames", ())
        group = "sample" if needs_sample else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: "sample_home" not in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def _small_programme(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    home = folder / "warehouse"
    create_warehouse(home, data_class="simulated")
    results = import_files(write_returns(folder), home=home)
    assert [result.state for result in results] == ["complete"] * len(results)
    return home


@pytest.fixture
def small_home(_small_programme, monkeypatch) -> Path:
    """Folder of a warehouse with `tests.small_programme`; only for reading.

    ``WAREHOUSE_URL`` points to it, so that commands and pages open it.
    """
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{_small_programme}")
    return _small_programme


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory) -> Path:
    """Folder of the whole simulated programme, made once; only for reading."""
    home = tmp_path_factory.mktemp("sample") / "warehouse"
    make_sample(home)
    return home
