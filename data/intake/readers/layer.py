"""Map layers to CSV, in a process of its own.

GDAL is C code and here reads what strangers wrote. This process limits itself, knows three
formats and no more, and its caller outlives whatever happens here (`sandbox`). The result is
CSV with the geometry as WKT, so that every kind of file takes one way from there on. No polars:
its threads reserve more address space than the limit.
"""

import csv
import os
import warnings
from pathlib import Path
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each thread reserves address space

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import (
    DataLayerError,
    DataSourceError,
    FeatureError,
    FieldError,
    GeometryError,
)
from pyogrio.raw import read

from data.intake.places.projections import Projection, projection
from data.intake.readers.archive import unpacked
from data.intake.readers.child import FileRefusedError, answer, limit_resources
from data.intake.readers.dbf_text import DbfText

FORMATS = {"GPKG": "gpkg", "GeoJSON": "geojson", "ESRI Shapefile": "shp"}
MEMORY = 2 * 1024 * 1024 * 1024
SECONDS = 80
MAX_FEATURES = 300_000
MAX_FIELDS = 400
DECIMALS = 8
"""Of degrees: about a millimetre."""

NO_GEOMETRY = "GEOMETRYCOLLECTION EMPTY"
"""Written where a feature has none: in a map layer that is a fault, in a table it isn't."""

_BROKEN = (DataSourceError, DataLayerError, FeatureError, FieldError, GeometryError, ValueError)


def convert(source: Path, target: Path, system: str) -> dict[str, Any]:
    """Write the features of the first filled layer as CSV.

    Args:
        source: The file; what belongs to it lies beside it.
        target: Written: field names and ``geometry``, then one record a feature.
        system: Coordinate system as the sender says; empty if the file is to say it.

    Returns:
        format, system of the coordinates written, rough_system, cut_in and other_layers: see
        `csv_file.LayerFacts` and `csv_file.Source`.

    Raises:
        FileRefusedError: The layer is broken or too big, or nothing says its system.
    """
    know_three_formats()
    if source.suffix == ".zip":
        source = unpacked(source)
    try:
        name, others = _layer(source)
        texts = DbfText(source) if source.suffix == ".shp" else None
        encoding = "ISO-8859-1" if texts else None
        info = pyogrio.read_info(source, layer=name, encoding=encoding)
        _require_size(info)
        meta, _, shapes, columns = read(
            source, layer=name, encoding=encoding, force_2d=True, datetime_as_string=True
        )
    except _BROKEN as error:
        raise FileRefusedError("layer_broken") from error
    found = projection(system, meta["crs"])
    geometries = found.apply(shapely.from_wkb(shapes, on_invalid="ignore"))
    fields = [str(field) for field in meta["fields"]]
    cells = [
        [_text(value, kind) for value in column]
        for column, kind in zip(columns, meta["ogr_types"], strict=True)
    ]
    if texts:
        fields, cells = texts.read(fields, cells)
    _write(target, fields, cells, geometries)
    return _said(info["driver"], found, texts, others)


def _said(
    driver: str, found: Projection, texts: DbfText | None, others: list[str]
) -> dict[str, Any]:
    kind = FORMATS[driver]
    return {
        "format": f"{kind}-{texts.encoding}" if texts else kind,
        "system": found.system,
        "rough_system": found.rough_system,
        "cut_in": texts.encoding if texts else "",
        "other_layers": others,
    }


def know_three_formats() -> None:
    """Take every driver out of GDAL but three: no remote, virtual or streamed data sets."""
    others = [name for name in pyogrio.list_drivers() if name not in FORMATS]
    pyogrio.set_gdal_config_options({"GDAL_SKIP": ",".join(others)})
    # GDAL drops what is to be skipped whenever it registers its drivers.
    pyogrio.core._register_drivers()
    if set(pyogrio.list_drivers()) != set(FORMATS):
        raise FileRefusedError("layer_broken")


def _layer(source: Path) -> tuple[str, list[str]]:
    """The first layer with features, and the names of the other ones with any."""
    named = pyogrio.list_layers(source)
    filled = [
        str(name)
        for name, kind in named
        if kind is not None
        and pyogrio.read_info(source, layer=name, encoding="ISO-8859-1")["features"]
    ]
    if not filled:
        raise FileRefusedError("empty_file")
    return filled[0], filled[1:]


def _require_size(info: dict[str, Any]) -> None:
    if info["features"] > MAX_FEATURES:
        raise FileRefusedError("too_many_rows", str(MAX_FEATURES))
    if len(info["fields"]) > MAX_FIELDS:
        raise FileRefusedError("too_many_columns", str(MAX_FIELDS))


def _text(value: object, kind: str) -> str:
    """A value as an office would type it."""
    if value is None or isinstance(value, bytes):
        return ""
    if isinstance(value, float | np.floating):
        return _number(float(value))
    if isinstance(value, bool | np.bool_):
        return "1" if value else "0"
    # A date with a time is a day here: 2018-05-02T00:00:00.
    return str(value)[:10] if kind in ("OFTDate", "OFTDateTime") else str(value)


def _number(value: float) -> str:
    if not np.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _write(target: Path, fields: list[str], cells: list[list[str]], geometries: Any) -> None:
    places = shapely.to_wkt(geometries, rounding_precision=DECIMALS, trim=True)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*fields, "geometry"])
        for place, *row in zip(places, *cells, strict=True):
            writer.writerow([*row, place or NO_GEOMETRY])


def main(arguments: list[str]) -> int:
    """Convert one layer; prints what there is to say of it as JSON."""
    source, target, system = arguments
    limit_resources(memory=MEMORY, seconds=SECONDS)
    warnings.simplefilter("ignore")
    return answer(lambda: convert(Path(source), Path(target), system))
