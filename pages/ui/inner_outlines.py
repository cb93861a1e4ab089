"""Outlines of what lies in the county on screen, where an office has sent them."""

import polars as pl

from data.catalogue import programme
from pages.ui import load

LEVELS = ("township", "village")


def inner_outlines(area: str) -> list[str]:
    """Outlines as GeoJSON of the townships and villages in a county; of the city none.

    Args:
        area: Code of the city or of a county.
    """
    if area == programme().city_code:
        return []
    rows = pl.concat(load.outlines(level=level) for level in LEVELS)
    return rows.filter(pl.col("area_code").str.starts_with(area))["outline_geojson"].to_list()
