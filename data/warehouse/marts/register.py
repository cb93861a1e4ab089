"""How households moved through the register from one year end to the next."""

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Subquery,
    and_,
    case,
    cast,
    delete,
    func,
    insert,
    select,
)

from data.warehouse.current import current_rows
from data.warehouse.schema import dim_area, fct_household_year, mart_register_change


def rebuild(connection: Connection) -> None:
    """Renew ``mart_register_change`` for years that are there together with the year before.

    Years are compared county by county, so a county whose register hasn't arrived isn't taken
    for one that everybody left. A household that moved leaves one village and enters the other.
    """
    connection.execute(delete(mart_register_change))
    register = current_rows(fct_household_year, "household_key", "year")
    before, after = register.alias("before_year"), register.alias("after_year")
    moves = (
        select(
            func.coalesce(after.c.area_code, before.c.area_code).label("area_code"),
            func.coalesce(after.c.year, before.c.year + 1).label("year"),
            before.c.register_status.label("status_before"),
            after.c.register_status.label("register_status"),
            func.coalesce(before.c.people, 0).label("people_before"),
            func.coalesce(after.c.people, 0).label("people"),
            # Null unless it was there both times: then joining or leaving is no rise or fall.
            (after.c.people - before.c.people).label("rise"),
        )
        .select_from(after)
        .outerjoin(
            before,
            and_(
                before.c.household_key == after.c.household_key,
                before.c.area_code == after.c.area_code,
                before.c.year + 1 == after.c.year,
            ),
            full=True,
        )
        .subquery()
    )
    years = _compared_years(register)
    keys = [moves.c.area_code, moves.c.year, moves.c.status_before, moves.c.register_status]
    rows = (
        select(
            *keys,
            func.count(),
            _total(moves.c.people_before),
            _total(moves.c.people),
            _total(case((moves.c.rise > 0, moves.c.rise), else_=0)),
            _total(case((moves.c.rise < 0, -moves.c.rise), else_=0)),
        )
        .join(dim_area, dim_area.c.area_code == moves.c.area_code)
        .join(
            years,
            and_(years.c.county_code == dim_area.c.county_code, years.c.year == moves.c.year),
        )
        .group_by(*keys)
        .order_by(*keys)
    )
    names = mart_register_change.columns.keys()
    connection.execute(insert(mart_register_change).from_select(names, rows))


def _compared_years(register: Subquery) -> Subquery:
    """Counties and years with a register of that year and of the year before."""
    there = (
        select(dim_area.c.county_code, register.c.year)
        .join(register, register.c.area_code == dim_area.c.area_code)
        .distinct()
    )
    this, last = there.subquery(), there.subquery()
    return (
        select(this.c.county_code, this.c.year)
        .join(
            last,
            and_(last.c.county_code == this.c.county_code, last.c.year + 1 == this.c.year),
        )
        .subquery()
    )


def _total(number: ColumnElement[int]) -> ColumnElement[int]:
    return cast(func.sum(number), BigInteger)
