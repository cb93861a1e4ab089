"""The one place that opens a version, reads from it and loads into it."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, cast

import duckdb
import polars as pl
from duckdb_sqlalchemy import insert_from_arrow
from sqlalchemy import Connection, Engine, Executable, Table, select
from sqlalchemy.exc import DBAPIError

from data.errors import (
    NoWarehouseError,
    VersionGoneError,
    WarehouseBrokenError,
    WarehouseError,
    WarehouseSchemaError,
)
from data.warehouse import folder
from data.warehouse.schema import SCHEMA_VERSION, warehouse_info
from data.warehouse.snapshots import version_engine

# A reader on an old page may still ask for the version before; 20 open ones cost 1.7 GB.
OPEN_VERSIONS = 2

_engines: OrderedDict[Path, Engine] = OrderedDict()
_guard = Lock()


def data_version() -> str:
    """Name of the current version: part of the key of every cached read.

    Raises:
        WarehouseError: There is no warehouse, or its pointer is broken.
    """
    home = folder.warehouse_home()
    version = folder.current_version(home)
    if version is None:
        raise NoWarehouseError(folder.no_warehouse(home))
    return version


def open_version(data_version: str) -> Engine:
    """Read-only engine on one version, shared by the whole process.

    The least recently used engine is closed when there are too many; a reader in the middle of
    a result on it still finishes.

    Raises:
        WarehouseError: The version is gone, can't be read or is of another schema.
    """
    path = folder.version_file(folder.warehouse_home(), data_version)
    with _guard:
        engine = _engines.get(path)
        if engine is None:
            engine = _engines[path] = _opened(path)
        _engines.move_to_end(path)
        while len(_engines) > OPEN_VERSIONS:
            _engines.popitem(last=False)[1].dispose()
        return engine


def read(statement: Executable, engine: Engine) -> pl.DataFrame:
    """The rows of one select, with native types. Values go in as bound parameters.

    Raises:
        WarehouseBrokenError: The file is damaged.
    """
    with _damage(engine), engine.connect() as connection:
        cursor = cast(Any, connection.execute(statement).cursor)
        return cast(pl.DataFrame, cursor.pl())


def fetch(statement: Executable, connection: Connection) -> pl.DataFrame:
    """The rows of one select as the connection's transaction sees them."""
    return cast(pl.DataFrame, cast(Any, connection.execute(statement).cursor).pl())


def append(connection: Connection, table: Table, frame: pl.DataFrame) -> None:
    """Add a frame's rows to a table, within the connection's transaction.

    The frame's columns are named as the table's; those it lacks become null.
    """
    if not frame.is_empty():
        insert_from_arrow(connection, table, frame.to_arrow(), columns=frame.columns)


def require_schema(engine: Engine) -> None:
    """Refuse a version whose tables aren't this program's.

    Raises:
        WarehouseSchemaError: It was made by an older or a newer program.
        WarehouseBrokenError: It is no warehouse, or damaged.
    """
    statement = select(warehouse_info.c.info_value).where(
        warehouse_info.c.info_key == "schema_version"
    )
    try:
        with engine.connect() as connection:
            found = connection.execute(statement).scalar_one_or_none()
    except DBAPIError as error:
        raise _broken(engine, error) from error
    if found != SCHEMA_VERSION:
        raise WarehouseSchemaError(
            f"{engine.url.database} has tables of version {found}, this program needs "
            f"{SCHEMA_VERSION}. Make the warehouse anew from the files that were imported."
        )


def _opened(path: Path) -> Engine:
    if not folder.is_version(path.stem) or not path.is_file():
        raise VersionGoneError(
            f"Version {path.stem[:40]!r} is no longer kept in {path.parent}. Reload the page "
            "to read the current one."
        )
    engine = version_engine(path, read_only=True)
    try:
        require_schema(engine)
    except WarehouseError:
        engine.dispose()
        raise
    return engine


@contextmanager
def _damage(engine: Engine) -> Iterator[None]:
    """Turn what a damaged file makes the database say into a WarehouseBrokenError.

    Other errors of the database pass: they are faults of ours.
    """
    try:
        yield
    except duckdb.IOException as error:
        raise _broken(engine, error) from error
    except DBAPIError as error:
        if isinstance(error.orig, duckdb.IOException):
            raise _broken(engine, error.orig) from error
        raise


def _broken(engine: Engine, error: Exception) -> WarehouseBrokenError:
    reason = str(getattr(error, "orig", error)).partition("\n")[0]
    path = Path(str(engine.url.database))
    return WarehouseBrokenError(
        f"{path} can't be read as a warehouse ({reason}). Write the name of an earlier version "
        f"into {path.parent / folder.POINTER}, or restore the file."
    )
