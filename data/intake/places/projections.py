"""Coordinates of any system of the EPSG list as longitudes and latitudes in WGS84.

CGCS2000 and WGS84 are the same here: they differ by centimetres. The systems in which web maps
shift their points are none of the EPSG list; `shifts` knows them.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyproj
import shapely
from pyproj.exceptions import CRSError

from data.intake.readers.child import FileRefusedError

SHIFTED = ("gcj02", "bd09")
WGS84, CGCS2000 = "EPSG:4326", "EPSG:4490"
METRES_A_DEGREE = 111_320
_EQUAL_AREA = "EPSG:6933"
_NAMED = {"wgs84": WGS84, "cgcs2000": CGCS2000}
_EXACT = ("World Geodetic System 1984", "China 2000")
"""Datums; from every other one a transformation may be off by many metres."""


@dataclass(frozen=True, slots=True)
class Projection:
    """How coordinates become degrees.

    Attributes:
        system: What they are in afterwards: ``wgs84``, or ``gcj02`` or ``bd09``, which is for
            others to take back.
        rough_system: Name of the system if the transformation is a rough one, else empty.
        transformer: Null where they are degrees already.
    """

    system: str
    rough_system: str = ""
    transformer: pyproj.Transformer | None = None

    def apply(self, geometries: Any) -> Any:
        """The geometries in degrees; what can't be transformed gets infinite coordinates."""
        if self.transformer is None:
            return geometries
        moved = self.transformer.transform
        return shapely.transform(
            geometries, lambda xy: np.column_stack(moved(xy[:, 0], xy[:, 1]))
        )


def projection(said: str, found: str | None) -> Projection:
    """How to make degrees of coordinates.

    Args:
        said: The system as the sender says: ``wgs84``, ``cgcs2000``, ``gcj02``, ``bd09``, a
            code such as ``EPSG:4547``, or empty.
        found: The system as the file says: a code, WKT, or null.

    Raises:
        FileRefusedError: Neither says it, or there is no such system.
    """
    if said in SHIFTED:
        # Such shifts are of degrees, so a projected file is taken back to degrees first.
        return Projection(said, transformer=_transformer(found) if found else None)
    name = _NAMED.get(said, said) or found
    if not name:
        raise FileRefusedError("no_coordinate_system")
    crs = _crs(name)
    datum = crs.geodetic_crs.datum if crs.geodetic_crs else None
    exact = datum is not None and datum.name.startswith(_EXACT)
    return Projection("wgs84", "" if exact else crs.name, _transformer(name))


def on_equal_area(geometries: Any) -> Any:
    """WGS84 in metres of a projection that keeps areas, which are square metres then."""
    forth = pyproj.Transformer.from_crs(WGS84, _EQUAL_AREA, always_xy=True)
    return Projection("equal_area", transformer=forth).apply(geometries)


def in_metres(geometries: Any, latitude: float) -> Any:
    """WGS84 in metres around a latitude, for lengths, distances and areas in one county.

    On 100 km they are wrong by about one part in a hundred.
    """
    scale = METRES_A_DEGREE * np.array([np.cos(np.radians(latitude)), 1.0])
    return shapely.transform(geometries, lambda xy: xy * scale)


def _transformer(name: str) -> pyproj.Transformer | None:
    crs = _crs(name)
    if crs.to_epsg() in (4326, 4490):
        return None
    return pyproj.Transformer.from_crs(crs, WGS84, always_xy=True)


def _crs(name: str) -> pyproj.CRS:
    try:
        return pyproj.CRS.from_user_input(name)
    except CRSError as error:
        raise FileRefusedError("unknown_coordinate_system", name[:60]) from error
