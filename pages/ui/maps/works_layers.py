"""Layers of the map of works: lines, points and villages."""

from typing import Any

import polars as pl
import pydeck as pdk

from pages.ui.maps.layers import VILLAGES, radius
from pages.ui.palette import Palette, rgb

WORKS = "works"
# Decimals of a degree of a village: about 10 m.
DECIMALS = 4
# Of lines that should be seen first, and of others, in pixels.
URGENT = ("not_started", "late")
WIDTHS = {True: 3.5, False: 2.0}
# A line that serves many is not as wide as a point is across.
LINES = 0.5
POINTS = {True: 4.5, False: 3.0}
# How much lies under what is said of a class: what is done or only planned steps back.
ALPHAS = {"planned": 120, "preparing": 200, "complete": 140, "accepted": 220}


def colour(look: str, palette: Palette) -> list[int]:
    """Colour of a class of `pages.ui.works.classes`."""
    lights = {
        "not_started": palette.lights["red"],
        "late": palette.lights["orange"],
        "under_way": palette.actual,
        "winter_stop": palette.winter,
        "preparing": palette.lights["grey"],
        "planned": palette.lights["grey"],
        "complete": palette.lights["green"],
        "accepted": palette.lights["green"],
    }
    return rgb(lights[look], ALPHAS.get(look, 235))


def _row(code: str, tip: str | None, path: list[list[float]]) -> dict[str, Any]:
    """One object of a layer; without words of its own its code is what the reader sees."""
    if tip is None:
        return {"tip": code, "p": path}
    return {"code": code, "tip": tip, "p": path}


def lines(own: pl.DataFrame, look: str, palette: Palette) -> list[pdk.Layer]:
    """The lines of one class; with people they are wider the more they serve."""
    if own.is_empty():
        return []
    rows = [_row(*each) for each in own.select("work_code", "tip", "path").iter_rows()]
    width: float | str = WIDTHS[look in URGENT]
    if own["people"].null_count() < own.height:
        width = "w"
        for row, size in zip(rows, radius(own["people"], LINES), strict=True):
            row["w"] = size
    return [
        pdk.Layer(
            "PathLayer",
            rows,
            id=f"{WORKS}_lines_{look}",
            pickable=True,
            get_path="p",
            get_color=colour(look, palette),
            get_width=width,
            width_units=pdk.types.String("pixels"),
            cap_rounded=True,
            joint_rounded=True,
        )
    ]


def points(own: pl.DataFrame, look: str, palette: Palette) -> list[pdk.Layer]:
    """The points of one class; with people they grow with their number."""
    if own.is_empty():
        return []
    sizes: dict[str, Any] = {"get_radius": POINTS[look in URGENT]}
    rows = [
        _row(code, tip, path[0])
        for code, tip, path in own.select("work_code", "tip", "path").iter_rows()
    ]
    if own["people"].null_count() < own.height:
        for row, size in zip(rows, radius(own["people"], 0.8), strict=True):
            row["r"] = size
        sizes = {"get_radius": "r"}
    return [
        pdk.Layer(
            "ScatterplotLayer",
            rows,
            id=f"{WORKS}_points_{look}",
            pickable=True,
            stroked=True,
            get_position="p",
            get_fill_color=colour(look, palette),
            get_line_color=rgb(palette.paper),
            line_width_min_pixels=0.5,
            radius_units=pdk.types.String("pixels"),
            **sizes,
        )
    ]


def village_points(villages: pl.DataFrame) -> pdk.Layer:
    """Villages in colours of their own, filled or hollow."""
    placed = villages.drop_nulls(["lon", "lat"])
    sized = placed["people"].null_count() < placed.height
    sizes = (
        radius(placed["people"], 0.9) if sized else pl.repeat(3.0, placed.height, eager=True)
    )
    columns = ("area_code", "tip", "lon", "lat", "colour", "is_filled")
    points = [
        {
            "code": code,
            "tip": tip,
            "p": [round(lon, DECIMALS), round(lat, DECIMALS)],
            "r": size,
            "fill": rgb(hue, 200 if filled else 0),
            "line": rgb(hue),
        }
        for (code, tip, lon, lat, hue, filled), size in zip(
            placed.select(columns).iter_rows(), sizes, strict=True
        )
    ]
    return pdk.Layer(
        "ScatterplotLayer",
        points,
        id=VILLAGES,
        pickable=True,
        stroked=True,
        get_position="p",
        get_radius="r",
        radius_units=pdk.types.String("pixels"),
        get_fill_color="fill",
        get_line_color="line",
        line_width_min_pixels=1,
    )
