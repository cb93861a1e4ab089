"""Layers of the map of works: lines, points and villages."""

from collections.abc import Collection

import polars as pl
import pydeck as pdk

from pages.ui.maps.layers import VILLAGES
from pages.ui.maps.objects import SELF, is_sized, objects, scatter, with_sizes
from pages.ui.palette import Palette, rgb

WORKS = "works"
# Decimals of a degree of a village: about 10 m.
DECIMALS = 4
# Of lines that should be seen first, and of others, in pixels.
URGENT = ("not_started", "late")
WIDTHS = {True: 3.5, False: 2.0}
# A line that serves many is not as wide as a point is across.
LINES = 0.5
# Of a village, hollow or filled: one that lacks something is seen around its works.
VILLAGE = {False: 3.0, True: 6.0}
POINTS = {True: 4.5, False: 3.0}


def lines(own: pl.DataFrame, look: str, palette: Palette, *, is_bare: bool) -> list[pdk.Layer]:
    """The lines of one class; with people they are wider the more they serve.

    Args:
        own: Its rows: work_code, tip, path, people.
        look: The class.
        palette: Colours of the reader's theme.
        is_bare: Whether they are drawn without code and words, and can't be clicked.
    """
    width: float | str = WIDTHS[look in URGENT]
    rows = objects(own["work_code"], own["tip"], own["path"], is_bare=is_bare)
    if is_sized(own):
        width = with_sizes(rows, own["people"], LINES)
    return [
        pdk.Layer(
            "PathLayer",
            rows,
            id=f"{WORKS}_lines_{look}",
            pickable=not is_bare,
            get_path=SELF if is_bare else "p",
            get_color=rgb(palette.works[look]),
            get_width=width,
            width_units=pdk.types.String("pixels"),
            cap_rounded=True,
            joint_rounded=True,
        )
    ][: own.height]


def points(own: pl.DataFrame, look: str, palette: Palette, *, is_bare: bool) -> list[pdk.Layer]:
    """The points of one class; with people they grow with their number.

    Args:
        own: As for `lines`, like the others.
        look: Likewise.
        palette: Likewise.
        is_bare: Likewise.
    """
    corners = own["path"].list.first()
    size: float | str = POINTS[look in URGENT]
    rows = objects(own["work_code"], own["tip"], corners, is_bare=is_bare)
    if is_sized(own):
        size = with_sizes(rows, own["people"], 0.8)
    fill, line = rgb(palette.works[look]), rgb(palette.paper)
    name = f"{WORKS}_points_{look}"
    return [scatter(name, rows, size, fill, line, is_bare=is_bare)][: own.height]


def village_points(villages: pl.DataFrame, *, bare: Collection[str]) -> list[pdk.Layer]:
    """A layer for each class of villages, filled or hollow; what matters most on top.

    Args:
        villages: As for `pages.ui.maps.works.deck`, what matters most last.
        bare: Classes drawn without code and words, which can't be clicked.
    """
    placed = villages.drop_nulls(["lon", "lat"]).with_columns(
        pl.concat_list(pl.col("lon", "lat").round(DECIMALS)).alias("place")
    )
    layers = []
    for own in placed.partition_by("look", maintain_order=True):
        look, hue, is_filled = (
            own.row(0, named=True)["look"],
            own["colour"][0],
            own["is_filled"][0],
        )
        rows = objects(own["area_code"], own["tip"], own["place"], is_bare=look in bare)
        size: float | str = VILLAGE[is_filled]
        if is_sized(own):
            size = with_sizes(rows, own["people"], 0.9)
        fill, line = rgb(hue, 200 if is_filled else 0), rgb(hue)
        name = f"{VILLAGES}_{look}"
        layers.append(scatter(name, rows, size, fill, line, is_bare=look in bare))
    return layers
