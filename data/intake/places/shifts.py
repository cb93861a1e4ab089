"""GCJ-02 and BD-09: the systems in which web maps of the country shift their points.

The shift itself is the library's. It has no exact way back: one step leaves some metres, a few
steps of correcting by the shift forth less than a millimetre.
"""

from typing import Any, cast

import numpy as np
import numpy.typing as npt
from pybind11_coordtransform import bd09togcj02, wgs84_to_gcj02_Nx2

Degrees = npt.NDArray[np.float64]
"""Rows of longitude and latitude."""

STEPS = 4


def unshifted(points: Degrees, system: str) -> Degrees:
    """Points of a shifted system in WGS84; those of any other one come back as they are.

    Args:
        points: Longitudes and latitudes.
        system: ``gcj02`` as on 高德 and 腾讯, ``bd09`` as on 百度, or another.
    """
    if system == "bd09":
        points = np.array([bd09togcj02(lon, lat) for lon, lat in points]).reshape(-1, 2)
    if system not in ("gcj02", "bd09"):
        return points
    found = points
    for _ in range(STEPS):
        found = found + (points - _shifted(found))
    return found


def _shifted(points: Degrees) -> Degrees:
    # Asked not to look whether they lie in China: it looks at the first point alone.
    moved: Any = wgs84_to_gcj02_Nx2(cast(Any, points), check_out_of_china=False)
    return np.asarray(moved, dtype=np.float64)
