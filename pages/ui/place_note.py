"""What a map says of its outlines and points: which of them are made up."""

import polars as pl

from pages.ui.messages import t


def place_note(outlines: pl.DataFrame, areas: pl.DataFrame) -> str | None:
    """The sentence under a map; null where everything on it was surveyed.

    Args:
        outlines: Those drawn: is_schematic.
        areas: Those drawn as points: position_kind (null: not on the map).
    """
    parts = (
        ("outlines", outlines["is_schematic"]),
        ("points", areas["position_kind"].drop_nulls() == "schematic"),
    )
    told = [_told(name, made_up) for name, made_up in parts if made_up.any()]
    return t("map.schematic", what=t("frame.comma").join(told)) if told else None


def _told(name: str, made_up: pl.Series) -> str:
    """All of them, or how many."""
    if made_up.all():
        return t(f"map.all_{name}")
    return t(f"map.some_{name}", count=int(made_up.sum()))
