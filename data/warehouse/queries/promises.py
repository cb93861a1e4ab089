"""What was promised: targets and yearly plans."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
from sqlalchemy import Select, Subquery, func, or_, select

from data.warehouse.current import current_rows
from data.warehouse.folder import warehouse_home
from data.warehouse.queries.door import in_scope, rows
from data.warehouse.schema import dim_area, fct_plan, fct_target
from data.warehouse.scope import Scope

TARGET_KEYS = (
    "indicator_code",
    "target_version",
    "baseline_date",
    "target_date",
    "document_no",
    "approved_on",
    "approved_by",
)


def targets(scope: Scope, data_version: str, *, as_of: date) -> pl.DataFrame:
    """Targets as they stood on a day.

    Returns:
        One row per area, indicator and target version: area_code, indicator_code,
        target_version (policy; adjusted only once it was approved by ``as_of``),
        baseline_date, baseline_value, target_date, target_value (indicator's unit),
        document_no, approved_on, approved_by. A scope that ends at the county gets the sums of
        what lies below, one row for each set of equal dates and document.
    """
    home = warehouse_home()
    # Between two approvals the answer is the same.
    since = max((day for day in _days(home, data_version) if day <= as_of), default=date.min)
    return _targets(home, scope, data_version, since)


def plans(scope: Scope, data_version: str) -> pl.DataFrame:
    """One row per area, indicator and year: area_code, indicator_code, year, planned_value.

    ``planned_value`` is the task of that year alone, in the indicator's unit. A scope that ends
    at the county gets the sums of what lies below.
    """
    return _plans(warehouse_home(), scope, data_version)


@lru_cache(maxsize=8)
def _days(home: Path, data_version: str) -> list[date]:
    """Days on which adjusted targets were approved."""
    approved_on = fct_target.c.approved_on
    days = select(approved_on).where(approved_on.is_not(None)).distinct()
    return rows(days, data_version)["approved_on"].to_list()


@lru_cache(maxsize=16)
def _targets(home: Path, scope: Scope, data_version: str, as_of: date) -> pl.DataFrame:
    approved = or_(fct_target.c.approved_on.is_(None), fct_target.c.approved_on <= as_of)
    current = current_rows(
        fct_target, "area_code", "indicator_code", "target_version", where=approved
    )
    return rows(
        _seen(scope, current, TARGET_KEYS, ("baseline_value", "target_value")), data_version
    )


@lru_cache(maxsize=8)
def _plans(home: Path, scope: Scope, data_version: str) -> pl.DataFrame:
    current = current_rows(fct_plan, "area_code", "indicator_code", "year")
    return rows(
        _seen(scope, current, ("indicator_code", "year"), ("planned_value",)), data_version
    )


def _seen(
    scope: Scope, current: Subquery, keys: tuple[str, ...], values: tuple[str, ...]
) -> Select[Any]:
    kept = [current.c[name] for name in keys]
    if scope.detail != "aggregate":
        return (
            select(current.c.area_code, *kept, *(current.c[name] for name in values))
            .where(in_scope(scope, current.c.area_code))
            .order_by(current.c.indicator_code, current.c.area_code)
        )
    seen = (
        select(
            func.coalesce(dim_area.c.county_code, current.c.area_code).label("area_code"),
            *kept,
            *(current.c[name] for name in values),
        )
        .select_from(current)
        .join(dim_area, dim_area.c.area_code == current.c.area_code)
        .where(in_scope(scope, current.c.area_code))
        .subquery()
    )
    groups = [seen.c[name] for name in ("area_code", *keys)]
    return (
        select(*groups, *(func.sum(seen.c[name]).label(name) for name in values))
        .group_by(*groups)
        .order_by(seen.c.indicator_code, seen.c.area_code)
    )
