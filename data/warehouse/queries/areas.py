"""Areas with their roles, and their outlines."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import polars as pl
from sqlalchemy import case, false, func, or_, select, union

from data.warehouse.current import current_rows, outlines_in_force
from data.warehouse.folder import warehouse_home
from data.warehouse.queries.door import Level, check_level, in_scope, rows
from data.warehouse.schema import dim_area, dim_area_outline, fct_designation
from data.warehouse.scope import Scope


def areas(scope: Scope, data_version: str, *, as_of: date) -> pl.DataFrame:
    """Areas and the roles that hold on a day.

    Returns:
        One row per area valid on ``as_of``, city first, then by level and code: the columns of
        ``dim_area``, of which position_kind says whether lon and lat are ``surveyed`` or
        ``schematic`` (null without them); ``step`` (own, else the county's; null without a
        task), ``poor_county`` (national or provincial: the area is or lies in such a county)
        and ``is_poor_county`` likewise; ``is_poor_village``, ``has_task`` (of a township: one
        of its villages has), ``is_old_base_area``, ``is_minority_village``;
        ``agricultural_population`` (persons, null if not designated); ``group`` of the county
        it is or lies in: poor_county, task or no_task, null for the city.
    """
    home = warehouse_home()
    # Roles change on few days. Between two of them the answer is the same, so a reader who goes
    # from month to month waits for it once.
    since = max((day for day in _days(home, data_version) if day <= as_of), default=date.min)
    return _areas(home, scope, data_version, since)


def outlines(scope: Scope, data_version: str, *, level: Level = "county") -> pl.DataFrame:
    """Outlines of the areas of a level: the imported one, else the schematic one.

    Returns:
        One row per area that has one, with the columns of ``dim_area_outline``: area_code,
        is_schematic, outline_geojson (WGS84), outline_source, outline_date. Schematic ones are
        of counties only.

    Raises:
        ScopeError: The scope doesn't show areas of that level.
    """
    check_level(scope, level)
    shown = in_scope(scope, dim_area_outline.c.area_code)
    return rows(outlines_in_force(level).where(shown), data_version)


@lru_cache(maxsize=8)
def _days(home: Path, data_version: str) -> list[date]:
    """Days on which a role begins or an area does, or has just ended."""
    days = union(
        select(fct_designation.c.valid_from.label("day")),
        select(dim_area.c.valid_from),
        select(dim_area.c.valid_to + 1).where(dim_area.c.valid_to.is_not(None)),
    )
    return rows(days, data_version)["day"].to_list()


@lru_cache(maxsize=16)
def _areas(home: Path, scope: Scope, data_version: str, as_of: date) -> pl.DataFrame:
    valid = fct_designation.c.valid_from <= as_of
    # A CTE, so that it is computed once for its three uses.
    roles = select(
        current_rows(fct_designation, "area_code", latest="valid_from", where=valid)
    ).cte("roles")
    own, county = roles.alias("own_role"), roles.alias("county_role")
    village = dim_area.alias("village")
    task_townships = (
        select(village.c.township_code)
        .join(roles, roles.c.area_code == village.c.area_code)
        .where(roles.c.has_task, village.c.township_code.is_not(None))
    )
    of_township = (dim_area.c.area_level == "township") & dim_area.c.area_code.in_(
        task_townships
    )
    poor_county = func.coalesce(own.c.poor_county, county.c.poor_county)
    flags = [
        func.coalesce(own.c[name], false()).label(name)
        for name in ("is_poor_village", "is_old_base_area", "is_minority_village")
    ]
    level_order = case(
        {"city": 1, "county": 2, "township": 3}, value=dim_area.c.area_level, else_=4
    )
    statement = (
        select(
            dim_area,
            func.coalesce(own.c.step, county.c.step).label("step"),
            poor_county.label("poor_county"),
            poor_county.is_not(None).label("is_poor_county"),
            *flags,
            or_(func.coalesce(own.c.has_task, false()), of_township).label("has_task"),
            own.c.agricultural_population,
            case(
                (dim_area.c.county_code.is_(None), None),
                (poor_county.is_not(None), "poor_county"),
                (county.c.has_task, "task"),
                else_="no_task",
            ).label("group"),
        )
        .select_from(dim_area)
        .outerjoin(own, own.c.area_code == dim_area.c.area_code)
        .outerjoin(county, county.c.area_code == dim_area.c.county_code)
        .where(
            in_scope(scope, dim_area.c.area_code),
            dim_area.c.valid_from <= as_of,
            or_(dim_area.c.valid_to.is_(None), dim_area.c.valid_to >= as_of),
        )
        .order_by(level_order, dim_area.c.area_code)
    )
    if scope.detail == "aggregate":
        statement = statement.where(dim_area.c.area_level.in_(["city", "county"]))
    return rows(statement, data_version)
