"""Checks of where rows lie, for every form whose rows may have a place."""

import numpy as np
import polars as pl

from data.intake.places.bounds import Bounds
from data.intake.places.shapes import (
    Flags,
    Geometries,
    Shapes,
    read_shapes,
    same_place,
    stored,
)
from data.intake.problems import TEXT, Check
from data.intake.validation.counties import AREA_FORMS, beside_county, county_checks
from data.intake.validation.lengths import length_checks, line_kilometres

FAULTS = (
    "position_incomplete",
    "empty_geometry",
    "not_a_geometry",
    "not_degrees",
    "invalid_geometry",
    "wrong_geometry_kind",
    "lat_lon_swapped",
    "outside_city",
)
"""What is wrong with a place by itself; the first that holds is told."""

_KIND_OF = {
    "Point": "point",
    "MultiPoint": "point",
    "LineString": "line",
    "MultiLineString": "line",
    "Polygon": "polygon",
    "MultiPolygon": "polygon",
}

_PLACE_KIND = {"point": "point", "polygon": "outline"}

_TWINS = {"works": ("programme", "plan_year"), "villages": (), "geography": ("place_kind",)}
"""Rows of a form that agree in these share no place, unless they are about one thing."""


def place_rows(
    form: str, frame: pl.DataFrame, bounds: Bounds, *, system: str
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with the place of each, and what may be wrong with it.

    Args:
        form: Code of a form with geometry, lon and lat among its fields.
        frame: Its rows after the form's own checks, with area_code where that is known.
        bounds: Where city and counties lie.
        system: Coordinate system of the file, as `places.projections` knows it.

    Returns:
        ``frame`` with geometry (WKT, WGS84; null without a place and for one that is wrong),
        place_key (the same for the same place, see `same_place`) and place_kind (of an area:
        ``outline`` or ``point``), and the checks: one of ``FAULTS``, what is wrong beside the
        county of its area (`counties.county_checks`), one place for two things, and lines of
        works beside their quantity (`lengths.length_checks`).

    Raises:
        UnreadableFileError: There is no such coordinate system.
    """
    from_columns = pl.format("POINT ({} {})", "lon", "lat")
    texts = frame.select(pl.coalesce("geometry", from_columns)).to_series()
    shapes = read_shapes(texts, system)
    shapes.note(_is_half(frame), "position_incomplete")
    kinds = _kinds(shapes.geometries)
    if form in AREA_FORMS:
        shapes.note(kinds == "line", "wrong_geometry_kind")
    shapes.note(bounds.swapped(_fine(shapes)), "lat_lon_swapped")
    shapes.note(bounds.outside_city(_fine(shapes)), "outside_city")
    fine = _fine(shapes)
    frame = frame.with_columns(
        stored(fine),
        same_place(fine),
        is_wkt=pl.col("geometry").is_not_null(),
        place_fault=pl.Series(shapes.faults, dtype=pl.String),
        place_detail=pl.Series(shapes.details, dtype=pl.String),
        place_kind=pl.Series(_PLACE_KIND.get(kind) for kind in kinds),
    )
    frame = frame.with_columns(beside_county(frame, bounds))
    checks = [*_fault_checks(), *county_checks(form), *_twin_checks(form)]
    if form == "works":
        frame, checks = frame.with_columns(line_kilometres(frame)), [*checks, *length_checks()]
    return frame, checks


def _is_half(frame: pl.DataFrame) -> Flags:
    """Whether one of longitude and latitude is given and the other isn't."""
    given = [
        frame[TEXT + code].is_not_null().to_numpy()
        if TEXT + code in frame.columns
        else np.zeros(len(frame), dtype=bool)
        for code in ("lon", "lat")
    ]
    half: Flags = (given[0] != given[1]) & frame["geometry"].is_null().to_numpy()
    return half


def _kinds(geometries: Geometries) -> Geometries:
    names = [None if shape is None else shape.geom_type for shape in geometries]
    return np.array([_KIND_OF.get(name or "") for name in names], dtype=object)


def _fine(shapes: Shapes) -> Geometries:
    fine = shapes.geometries.copy()
    fine[~shapes.fine()] = None
    return fine


def _fault_checks() -> list[Check]:
    fault, is_wkt = pl.col("place_fault"), pl.col("is_wkt")
    detail = pl.col("place_detail").fill_null("")
    return [
        Check((fault == code) & where, column, code, detail)
        for code in FAULTS
        for column, where in (("geometry", is_wkt), ("lon", ~is_wkt))
    ]


def _twin_checks(form: str) -> list[Check]:
    group, row = [*_TWINS[form], "place_key"], pl.col("row_number")
    if form == "works":
        thing, counts = "work_code", ~pl.col("is_schematic")
        compared = pl.lit(True)
    else:
        # A code that nobody knows is no other area: its row is wrong, and no other for it.
        thing, compared = "area_code", pl.col("area_level").is_not_null()
        counts = compared
    own = pl.when(compared).then(thing).drop_nulls()
    rows = pl.when(compared).then(row)
    first, last = rows.min().over(group), rows.max().over(group)
    twins = pl.col("place_key").is_not_null() & counts & (own.n_unique().over(group) > 1)
    other = pl.when(row == first).then(last).otherwise(first)
    if form == "works":
        return [Check(twins, thing, "place_taken", other)]
    return [Check(twins, thing, "area_place_taken", other)]
