"""Projects counted in kilometres beside the length of the line that was drawn of them."""

import numpy as np
import polars as pl
import shapely

from data.catalogue import works
from data.intake.places.projections import in_metres
from data.intake.problems import Check

TIMES_OFF, KM_OFF = 2, 1
"""By so many times and so many kilometres a line may be longer or shorter than its project.

Lines are drawn with fewer bends than roads have, and short ones may be some hundred metres off.
"""

_LINES = ("LINESTRING", "MULTILINESTRING")
_POINTS = ("POINT", "MULTIPOINT")


def in_kilometres() -> pl.Expr:
    """Whether a row's programme is measured in kilometres; the others are counted."""
    measured = [code for code, each in works().programmes.items() if each.unit_code == "km"]
    return pl.col("programme").is_in(measured)


def line_kilometres(frame: pl.DataFrame) -> pl.Series:
    """Length of each row's line, from its geometry (WKT); null without a line."""
    kilometres: list[float | None] = [None] * len(frame)
    kinds = frame["geometry"].str.extract(r"^(\w+)")
    for row in np.flatnonzero(kinds.is_in(_LINES).fill_null(value=False).to_numpy()):
        line = shapely.from_wkt(frame["geometry"][int(row)])
        metres = shapely.length(in_metres(line, shapely.centroid(line).y))
        kilometres[row] = round(metres / 1000, 1)
    return pl.Series("line_km", kilometres, dtype=pl.Float64)


def length_checks() -> list[Check]:
    """Remarks on a line that is much longer or shorter than the quantity, and on points.

    A schematic position is not held against anything.
    """
    line, planned = pl.col("line_km"), pl.col("quantity_planned")
    counts = in_kilometres() & ~pl.col("is_schematic")
    far = (line > TIMES_OFF * planned) | (planned > TIMES_OFF * line)
    is_point = pl.col("geometry").str.extract(r"^(\w+)").is_in(_POINTS)
    return [
        Check(
            counts & far & ((line - planned).abs() > KM_OFF),
            "quantity_planned",
            "line_length_differs",
            line,
            "warning",
        ),
        Check(counts & is_point, "programme", "line_as_point", severity="warning"),
    ]
