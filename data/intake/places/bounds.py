"""Where the city and its counties lie, as far as their outlines in the warehouse tell."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely

from data.intake.places.projections import in_metres
from data.intake.places.shapes import Flags, Geometries

CITY_TOLERANCE = 0.05
"""Degrees, some 5 km: outlines are drawn with fewer bends than borders have."""

SCHEMATIC_TOLERANCE, SURVEYED_TOLERANCE = 5_000, 500
"""Metres by which a place may lie outside its county.

Schematic outlines of the package are some kilometres off in places. A surveyed one is kept with
bends of up to 50 m straightened and drawn at a scale at which a border is good to some hundred
metres; beyond that a village lies in another county.
"""

_BESIDE = ("county_metres", "county_tolerance", "county_share", "own_area", "county_area")


@dataclass(frozen=True, slots=True)
class _County:
    """An outline in metres, itself and widened by the tolerance."""

    shape: shapely.Geometry
    wide: shapely.Geometry
    tolerance: int
    latitude: float


class Bounds:
    """The counties' outlines and how far a place may lie outside them."""

    def __init__(self, outlines: pl.DataFrame, schematic: pl.DataFrame | None = None) -> None:
        """Take the counties of frames with area_code and outline_geojson; they may be empty.

        Args:
            outlines: Where each county lies, with is_schematic.
            schematic: Outlines that were there before: they too belong to the city, so that an
                imported one that is too small leaves no hole in it.
        """
        self._outlines = outlines.select("area_code", "outline_geojson", "is_schematic")
        self._schematic = [] if schematic is None else schematic["outline_geojson"].to_list()

    @cached_property
    def _counties(self) -> dict[str, _County]:
        return {
            code: _county(shapely.from_geojson(outline), is_schematic=is_schematic)
            for code, outline, is_schematic in self._outlines.iter_rows()
        }

    @cached_property
    def _city(self) -> shapely.Geometry:
        outlines = [*self._outlines["outline_geojson"], *self._schematic]
        wide = shapely.buffer(shapely.from_geojson(outlines), CITY_TOLERANCE)
        city = shapely.union_all(wide)
        shapely.prepare(city)
        return city

    def outside_city(self, geometries: Geometries) -> Flags:
        """Whether any vertex lies outside the city; never, while no outline is known."""
        return self._outside(geometries, swapped=False)

    def swapped(self, geometries: Geometries) -> Flags:
        """Whether a geometry outside the city is inside with its longitude as latitude."""
        return self.outside_city(geometries) & ~self._outside(geometries, swapped=True)

    def beside_counties(self, geometries: Geometries, counties: pl.Series) -> pl.DataFrame:
        """How geometries lie beside the outlines of their counties.

        Args:
            geometries: In degrees; null where a row has none.
            counties: Code of each one's county.

        Returns:
            One row per geometry, null where it or the county's outline is missing:
            county_metres (from the outline to what is nearest; 0 for what meets it),
            county_tolerance (metres), county_share (part of an outline within the county
            widened by the tolerance, 0 to 1; null for points and lines), own_area and
            county_area (square metres).
        """
        columns = {name: np.full(len(geometries), np.nan) for name in _BESIDE}
        codes, here = counties.to_numpy(), ~shapely.is_missing(geometries)
        for code in counties.drop_nulls().unique():
            if code in self._counties:
                rows = np.flatnonzero((codes == code) & here)
                beside = _beside(geometries[rows], self._counties[code])
                for name, values in zip(_BESIDE, beside, strict=True):
                    columns[name][rows] = values
        return pl.DataFrame(columns, nan_to_null=True)

    def _outside(self, geometries: Geometries, *, swapped: bool) -> Flags:
        outside = np.zeros(len(geometries), dtype=bool)
        if len(self._outlines):
            points, rows = shapely.get_coordinates(geometries, return_index=True)
            x, y = (points[:, 1], points[:, 0]) if swapped else (points[:, 0], points[:, 1])
            outside[rows[~shapely.contains_xy(self._city, x, y)]] = True
        return outside


def _county(outline: shapely.Geometry, *, is_schematic: bool) -> _County:
    tolerance = SCHEMATIC_TOLERANCE if is_schematic else SURVEYED_TOLERANCE
    latitude = shapely.centroid(outline).y
    shape = in_metres(outline, latitude)
    wide = shapely.buffer(shape, tolerance)
    shapely.prepare([shape, wide])
    return _County(shape, wide, tolerance, latitude)


def _beside(geometries: Geometries, county: _County) -> tuple[npt.ArrayLike, ...]:
    """The columns of `_BESIDE` for geometries of one county."""
    shapes = in_metres(geometries, county.latitude)
    metres = np.zeros(len(shapes))
    apart = ~shapely.intersects(county.shape, shapes)
    metres[apart] = shapely.distance(county.shape, shapes[apart])
    areas = shapely.area(shapes)
    share = np.where(areas > 0, 1.0, np.nan)
    crossing = (areas > 0) & ~shapely.contains(county.wide, shapes)
    within = shapely.area(shapely.intersection(county.wide, shapes[crossing]))
    share[crossing] = within / areas[crossing]
    return metres, county.tolerance, share, areas, shapely.area(county.shape)
