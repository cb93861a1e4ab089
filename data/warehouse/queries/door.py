"""What every query goes through: the scope, the months of a version, the read itself."""

import re
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import polars as pl
from sqlalchemy import ColumnElement, Executable, and_, func, select

from data.catalogue import programme
from data.errors import ScopeError
from data.warehouse.engine import open_version, read
from data.warehouse.folder import warehouse_home
from data.warehouse.marts.calendar import month_end
from data.warehouse.schema import dim_cycle_month
from data.warehouse.scope import Scope

Level = Literal["city", "county", "township", "village"]
LEVELS = ("city", "county", "township", "village")
# Before any data: a month nothing was ever reported for.
NO_MONTH = date.min
CODE_LENGTH = 12
COUNTY_CODE_LENGTH = 6

_PREFIX = re.compile(r"[0-9]{4,12}", re.ASCII)


def rows(statement: Executable, data_version: str) -> pl.DataFrame:
    """The rows of a select on one version."""
    return read(statement, open_version(data_version))


def in_scope(
    scope: Scope, area_code: ColumnElement[str], area: str | None = None
) -> ColumnElement[bool]:
    """The condition every select has: an area in the scope and, if one is asked for, in that.

    Codes nest, so what lies in an area begins with its code; the city's ``230100`` stands for
    ``2301``. The city's own row therefore is in the city's scope and in no county's.

    Args:
        scope: Who is looking.
        area_code: The column with the codes of the rows.
        area: Code of the area asked for; any text, which finds nothing unless it is a code.

    Raises:
        ScopeError: The scope names no area.
    """
    check_area(scope)
    conditions = [_begins(area_code, scope.area_prefix)]
    if area is not None:
        city = programme().city_code
        conditions.append(_begins(area_code, city[:4] if area == city else area))
    return and_(*conditions)


def check_area(scope: Scope) -> None:
    """Raise unless the scope names an area.

    Raises:
        ScopeError: It doesn't (an empty prefix would mean everything), or it names one below
            the county and shows nothing finer than counties.
    """
    too_fine = scope.detail == "aggregate" and len(scope.area_prefix) > COUNTY_CODE_LENGTH
    if too_fine or not _PREFIX.fullmatch(scope.area_prefix):
        raise ScopeError("This account has no area it may see. Ask the administrator for one.")


def check_level(scope: Scope, level: str) -> None:
    """Raise unless the scope's level of detail shows areas of ``level``.

    Raises:
        ScopeError: It ends at the county.
        ValueError: There is no such level.
    """
    if level not in LEVELS:
        raise ValueError(f"level is one of {', '.join(LEVELS)}, not {level!r}")
    if scope.detail == "aggregate" and level in ("township", "village"):
        raise ScopeError("This account shows counties, not the townships and villages in them.")


def month_of(data_version: str, as_of: date) -> date:
    """The newest month end on ``as_of``, at latest the last month with data."""
    first, last = _months(warehouse_home(), data_version)
    if as_of >= last:
        return last
    if as_of < first:
        return NO_MONTH
    return as_of if as_of == month_end(as_of) else as_of.replace(day=1) - timedelta(days=1)


def _begins(area_code: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    # Codes are digits only, so everything that begins with the prefix lies between these two in
    # any collation; a scan skips blocks by them, and hostile text has no wildcards to use.
    return area_code.between(prefix, prefix + "9" * (CODE_LENGTH - len(prefix)))


@lru_cache(maxsize=8)
def _months(home: Path, data_version: str) -> tuple[date, date]:
    """First and last month with data: of one file in one folder they never change."""
    month = dim_cycle_month.c.month
    span: Any = rows(
        select(func.min(month).label("a"), func.max(month).label("b")), data_version
    )
    first, last = span.row(0)
    return (date.max, NO_MONTH) if first is None else (first, last)
