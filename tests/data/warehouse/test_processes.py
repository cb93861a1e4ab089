"""Several real processes on one warehouse: readers, a second writer, killed writers."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from data.warehouse.engine import data_version, open_version, read
from data.warehouse.schema import fct_plan
from data.warehouse.snapshots import current_version, versions

ROOT = Path(__file__).parents[3]

BEGIN = """
import os, pathlib, signal, sys
import polars as pl
from sqlalchemy import func, select
from data.warehouse import snapshots
from data.warehouse.engine import append, data_version, open_version, read
from data.warehouse.schema import fct_plan
from data.warehouse.snapshots import version_engine, version_file, writing
from data.warehouse.writer_lock import writer_lock

home = snapshots.warehouse_home()
plans = pl.DataFrame({
    "area_code": "230126", "indicator_code": "bridges", "year": 2016, "planned_value": 1.0,
    "import_id": 1, "row_number": pl.int_range(200_000, eager=True),
})

def count(version):
    return read(select(func.count()).select_from(fct_plan), open_version(version)).item()

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def say(*words):
    print(*words, flush=True)
"""

READER = """
version = data_version()
engine = open_version(version)
say(count(version))
sys.stdin.readline()
say(count(version), data_version() == version)
say(count(data_version()))
"""

WRITER = """
with writing(home, task="import of one file") as engine, engine.begin() as connection:
    append(connection, fct_plan, plans)
    say("writing")
    sys.stdin.readline()
say("published")
"""

KILLED = {
    "with the lock": """
with writer_lock(home, task="test"):
    die()
""",
    "after the copy": """
with writing(home, task="test") as engine:
    die()
""",
    "in the middle of a file": """
with writing(home, task="test") as engine, engine.begin() as connection:
    append(connection, fct_plan, plans)
    append(connection, fct_plan, plans)
    die()
""",
    "with every file in": """
with writing(home, task="test") as engine:
    with engine.begin() as connection:
        append(connection, fct_plan, plans)
    die()
""",
    "before the pointer moves": """
with writer_lock(home, task="test"):
    version = snapshots.begin_version(home, create=False)
    engine = version_engine(version_file(home, version), read_only=False)
    with engine.begin() as connection:
        append(connection, fct_plan, plans)
    engine.dispose()
    snapshots.seal_version(home, version)
    snapshots.stage_pointer(home, version)
    die()
""",
}
MOVED = KILLED["before the pointer moves"].replace(
    "snapshots.stage_pointer(home, version)",
    "snapshots.move_pointer(home, snapshots.stage_pointer(home, version))",
)


@pytest.fixture
def start(home):
    """Start a script in a process of its own; it is ended with the test."""
    started = []

    def _start(script: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", BEGIN + script],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield _start
    for process in started:
        process.kill()
        process.communicate()


def go_on(process):
    process.stdin.write("\n")
    process.stdin.flush()


def plans_now():
    statement = select(func.count()).select_from(fct_plan)
    return read(statement, open_version(data_version())).item()


def test_reader_sees_the_old_version_until_it_asks_again(start):
    reader, writer = start(READER), start(WRITER)
    assert reader.stdout.readline() == "0\n"
    assert writer.stdout.readline() == "writing\n"
    assert plans_now() == 0
    go_on(writer)
    assert writer.stdout.readline() == "published\n"
    go_on(reader)
    assert reader.stdout.readline() == "0 False\n"
    assert reader.stdout.readline() == "200000\n"


def test_second_process_is_told_who_writes_since_when(start, home):
    first = start(WRITER)
    assert first.stdout.readline() == "writing\n"
    second = start(WRITER)
    message = second.stderr.read().strip().splitlines()[-1]
    assert message.startswith("data.errors.WarehouseBusyError: The warehouse")
    assert f"process {first.pid} (user " in message
    assert " since 20" in message
    assert "import of one file" in message
    go_on(first)
    assert first.stdout.readline() == "published\n"
    assert first.wait(timeout=30) == 0
    third = start(WRITER)
    assert third.stdout.readline() == "writing\n"


@pytest.mark.parametrize("script", KILLED.values(), ids=KILLED)
def test_killed_import_leaves_the_version_and_the_next_one_is_clean(start, home, script):
    before = current_version(home)
    killed = start(script)
    assert killed.wait(timeout=60) == -signal.SIGKILL
    assert (current_version(home), plans_now()) == (before, 0)

    writer = start(WRITER)
    assert writer.stdout.readline() == "writing\n"
    go_on(writer)
    assert writer.wait(timeout=60) == 0
    assert plans_now() == 200_000
    assert len(versions(home)) == 2
    assert sorted(os.listdir(home)) == [
        "CURRENT",
        *(f"{version}.duckdb" for version in versions(home)),
        "writer.lock",
    ]


def test_import_killed_after_the_pointer_moved_is_published_whole(start, home):
    killed = start(MOVED)
    assert killed.wait(timeout=60) == -signal.SIGKILL
    assert plans_now() == 200_000
    assert len(versions(home)) == 2


def test_first_start_that_was_killed_can_be_made_again(start, home, tmp_path, monkeypatch):
    folder = tmp_path / "new"
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{folder}")
    create = (
        'with writing(home, task="test", create=True) as engine:\n    fct_plan.create(engine)\n'
    )
    killed = start(create + "    die()")
    assert killed.wait(timeout=60) == -signal.SIGKILL
    assert current_version(folder) is None
    made = start(create)
    assert made.wait(timeout=60) == 0
    assert versions(folder) == [current_version(folder)]
