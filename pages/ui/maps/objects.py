"""Objects of a layer: places with what is read and clicked, or bare."""

from typing import Any

import polars as pl
import pydeck as pdk

from pages.ui.maps.layers import radius

# The object itself, as deck.gl names it.
SELF = "-"


def objects(
    codes: pl.Series, tips: pl.Series, places: pl.Series, *, is_bare: bool
) -> list[Any]:
    """Objects of a layer: bare places, or with code and words; without words it is the code."""
    if is_bare:
        return places.to_list()
    triples = zip(codes, tips, places.to_list(), strict=True)
    return [
        {"tip": code, "p": place} if tip is None else {"code": code, "tip": tip, "p": place}
        for code, tip, place in triples
    ]


def is_sized(own: pl.DataFrame) -> bool:
    """Whether the rows say how many people they are for."""
    return own["people"].null_count() < own.height


def with_sizes(rows: list[dict[str, Any]], people: pl.Series, scale: float) -> str:
    """Give each object its size; what it is called there."""
    for row, size in zip(rows, radius(people, scale), strict=True):
        row["r"] = size
    return "r"


def scatter(
    name: str,
    rows: list[Any],
    size: float | str,
    fill: list[int],
    line: list[int],
    *,
    is_bare: bool,
) -> pdk.Layer:
    """A layer of points of one look; bare ones are places alone and can't be clicked."""
    return pdk.Layer(
        "ScatterplotLayer",
        rows,
        id=name,
        pickable=not is_bare,
        stroked=True,
        get_position=SELF if is_bare else "p",
        get_radius=size,
        radius_units=pdk.types.String("pixels"),
        get_fill_color=fill,
        get_line_color=line,
        line_width_min_pixels=1,
    )
