"""What corrections with a document number changed within a year."""

from collections.abc import Collection
from datetime import date

import polars as pl
from sqlalchemy import func, select

from data.warehouse.marts.calendar import month_end
from data.warehouse.queries.door import NO_MONTH, in_scope, month_of, rows
from data.warehouse.schema import dim_area, fct_observation, mart_latest
from data.warehouse.scope import Scope

KEY = ["area_code", "indicator_code"]
SCHEMA = {
    "area_code": pl.String,
    "indicator_code": pl.String,
    "lowered_by": pl.Float64,
    "raised_by": pl.Float64,
}


def corrections(
    scope: Scope,
    data_version: str,
    *,
    as_of: date,
    indicators: Collection[str] | None = None,
) -> pl.DataFrame:
    """What documents took off values and put on them in the twelve months before a day.

    Returns:
        One row per area and indicator with a value that has a document number of its own:
        area_code, indicator_code, lowered_by and raised_by (sums of the changes from the value
        before, in the indicator's unit). A scope that ends at the county gets the sums of what
        lies below.
    """
    month = month_of(data_version, as_of)
    found = _documented(data_version, scope, month, indicators)
    if found.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    values = _values(data_version, scope, month, found)
    before = values.select(*KEY, pl.col("next_period").alias("period"), before="obs_value")
    changed = (
        values.join(found, on=[*KEY, "period", "import_id", "row_number"])
        .join(before, on=[*KEY, "period"])
        .with_columns(change=pl.col("obs_value") - pl.col("before"))
    )
    place = "county_code" if scope.detail == "aggregate" else "area_code"
    return (
        changed.group_by("indicator_code", area_code=place)
        .agg(
            lowered_by=(-pl.col("change")).clip(lower_bound=0).sum(),
            raised_by=pl.col("change").clip(lower_bound=0).sum(),
        )
        .select(*SCHEMA)
        .sort(KEY)
    )


def _documented(
    data_version: str, scope: Scope, month: date, indicators: Collection[str] | None
) -> pl.DataFrame:
    fact = fct_observation.c
    asked = [] if indicators is None else [fact.indicator_code.in_(indicators)]
    statement = (
        select(
            fact.area_code,
            fact.indicator_code,
            fact.period,
            fact.import_id,
            fact.row_number,
            func.coalesce(dim_area.c.county_code, fact.area_code).label("county_code"),
        )
        .join(dim_area, dim_area.c.area_code == fact.area_code)
        .where(
            fact.document_no.is_not(None),
            fact.verification == "reported",
            fact.period > _year_before(month),
            fact.period <= month,
            *asked,
            in_scope(scope, fact.area_code),
        )
    )
    return rows(statement, data_version)


def _values(data_version: str, scope: Scope, month: date, found: pl.DataFrame) -> pl.DataFrame:
    latest = mart_latest.c
    names = ("area_code", "indicator_code", "period", "next_period", "obs_value")
    statement = select(
        *(latest[name] for name in names), latest.import_id, latest.row_number
    ).where(
        latest.verification == "reported",
        latest.area_code.in_(found["area_code"].unique().to_list()),
        latest.indicator_code.in_(found["indicator_code"].unique().to_list()),
        latest.period <= month,
        latest.next_period > _year_before(month),
        in_scope(scope, latest.area_code),
    )
    return rows(statement, data_version)


def _year_before(month: date) -> date:
    return month if month == NO_MONTH else month_end(date(month.year - 1, month.month, 1))
