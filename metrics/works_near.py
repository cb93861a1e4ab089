"""What lies near what, in a straight line: works around villages, the nearest served village.

Distances are measured on the plane of the UTM zone that the data lie in, so they hold for any
city; inside a zone they are within 1 in 1,000 of those on the ellipsoid.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely

from metrics.frames import require

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

WGS84 = "EPSG:4326"
# Where nothing lies any zone will do.
ANY_ZONE = "EPSG:32652"
SURVEYED, SCHEMATIC = "surveyed", "schematic"
REASONS = (SCHEMATIC, "no_position", "no_served_village")
"""Why there is no distance."""

Geometries = npt.NDArray[Any]


def near(places: pl.DataFrame, points: pl.DataFrame, *, within_m: float) -> pl.DataFrame:
    """Which projects lie around which villages.

    A line or an area is as far away as its nearest point; a village inside an area is at 0 m.

    Args:
        places: One row per project that has a place: work_code, geometry (WKT in degrees,
            WGS84: points, lines or polygons), is_schematic.
        points: One row per village: area_code, lon, lat (degrees, WGS84), position_kind. Those
            without a position are near nothing.
        within_m: Longest distance in metres; what lies just as far is near.

    Returns:
        One row per village and project that lie so near, by village, then distance, then
        project: area_code, work_code, distance_m (metres in a straight line), is_schematic (one
        of the two places is made up: the distance is one on the map, not in the country).

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(places, "places", "work_code", "geometry", "is_schematic")
    require(points, "points", "area_code", "lon", "lat", "position_kind")
    points, places = _placed(points), places.drop_nulls("geometry")
    villages, works = _plane(_points(points), shapely.from_wkt(places["geometry"].to_numpy()))
    pairs = villages.sjoin(works, predicate="dwithin", distance=within_m)
    here, there = pairs.index.to_numpy(), pairs["index_right"].to_numpy()
    apart = shapely.distance(
        villages.geometry.to_numpy()[here], works.geometry.to_numpy()[there]
    )
    is_made_up = (points["position_kind"] != SURVEYED)[here] | places["is_schematic"][there]
    return pl.DataFrame(
        {
            "area_code": points["area_code"][here],
            "work_code": places["work_code"][there],
            "distance_m": pl.Series(apart, dtype=pl.Float64),
            "is_schematic": is_made_up,
        }
    ).sort("area_code", "distance_m", "work_code")


def nearest_served(villages: pl.DataFrame, *, service: str) -> pl.DataFrame:
    """How far each village without a service is from the nearest one that has it.

    Only surveyed positions count, on both sides: a made-up one says nothing of the country. Of
    several villages just as near it is the one whose code comes first.

    Args:
        villages: One row per village: area_code and the answer on the service, as
            `metrics.works_villages.village_services` gives them; lon, lat and position_kind as
            the warehouse gives them.
        service: One of `metrics.works_villages.SERVICES`.

    Returns:
        One row per village that answered ``no``, by code: area_code, nearest_code, distance_m
        (metres in a straight line), is_at_most (other villages have the service, but no
        surveyed position, so that a nearer one may be among them), reason. The reason is null
        where there is a distance, else the other three are null: ``schematic`` and
        ``no_position`` say what is wrong with its own position, ``no_served_village`` that no
        village with a surveyed position has the service.

    Raises:
        MissingColumnsError: The frame lacks a column named above, or the service.
    """
    require(villages, "villages", "area_code", service, "lon", "lat", "position_kind")
    unserved = villages.filter(pl.col(service) == "no").sort("area_code")
    every = villages.filter(pl.col(service) == "yes")
    served = _surveyed(every).sort("area_code")
    found = _nearest(_surveyed(unserved), served).with_columns(
        is_at_most=pl.lit(served.height < every.height)
    )
    no_position = pl.any_horizontal(pl.col("lon", "lat", "position_kind").is_null())
    return unserved.join(found, on="area_code", how="left", maintain_order="left").select(
        *found.columns,
        reason=pl.when(pl.col("distance_m").is_not_null())
        .then(None)
        .when(no_position)
        .then(pl.lit("no_position"))
        .when(pl.col("position_kind") != SURVEYED)
        .then(pl.lit(SCHEMATIC))
        .otherwise(pl.lit("no_served_village")),
    )


def _nearest(unserved: pl.DataFrame, served: pl.DataFrame) -> pl.DataFrame:
    """The nearest served village of each; without one of these, or of those, there is none."""
    here, there = _plane(_points(unserved), _points(served))
    pairs = here.sjoin_nearest(there, distance_col="distance_m")
    found = pl.DataFrame(
        {
            "area_code": unserved["area_code"][pairs.index.to_numpy()],
            "nearest_code": served["area_code"][pairs["index_right"].to_numpy()],
            "distance_m": pl.Series(pairs["distance_m"].to_numpy(), dtype=pl.Float64),
        }
    )
    # It gives all that are just as near.
    return found.sort("area_code", "nearest_code").unique("area_code", keep="first")


def _placed(villages: pl.DataFrame) -> pl.DataFrame:
    return villages.drop_nulls(["lon", "lat", "position_kind"])


def _surveyed(villages: pl.DataFrame) -> pl.DataFrame:
    return _placed(villages).filter(pl.col("position_kind") == SURVEYED)


def _points(villages: pl.DataFrame) -> Geometries:
    return np.asarray(shapely.points(villages.select("lon", "lat").to_numpy()))


def _plane(*degrees: Geometries) -> "list[GeoDataFrame]":
    """The geometries in metres, all on the plane of the zone in which they lie together."""
    # Imported here alone: it takes seconds and brings pandas along, and not every page asks.
    from geopandas import GeoDataFrame

    together = GeoDataFrame(geometry=np.concatenate(degrees), crs=WGS84)
    zone = together.estimate_utm_crs() if len(together) else ANY_ZONE
    return [GeoDataFrame(geometry=part, crs=WGS84).to_crs(zone) for part in degrees]
