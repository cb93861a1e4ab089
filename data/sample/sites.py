"""Where the works of the sample lie: schematic points, and lines of a given length.

The points are those the map shows as long as nobody has imported surveyed ones.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely

from data import geography
from data.catalogue import programme
from data.errors import GeographyError
from data.reference import areas
from data.sample.chance import Floats, Ints
from data.sample.places import Places

VERTICES = 7
DECIMALS = 6
TURN = np.pi * (3 - np.sqrt(5))
OWN_START, FAR_END, LAST_TRY = 12, 24, 60
"""Tries from the place itself, then from where it leads, then from the county's middle."""


@dataclass(frozen=True)
class Sites:
    """Points and names of the sample's areas, in the order of `Places`.

    Attributes:
        villages, townships: Longitude and latitude, one row an area.
        village_names: Township and village.
        township_names: Townships, without the word for their office.
        seat: Row of the township that is the seat of each county.
        outlines: Each county's polygon; null without the package of outlines, and then nothing
            has a place.
    """

    villages: Floats
    townships: Floats
    village_names: pl.Series
    township_names: pl.Series
    seat: Ints
    outlines: npt.NDArray[np.object_]

    @property
    def has_places(self) -> bool:
        """Whether there are outlines, so that works can have a place."""
        return all(outline is not None for outline in self.outlines)


def sites(places: Places) -> Sites:
    """The points of the areas; the first township by code is the seat of its county."""
    names = places.townships["area_name"].str.strip_suffix("办事处")
    points, outlines = _schematic()

    def of(frame: pl.DataFrame) -> Floats:
        here = frame.join(points, on="area_code", how="left", maintain_order="left")
        return here.select("lon", "lat").to_numpy()

    return Sites(
        villages=of(places.villages),
        townships=of(places.townships),
        village_names=names.gather(places.township) + places.villages["area_name"],
        township_names=names,
        seat=np.unique(places.county_of_township, return_index=True)[1],
        outlines=np.array([outlines.get(code) for code in places.counties["area_code"]]),
    )


@cache
def _schematic() -> tuple[pl.DataFrame, dict[str, shapely.Polygon]]:
    """Points of townships and villages, and outlines of counties; empty without the package."""
    try:
        outlines = geography.county_outlines(programme().city_code)
    except GeographyError:
        nothing = {"area_code": pl.String, "lon": pl.Float64, "lat": pl.Float64}
        return pl.DataFrame(schema=nothing), {}
    polygons = shapely.from_geojson(outlines["outline_geojson"].to_numpy())
    shapely.prepare(polygons)
    points = geography.schematic_positions(areas(), outlines)
    return points, dict(zip(outlines["area_code"], polygons, strict=True))


def distances(start: Floats, end: Floats) -> Floats:
    """Kilometres between points, along the surface."""
    apart: Floats = np.hypot(*((end - start) * _km_per_degree(start[:, 1])).T)
    return apart


def along(start: Floats, end: Floats, share: Floats) -> Floats:
    """The points that lie so far on the way from start to end."""
    return start + (end - start) * share[:, None]


def lines(
    place: Sites,
    county: Ints,
    start: Floats,
    end: Floats,
    km: Floats,
    chance: np.random.Generator,
) -> Floats:
    """Gently bent lines from ``start`` towards ``end``, each so long and inside its county.

    One that would leave the county turns away from its border.

    Returns:
        Lines by vertices by longitude and latitude, in degrees.
    """
    way = (end - start) * _km_per_degree(start[:, 1])
    angle = np.arctan2(way[:, 1], way[:, 0])
    bend = chance.uniform(0.03, 0.10, km.size) * chance.choice([-1.0, 1.0], km.size)
    wave = chance.normal(0, 0.02, km.size)
    middle = shapely.get_coordinates(shapely.point_on_surface(place.outlines))[county]
    found = np.empty((km.size, VERTICES, 2))
    left = np.arange(km.size)
    for turn in range(LAST_TRY):
        begin = start if turn < OWN_START else end if turn < FAR_END else middle
        drawn = _bent(begin[left], angle[left] + turn * TURN, bend[left], wave[left], km[left])
        found[left] = drawn
        inside = shapely.contains(place.outlines[county[left]], shapely.linestrings(drawn))
        left = left[~inside]
        if not left.size:
            break
    return found


def near(place: Sites, county: Ints, points: Floats, chance: np.random.Generator) -> Floats:
    """Points some hundred metres off the given ones, inside the county."""
    angle = chance.uniform(0, 2 * np.pi, len(points))
    offset = np.column_stack([np.cos(angle), np.sin(angle)]) * chance.uniform(
        0.1, 0.6, (len(points), 1)
    )
    moved = np.round(points + offset / _km_per_degree(points[:, 1]), DECIMALS)
    inside = shapely.contains_xy(place.outlines[county], moved[:, 0], moved[:, 1])
    return np.where(inside[:, None], moved, points)


def wkt(coordinates: Floats) -> pl.Series:
    """Points or lines as text."""
    drawn = (
        shapely.points(coordinates)
        if coordinates.ndim == 2
        else shapely.linestrings(coordinates)
    )
    return pl.Series(shapely.to_wkt(drawn, rounding_precision=DECIMALS), dtype=pl.String)


def _bent(start: Floats, angle: Floats, bend: Floats, wave: Floats, km: Floats) -> Floats:
    """Lines of a given length: part of a bow, its chord pointing at ``angle``."""
    step = np.linspace(0, 1, VERTICES)
    x = np.broadcast_to(step, (km.size, VERTICES))
    y = bend[:, None] * np.sin(np.pi * step) + wave[:, None] * np.sin(2 * np.pi * step)
    length = np.hypot(np.diff(x, axis=1), np.diff(y, axis=1)).sum(axis=1)
    scale = (km / length)[:, None]
    turned = np.stack(
        [
            x * np.cos(angle)[:, None] - y * np.sin(angle)[:, None],
            x * np.sin(angle)[:, None] + y * np.cos(angle)[:, None],
        ],
        axis=-1,
    )
    degrees = turned * scale[:, :, None] / _km_per_degree(start[:, 1])[:, None, :]
    drawn: Floats = np.round(start[:, None, :] + degrees, DECIMALS)
    return drawn


def _km_per_degree(latitude: Floats) -> Floats:
    """Kilometres of a degree of longitude and of latitude, on the WGS84 ellipsoid."""
    angle = np.radians(latitude)
    east = 111.41284 * np.cos(angle) - 0.0935 * np.cos(3 * angle)
    north = 111.132954 - 0.559822 * np.cos(2 * angle) + 0.001175 * np.cos(4 * angle)
    return np.column_stack([east, north])
