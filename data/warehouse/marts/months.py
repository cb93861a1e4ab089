"""The value of every area above the villages at every month end."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Double,
    Select,
    Subquery,
    and_,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    true,
    union_all,
)

from data.warehouse.marts import sums
from data.warehouse.marts.sums import month_sums
from data.warehouse.schema import (
    dim_area,
    dim_cycle_month,
    dim_indicator,
    mart_area_indicator,
    mart_area_month,
)

# The levels whose areas get rows, with the level of reporting that makes them parents.
PARENTS_OF = {
    "township": ("village",),
    "county": ("village", "township"),
    "city": ("village", "township", "county"),
}


def rebuild(connection: Connection) -> None:
    """Renew ``mart_area_month``: sums first, then the division of shares.

    Every area in which an indicator is expected, or was ever reported, has a row in every
    month; without a value by then its values are null.
    """
    connection.execute(delete(mart_area_month))
    sums.fill(connection)
    names = mart_area_month.columns.keys()
    connection.execute(insert(mart_area_month).from_select(names, _rows()))
    month_sums.drop(connection)


def _rows() -> Select[Any]:
    pairs = _pairs()
    months = (
        select(dim_cycle_month.c.month).where(dim_cycle_month.c.cycle == "month").subquery()
    )
    return (
        select(
            pairs.c.indicator_code,
            pairs.c.area_level,
            pairs.c.area_code,
            months.c.month,
            month_sums.c.latest_period,
            _value("reported"),
            _value("checked"),
            _value("certified"),
            _part("reported_numerator"),
            _part("reported_denominator"),
            pairs.c.expected_areas,
            func.coalesce(month_sums.c.valued_areas, 0),
            func.coalesce(month_sums.c.current_areas, 0),
        )
        .select_from(pairs)
        .join(months, true())
        .join(dim_indicator, dim_indicator.c.indicator_code == pairs.c.indicator_code)
        .outerjoin(
            month_sums,
            and_(
                month_sums.c.indicator_code == pairs.c.indicator_code,
                month_sums.c.area_level == pairs.c.area_level,
                month_sums.c.area_code == pairs.c.area_code,
                month_sums.c.month == months.c.month,
            ),
        )
        .order_by(pairs.c.area_level, months.c.month, pairs.c.indicator_code, pairs.c.area_code)
    )


def _value(verification: str) -> ColumnElement[Any]:
    """The sum; of a share the quotient, but what an area itself reported stays as it was."""
    value = _part(f"{verification}_value")
    numerator = _part(f"{verification}_numerator")
    denominator = _part(f"{verification}_denominator")
    share = case((denominator != 0, dim_indicator.c.factor * numerator / denominator))
    is_own = (dim_indicator.c.area_level == month_sums.c.area_level) & (
        dim_indicator.c.measure != "flow"
    )
    return case(
        (dim_indicator.c.aggregation != "share", value),
        (is_own, func.coalesce(value, share)),
        else_=share,
    )


def _part(name: str) -> ColumnElement[float]:
    return cast(month_sums.c[name], Double)


def _pairs() -> Subquery:
    """Indicators and areas that get rows, with the number of areas expected to report."""
    counts = [_expected(level, below) for level, below in PARENTS_OF.items()]
    keys = [month_sums.c.indicator_code, month_sums.c.area_level, month_sums.c.area_code]
    unexpected = select(*keys, literal(0).label("expected_areas")).distinct()
    every = union_all(*counts, _own(), unexpected).subquery()
    names = [every.c.indicator_code, every.c.area_level, every.c.area_code]
    total = cast(func.sum(every.c.expected_areas), BigInteger).label("expected_areas")
    return select(*names, total).group_by(*names).subquery()


def _own() -> Select[Any]:
    return (
        select(
            mart_area_indicator.c.indicator_code,
            dim_indicator.c.area_level,
            mart_area_indicator.c.area_code,
            literal(1).label("expected_areas"),
        )
        .select_from(mart_area_indicator)
        .join(
            dim_indicator,
            dim_indicator.c.indicator_code == mart_area_indicator.c.indicator_code,
        )
        .where(dim_indicator.c.area_level != "village")
    )


def _expected(level: str, below: tuple[str, ...]) -> Select[Any]:
    """How many areas are to report, in each parent of a level."""
    own, parent = dim_area.alias("own"), dim_area.alias("parent")
    within = {
        "township": parent.c.area_code == own.c.township_code,
        "county": parent.c.area_code == own.c.county_code,
        "city": true(),
    }
    keys = [mart_area_indicator.c.indicator_code, parent.c.area_level, parent.c.area_code]
    return (
        select(*keys, func.count().label("expected_areas"))
        .select_from(mart_area_indicator)
        .join(
            dim_indicator,
            dim_indicator.c.indicator_code == mart_area_indicator.c.indicator_code,
        )
        .join(own, own.c.area_code == mart_area_indicator.c.area_code)
        .join(parent, and_(parent.c.area_level == level, within[level]))
        .where(dim_indicator.c.area_level.in_(below), dim_indicator.c.aggregation != "none")
        .group_by(*keys)
    )
