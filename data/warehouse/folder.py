"""The folder of the warehouse: where it is, which versions lie in it, which one is current."""

import os
import re
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from data.errors import WarehouseAddressError, WarehouseBrokenError

POINTER = "CURRENT"
SUFFIX = ".duckdb"
DEFAULT_HOME = Path(__file__).parents[2] / "warehouse"
_VERSION = re.compile(r"v(\d{6})-[0-9a-f]{6}")


def warehouse_home() -> Path:
    """Folder of the warehouse: ``WAREHOUSE_URL``, else ``warehouse`` in the project's root.

    Raises:
        WarehouseAddressError: ``WAREHOUSE_URL`` isn't of the form ``duckdb:///FOLDER``.
    """
    given = os.environ.get("WAREHOUSE_URL")
    if not given:
        return DEFAULT_HOME
    try:
        url = make_url(given)
    except ArgumentError:
        url = None
    if url is None or url.drivername != "duckdb" or not url.database:
        # Not repeated in the message: the URL of a server may hold a password.
        raise WarehouseAddressError(
            "WAREHOUSE_URL must be duckdb:///FOLDER (four slashes for an absolute folder)."
        )
    return Path(url.database)


def is_version(name: str) -> bool:
    """Whether ``name`` could be a version's: ``v000012-`` and six hexadecimal digits."""
    return _VERSION.fullmatch(name) is not None


def current_version(home: Path) -> str | None:
    """Name of the version readers are to open; null while there is no warehouse.

    Raises:
        WarehouseBrokenError: The pointer can't be read, or names no version that is there.
    """
    pointer = home / POINTER
    try:
        version = pointer.read_text(encoding="utf-8", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise WarehouseBrokenError(
            f"{pointer} can't be read ({error.strerror}). Give this user the right to read it."
        ) from error
    if not is_version(version) or not version_file(home, version).is_file():
        there = ", ".join(all_versions(home)) or "none"
        raise WarehouseBrokenError(
            f"{pointer} names no version that is there: {version[:40]!r}. Write the name of "
            f"the newest whole version into it, or restore the folder. Versions there: {there}."
        )
    return version


def versions(home: Path) -> list[str]:
    """Published versions that are kept, oldest first; the last one is current."""
    current = current_version(home)
    if current is None:
        return []
    return [name for name in all_versions(home) if number_of(name) <= number_of(current)]


def version_file(home: Path, version: str) -> Path:
    """Where a version lies."""
    return home / f"{version}{SUFFIX}"


def no_warehouse(home: Path) -> str:
    """Sentence for whoever finds no warehouse."""
    return (
        f"There is no warehouse in {home} yet. Make one with `uv run python -m data sample` "
        "(simulated) or `uv run python -m data create --empty`."
    )


def all_versions(home: Path) -> list[str]:
    """Names of every version file, published or not, oldest first."""
    return sorted(p.stem for p in home.glob(f"*{SUFFIX}") if is_version(p.stem))


def number_of(version: str) -> int:
    """12 for ``v000012-1a2b3c``."""
    return int(version[1:7])
