"""The first start: one process makes the data, pages wait, faults are sentences."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock
from streamlit.testing.v1 import AppTest

from data.warehouse.create import create_warehouse
from pages.ui import first_start_files as files

ROOT = Path(__file__).parents[2]
WORKER = [sys.executable, "-m", "pages.ui.first_start_worker"]


@pytest.fixture
def fresh(tmp_path, monkeypatch, fresh_caches) -> Path:
    """A folder without a warehouse, in which a page believes a worker has long been started."""
    home = tmp_path / "warehouse"
    home.mkdir()
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{home}")
    return home


def page() -> AppTest:
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    app.query_params["lang"] = "en"
    return app.run()


def test_page_waits_with_the_share_that_is_done(fresh):
    files.write_progress(fresh, state="running", share=0.37)
    with FileLock(fresh / files.LOCK_FILE):
        shown = page()
    assert not shown.exception
    assert not shown.error
    assert shown.title[0].value == "Preparing the simulated programme"
    assert "37%" in shown.get("progress")[0].proto.text


def test_failure_is_a_sentence_with_the_reason_and_a_way_on(fresh):
    files.write_progress(fresh, state="failed", kind="WarehouseWriteError")
    shown = page()
    assert not shown.exception
    assert "could not be made" in shown.error[0].value
    assert "the disk may be full" in shown.error[0].value
    assert "first_start.log" in shown.error[0].value
    assert shown.button[0].label == "Try again"


def test_failure_can_be_read_in_the_other_language(fresh):
    files.write_progress(fresh, state="failed", kind="WarehouseWriteError")
    shown = page().button_group(key="lang").set_value("zh").run()
    assert "磁盘空间不足" in shown.error[0].value


def test_worker_that_died_is_a_fault_whose_words_stay_in_its_log(fresh):
    files.write_progress(fresh, state="running", share=0.2)
    (fresh / files.LOG_FILE).write_text("Traceback\nMemoryError: out of memory\n\n")
    said = page().error[0].value
    assert "Something unexpected went wrong" in said
    assert "MemoryError" not in said


def test_worker_writes_the_kind_of_a_failure_for_the_page_and_its_words_for_the_log(fresh):
    (fresh / "v000002-abcdef.duckdb").write_bytes(b"")
    (fresh / "v000001-abcdef.duckdb").write_bytes(b"")
    done = subprocess.run(
        WORKER, cwd=ROOT, timeout=120, check=True, capture_output=True, text=True
    )
    assert files.read_progress(fresh) == {"state": "failed", "kind": "WarehouseBrokenError"}
    assert f"{fresh} holds versions but no CURRENT" in done.stdout


def test_worker_leaves_a_warehouse_alone_that_is_there(fresh):
    fresh.rmdir()
    create_warehouse(fresh, data_class="real")
    pointer = (fresh / "CURRENT").read_text()
    subprocess.run(WORKER, cwd=ROOT, check=True, timeout=60)
    assert (fresh / "CURRENT").read_text() == pointer
    assert not (fresh / files.PROGRESS_FILE).exists()


def test_second_worker_ends_while_the_first_one_works(fresh):
    with FileLock(fresh / files.LOCK_FILE):
        ended = subprocess.run(WORKER, cwd=ROOT, timeout=60, check=False)
    assert ended.returncode == 0
    assert not (fresh / files.PROGRESS_FILE).exists()


def test_killed_worker_leaves_no_lock(fresh):
    worker = subprocess.Popen(WORKER, cwd=ROOT)
    progress = fresh / files.PROGRESS_FILE
    deadline = time.monotonic() + 60
    while not progress.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert json.loads(progress.read_text())["state"] == "running"
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    with FileLock(fresh / files.LOCK_FILE, timeout=1) as lock:
        assert lock.is_locked
