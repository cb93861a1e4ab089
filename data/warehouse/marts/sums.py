"""What is added up for every area and month, before any division.

A table of one rebuild only. Values are summed where they are reported, or in the townships
where villages report them; every level above is the sum of the one below it, so children
always make their parent.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Date,
    MetaData,
    Select,
    String,
    Table,
    and_,
    case,
    cast,
    func,
    insert,
    literal,
    or_,
    select,
)

from data.warehouse.marts.spans import EXACT, VERIFICATIONS, month_spans, span_sums
from data.warehouse.schema import (
    dim_area,
    dim_cycle_month,
    dim_indicator,
    mart_area_indicator,
)

PARTS = [
    f"{verification}_{part}"
    for verification in VERIFICATIONS
    for part in ("value", "numerator", "denominator")
]

month_sums = Table(
    "month_sums",
    MetaData(),
    Column("indicator_code", String),
    Column("area_level", String),
    Column("area_code", String),
    Column("month", Date),
    Column("latest_period", Date),
    *(Column(part, EXACT) for part in PARTS),
    Column("valued_areas", BigInteger),
    Column("current_areas", BigInteger),
    prefixes=["TEMPORARY"],
    comment="One row per indicator, area with a value below or in it, and month.",
)


def fill(connection: Connection) -> None:
    """Create and fill ``month_sums``; the caller drops it."""
    month_sums.create(connection)
    _insert(connection, _reported(is_flow=False))
    _insert(connection, _reported(is_flow=True))
    _insert(connection, _derived())
    _insert(connection, _parents("township", "county"))
    _insert(connection, _parents("county", "city"))


def _reported(*, is_flow: bool) -> Select[Any]:
    """Sums at the level of reporting, or of townships for what villages report."""
    sums, spans, cycle = span_sums(is_flow=is_flow), month_spans(), dim_cycle_month.c
    keys = [sums.c.indicator_code, sums.c.area_level, sums.c.area_code, spans.c.month]
    counted = sums.c.counted_areas
    # A flow has many rows an area, which counts once. Of all else one row counts at a time.
    valued = (
        func.count(case((counted > 0, sums.c.own_code)).distinct())
        if is_flow
        else func.sum(counted)
    )
    is_current = or_(cycle.last_period.is_(None), sums.c.period >= cycle.last_period)
    parts = [
        func.sum(case((sums.c.verification == verification, sums.c[part])))
        for verification in VERIFICATIONS
        for part in ("value", "numerator", "denominator")
    ]
    return (
        select(
            *keys,
            func.max(case((sums.c.verification == "reported", sums.c.period))),
            *parts,
            _count(valued),
            _count(func.sum(case((is_current, counted), else_=0))),
        )
        .select_from(sums)
        .join(
            spans,
            and_(
                spans.c.period == sums.c.period,
                spans.c.counts_until == sums.c.counts_until,
            ),
        )
        .join(
            dim_cycle_month,
            and_(cycle.cycle == sums.c.cycle, cycle.month == spans.c.month),
        )
        .group_by(*keys)
    )


def _derived() -> Select[Any]:
    """Indicators that are the sum of others, in the areas that report those (never villages).

    Such a sum counts as valued, or current, where every part expected in the area is.
    """
    part, whole = dim_indicator.alias("part"), dim_indicator.alias("whole")
    expected = (
        select(
            part.c.component_of, mart_area_indicator.c.area_code, func.count().label("parts")
        )
        .select_from(mart_area_indicator)
        .join(part, part.c.indicator_code == mart_area_indicator.c.indicator_code)
        .where(part.c.component_of.is_not(None))
        .group_by(part.c.component_of, mart_area_indicator.c.area_code)
        .subquery()
    )
    keys = [
        part.c.component_of,
        month_sums.c.area_level,
        month_sums.c.area_code,
        month_sums.c.month,
    ]
    return (
        select(
            *keys,
            func.max(month_sums.c.latest_period),
            *(func.sum(month_sums.c[name]) for name in PARTS),
            *(
                _count(case((func.sum(month_sums.c[name]) >= expected.c.parts, 1), else_=0))
                for name in ("valued_areas", "current_areas")
            ),
        )
        .select_from(month_sums)
        .join(part, part.c.indicator_code == month_sums.c.indicator_code)
        .join(whole, whole.c.indicator_code == part.c.component_of)
        .outerjoin(
            expected,
            and_(
                expected.c.component_of == part.c.component_of,
                expected.c.area_code == month_sums.c.area_code,
            ),
        )
        .where(month_sums.c.area_level == whole.c.area_level)
        .group_by(*keys, expected.c.parts)
    )


def _parents(level: str, parent_level: str) -> Select[Any]:
    """The level above as the sum of a level, for what may be added."""
    keys = [month_sums.c.indicator_code, dim_area.c.parent_code, month_sums.c.month]
    counts = [month_sums.c.valued_areas, month_sums.c.current_areas]
    return (
        select(
            keys[0],
            literal(parent_level),
            *keys[1:],
            func.max(month_sums.c.latest_period),
            *(func.sum(month_sums.c[name]) for name in PARTS),
            *(_count(func.sum(count)) for count in counts),
        )
        .select_from(month_sums)
        .join(dim_area, dim_area.c.area_code == month_sums.c.area_code)
        .join(dim_indicator, dim_indicator.c.indicator_code == month_sums.c.indicator_code)
        .where(month_sums.c.area_level == level, dim_indicator.c.aggregation != "none")
        .group_by(*keys)
    )


def _insert(connection: Connection, rows: Select[Any]) -> None:
    connection.execute(insert(month_sums).from_select(month_sums.columns.keys(), rows))


def _count(number: ColumnElement[Any]) -> ColumnElement[int]:
    # A sum of counts comes back as a decimal of 38 digits.
    return cast(number, BigInteger)
