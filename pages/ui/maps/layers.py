"""The layers of a map: outlines, hatching, villages, names."""

import json
from functools import lru_cache
from typing import Any

import polars as pl
import pydeck as pdk

from pages.ui.maps.hatching import hatching
from pages.ui.maps.labels import SIZE
from pages.ui.palette import Palette, rgb

FONT = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
MIN_RADIUS, MAX_RADIUS = 3, 16
VILLAGES, COUNTIES = "villages", "counties"
# Lights from the bottom of a map to its top.
DRAWN = ("grey", "green", "yellow", "orange", "red")


def radius(people: pl.Series, scale: float = 1) -> pl.Series:
    """Radius in pixels: the area of a point grows with its people; equal values look equal."""
    share = (people.fill_null(0).cast(pl.Float64) / max(people.max() or 0, 1)).sqrt()
    return (scale * (MIN_RADIUS + (MAX_RADIUS - MIN_RADIUS) * share)).round(1)


@lru_cache(maxsize=64)
def _geometry(outline: str) -> dict[str, Any]:
    return json.loads(outline)


def outline_layer(
    counties: pl.DataFrame, geometries: dict[str, str], palette: Palette, *, faint: bool
) -> pdk.Layer:
    features = []
    for row in counties.filter(pl.col("area_code").is_in(list(geometries))).to_dicts():
        colour = palette.lights[row["light"]] if row["light"] else palette.faint
        alpha = 0 if row["light"] in (None, "grey") else 45 if faint else 150
        tip = row["tip"]
        features.append(
            {
                "type": "Feature",
                "geometry": _geometry(geometries[row["area_code"]]),
                "properties": {},
                "code": row["area_code"],
                "tip": tip,
                "fill": rgb(colour, alpha),
            }
        )
    return pdk.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": features},
        id=COUNTIES,
        pickable=not faint,
        get_fill_color="fill",
        get_line_color=rgb(palette.faint),
        line_width_min_pixels=1,
    )


def hatch_layer(geometries: list[str], palette: Palette) -> pdk.Layer:
    lines = [{"path": path} for geometry in geometries for path in hatching(geometry)]
    return pdk.Layer(
        "PathLayer",
        lines,
        id="hatching",
        get_path="path",
        get_color=rgb(palette.lights["grey"]),
        width_min_pixels=1,
        get_width=1,
    )


def village_layer(villages: pl.DataFrame, palette: Palette, *, scale: float) -> pdk.Layer:
    """Villages as points; what is worse lies on top, and of those what is smaller."""
    placed = villages.drop_nulls(["lon", "lat"])
    placed = placed.with_columns(radius=radius(placed["people"], scale)).sort(
        pl.col("light").cast(pl.Enum(DRAWN)), "radius", descending=[False, True]
    )
    colours = {
        light: {"fill": rgb(colour, 0 if light == "grey" else 215), "line": rgb(colour)}
        for light, colour in palette.lights.items()
    }
    columns = placed.select(
        "area_code", "tip", pl.col("lon", "lat").round(4), "radius", "light"
    )
    points = [
        {"code": code, "tip": tip, "place": [lon, lat], "radius": size, **colours[light]}
        for code, tip, lon, lat, size, light in columns.iter_rows()
    ]
    return pdk.Layer(
        "ScatterplotLayer",
        points,
        id=VILLAGES,
        pickable=True,
        stroked=True,
        get_position="place",
        get_radius="radius",
        radius_units=pdk.types.String("pixels"),
        get_fill_color="fill",
        get_line_color="line",
        line_width_min_pixels=1,
    )


def ring_layer(
    places: list[list[float]], palette: Palette, *, name: str, size: float, width: float
) -> pdk.Layer:
    """Rings around some places; size and width in pixels."""
    return pdk.Layer(
        "ScatterplotLayer",
        [{"place": place} for place in places],
        id=name,
        filled=False,
        stroked=True,
        get_position="place",
        get_radius=size,
        radius_units=pdk.types.String("pixels"),
        get_line_color=rgb(palette.ink),
        line_width_min_pixels=width,
    )


def name_layer(counties: pl.DataFrame, palette: Palette) -> pdk.Layer:
    """Names of counties (result of `labels.fitting`), above everything else."""
    names = [
        {"text": row["name"], "place": [row["lon"], row["lat"]], "shift": row["shift"]}
        for row in counties.drop_nulls(["lon", "lat"]).to_dicts()
    ]
    return pdk.Layer(
        "TextLayer",
        names,
        id="names",
        get_position="place",
        get_text="text",
        get_pixel_offset="shift",
        get_size=SIZE,
        font_weight=600,
        get_color=rgb(palette.ink),
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String(FONT),
        font_settings={"sdf": True, "fontSize": 96, "smoothing": 0.15},
        background=True,
        get_background_color=rgb(palette.paper, 190),
        background_padding=[2, 1],
    )
