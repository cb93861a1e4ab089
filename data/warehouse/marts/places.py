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
from data.warehouse.schema import dim_area, dim_area_outline, fct_area_place, import_batch

TOLERANCE = 0.0005
"""Degrees, about 50 m, by which an outline for maps may miss a bend of the official one."""

DECIMALS = 5
SURVEYED = "surveyed"


def rebuild(connection: Connection) -> None:
    """Renew the imported outlines of ``dim_area_outline`` and the positions of ``dim_area``.

    A surveyed point goes before a point inside a surveyed outline, and that before a schematic
    one; schematic points lie inside the county's outline as it is now. What was withdrawn is
    schematic again. Nothing is touched where nothing was ever imported.
    """
    places = fetch(_places(), connection)
    imported = ~dim_area_outline.c.is_schematic
    was_imported = select(func.count()).where(dim_area.c.position_kind == SURVEYED)
    if places.is_empty() and not connection.execute(was_imported).scalar_one():
        return
    connection.execute(delete(dim_area_outline).where(imported))
    append(connection, dim_area_outline, _outlines(places))
    placed = areas()
    counties = fetch(outlines_in_force("county"), connection)
    placed = placed.update(schematic_positions(placed, counties), on="area_code")
    placed = placed.update(_surveyed(places), on="area_code")
    connection.execute(delete(dim_area))
    append(connection, dim_area, placed)


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
