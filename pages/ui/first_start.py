"""The first start: makes the simulated programme, with a progress bar, while readers wait."""

import subprocess
import sys
import time
from pathlib import Path

import streamlit as st
from filelock import FileLock, Timeout

from data.warehouse.snapshots import current_version, warehouse_home
from pages.ui import formats
from pages.ui.first_start_files import (
    LOCK_FILE,
    LOG_FILE,
    PROGRESS_FILE,
    read_progress,
)
from pages.ui.messages import t

ROOT = Path(__file__).parents[2]
WORKER = "pages.ui.first_start_worker"
# A worker takes a moment to load before it holds its lock.
GRACE_SECONDS = 20


def gate() -> None:
    """Go on where there is a warehouse; else make one, show how far it is, and stop the run."""
    home = warehouse_home()
    if current_version(home) is None:
        st.title(t("first_start.title"), anchor=False)
        st.markdown(t("first_start.what"))
        _wait(home)
        st.stop()


@st.fragment(run_every=1.0)
def _wait(home: Path) -> None:
    if current_version(home) is not None:
        st.rerun()
    progress = read_progress(home)
    started = _started(home)
    waiting = time.monotonic() - started["at"] < GRACE_SECONDS
    if progress is None and not waiting:
        _start(home)
    elif progress is not None and not waiting and not _is_running(home):
        _failed(home, progress.get("kind", "fault"))
        return
    elif progress is not None and progress["state"] == "failed":
        _failed(home, progress["kind"])
        return
    share = progress["share"] if progress else 0.0
    st.progress(share, text=t("first_start.progress", share=formats.rate(share, 0)))


def _failed(home: Path, kind: str) -> None:
    st.error(
        f"**{t('first_start.failed')}**\n\n{t(f'error.{kind}')}\n\n"
        f"{t('first_start.failed_next', log=LOG_FILE)}"
    )
    if st.button(t("first_start.again")):
        (home / PROGRESS_FILE).unlink(missing_ok=True)
        _start(home)
        st.rerun(scope="fragment")


@st.cache_resource
def _started(home: Path) -> dict[str, float]:
    """When this server last started a worker; one note for all browsers."""
    return {"at": -GRACE_SECONDS}


def _start(home: Path) -> None:
    _started(home)["at"] = time.monotonic()
    home.mkdir(parents=True, exist_ok=True)
    with (home / LOG_FILE).open("w", encoding="utf-8") as log:
        subprocess.Popen(
            [sys.executable, "-m", WORKER],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _is_running(home: Path) -> bool:
    try:
        with FileLock(home / LOCK_FILE, timeout=0, fallback_to_soft=False):
            return False
    except Timeout:
        return True
