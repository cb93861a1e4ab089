"""Maps that need no network: county outlines, villages as points. None calls st.

Nothing here names a background style: without one deck.gl draws on plain paper and asks no
tile server. Whether places are made up, `pages.ui.place_note` says below the map.
"""

import json
from collections.abc import Collection, Sequence

import polars as pl
import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from pages.ui import formats
from pages.ui.maps import labels
from pages.ui.maps.fitting import close_to, fitted
from pages.ui.maps.inner import inner_layer
from pages.ui.maps.layers import (
    COUNTIES,
    VILLAGES,
    hatch_layer,
    name_layer,
    outline_layer,
    ring_layer,
    village_layer,
)
from pages.ui.palette import LIGHT, Palette

__all__ = ["COUNTIES", "VILLAGES", "Deck", "Sent", "deck", "legend", "unplaced"]

# What is read where the pointer rests.
TOOLTIP = {"text": "{tip}"}
# Where outlines are missing: the middle of the city.
CITY_VIEW = {"longitude": 127.95, "latitude": 45.4, "zoom": 6.2}
# The outlines of a half-width map fill about so many pixels.
FITTED_PIXELS = 470
# Radius and width in pixels.
LISTED_RING, MARKED_RING = (9, 1.5), (22, 3)


class Deck(pdk.Deck):
    """A deck sent without the white space and escapes that make it three times as long."""

    def to_json(self) -> str:
        """The deck as one line of JSON."""
        return json.dumps(
            self, default=default_serialize, ensure_ascii=False, separators=(",", ":")
        )


class Sent(pdk.Deck):
    """A deck whose JSON was made before: where it is long it is made once for all readers."""

    def __init__(self, text: str) -> None:
        super().__init__(map_provider=None, tooltip=TOOLTIP)
        self._text = text

    def to_json(self) -> str:
        """The JSON it was made from."""
        return self._text


def deck(
    outlines: pl.DataFrame,
    counties: pl.DataFrame,
    villages: pl.DataFrame | None = None,
    *,
    area: str | None = None,
    marked: str | None = None,
    listed: Collection[str] = (),
    centre: str | None = None,
    inner: Sequence[str] = (),
    pixels: int = FITTED_PIXELS,
    palette: Palette = LIGHT,
) -> pdk.Deck:
    """County outlines filled by light, names, and villages on top.

    With villages on it only they can be clicked: a click on a county is one beside them.

    Args:
        outlines: area_code, outline_geojson; may be empty.
        counties: area_code, name, light (null: no fill), light_reason, tip (tooltip text), lon,
            lat, turn (names of a lower one come first where there isn't room for all). Counties
            not reported are hatched.
        villages: area_code, name, light, light_reason, tip, lon, lat, people (null or 0 is the
            smallest point). Rows without a position are left out: `unplaced` names them.
        area: County to zoom to.
        marked: Village with a ring around it.
        listed: Villages with a thin one.
        centre: Village to move to; goes before ``area``.
        inner: Outlines of townships and villages, drawn as thin lines.
        pixels: What is shown fills about so many; points are smaller on a smaller map.
        palette: Colours of the reader's theme.
    """
    geometries = dict(outlines.select("area_code", "outline_geojson").iter_rows())
    layers = [outline_layer(counties, geometries, palette, faint=villages is not None)]
    if inner:
        layers.append(inner_layer(inner, palette))
    silent = counties.filter(pl.col("light_reason") == "not_reported")["area_code"]
    if hatched := [geometries[code] for code in silent if code in geometries]:
        layers.append(hatch_layer(hatched, palette))
    own = geometries.get(area or "")
    view = fitted(list(geometries.values()), own, pixels, CITY_VIEW)
    if villages is not None:
        layers.append(village_layer(villages, palette, scale=pixels / FITTED_PIXELS))
        for name, codes, (size, width) in (
            ("listed", listed, LISTED_RING),
            ("mark", [marked], MARKED_RING),
        ):
            if places := _places(villages, codes):
                layers.append(ring_layer(places, palette, name=name, size=size, width=width))
        view = next((close_to([place], view) for place in _places(villages, [centre])), view)
    named = labels.fitting(counties, geometries, view, area=area, pixels=pixels)
    layers.append(name_layer(named, palette))
    return Deck(
        layers=layers,
        initial_view_state=view,
        map_provider=None,
        tooltip=TOOLTIP,
    )


def unplaced(villages: pl.DataFrame) -> pl.DataFrame:
    """The rows that a map can't show, because they have no position."""
    return villages.filter(pl.col("lon").is_null() | pl.col("lat").is_null())


def legend(frame: pl.DataFrame) -> list[tuple[str, str | None, int]]:
    """Light, reason and number of units of each class present, in the order of the lights."""
    known = frame.drop_nulls("light").with_columns(
        light_reason=pl.when(pl.col("light") == "grey").then("light_reason")
    )
    counts = known.group_by("light", "light_reason").len()
    order = {code: place for place, code in enumerate(formats.LIGHTS)}
    return sorted(counts.iter_rows(), key=lambda row: (order[row[0]], row[1] or ""))


def _places(villages: pl.DataFrame, codes: Collection[str | None]) -> list[list[float]]:
    """Longitudes and latitudes of villages; those without a position are left out."""
    found = villages.filter(pl.col("area_code").is_in(codes)).drop_nulls(["lon", "lat"])
    return [list(place) for place in found.select("lon", "lat").iter_rows()]
