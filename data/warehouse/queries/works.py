"""Projects as they were known on a day, and where they lie."""

from collections.abc import Collection
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, Subquery, case, func, select

from data.warehouse.current import current_rows
from data.warehouse.queries.door import in_scope, rows
from data.warehouse.schema import dim_area, fct_work, fct_work_place, import_batch
from data.warehouse.scope import Scope

TEXTS = ("work_name", "owner", "photo_url")
"""What names a project: not for a scope that ends at the county."""

DAYS = ("started_on", "finished_on", "accepted_on", "disclosed_on")
"""What happens to a project; the planned days are known before they come."""

RETURNED = (
    *("work_code", "period", "programme", "work_name", "area_code", "quantity_done"),
    *("planned_finish_on", "started_on", "finished_on", "accepted_on"),
)


def works(
    scope: Scope, data_version: str, *, as_of: date, programmes: Collection[str] | None = None
) -> pl.DataFrame:
    """The projects the city knew of by a day, each as its newest period up to then has it.

    Returns:
        One row per project, by code, with the columns of ``fct_work``: work_code, period (month
        end), programme (of works.yml), work_name, area_code (lowest area it serves, up to the
        county), plan_year, quantity_planned and quantity_done (programme's unit; null: not
        reported), planned_start_on, planned_finish_on, started_on, finished_on and accepted_on
        (null: not by ``as_of``), is_preparing, late_reason, budget_cny, paid_cny (yuan),
        disclosed_on (null: not by ``as_of``), owner (org unit of the city or an office as
        written), people_served, natural_villages, photo_url, import_id, row_number. Only of
        ``programmes``, if given. A scope that ends at the county counts what lies below by
        county and isn't told it: of those rows area_code is the county's and work_name, owner
        and photo_url are null.
    """
    known = current_rows(
        fct_work, "work_code", latest="period", where=fct_work.c.period <= as_of
    )
    seen: dict[str, ColumnElement[Any]] = dict(known.c)
    seen |= {name: case((known.c[name] <= as_of, known.c[name])) for name in DAYS}
    seen |= _told(scope, seen, known)
    statement = (
        select(*(seen[column.name].label(column.name) for column in fct_work.columns))
        .select_from(known)
        .join(dim_area, dim_area.c.area_code == known.c.area_code)
        .where(in_scope(scope, known.c.area_code))
        .order_by(known.c.work_code)
    )
    if programmes is not None:
        statement = statement.where(known.c.programme.in_(programmes))
    return rows(statement, data_version)


def work_returns(
    scope: Scope, data_version: str, *, as_of: date, programmes: Collection[str] | None = None
) -> pl.DataFrame:
    """What was sent of each project for every period up to a day, of each the newest batch.

    Returns:
        One row per project and period, by code and period: work_code, period, programme,
        work_name, area_code, quantity_done (programme's unit; null: not reported),
        planned_finish_on, started_on, finished_on and accepted_on (null: not by then),
        document_no (of the return), import_id, row_number. Only of ``programmes``, if given. A
        scope that ends at the county isn't told what lies below, as in `works`.
    """
    known = current_rows(fct_work, "work_code", "period", where=fct_work.c.period <= as_of)
    seen: dict[str, ColumnElement[Any]] = dict(known.c)
    seen |= {name: case((known.c[name] <= as_of, known.c[name])) for name in DAYS}
    seen |= _told(scope, seen, known)
    statement = (
        select(
            *(seen[name].label(name) for name in RETURNED),
            import_batch.c.document_no,
            *(seen[name].label(name) for name in ("import_id", "row_number")),
        )
        .select_from(known)
        .join(dim_area, dim_area.c.area_code == known.c.area_code)
        .join(import_batch, import_batch.c.import_id == known.c.import_id)
        .where(in_scope(scope, known.c.area_code))
        .order_by(known.c.work_code, known.c.period)
    )
    if programmes is not None:
        statement = statement.where(known.c.programme.in_(programmes))
    return rows(statement, data_version)


def work_places(scope: Scope, data_version: str) -> pl.DataFrame:
    """Where projects lie.

    Returns:
        One row per project that has a place, by code: work_code, geometry (WKT in degrees,
        WGS84: point, line or polygon) and is_schematic (the position is made up). A scope that
        ends at the county gets the projects of whole counties alone.
    """
    place = current_rows(fct_work_place, "work_code")
    known = current_rows(fct_work, "work_code", latest="period")
    shown = in_scope(scope, known.c.area_code)
    if scope.detail == "aggregate":
        shown = shown & (dim_area.c.area_level == "county")
    statement = (
        select(place.c.work_code, place.c.geometry, place.c.is_schematic)
        .select_from(place)
        .join(known, known.c.work_code == place.c.work_code)
        .join(dim_area, dim_area.c.area_code == known.c.area_code)
        .where(shown)
        .order_by(place.c.work_code)
    )
    return rows(statement, data_version)


def _told(
    scope: Scope, seen: dict[str, ColumnElement[Any]], known: Subquery
) -> dict[str, ColumnElement[Any]]:
    """What a scope that ends at the county is told of a project, in place of what was sent."""
    if scope.detail != "aggregate":
        return {}
    is_told = dim_area.c.area_level == "county"
    texts = {name: case((is_told, seen[name])) for name in TEXTS}
    return texts | {"area_code": func.coalesce(dim_area.c.county_code, known.c.area_code)}
