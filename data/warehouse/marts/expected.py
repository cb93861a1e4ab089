"""Which indicator is to be reported where: the catalogue's area groups put on the map."""

from typing import Any

import polars as pl
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    delete,
    insert,
    literal,
    select,
    union_all,
)

from data.catalogue import AreaGroup, indicators, programme
from data.warehouse.current import current_rows
from data.warehouse.engine import append
from data.warehouse.schema import (
    dim_area,
    dim_indicator,
    fct_designation,
    mart_area_indicator,
)


def rebuild(connection: Connection) -> None:
    """Renew ``dim_indicator`` from the catalogue, then ``mart_area_indicator`` from both.

    An area is in a group by the role it was given last. Without designations the groups that
    ask for a role are empty, and what only they report is expected nowhere.
    """
    connection.execute(delete(dim_indicator))
    append(connection, dim_indicator, _indicators())
    connection.execute(delete(mart_area_indicator))
    roles = current_rows(fct_designation, "area_code", latest="valid_from")
    groups = programme().area_groups.values()
    members = union_all(*(_members(group, roles) for group in groups)).subquery()
    expected = (
        select(dim_indicator.c.indicator_code, members.c.area_code)
        .select_from(dim_indicator)
        .join(members, members.c.area_group == dim_indicator.c.area_group)
        .order_by(dim_indicator.c.indicator_code, members.c.area_code)
    )
    connection.execute(
        insert(mart_area_indicator).from_select(["indicator_code", "area_code"], expected)
    )


def derived_codes() -> Select[Any]:
    """Codes of the indicators that are the sum of others and never reported."""
    part = dim_indicator.alias("part")
    return select(part.c.component_of).where(part.c.component_of.is_not(None))


def _indicators() -> pl.DataFrame:
    catalogue = indicators().values()
    part_of = {part: whole.code for whole in catalogue for part in whole.components}
    return pl.DataFrame(
        {
            "indicator_code": [entry.code for entry in catalogue],
            "area_level": [entry.level for entry in catalogue],
            "measure": [entry.measure for entry in catalogue],
            "aggregation": [entry.aggregation for entry in catalogue],
            "factor": [float(entry.factor) for entry in catalogue],
            "cycle": [entry.cycle for entry in catalogue],
            "area_group": [entry.area_group for entry in catalogue],
            "component_of": [part_of.get(entry.code) for entry in catalogue],
        },
        schema_overrides={"component_of": pl.String},
    )


def _members(group: AreaGroup, roles: Subquery) -> Select[Any]:
    own, county = roles.alias("own_role"), roles.alias("county_role")
    village = dim_area.alias("village")
    poor_village_townships = (
        select(village.c.township_code)
        .join(roles, roles.c.area_code == village.c.area_code)
        .where(roles.c.is_poor_village)
    )
    conditions: dict[str, ColumnElement[bool]] = {
        "is_poor_county": own.c.poor_county.is_not(None),
        "is_poor_village": own.c.is_poor_village,
        "has_task": own.c.has_task,
        "in_poor_county": county.c.poor_county.is_not(None),
        "in_task_county": county.c.has_task,
        "has_poor_village": dim_area.c.area_code.in_(poor_village_townships),
    }
    asked = [
        dim_area.c.area_kind.in_(wanted) if isinstance(wanted, tuple) else conditions[condition]
        for condition, wanted in group.where.items()
    ]
    return (
        select(literal(group.code).label("area_group"), dim_area.c.area_code)
        .select_from(dim_area)
        .outerjoin(own, own.c.area_code == dim_area.c.area_code)
        .outerjoin(county, county.c.area_code == dim_area.c.county_code)
        .where(dim_area.c.area_level == group.level, dim_area.c.valid_to.is_(None), *asked)
    )
