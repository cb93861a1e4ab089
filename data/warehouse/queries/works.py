"""Projects as they were known on a day, and where they lie."""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, case, func, select

from data.warehouse.current import current_rows
from data.warehouse.queries.door import in_scope, rows
from data.warehouse.schema import dim_area, fct_work, fct_work_place
from data.warehouse.scope import Scope

TEXTS = ("work_name", "owner", "photo_url")
"""What names a project: not for a scope that ends at the county."""

DAYS = ("started_on", "finished_on", "accepted_on", "disclosed_on")
"""What happens to a project; the planned days are known before they come."""


def works(scope: Scope, data_version: str, *, as_of: date) -> pl.DataFrame:
    """The projects the city knew of by a day, each as its newest period up to then has it.

    Returns:
        One row per project, by code, with the columns of ``fct_work``: work_code, period (month
        end), programme (of works.yml), work_name, area_code (lowest area it serves, up to the
        county), plan_year, quantity_planned and quantity_done (programme's unit; null: not
        reported), planned_start_on, planned_finish_on, started_on, finished_on and accepted_on
        (null: not by ``as_of``), is_preparing, late_reason, budget_cny, paid_cny (yuan),
        disclosed_on (null: not by ``as_of``), owner (org unit of the city or an office as
        written), people_served, natural_villages, photo_url, import_id, row_number. A scope
        that ends at the county counts what lies below by county and isn't told it: of those
        rows area_code is the county's and work_name, owner and photo_url are null.
    """
    known = current_rows(
        fct_work, "work_code", latest="period", where=fct_work.c.period <= as_of
    )
    seen: dict[str, ColumnElement[Any]] = dict(known.c)
    seen |= {name: case((known.c[name] <= as_of, known.c[name])) for name in DAYS}
    if scope.detail == "aggregate":
        seen["area_code"] = func.coalesce(dim_area.c.county_code, known.c.area_code)
        is_told = dim_area.c.area_level == "county"
        seen |= {name: case((is_told, seen[name])) for name in TEXTS}
    statement = (
        select(*(seen[column.name].label(column.name) for column in fct_work.columns))
        .select_from(known)
        .join(dim_area, dim_area.c.area_code == known.c.area_code)
        .where(in_scope(scope, known.c.area_code))
        .order_by(known.c.work_code)
    )
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
        .join(known, known.c.work_code == place.c.work_code)
        .join(dim_area, dim_area.c.area_code == known.c.area_code)
        .where(shown)
        .order_by(place.c.work_code)
    )
    return rows(statement, data_version)
