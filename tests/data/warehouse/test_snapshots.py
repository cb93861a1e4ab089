"""One process: versions, pointer, pruning, and what is said when something is broken."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from data.catalogue import settings
from data.errors import WarehouseBusyError, WarehouseError
from data.warehouse.engine import data_version, open_version, read
from data.warehouse.schema import fct_plan
from data.warehouse.snapshots import current_version, versions, warehouse_home, writing

PLAN = {
    "area_code": "230126",
    "indicator_code": "bridges",
    "year": 2016,
    "planned_value": 3.0,
    "import_id": 1,
    "row_number": 2,
}
ROOT = Path(__file__).parents[3]


def add_plan(home):
    with writing(home, task="test") as engine, engine.begin() as connection:
        connection.execute(insert(fct_plan), [PLAN])
    return current_version(home)


def plans_in(version):
    return read(select(func.count()).select_from(fct_plan), open_version(version)).item()


def files(home):
    return sorted(path.name for path in home.iterdir())


def test_each_writing_makes_one_version_and_old_ones_stay_as_they_were(home):
    first = current_version(home)
    second, third = add_plan(home), add_plan(home)
    assert [plans_in(version) for version in (first, second, third)] == [0, 1, 2]
    assert versions(home) == [first, second, third]
    assert data_version() == third
    assert [version[:7] for version in versions(home)] == ["v000001", "v000002", "v000003"]


def test_only_the_newest_versions_are_kept(home):
    made = [add_plan(home) for _ in range(settings().kept_versions + 2)]
    assert versions(home) == made[-settings().kept_versions :]
    assert files(home) == [
        "CURRENT",
        *(f"{name}.duckdb" for name in versions(home)),
        "writer.lock",
    ]


def test_failure_in_the_block_leaves_everything_as_it_was(home):
    before, there = current_version(home), files(home)
    with pytest.raises(ZeroDivisionError), writing(home, task="test") as engine:
        with engine.begin() as connection:
            connection.execute(insert(fct_plan), [PLAN])
        raise ZeroDivisionError
    assert current_version(home) == before
    assert files(home) == there


def test_second_writer_is_told_who_writes(home):
    with (
        writing(home, task="import of 3 files"),
        pytest.raises(WarehouseBusyError) as busy,
        writing(home, task="another"),
    ):
        pass
    assert f"process {os.getpid()} (user " in str(busy.value)
    assert "import of 3 files. Try again when it has finished." in str(busy.value)
    assert versions(home)[-1].startswith("v000002")


def test_two_warehouses_made_in_one_folder_have_different_versions(tmp_path):
    made = []
    for _ in range(2):
        with writing(tmp_path, task="test", create=True):
            pass
        made.append(current_version(tmp_path))
        for path in tmp_path.iterdir():
            path.unlink()
    assert made[0] != made[1]
    assert {name[:7] for name in made} == {"v000001"}


def test_warehouse_is_not_created_over_another(home):
    with (
        pytest.raises(WarehouseError, match=r"There is a warehouse in .* already"),
        writing(home, task="test", create=True),
    ):
        pass


def test_writing_without_a_warehouse_says_how_to_make_one(tmp_path):
    with (
        pytest.raises(WarehouseError, match=r"There is no warehouse.*python -m data sample"),
        writing(tmp_path / "nowhere", task="test"),
    ):
        pass


def test_reading_without_a_warehouse_says_how_to_make_one(tmp_path, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{tmp_path / 'nowhere'}")
    with pytest.raises(WarehouseError, match=r"There is no warehouse.*python -m data sample"):
        data_version()


@pytest.mark.parametrize("content", ["", "v000009-abcdef\n", "../../etc/passwd", "\x00\xff"])
def test_broken_pointer_is_named_with_the_versions_that_are_there(home, content):
    there = current_version(home)
    (home / "CURRENT").write_text(content, encoding="latin-1")
    with pytest.raises(WarehouseError, match=f"CURRENT names no version.*{there}"):
        data_version()
    with pytest.raises(WarehouseError), writing(home, task="test"):
        pass
    (home / "CURRENT").write_text(there)
    assert data_version() == there


def test_lost_pointer_never_costs_a_published_version(home):
    newest = add_plan(home)
    (home / "CURRENT").unlink()
    with (
        pytest.raises(WarehouseError, match=f"Write the name of the newest.*{newest}"),
        writing(home, task="test", create=True),
    ):
        pass
    (home / "CURRENT").write_text(newest)
    assert plans_in(newest) == 1


def test_broken_version_is_a_sentence(home):
    version = add_plan(home)
    (home / f"{version}.duckdb").write_bytes(b"not a database")
    with pytest.raises(WarehouseError, match=f"{version}.duckdb can't be read"):
        open_version(version)


@pytest.mark.parametrize(
    ("url", "folder"),
    [("duckdb:///wh", "wh"), ("duckdb:////srv/wh", "/srv/wh")],
)
def test_folder_is_named_by_the_environment(monkeypatch, url, folder):
    monkeypatch.setenv("WAREHOUSE_URL", url)
    assert warehouse_home() == Path(folder)


@pytest.mark.parametrize("url", ["postgresql://u:secret@host/db", "nonsense", "duckdb://"])
def test_unknown_address_is_refused_without_repeating_its_password(monkeypatch, url):
    monkeypatch.setenv("WAREHOUSE_URL", url)
    with pytest.raises(WarehouseError, match="duckdb:///FOLDER") as refused:
        warehouse_home()
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("times", "more"), [(0.5, 0), (1, 500_000)], ids=["copying", "inserting"]
)
def test_full_disk_is_a_sentence_and_changes_nothing(home, times, more):
    """The file size limit of the process stands for the disk: writes beyond it fail."""
    before, there = current_version(home), files(home)
    room = int(times * (home / f"{before}.duckdb").stat().st_size) + more
    script = """
import sys, pathlib, polars as pl
from data.warehouse.engine import append
from data.warehouse.schema import fct_plan
from data.warehouse.snapshots import writing
plans = pl.DataFrame({
    "area_code": [str(n * 7919) for n in range(400_000)], "indicator_code": "bridges",
    "year": 2016, "planned_value": [n ** 0.5 for n in range(400_000)], "import_id": 1,
    "row_number": pl.int_range(400_000, eager=True),
})
with writing(pathlib.Path(sys.argv[1]), task="test") as engine, engine.begin() as connection:
    append(connection, fct_plan, plans)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(home)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith(
        f"data.errors.WarehouseWriteError: The warehouse in {home} couldn't be"
    )
    assert "The current version is as it was" in last
    assert (current_version(home), files(home)) == (before, there)
