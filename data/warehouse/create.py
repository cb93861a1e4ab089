"""A new warehouse: its tables, its areas, the indicators of the catalogue."""

from pathlib import Path
from typing import Literal

import polars as pl
from sqlalchemy import Connection

from data import geography
from data.catalogue import programme
from data.errors import GeographyError
from data.reference import areas
from data.warehouse import marts
from data.warehouse.engine import append
from data.warehouse.schema import (
    SCHEMA_VERSION,
    dim_area,
    dim_area_outline,
    metadata,
    warehouse_info,
)
from data.warehouse.snapshots import writing

DataClass = Literal["real", "simulated"]


def create_warehouse(home: Path, *, data_class: DataClass) -> list[GeographyError]:
    """Make the first version of a warehouse: areas and indicators, not yet any facts.

    Args:
        home: Its folder, made if it isn't there.
        data_class: What it will hold; real and simulated data never mix in one.

    Returns:
        What couldn't be had, such as the outlines; usually nothing.

    Raises:
        WarehouseError: There is a warehouse already, or the folder can't be written.
    """
    with (
        writing(home, task="create the warehouse", create=True) as engine,
        engine.begin() as connection,
    ):
        return fill_new(connection, data_class=data_class)


def fill_new(connection: Connection, *, data_class: DataClass) -> list[GeographyError]:
    """What `create_warehouse` does, in a version that is being written.

    For whoever makes a warehouse and fills it in one go, so that nobody sees it empty.
    """
    metadata.create_all(connection)
    info = {"data_class": data_class, "schema_version": SCHEMA_VERSION}
    append(
        connection,
        warehouse_info,
        pl.DataFrame({"info_key": list(info), "info_value": list(info.values())}),
    )
    lacking = []
    placed = areas()
    try:
        outlines = geography.county_outlines(programme().city_code)
    except GeographyError as error:
        lacking.append(error)
    else:
        append(connection, dim_area_outline, outlines)
        # A surveyed point in the reference files stays; the rule fills what is empty.
        placed = placed.update(
            geography.schematic_positions(placed, outlines), on="area_code", how="left"
        )
    append(connection, dim_area, placed)
    marts.rebuild(connection)
    return lacking
