"""What came when, how the register moved, and the state of the data as a whole."""

from datetime import date

import polars as pl
from sqlalchemy import Date, cast, func, select, true, union

from data.catalogue import programme, settings
from data.warehouse.current import valid_rows
from data.warehouse.queries.door import check_area, in_scope, rows
from data.warehouse.schema import (
    dim_area,
    dim_cycle_month,
    fct_deduction,
    fct_designation,
    fct_evaluation,
    fct_household_year,
    fct_notice,
    fct_observation,
    fct_plan,
    fct_problem,
    fct_target,
    fct_village_year,
    fct_work,
    import_batch,
    mart_coverage,
    mart_register_change,
    warehouse_info,
)
from data.warehouse.scope import Scope

FACTS = (
    fct_observation,
    fct_target,
    fct_plan,
    fct_designation,
    fct_household_year,
    fct_village_year,
    fct_problem,
    fct_evaluation,
    fct_notice,
    fct_deduction,
    fct_work,
)


def programme_state(scope: Scope, data_version: str) -> pl.DataFrame:
    """The data as a whole, the same for every scope.

    Returns:
        One row: data_class (real or simulated), first_month and latest_month (month ends; null
        without data), default_as_of (last month of whose returns the share of settings.yml has
        arrived; the latest month if there is none), latest_arrival (date of the newest return
        of indicators, the form by which months fall due; null without one), designated_since
        (first day on which any area has a role; null without designations: then ``has_task``
        of `areas` is false of all, and nobody knows of whom it is true).
    """
    check_area(scope)
    arrived = (
        select(mart_coverage.c.period)
        .group_by(mart_coverage.c.period)
        .having(
            func.sum(mart_coverage.c.reported_areas)
            >= settings().default_as_of_share * func.sum(mart_coverage.c.due_areas)
        )
        .subquery()
    )
    complete = select(func.max(arrived.c.period)).scalar_subquery()
    months = select(
        func.min(dim_cycle_month.c.month).label("first_month"),
        func.max(dim_cycle_month.c.month).label("latest_month"),
    ).subquery()
    # Outlines, targets or a ledger that come today say nothing of the months' returns.
    newest = select(cast(func.max(import_batch.c.received_at), Date)).where(
        import_batch.c.batch_state != "withdrawn", import_batch.c.form_code == "observations"
    )
    roles = valid_rows(fct_designation).subquery()
    statement = (
        select(
            warehouse_info.c.info_value.label("data_class"),
            months.c.first_month,
            months.c.latest_month,
            func.coalesce(complete, months.c.latest_month).label("default_as_of"),
            newest.scalar_subquery().label("latest_arrival"),
            select(func.min(roles.c.valid_from)).scalar_subquery().label("designated_since"),
        )
        .select_from(warehouse_info.join(months, true()))
        .where(warehouse_info.c.info_key == "data_class")
    )
    return rows(statement, data_version)


def coverage(scope: Scope, data_version: str, *, as_of: date) -> pl.DataFrame:
    """What was due for the periods that had ended by a day, and what of it has come since.

    Returns:
        One row per indicator, county and period: the columns of ``mart_coverage``. What the
        city itself reports has a null county and is in the city's scope.
    """
    mart = mart_coverage.c
    place = func.coalesce(mart.county_code, programme().city_code)
    statement = (
        select(mart_coverage)
        .where(mart.period <= as_of, in_scope(scope, place))
        .order_by(mart.period, mart.indicator_code, mart.county_code)
    )
    return rows(statement, data_version)


def register_changes(scope: Scope, data_version: str, *, through_year: int) -> pl.DataFrame:
    """How households moved through the register, up to a year's end.

    Returns:
        One row per village, year, status before and status after: the columns of
        ``mart_register_change``. A scope that ends at the county gets sums by county.
    """
    mart = mart_register_change.c
    condition = mart.year <= through_year, in_scope(scope, mart.area_code)
    if scope.detail != "aggregate":
        statement = (
            select(mart_register_change).where(*condition).order_by(mart.year, mart.area_code)
        )
        return rows(statement, data_version)
    keys = [dim_area.c.county_code, mart.year, mart.status_before, mart.register_status]
    totals = ("households", "people_before", "people", "people_increase", "people_decrease")
    summed = (
        select(
            keys[0].label("area_code"),
            *keys[1:],
            *(cast(func.sum(mart[name]), mart[name].type).label(name) for name in totals),
        )
        .select_from(mart_register_change)
        .join(dim_area, dim_area.c.area_code == mart.area_code)
        .where(*condition)
        .group_by(*keys)
        .order_by(mart.year, keys[0])
    )
    return rows(summed, data_version)


def batches(scope: Scope, data_version: str) -> pl.DataFrame:
    """Imported files, newest first.

    Returns:
        One row per file that holds a row of the scope, in the city's scope every file: the
        columns of ``import_batch``.
    """
    statement = select(import_batch).order_by(import_batch.c.import_id.desc())
    if scope.area_prefix != programme().city_code[:4]:
        held = union(
            *(
                select(fact.c.import_id).where(in_scope(scope, fact.c.area_code))
                for fact in FACTS
            )
        )
        statement = statement.where(import_batch.c.import_id.in_(held))
    return rows(statement, data_version)
