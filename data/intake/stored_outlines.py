"""The outlines in the warehouse that those of a file are held against."""

from typing import Any

import numpy as np
import polars as pl
import shapely
from sqlalchemy import Engine, Select, select

from data.intake.places.projections import on_equal_area
from data.intake.places.shapes import Geometries
from data.warehouse.current import current_rows
from data.warehouse.engine import read
from data.warehouse.schema import dim_area, dim_area_outline, fct_area_place

_KEPT = ("area_code", "area_name", "area_level")


def stored_outlines(engine: Engine, levels: list[str]) -> tuple[pl.DataFrame, Geometries]:
    """Outlines of areas that still exist, imported ones as they came, and schematic ones.

    Returns:
        One row per outline: area_code, area_name, area_level, is_schematic, in_force, and at
        (the place of its shape in the second); and the shapes in metres that keep areas.
    """
    outline = dim_area_outline.c
    imported = read(_imported(levels), engine)
    schematic = read(
        _of_levels(outline.area_code, outline.outline_geojson, levels).where(
            outline.is_schematic
        ),
        engine,
    )
    shapes = [
        shapely.from_wkt(imported["shape"].to_numpy()),
        shapely.from_geojson(schematic["shape"].to_numpy()),
    ]
    in_force = ~pl.col("area_code").is_in(imported["area_code"].implode())
    stored = pl.concat(
        [
            imported.with_columns(is_schematic=pl.lit(False), in_force=pl.lit(True)),
            schematic.with_columns(is_schematic=pl.lit(True), in_force=in_force),
        ]
    )
    return stored.drop("shape").with_row_index("at"), on_equal_area(np.concatenate(shapes))


def imported_counties(engine: Engine) -> pl.DataFrame:
    """The counties' own outlines, as `places.bounds.Bounds` takes them: of none, no row."""
    imported = read(_imported(["county"]), engine)
    shapes = shapely.from_wkt(imported["shape"].to_numpy())
    return imported.select(
        "area_code",
        pl.Series("outline_geojson", shapely.to_geojson(shapes).tolist(), dtype=pl.String),
        is_schematic=pl.lit(False),
    )


def _imported(levels: list[str]) -> Select[Any]:
    place = current_rows(
        fct_area_place, "area_code", where=fct_area_place.c.place_kind == "outline"
    ).c
    return _of_levels(place.area_code, place.geometry, levels)


def _of_levels(code: Any, shape: Any, levels: list[str]) -> Select[Any]:
    area = dim_area.c
    return (
        select(*(area[name] for name in _KEPT), shape.label("shape"))
        .join(dim_area, area.area_code == code)
        .where(area.area_level.in_(levels), area.valid_to.is_(None))
        .order_by(area.area_code)
    )
