"""Makes the simulated programme in a process of its own.

``python -m pages.ui.first_start_worker`` is started by the first page of a fresh machine. The
process outlives the page that started it. It holds a lock, so that of several only one
works, and the kernel frees the lock however the process ends.
"""

import time
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import ProgrammeError, WarehouseBusyError
from data.sample.command import make_sample
from data.warehouse.snapshots import current_version, warehouse_home
from pages.ui.first_start_files import LOCK_FILE, write_progress

# A page that looks whether the lock is free holds it for a moment.
LOCK_SECONDS = 5
BUSY_SECONDS = 2


def work(home: Path) -> None:
    """Make the sample in ``home`` unless another process does or has done so."""
    home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home / LOCK_FILE, timeout=LOCK_SECONDS, fallback_to_soft=False):
            if current_version(home) is None:
                _make(home)
    except Timeout:
        return


def _make(home: Path) -> None:
    write_progress(home, state="running", share=0.0)
    try:
        make_sample(
            home, progress=lambda share: write_progress(home, state="running", share=share)
        )
    except WarehouseBusyError:
        # Someone makes or imports by hand: what comes of it serves this page as well.
        while current_version(home) is None:
            time.sleep(BUSY_SECONDS)
    except ProgrammeError as problem:
        # The page tells the kind in its reader's language; the log has the rest.
        print(problem, flush=True)
        write_progress(home, state="failed", kind=type(problem).__name__)


if __name__ == "__main__":
    work(warehouse_home())
