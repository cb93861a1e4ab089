"""One writer at a time, and the next one is told who it is."""

import getpass
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import WarehouseBusyError
from data.warehouse.disk import disk_errors

LOCK_FILE = "writer.lock"
WRITER_FILE = "writer.json"


@contextmanager
def writer_lock(home: Path, *, task: str) -> Iterator[None]:
    """Hold the folder's lock; it is the kernel's and ends with the process, however that ends.

    Args:
        home: An existing folder.
        task: What is being done, for whoever comes second: ``import of 3 files``.

    Raises:
        WarehouseBusyError: Another process holds it; the message says who, what and since when.
        WarehouseError: The folder can't be written.
    """
    # A soft lock (a mere file) would outlive its process, so there is no falling back to one.
    lock = FileLock(home / LOCK_FILE, fallback_to_soft=False)
    with disk_errors(home):
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise WarehouseBusyError(_who_writes(home)) from error
    try:
        with disk_errors(home):
            _introduce(home, task)
        yield
    finally:
        with suppress(FileNotFoundError):
            (home / WRITER_FILE).unlink()
        lock.release()


def _introduce(home: Path, task: str) -> None:
    writer = {
        "task": task,
        "process_id": os.getpid(),
        "user": _user(),
        "since": datetime.now().astimezone().isoformat(sep=" ", timespec="seconds"),
    }
    # Replaced whole, so that a second writer never reads half a line.
    draft = home / f"{WRITER_FILE}.tmp"
    draft.write_text(json.dumps(writer, ensure_ascii=False), encoding="utf-8")
    draft.replace(home / WRITER_FILE)


def _who_writes(home: Path) -> str:
    try:
        writer = json.loads((home / WRITER_FILE).read_text(encoding="utf-8"))
        who = (
            f"process {writer['process_id']} (user {writer['user']}) "
            f"since {writer['since']}: {writer['task']}"
        )
    except (OSError, ValueError, KeyError, TypeError):
        # The other writer has the lock and hasn't yet said who it is.
        who = "another process that has just begun"
    return f"The warehouse {home} is being written by {who}. Try again when it has finished."


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        # A container may run under a number that has no name.
        return "unknown"
