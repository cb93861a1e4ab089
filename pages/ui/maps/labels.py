"""Which names of counties fit on a map, without one lying on another."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
import pydeck as pdk
import shapely

# Height of the letters and of a line, in pixels.
SIZE, LINE = 15, 20
# A Chinese character is as wide as it is high, a Latin letter about half as wide.
WIDE_FROM, NARROW = "\u2e80", 0.58
# At its place, else a line higher or lower.
SHIFTS = (0, -LINE, LINE)
TILE_PIXELS = 512
Box = tuple[float, float, float, float]


def fitting(
    counties: pl.DataFrame,
    geometries: dict[str, str],
    view: pdk.ViewState,
    *,
    area: str | None,
    pixels: int,
) -> pl.DataFrame:
    """The counties whose names are written.

    In the inner districts there is room for few names: of two that would overlap the one stays
    whose turn comes first, then that of the larger county; the other is written a line above
    or below if it fits there. On the map of one county its own name comes first, and a
    neighbour's only where it is whole.

    Args:
        counties: area_code, name, lon, lat, turn; rows without a position are left out.
        geometries: Outlines by area code.
        view: What the map shows at first.
        area: County the map is of; null for all of them.
        pixels: What is shown fills about so many.

    Returns:
        The counties with a name, and ``shift``: pixels to the right and down.
    """
    placed = counties.drop_nulls(["lon", "lat"])
    extents = [_extent(geometries.get(code)) for code in placed["area_code"]]
    in_turn = placed.with_columns(extent=pl.Series(extents, dtype=pl.Float64)).sort(
        pl.col("area_code") != (area or ""), "turn", "extent", descending=[False, False, True]
    )
    taken: list[Box] = []
    shifts: dict[str, list[float]] = {}
    for row in in_turn.iter_rows(named=True):
        for down in SHIFTS:
            box = _box(row, view, down)
            is_whole = area in (None, row["area_code"]) or max(map(abs, box)) <= pixels / 2
            if is_whole and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                shifts[row["area_code"]] = [0, down]
                break
    named = counties.filter(pl.col("area_code").is_in(list(shifts)))
    return named.with_columns(
        shift=pl.Series(
            [shifts[code] for code in named["area_code"]], dtype=pl.List(pl.Float64)
        )
    )


def _box(row: Mapping[str, Any], view: pdk.ViewState, down: float) -> Box:
    """Left, top, right and bottom of a name, in pixels from the middle of the map."""
    scale = TILE_PIXELS * 2**view.zoom
    x = scale * (row["lon"] - view.longitude) / 360
    y = scale * (_north(view.latitude) - _north(row["lat"])) / (2 * np.pi) + down
    width = SIZE * sum(1 if sign >= WIDE_FROM else NARROW for sign in row["name"])
    return x - width / 2, y - LINE / 2, x + width / 2, y + LINE / 2


def _north(latitude: float) -> float:
    """How far north a place is drawn, by Mercator's projection."""
    return float(np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2)))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _extent(geometry: str | None) -> float:
    return 0.0 if geometry is None else float(shapely.from_geojson(geometry).area)
