"""Versioned warehouse files and the pointer to the current one.

DuckDB refuses a reader and a writer on one file, so a version is never changed once it is
published: a writer copies the current one, changes the copy and moves the pointer ``CURRENT``.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from duckdb_sqlalchemy import checkpoint
from sqlalchemy import URL, Engine, create_engine

from data.catalogue import settings
from data.errors import NoWarehouseError, WarehouseBrokenError, WarehouseExistsError
from data.warehouse.disk import database_disk_errors, disk_errors, sync
from data.warehouse.folder import (
    POINTER,
    SUFFIX,
    all_versions,
    current_version,
    no_warehouse,
    number_of,
    version_file,
    versions,
    warehouse_home,
)
from data.warehouse.writer_lock import writer_lock

__all__ = [
    "begin_version",
    "current_version",
    "move_pointer",
    "prune",
    "seal_version",
    "stage_pointer",
    "version_engine",
    "versions",
    "warehouse_home",
    "writing",
]


def version_engine(path: Path, *, read_only: bool) -> Engine:
    """Engine on one file. The default pool: one shared connection would give wrong numbers."""
    return create_engine(
        URL.create("duckdb", database=str(path)), connect_args={"read_only": read_only}
    )


@contextmanager
def writing(home: Path, *, task: str, create: bool = False) -> Iterator[Engine]:
    """Engine on a copy of the current version, which becomes current if the block succeeds.

    Args:
        home: Folder of the warehouse.
        task: What is being done, for a second writer's message.
        create: Start the first version, empty, instead of copying.

    Raises:
        WarehouseBusyError: Another process is writing.
        WarehouseError: There is nothing to copy, already something where the first version was
            to be made, or no room on the disk. Nothing was changed.
    """
    kept = settings().kept_versions
    with disk_errors(home):
        if create:
            home.mkdir(parents=True, exist_ok=True)
        elif current_version(home) is None:
            raise NoWarehouseError(no_warehouse(home))
    with writer_lock(home, task=task), database_disk_errors(home), ExitStack() as undo:
        with disk_errors(home):
            version = begin_version(home, create=create)
        undo.callback(_remove, home, version)
        engine = version_engine(version_file(home, version), read_only=False)
        try:
            yield engine
            with engine.connect() as connection:
                checkpoint(connection)
        finally:
            engine.dispose()
        with disk_errors(home):
            seal_version(home, version)
            draft = stage_pointer(home, version)
            # From here on the version may be the current one: nothing removes it any more.
            undo.pop_all()
            move_pointer(home, draft)
            prune(home, kept=kept)


def begin_version(home: Path, *, create: bool) -> str:
    """Clear what killed writers left, then name the next version and copy the current into it.

    The six random digits tell two warehouses made in one folder apart, for readers that keep
    frames by version; they stay the same from version to version.
    """
    current = current_version(home)
    if create and current is not None:
        raise WarehouseExistsError(
            f"There is a warehouse in {home} already (version {current}). Import into it, or "
            "move the folder away to start another."
        )
    _remove_orphans(home, current)
    if current is None:
        return f"v000001-{secrets.token_hex(3)}"
    version = f"v{number_of(current) + 1:06}-{current.rpartition('-')[2]}"
    with ExitStack() as undo:
        undo.callback(_remove, home, version)
        shutil.copyfile(version_file(home, current), version_file(home, version))
        undo.pop_all()
    return version


def seal_version(home: Path, version: str) -> None:
    """Bring a finished version and its name to the disk, before anything points to it."""
    sync(version_file(home, version))
    sync(home)


def stage_pointer(home: Path, version: str) -> Path:
    """A pointer to ``version`` beside the real one, already on the disk."""
    draft = home / f"{POINTER}.tmp"
    draft.write_text(f"{version}\n", encoding="utf-8")
    sync(draft)
    return draft


def move_pointer(home: Path, draft: Path) -> None:
    """Make the staged pointer the real one: readers find the old or the new."""
    draft.replace(home / POINTER)
    sync(home)


def prune(home: Path, *, kept: int) -> None:
    """Remove versions older than the ``kept`` newest; the current one always stays."""
    for version in versions(home)[: -max(kept, 1)]:
        # What can't go now (Windows keeps a file that is open) goes with the next writer.
        with suppress(OSError):
            _remove(home, version)


def _remove_orphans(home: Path, current: str | None) -> None:
    newest = 0 if current is None else number_of(current)
    orphans = [name for name in all_versions(home) if number_of(name) > newest]
    # A killed first writer leaves version 1. More than that was published once, so it stays.
    if current is None and any(number_of(name) > 1 for name in orphans):
        raise WarehouseBrokenError(
            f"{home} holds versions but no {POINTER}. Write the name of the newest one into "
            f"{home / POINTER}: {', '.join(orphans)}."
        )
    for version in orphans:
        _remove(home, version)
    (home / f"{POINTER}.tmp").unlink(missing_ok=True)


def _remove(home: Path, version: str) -> None:
    for path in home.glob(f"{version}{SUFFIX}*"):
        # DuckDB's spill is a folder, its journal a file beside.
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
