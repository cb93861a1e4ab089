"""What was reported, checked and certified by a month end, at any level of areas."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, Select, or_, select

from data.warehouse.queries.door import Level, check_level, in_scope, month_of, rows
from data.warehouse.queries.villages import village_rows
from data.warehouse.schema import mart_area_month
from data.warehouse.scope import Scope

VALUE_COLUMNS = (
    "latest_period",
    "reported_value",
    "checked_value",
    "certified_value",
    "numerator",
    "denominator",
    "expected_areas",
    "valued_areas",
    "current_areas",
)


def actuals(
    scope: Scope,
    data_version: str,
    *,
    as_of: date,
    level: Level,
    indicators: Collection[str] | None = None,
    area: str | None = None,
) -> pl.DataFrame:
    """Values on the newest month end up to ``as_of``.

    A cumulative value, a level or an event is the latest one reported by then, carried forward;
    a flow is the sum of the calendar year's periods so far. A parent's value is the sum of its
    areas' values, a share's the quotient of the sums; an indicator that mustn't be added has no
    rows above its own level.

    Args:
        scope: Who is looking.
        data_version: Version to read.
        as_of: Later periods are ignored.
        level: Areas that get rows.
        indicators: Only these; null is all of them.
        area: Only what lies in it; null is the whole scope.

    Returns:
        One row per area and indicator that is expected there or was reported: area_code,
        indicator_code, latest_period (newest period in the value), reported_value,
        checked_value, certified_value (indicator's unit; null: nothing by then), numerator and
        denominator (of the reported share), expected_areas, valued_areas (of them with any
        value by then), current_areas (of them with one for the last period ended).

    Raises:
        ScopeError: The scope doesn't show areas of that level.
    """
    months = [month_of(data_version, as_of)]
    return month_rows(scope, data_version, months, level, indicators, area).drop("month")


def series(
    scope: Scope,
    data_version: str,
    *,
    indicators: Collection[str],
    level: Level,
    through: date,
    area: str | None = None,
) -> pl.DataFrame:
    """The values of `actuals` at every month end up to ``through``, with column ``month``.

    Raises:
        ScopeError: The scope doesn't show areas of that level.
    """
    last = month_of(data_version, through)
    return month_rows(scope, data_version, last, level, indicators, area)


def month_rows(
    scope: Scope,
    data_version: str,
    months: Sequence[date] | date,
    level: Level,
    indicators: Collection[str] | None,
    area: str | None,
) -> pl.DataFrame:
    """Rows of `actuals` for some month ends, or for every one up to a last.

    Raises:
        ScopeError: The scope doesn't show areas of that level.
    """
    check_level(scope, level)
    if level == "village":
        statement = village_rows(scope, months, indicators, area)
    else:
        statement = _parent_rows(scope, months, level, indicators, area)
    return rows(statement, data_version)


def _parent_rows(
    scope: Scope,
    months: Sequence[date] | date,
    level: Level,
    indicators: Collection[str] | None,
    area: str | None,
) -> Select[Any]:
    mart = mart_area_month.c
    conditions: list[ColumnElement[bool]] = [
        mart.area_level == level,
        mart.month <= months if isinstance(months, date) else mart.month.in_(months),
        # A pair that nobody expects has rows in every month, also before it was first reported.
        or_(mart.expected_areas > 0, mart.latest_period.is_not(None)),
        in_scope(scope, mart.area_code, area),
    ]
    if indicators is not None:
        conditions.append(mart.indicator_code.in_(indicators))
    return (
        select(
            mart.month,
            mart.area_code,
            mart.indicator_code,
            *(mart[name] for name in VALUE_COLUMNS),
        )
        .where(*conditions)
        .order_by(mart.month, mart.indicator_code, mart.area_code)
    )
