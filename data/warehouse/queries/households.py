"""Who is still poor by the register of a year, without a single household leaving it."""

import polars as pl
from sqlalchemy import BigInteger, cast, func, select

from data.warehouse.current import current_rows
from data.warehouse.queries.door import in_scope, rows
from data.warehouse.schema import dim_area, fct_household_year
from data.warehouse.scope import Scope

STILL_POOR = ("not_exited", "ready", "fell_back")


def still_poor(scope: Scope, data_version: str, *, year: int) -> pl.DataFrame:
    """Households and people still poor at a year's end, by what makes them so.

    Returns:
        One row per village, main cause and attribute that occurs: area_code, main_cause and
        attribute (codes of forms.yml; null: the register doesn't say), households, people
        (persons). A village without a row has nobody still poor, or its register of that year
        hasn't come. A scope that ends at the county gets sums by county.
    """
    register = current_rows(
        fct_household_year, "household_key", "year", where=fct_household_year.c.year == year
    )
    place = dim_area.c.county_code if scope.detail == "aggregate" else register.c.area_code
    keys = [place.label("area_code"), register.c.main_cause, register.c.attribute]
    statement = (
        select(
            *keys,
            func.count().label("households"),
            cast(func.sum(register.c.people), BigInteger).label("people"),
        )
        .join(dim_area, dim_area.c.area_code == register.c.area_code)
        # Only now: a household that a correction put elsewhere must not count in both places.
        .where(
            in_scope(scope, register.c.area_code), register.c.register_status.in_(STILL_POOR)
        )
        .group_by(*keys)
        .order_by(*keys)
    )
    return rows(statement, data_version)
