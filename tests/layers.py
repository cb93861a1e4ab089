"""Map layers as offices send them, written for the tests."""

import warnings
from pathlib import Path

import numpy as np
import pyogrio.raw
import shapely

DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".shp": "ESRI Shapefile"}


def write_layer(
    path: Path,
    fields: dict[str, list],
    shapes: list,
    *,
    crs: str | None = "EPSG:4490",
    encoding: str | None = None,
    layer: str | None = None,
    append: bool = False,
) -> Path:
    """Write a layer; its format is that of the suffix.

    Args:
        path: Where to.
        fields: Values by field name.
        shapes: WKT of each feature; null for one without a geometry.
        crs: Of the coordinates.
        encoding: Of a Shapefile's texts.
        layer: Its name, for a GeoPackage.
        append: Add the layer to a file that is there.
    """
    wkb = np.array(
        [None if text is None else shapely.to_wkb(shapely.from_wkt(text)) for text in shapes],
        dtype=object,
    )
    kinds = {shapely.from_wkt(text).geom_type for text in shapes if text}
    columns = [
        np.array(values, dtype=object if isinstance(values[0], str | None) else None)
        for values in fields.values()
    ]
    with warnings.catch_warnings():
        # Names of more than ten bytes are cut, as offices' programs cut them.
        warnings.simplefilter("ignore", RuntimeWarning)
        pyogrio.raw.write(
            path,
            wkb,
            columns,
            list(fields),
            geometry_type=kinds.pop() if len(kinds) == 1 else "Unknown",
            crs=crs,
            driver=DRIVERS[path.suffix],
            encoding=encoding,
            layer=layer,
            append=append,
        )
    return path
