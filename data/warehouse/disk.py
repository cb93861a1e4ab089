"""What the disk may refuse, said as a sentence; and what must have reached it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from sqlalchemy.exc import DBAPIError

from data.errors import WarehouseWriteError


@contextmanager
def disk_errors(home: Path) -> Iterator[None]:
    """Turn what the file system refuses inside the block into a WarehouseWriteError."""
    try:
        yield
    except OSError as error:
        raise _refused(home, error.strerror or str(error)) from error


@contextmanager
def database_disk_errors(home: Path) -> Iterator[None]:
    """Turn what the file system refuses the database into a WarehouseWriteError.

    Other errors of the database pass: they are faults of ours, not of the disk.
    """
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, duckdb.IOException):
            raise _refused(home, str(error.orig).partition("\n")[0]) from error
        raise


def sync(path: Path) -> None:
    """Return when a file's bytes, or a folder's names, have reached the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folder; its file system journals names itself.
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refused(home: Path, reason: str) -> WarehouseWriteError:
    return WarehouseWriteError(
        f"The warehouse in {home} couldn't be written ({reason}). The current version is as it "
        "was. Writing needs room for one more copy of it and the right to write there; "
        "WAREHOUSE_URL=duckdb:///FOLDER names another folder."
    )
