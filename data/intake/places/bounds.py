"""Where the city and its counties lie, as far as their outlines in the warehouse tell."""

from functools import cached_property

import numpy as np
import polars as pl
import shapely

from data.intake.places.shapes import Flags, Geometries

TOLERANCE = 0.05
"""Degrees, some 5 km: outlines are drawn with fewer bends than borders have."""


class Bounds:
    """The counties' outlines, widened by the tolerance."""

    def __init__(self, outlines: pl.DataFrame, schematic: pl.DataFrame | None = None) -> None:
        """Take the counties of frames with area_code and outline_geojson; they may be empty.

        Args:
            outlines: Where each county lies.
            schematic: Outlines that were there before: they too belong to the city, so that an
                imported one that is too small leaves no hole in it.
        """
        self._outlines = dict(outlines.select("area_code", "outline_geojson").iter_rows())
        self._schematic = [] if schematic is None else schematic["outline_geojson"].to_list()

    @cached_property
    def _counties(self) -> dict[str, shapely.Geometry]:
        shapes = shapely.from_geojson(list(self._outlines.values()))
        wide = dict(zip(self._outlines, shapely.buffer(shapes, TOLERANCE), strict=True))
        shapely.prepare(list(wide.values()))
        return wide

    @cached_property
    def _city(self) -> shapely.Geometry:
        schematic = shapely.buffer(shapely.from_geojson(self._schematic), TOLERANCE)
        city = shapely.union_all([*self._counties.values(), *schematic])
        shapely.prepare(city)
        return city

    def outside_city(self, geometries: Geometries) -> Flags:
        """Whether any vertex lies outside the city; never, while no outline is known."""
        return self._outside(geometries, swapped=False)

    def swapped(self, geometries: Geometries) -> Flags:
        """Whether a geometry outside the city is inside with its longitude as latitude."""
        return self.outside_city(geometries) & ~self._outside(geometries, swapped=True)

    def outside_county(self, geometries: Geometries, counties: pl.Series) -> Flags:
        """Whether nothing of a geometry lies in its row's county; never, if that is unknown."""
        outside = np.zeros(len(geometries), dtype=bool)
        codes = counties.to_numpy()
        for code in counties.drop_nulls().unique():
            if code in self._counties:
                rows = np.flatnonzero(codes == code)
                meets = shapely.intersects(self._counties[code], geometries[rows])
                outside[rows] = ~meets & ~shapely.is_missing(geometries[rows])
        return outside

    def _outside(self, geometries: Geometries, *, swapped: bool) -> Flags:
        outside = np.zeros(len(geometries), dtype=bool)
        if self._outlines:
            points, rows = shapely.get_coordinates(geometries, return_index=True)
            x, y = (points[:, 1], points[:, 0]) if swapped else (points[:, 0], points[:, 1])
            outside[rows[~shapely.contains_xy(self._city, x, y)]] = True
        return outside
