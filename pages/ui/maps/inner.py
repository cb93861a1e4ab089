"""Lines of what lies in a county: imported outlines of its townships and villages."""

import json
from collections.abc import Sequence

import pydeck as pdk

from pages.ui.palette import Palette, rgb

# Fainter and thinner than the counties' own outlines.
ALPHA, PIXELS = 120, 0.7


def inner_layer(geometries: Sequence[str], palette: Palette) -> pdk.Layer:
    """Outlines, as GeoJSON, as thin lines that can't be clicked."""
    features = [
        {"type": "Feature", "geometry": json.loads(each), "properties": {}}
        for each in geometries
    ]
    return pdk.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": features},
        id="inner",
        pickable=False,
        filled=False,
        get_line_color=rgb(palette.faint, ALPHA),
        line_width_min_pixels=PIXELS,
    )
