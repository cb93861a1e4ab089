"""Whatever ends an import before its end leaves the warehouse as it was."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from data.intake.command import import_files
from data.warehouse.engine import data_version, open_version, read
from data.warehouse.schema import import_batch
from data.warehouse.snapshots import current_version
from tests.small_programme import write_returns

ROOT = Path(__file__).parents[3]
SLOW_IMPORT = """
import sys, time
from pathlib import Path
from data.intake.command import import_files
home, *paths = map(Path, sys.argv[1:])
def dawdle(fraction, message_key, detail=""):
    print("written", flush=True)
    time.sleep(0.3)
import_files(paths, home=home, progress=dawdle)
"""


class SlipError(Exception):
    """Something that goes wrong in the middle."""


def files(home: Path) -> set[str]:
    return {path.name for path in home.iterdir()} - {"writer.lock", "household.key"}


def batches() -> int:
    statement = select(func.count()).select_from(import_batch)
    return read(statement, open_version(data_version())).item()


@pytest.mark.parametrize("end", [KeyboardInterrupt, SlipError])
def test_an_import_ended_between_two_files_leaves_nothing_behind(home, tmp_path, end):
    before, version = files(home), current_version(home)

    def stop(fraction: float, message_key: str, detail: str = "") -> None:
        if fraction > 0.3:
            raise end

    with pytest.raises(end):
        import_files(write_returns(tmp_path), home=home, progress=stop)
    assert files(home) == before
    assert current_version(home) == version
    assert batches() == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill -9"])
def test_a_process_stopped_in_the_middle_leaves_the_old_version(home, tmp_path, number):
    version = current_version(home)
    paths = write_returns(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_IMPORT, str(home), *map(str, paths)],
        cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    for _ in range(3):
        assert process.stdout.readline() == "written\n"
    process.send_signal(number)
    process.wait(timeout=30)
    assert process.returncode != 0
    assert current_version(home) == version
    assert batches() == 0
    # The next import finds the way clear, and nothing of the stopped one in it.
    results = import_files(paths, home=home)
    assert [result.import_id for result in results] == list(range(1, len(paths) + 1))
    assert batches() == len(paths)
    assert len([name for name in files(home) if name.endswith(".duckdb")]) == 2
