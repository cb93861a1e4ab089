"""What part of the world a map shows at first."""

from collections.abc import Mapping, Sequence

import numpy as np
import pydeck as pdk
import shapely

WORLD_PIXELS = 512
# A village with its neighbours, a township or two around it.
CLOSE_ZOOM = 9.2


def fitted(
    every: Sequence[str], own: str | None, pixels: int, otherwise: Mapping[str, float]
) -> pdk.ViewState:
    """The view in which outlines fill a map.

    Args:
        every: Outlines of all areas as GeoJSON.
        own: The one to zoom to; null is all of them.
        pixels: What they fill.
        otherwise: View where there are no outlines.
    """
    shown = [own] if own else list(every)
    if not shown:
        return pdk.ViewState(**otherwise)
    west, south, east, north = shapely.total_bounds(shapely.from_geojson(shown))
    middle = (south + north) / 2
    # A degree of latitude is drawn longer than one of longitude, the more so the farther north.
    width = max(east - west, (north - south) / np.cos(np.radians(middle)))
    zoom = np.log2(pixels * 360 / (WORLD_PIXELS * width))
    return pdk.ViewState(
        longitude=round((west + east) / 2, 4), latitude=round(middle, 4), zoom=round(zoom, 2)
    )


def close_to(corners: Sequence[Sequence[float]], view: pdk.ViewState) -> pdk.ViewState:
    """The view around a place; no farther away than ``view``."""
    longitude, latitude = corners[len(corners) // 2]
    return pdk.ViewState(
        longitude=longitude, latitude=latitude, zoom=max(CLOSE_ZOOM, view.zoom)
    )
