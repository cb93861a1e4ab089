"""The map of works: projects as lines and points by class, villages by what they have."""

import json
from collections.abc import Collection, Mapping, Sequence

import polars as pl
import shapely

from pages.ui.maps import CITY_VIEW, FITTED_PIXELS, TOOLTIP, Deck, labels
from pages.ui.maps.fitting import close_to, fitted
from pages.ui.maps.inner import inner_layer
from pages.ui.maps.layers import name_layer, outline_layer, ring_layer
from pages.ui.maps.works_layers import lines, points, village_points
from pages.ui.palette import LIGHT, Palette

# Degrees by which outlines are simplified on the map of the city, and decimals of all corners.
COARSE, DECIMALS = 0.004, 3
MARKED_RING = (16, 3)


def deck(
    outlines: pl.DataFrame,
    counties: pl.DataFrame,
    projects: pl.DataFrame,
    *,
    order: Sequence[str],
    villages: pl.DataFrame | None = None,
    area: str | None = None,
    bare: Collection[str] = (),
    marked: Sequence[Sequence[float]] = (),
    inner: Sequence[str] = (),
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
        villages: area_code, lon, lat, look, tip, colour (``#rrggbb``) and is_filled (of a
            look), people (null: one size). Rows without a position are left out.
        area: County to zoom to.
        bare: Classes that on the map of the city are drawn without code and words, for it is
            sent anew with each change; they can be clicked on that of a county.
        marked: Corners of the place that is chosen; the map moves there.
        inner: Outlines of townships and villages, drawn as thin lines.
        pixels: What is shown fills about so many.
        palette: Colours of the reader's theme.
    """
    geometries = dict(outlines.select("area_code", "outline_geojson").iter_rows())
    drawn = geometries if area else _coarse(geometries)
    nothing = pl.lit(None, dtype=pl.String)
    grey = counties.with_columns(light=nothing, light_reason=nothing, tip=nothing)
    layers = [outline_layer(grey, drawn, palette, faint=True)]
    if inner:
        layers.append(inner_layer(inner, palette))
    if villages is not None:
        layers += village_points(villages, bare=() if area else bare)
    for look in order:
        own = projects.filter(pl.col("look") == look)
        has_one_size = own["people"].null_count() == own.height
        settings = {"is_bare": not area and look in bare and has_one_size}
        layers += lines(own.filter("is_line"), look, palette, **settings)
        layers += points(own.filter(~pl.col("is_line")), look, palette, **settings)
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


def _coarse(geometries: Mapping[str, str]) -> dict[str, str]:
    """Outlines for a map on which a county is as wide as a hand."""
    shapes = shapely.from_geojson(list(geometries.values()))
    simple = shapely.set_precision(shapely.simplify(shapes, COARSE), 10**-DECIMALS)
    return {
        code: json.dumps(json.loads(text), separators=(",", ":"))
        for code, text in zip(geometries, shapely.to_geojson(simple), strict=True)
    }
