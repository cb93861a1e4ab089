"""Slanted lines inside an outline."""

from functools import lru_cache

import numpy as np
import shapely

STEP_DEGREES = 0.06


@lru_cache(maxsize=64)
def hatching(geometry: str) -> list[list[list[float]]]:
    """Slanted lines that fill an outline: how "not reported" looks on a map."""
    shape = shapely.from_geojson(geometry)
    west, south, east, north = shape.bounds
    height = north - south
    starts = np.arange(west - height, east, STEP_DEGREES)
    slanted = shapely.linestrings(
        [[(start, south), (start + height, north)] for start in starts]
    )
    pieces = shapely.get_parts(shapely.intersection(slanted, shape))
    return [
        np.round(shapely.get_coordinates(piece), 4).tolist()
        for piece in pieces
        if shapely.get_type_id(piece) == shapely.GeometryType.LINESTRING
    ]
