"""Values of single villages: no mart holds them by month, so their spans are asked."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    or_,
    select,
    union_all,
)

from data.warehouse.queries.door import in_scope
from data.warehouse.schema import (
    dim_cycle_month,
    dim_indicator,
    mart_area_indicator,
    mart_latest,
)
from data.warehouse.scope import Scope


def village_rows(
    scope: Scope,
    months: Sequence[date] | date,
    indicators: Collection[str] | None,
    area: str | None,
) -> Select[Any]:
    """Select of village rows with the columns of a parent's; see `actuals.month_rows`."""
    values = _values(scope, months, indicators, area)
    expected = _expected(scope, months, indicators, area)
    indicator, cycle = dim_indicator.c, dim_cycle_month.c
    month = func.coalesce(expected.c.month, values.c.month)
    area_code = func.coalesce(expected.c.area_code, values.c.area_code)
    indicator_code = func.coalesce(expected.c.indicator_code, values.c.indicator_code)
    is_expected = expected.c.area_code.is_not(None)
    is_valued = is_expected & values.c.latest_period.is_not(None)
    is_current = is_valued & or_(
        cycle.last_period.is_(None), values.c.latest_period >= cycle.last_period
    )
    return (
        select(
            month.label("month"),
            area_code.label("area_code"),
            indicator_code.label("indicator_code"),
            values.c.latest_period,
            *(
                values.c[f"{verification}_value"]
                for verification in ("reported", "checked", "certified")
            ),
            values.c.numerator,
            values.c.denominator,
            _one_if(is_expected).label("expected_areas"),
            _one_if(is_valued).label("valued_areas"),
            _one_if(is_current).label("current_areas"),
        )
        .select_from(expected)
        .outerjoin(
            values,
            and_(
                values.c.area_code == expected.c.area_code,
                values.c.indicator_code == expected.c.indicator_code,
                values.c.month == expected.c.month,
            ),
            full=True,
        )
        .join(dim_indicator, indicator.indicator_code == indicator_code)
        .join(dim_cycle_month, and_(cycle.cycle == indicator.cycle, cycle.month == month))
        # Asked here, of few rows: a join before the scan of all values would slow it twofold.
        .where(indicator.area_level == "village")
        .order_by(month, indicator_code, area_code)
    )


def _values(
    scope: Scope,
    months: Sequence[date] | date,
    indicators: Collection[str] | None,
    area: str | None,
) -> Subquery:
    latest = mart_latest.c
    conditions = [in_scope(scope, latest.area_code, area)]
    if indicators is not None:
        conditions.append(latest.indicator_code.in_(indicators))
    if isinstance(months, date):
        calendar = _calendar(months)
        return (
            _summed(calendar.c.month, calendar.c.month)
            .join(
                calendar,
                and_(calendar.c.month >= latest.period, calendar.c.month < latest.counts_until),
            )
            .where(latest.period <= months, *conditions)
            .subquery()
        )
    # One scan a month: a constant lets it pass over most rows, which a join wouldn't.
    looks = [
        _summed(cast(month, Date)).where(
            latest.period <= month, latest.counts_until > month, *conditions
        )
        for month in months
    ]
    return union_all(*looks).subquery()


def _summed(month: ColumnElement[date], *keys: ColumnElement[date]) -> Select[Any]:
    """Values of villages by indicator; ``keys`` are further columns to keep them apart by."""
    latest = mart_latest.c
    reported = latest.verification == "reported"
    return (
        select(
            month.label("month"),
            latest.area_code,
            latest.indicator_code,
            func.max(case((reported, latest.period))).label("latest_period"),
            *(
                func.sum(case((latest.verification == verification, latest.obs_value))).label(
                    f"{verification}_value"
                )
                for verification in ("reported", "checked", "certified")
            ),
            func.sum(case((reported, latest.numerator))).label("numerator"),
            func.sum(case((reported, latest.denominator))).label("denominator"),
        )
        .select_from(mart_latest)
        .group_by(latest.area_code, latest.indicator_code, *keys)
    )


def _expected(
    scope: Scope,
    months: Sequence[date] | date,
    indicators: Collection[str] | None,
    area: str | None,
) -> Subquery:
    pairs, calendar = mart_area_indicator.c, _calendar(months)
    conditions: list[ColumnElement[bool]] = [
        dim_indicator.c.area_level == "village",
        in_scope(scope, pairs.area_code, area),
    ]
    if indicators is not None:
        conditions.append(pairs.indicator_code.in_(indicators))
    return (
        select(calendar.c.month, pairs.area_code, pairs.indicator_code)
        .select_from(mart_area_indicator)
        .join(dim_indicator, dim_indicator.c.indicator_code == pairs.indicator_code)
        .join(calendar, calendar.c.month.is_not(None))
        .where(*conditions)
        .subquery()
    )


def _calendar(months: Sequence[date] | date) -> Subquery:
    month = dim_cycle_month.c.month
    asked = month <= months if isinstance(months, date) else month.in_(months)
    return select(month).where(dim_cycle_month.c.cycle == "month", asked).subquery()


def _one_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return cast(case((condition, 1), else_=0), BigInteger)
