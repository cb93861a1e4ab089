"""What a map says of its outlines and points: which of them are made up."""

import polars as pl

from pages.ui.messages import t


def place_note(outlines: pl.DataFrame, areas: pl.DataFrame) -> str | None:
    """The sentence under a map; null where everything on it was surveyed.

    Args:
        outlines: Those drawn: is_schematic.
        areas: Those drawn as points: position_kind (null: not on the map).
    """
    kinds = areas["position_kind"].drop_nulls()
    points = int((kinds == "schematic").sum())
    drawn = bool(outlines["is_schematic"].any())
    if points and points == len(kinds):
        return t("map.schematic") if drawn else t("map.schematic_points")
    if points:
        key = "map.schematic_some" if drawn else "map.schematic_some_points"
        return t(key, count=points)
    return t("map.schematic_outlines") if drawn else None
