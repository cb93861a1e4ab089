"""Where areas lie: what was imported, and a schematic place for what wasn't."""

from typing import Any

import numpy as np
import polars as pl
import shapely
from sqlalchemy import Connection, Select, delete, func, select

from data.geography import schematic_positions
from data.reference import areas
from data.warehouse.current import current_rows, outlines_in_force
from data.warehouse.engine import append, fetch
from data.warehouse.schema import (
    dim_area,
    dim_area_outline,
    fct_area_place,
    import_batch,
    warehouse_info,
)

TOLERANCE = 0.0005
"""Degrees, about 50 m, by which an outline for maps may miss a bend of the official one."""

DECIMALS = 5
PLACES = "places"
"""Key of what is remembered in ``warehouse_info``."""

SURVEYED = "surveyed"


def rebuild(connection: Connection) -> None:
    """Renew the imported outlines of ``dim_area_outline`` and the positions of ``dim_area``.

    A surveyed point goes before a point inside a surveyed outline, and that before a schematic
    one; schematic points lie inside the county's outline as it is now. What was withdrawn is
    schematic again. Where nothing came or went since the last time, nothing is done: a million
    bends take ten seconds to straighten.
    """
    if not _changed(connection):
        return
    places = fetch(_places(), connection)
    connection.execute(delete(dim_area_outline).where(~dim_area_outline.c.is_schematic))
    append(connection, dim_area_outline, _outlines(places))
    placed = areas()
    counties = fetch(outlines_in_force("county"), connection)
    placed = placed.update(schematic_positions(placed, counties), on="area_code")
    placed = placed.update(_surveyed(places), on="area_code")
    connection.execute(delete(dim_area))
    append(connection, dim_area, placed)


def _changed(connection: Connection) -> bool:
    """Whether other places count than when this was asked last; remembers what counts now."""
    place = current_rows(fct_area_place, "area_code", "place_kind").c
    counted = select(
        func.count(), func.sum(place.import_id), func.sum(place.import_id * place.row_number)
    )
    mark = " ".join(str(number or 0) for number in connection.execute(counted).one())
    info = warehouse_info.c
    known = select(info.info_value).where(info.info_key == PLACES)
    if mark == (connection.execute(known).scalar_one_or_none() or "0 0 0"):
        return False
    connection.execute(delete(warehouse_info).where(info.info_key == PLACES))
    row = pl.DataFrame({"info_key": [PLACES], "info_value": [mark]})
    append(connection, warehouse_info, row)
    return True


def _places() -> Select[Any]:
    place = current_rows(fct_area_place, "area_code", "place_kind").c
    return (
        select(
            place.area_code,
            place.place_kind,
            place.geometry,
            func.coalesce(place.place_source, import_batch.c.file_name).label("outline_source"),
            place.surveyed_on.label("outline_date"),
            dim_area.c.area_level,
        )
        .join(import_batch, import_batch.c.import_id == place.import_id)
        .join(dim_area, dim_area.c.area_code == place.area_code)
        .order_by(place.area_code)
    )


def _outlines(places: pl.DataFrame) -> pl.DataFrame:
    """Imported outlines, simplified level by level so that neighbours keep their border."""
    levels = places.filter(pl.col("place_kind") == "outline").partition_by("area_level")
    parts = [
        level.select(
            "area_code",
            pl.Series("outline_geojson", _simplified(level["geometry"])),
            "outline_source",
            "outline_date",
            is_schematic=pl.lit(False),
        )
        for level in levels
    ]
    return pl.concat(parts) if parts else pl.DataFrame()


def _simplified(texts: pl.Series) -> list[str]:
    shapes = shapely.coverage_simplify(shapely.from_wkt(texts.to_numpy()), TOLERANCE)
    rounded = shapely.transform(shapes, lambda points: np.round(points, DECIMALS))
    geojson: list[str] = shapely.to_geojson(rounded).tolist()
    return geojson


def _surveyed(places: pl.DataFrame) -> pl.DataFrame:
    """A point for every area with a place: its own, else one inside its outline."""
    shapes = shapely.from_wkt(places["geometry"].to_numpy())
    is_point = (places["place_kind"] == "point").to_numpy()
    inside = np.where(is_point, shapely.centroid(shapes), shapely.point_on_surface(shapes))
    return (
        places.select(
            "area_code",
            "place_kind",
            pl.Series("lon", np.round(shapely.get_x(inside), DECIMALS)),
            pl.Series("lat", np.round(shapely.get_y(inside), DECIMALS)),
            position_kind=pl.lit(SURVEYED),
        )
        # outline, point: the later one counts.
        .sort("place_kind")
        .unique("area_code", keep="last")
        .drop("place_kind")
    )
