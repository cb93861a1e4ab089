"""Geometries of a file's rows, and what is wrong with each by itself."""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely

from data.intake.places.projections import projection
from data.intake.places.shifts import unshifted
from data.intake.problems import UnreadableFileError
from data.intake.readers.child import FileRefusedError

DECIMALS = 7
"""Of degrees in the warehouse: about a centimetre."""

Geometries = npt.NDArray[Any]
Flags = npt.NDArray[np.bool_]

_KINDS = ("POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON")
# Brackets nest no deeper than a polygon of several parts: the parser runs down into each.
_WKT = re.compile(
    rf"\s*({'|'.join(_KINDS)})\s*(Z|M|ZM)?\s*(EMPTY|\([-+\d.eE,()\s]*\))\s*", re.I
)
_OTHER_KIND = re.compile(
    r"\s*(GEOMETRYCOLLECTION|CIRCULARSTRING|COMPOUNDCURVE|CURVEPOLYGON|MULTICURVE|MULTISURFACE"
    r"|POLYHEDRALSURFACE|TIN|TRIANGLE)\b",
    re.I,
)
_SRID = re.compile(r"^\s*SRID\s*=\s*\d+\s*;", re.I)
_EMPTY = re.compile(r"\s*\w+(\s+(Z|M|ZM))?\s+EMPTY\s*$", re.I)

_REASONS = {
    "Self-intersection": "self_intersection",
    "Ring Self-intersection": "self_intersection",
    "Interior is disconnected": "self_intersection",
    "Too few points in geometry component": "too_few_points",
    "Hole lies outside shell": "hole_outside",
    "Holes are nested": "hole_outside",
    "Nested shells": "parts_overlap",
    "Duplicate Rings": "parts_overlap",
}


@dataclass(frozen=True, slots=True)
class Shapes:
    """Geometries in WGS84, and the faults of those that can't be used.

    Attributes:
        geometries: One a row; null where there is none or it can't be read.
        faults: Problem code by row; null where nothing is wrong.
        details: What the sentence of the problem names; null where nothing.
    """

    geometries: Geometries
    faults: list[str | None]
    details: list[str | None]

    def note(self, wrong: Flags, fault: str, details: Geometries | None = None) -> None:
        """Put down a fault for the rows that have none so far."""
        for row in np.flatnonzero(wrong):
            if self.faults[row] is None:
                self.faults[row] = fault
                self.details[row] = None if details is None else details[row]

    def fine(self) -> Flags:
        """Rows that have a geometry without fault."""
        faultless = np.array([fault is None for fault in self.faults], dtype=bool)
        return faultless & ~shapely.is_missing(self.geometries)


def read_shapes(texts: pl.Series, system: str) -> Shapes:
    """Geometries of WKT, taken to WGS84.

    Args:
        texts: WKT, null where a row has no place.
        system: Their coordinate system: ``wgs84``, ``cgcs2000``, ``gcj02``, ``bd09`` or a code
            such as ``EPSG:4547``.

    Raises:
        UnreadableFileError: There is no such system.
    """
    cells = [None if text is None else _SRID.sub("", text) for text in texts]
    readable = [text if text is not None and _WKT.fullmatch(text) else None for text in cells]
    geometries = shapely.from_wkt(np.array(readable, dtype=object), on_invalid="ignore")
    geometries = _in_degrees(shapely.force_2d(geometries), system)
    shapes = Shapes(geometries, [None] * len(cells), [None] * len(cells))
    given = np.array([text is not None for text in cells], dtype=bool)
    shapes.note(_matching(cells, _EMPTY) | shapely.is_empty(geometries), "empty_geometry")
    shapes.note(_matching(cells, _OTHER_KIND), "wrong_geometry_kind")
    shapes.note(given & shapely.is_missing(geometries), "not_a_geometry")
    shapes.note(given & ~_has_degrees(geometries), "not_degrees")
    invalid = given & ~shapely.is_valid(geometries)
    shapes.note(invalid, "invalid_geometry", _reasons(geometries, invalid))
    return shapes


def stored(geometries: Geometries) -> pl.Series:
    """Geometries as WKT for the warehouse, null where there is none."""
    texts = shapely.to_wkt(geometries, rounding_precision=DECIMALS, trim=True)
    return pl.Series("geometry", texts.tolist(), dtype=pl.String)


def same_place(geometries: Geometries) -> pl.Series:
    """WKT that two geometries share if they lie alike, drawn from whichever end; else null."""
    return stored(shapely.normalize(geometries)).alias("place_key")


def _matching(cells: list[str | None], pattern: re.Pattern[str]) -> Flags:
    return np.array([bool(text and pattern.match(text)) for text in cells], dtype=bool)


def _in_degrees(geometries: Geometries, system: str) -> Geometries:
    try:
        found = projection(system, None)
    except FileRefusedError as error:
        raise UnreadableFileError(error.problem_code, error.detail) from error
    degrees: Geometries = found.apply(geometries)
    if found.system != "wgs84":
        degrees = shapely.transform(degrees, lambda points: unshifted(points, found.system))
    return degrees


def _has_degrees(geometries: Geometries) -> Flags:
    """Whether every coordinate is a longitude or latitude; also true of no geometry."""
    points, rows = shapely.get_coordinates(geometries, return_index=True)
    wrong = ~np.isfinite(points).all(axis=1) | (np.abs(points) > 180).any(axis=1)
    fine = np.ones(len(geometries), dtype=bool)
    fine[rows[wrong]] = False
    return fine


def _reasons(geometries: Geometries, invalid: Flags) -> Geometries:
    reasons = np.full(len(geometries), None, dtype=object)
    for row in np.flatnonzero(invalid):
        reason = shapely.is_valid_reason(geometries[row]) or ""
        reasons[row] = _REASONS.get(reason.partition("[")[0], "other_fault")
    return reasons
