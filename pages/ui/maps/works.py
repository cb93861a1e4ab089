"""The map of works: projects as lines and points by class, villages by what they have."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import pydeck as pdk
import shapely

from pages.ui.maps import CITY_VIEW, FITTED_PIXELS, TOOLTIP, Deck, labels
from pages.ui.maps.fitting import close_to, fitted
from pages.ui.maps.layers import VILLAGES, name_layer, outline_layer, radius, ring_layer
from pages.ui.palette import LIGHT, Palette, rgb

WORKS = "works"
# Degrees by which outlines are simplified on the map of the city, and decimals of all corners.
COARSE, DECIMALS = 0.004, 3
# Of lines that should be seen first, and of others, in pixels.
URGENT = ("not_started", "late")
WIDTHS = {True: 3.5, False: 2.0}
POINTS = {True: 4.5, False: 3.0}
# How much lies under what is said of a class: what is done or only planned steps back.
ALPHAS = {"planned": 120, "preparing": 200, "complete": 140, "accepted": 220}
MARKED_RING = (16, 3)


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


def deck(
    outlines: pl.DataFrame,
    counties: pl.DataFrame,
    projects: pl.DataFrame,
    *,
    order: Sequence[str],
    villages: pl.DataFrame | None = None,
    area: str | None = None,
    marked: Sequence[Sequence[float]] = (),
    pixels: int = FITTED_PIXELS,
    palette: Palette = LIGHT,
) -> Deck:
    """County outlines, villages on them, and projects above.

    Args:
        outlines: area_code, outline_geojson; may be empty.
        counties: area_code, name, lon, lat, turn (`labels.fitting`).
        projects: One row per part of a project's place (`places.paths`): work_code, look, tip
            (null: its code), is_line, path, people (null where points have one size).
        order: Classes from the bottom of the map to its top.
        villages: area_code, lon, lat, tip, colour (``#rrggbb``), is_filled, people (null: one
            size). Rows without a position are left out.
        area: County to zoom to.
        marked: Corners of the place that is chosen; the map moves there.
        pixels: What is shown fills about so many.
        palette: Colours of the reader's theme.
    """
    geometries = dict(outlines.select("area_code", "outline_geojson").iter_rows())
    drawn = geometries if area else _coarse(geometries)
    nothing = pl.lit(None, dtype=pl.String)
    grey = counties.with_columns(light=nothing, light_reason=nothing, tip=nothing)
    layers = [outline_layer(grey, drawn, palette, faint=True)]
    if villages is not None:
        layers.append(_villages(villages, palette))
    for look in order:
        own = projects.filter(pl.col("look") == look)
        layers += _lines(own.filter("is_line"), look, palette)
        layers += _points(own.filter(~pl.col("is_line")), look, palette)
    view = fitted(list(geometries.values()), geometries.get(area or ""), pixels, CITY_VIEW)
    if marked:
        view = close_to(marked, view)
        layers.append(
            ring_layer(
                [list(marked[len(marked) // 2])],
                palette,
                name="mark",
                size=MARKED_RING[0],
                width=MARKED_RING[1],
            )
        )
    named = labels.fitting(counties, geometries, view, area=area, pixels=pixels)
    layers.append(name_layer(named, palette))
    return Deck(layers=layers, initial_view_state=view, map_provider=None, tooltip=TOOLTIP)


def _row(code: str, tip: str | None, path: list[list[float]]) -> dict[str, Any]:
    """One object of a layer; without words of its own its code is what the reader sees."""
    if tip is None:
        return {"tip": code, "p": path}
    return {"code": code, "tip": tip, "p": path}


def _lines(own: pl.DataFrame, look: str, palette: Palette) -> list[pdk.Layer]:
    if own.is_empty():
        return []
    rows = [_row(*each) for each in own.select("work_code", "tip", "path").iter_rows()]
    return [
        pdk.Layer(
            "PathLayer",
            rows,
            id=f"{WORKS}_lines_{look}",
            pickable=True,
            get_path="p",
            get_color=colour(look, palette),
            get_width=WIDTHS[look in URGENT],
            width_units=pdk.types.String("pixels"),
            cap_rounded=True,
            joint_rounded=True,
        )
    ]


def _points(own: pl.DataFrame, look: str, palette: Palette) -> list[pdk.Layer]:
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


def _villages(villages: pl.DataFrame, palette: Palette) -> pdk.Layer:
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
            "p": [round(lon, DECIMALS + 1), round(lat, DECIMALS + 1)],
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


def _coarse(geometries: Mapping[str, str]) -> dict[str, str]:
    """Outlines for a map on which a county is as wide as a hand."""
    shapes = shapely.from_geojson(list(geometries.values()))
    simple = shapely.set_precision(shapely.simplify(shapes, COARSE), 10**-DECIMALS)
    return {
        code: json.dumps(json.loads(text), separators=(",", ":"))
        for code, text in zip(geometries, shapely.to_geojson(simple), strict=True)
    }
