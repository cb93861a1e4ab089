"""Checks of the form ``geography``: outlines and points, against the list of areas."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl
import shapely

from data.intake.places.bounds import Bounds
from data.intake.problems import Check, file_issue, no_issues
from data.intake.validation.areas import place
from data.intake.validation.counties import PROBLEMS, beside_county
from data.intake.validation.dates import not_ahead
from data.intake.validation.reference import Reference

OVERLAP = 0.01
"""Share of the smaller of two neighbours that both may cover: borders are drawn by hand."""

LISTED = 50
"""Areas without a place that a remark lists."""

_OUTLINE = r"(?i)^\s*(SRID\s*=\s*\d+\s*;)?\s*(MULTI)?POLYGON"
_MISSING = {
    ("county", "outline"): "counties_without_outline",
    ("township", "outline"): "townships_without_outline",
    ("village", "outline"): "villages_without_outline",
    ("village", "point"): "villages_without_point",
}


def check_geography(
    frame: pl.DataFrame, reference: Reference, *, arrived_on: date
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with their area and place_kind (``outline`` or ``point``), and their rules.

    Any area but the city may have an outline, a point, or both in two rows.
    """
    is_outline = pl.col("geometry").str.contains(_OUTLINE).fill_null(False)
    frame = frame.with_columns(
        expected_level=pl.lit(None, pl.String),
        place_kind=pl.when(is_outline).then(pl.lit("outline")).otherwise(pl.lit("point")),
        # Asked before the geometries that are wrong become null.
        is_nowhere=pl.all_horizontal(pl.col("geometry", "lon", "lat").is_null()),
    )
    frame, checks = place(frame, reference.areas)
    return frame, [
        *checks,
        Check(pl.col("area_level") == "city", "area_code", "wrong_level", "county_or_below"),
        Check(pl.col("is_nowhere"), "geometry", "missing_value"),
        *not_ahead("surveyed_on", arrived_on=arrived_on),
    ]


def check_outlines(
    frame: pl.DataFrame, reference: Reference
) -> tuple[pl.DataFrame, list[Check], pl.DataFrame]:
    """What only shows when outlines lie side by side.

    Args:
        frame: Rows with their place, as `positions.place_rows` leaves them.
        reference: The list of areas, and what was imported before.

    Returns:
        ``frame`` with what `beside_county` says by the county outlines of the file itself; the
        check that no two areas of one level overlap; and remarks on the areas that have no
        outline or point while others of their county have.
    """
    own = frame.filter(area_level="county", place_kind="outline").drop_nulls("geometry")
    if len(own):
        shapes = shapely.from_wkt(own["geometry"].to_numpy())
        outlines = own.select(
            "area_code",
            pl.Series("outline_geojson", shapely.to_geojson(shapes).tolist()),
            is_schematic=pl.lit(False),
        )
        beside = beside_county(frame, Bounds(outlines))
        covered = pl.col("area_code").str.slice(0, 6).is_in(own["area_code"].implode())
        frame = frame.with_columns(
            pl.when(covered).then(column).otherwise(problem).alias(problem)
            for problem, column in zip(PROBLEMS, beside, strict=True)
        )
    frame = frame.with_columns(_overlaps(frame))
    other = pl.col("overlaps_with")
    check = Check(other.is_not_null(), "area_code", "outlines_overlap", other)
    return frame, [check], pl.concat([no_issues(), *_gaps(frame, reference)])


def _overlaps(frame: pl.DataFrame) -> pl.Series:
    """Code of an area of the same level with which a row's outline overlaps."""
    found: list[str | None] = [None] * len(frame)
    numbered = frame.select(
        "area_code", "area_level", "geometry", "place_kind"
    ).with_row_index()
    outlines = numbered.filter(place_kind="outline").drop_nulls(["geometry", "area_level"])
    for level in outlines.partition_by("area_level"):
        shapes = shapely.from_wkt(level["geometry"].to_numpy())
        first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
        pairs = first < second
        first, second = first[pairs], second[pairs]
        both = shapely.area(shapely.intersection(shapes[first], shapes[second]))
        smaller = np.minimum(shapely.area(shapes[first]), shapely.area(shapes[second]))
        codes, rows = level["area_code"], level["index"]
        for one, other in np.column_stack([first, second])[both > OVERLAP * smaller]:
            found[rows[int(one)]] = codes[int(other)]
            found[rows[int(other)]] = codes[int(one)]
    return pl.Series("overlaps_with", found, dtype=pl.String)


def _gaps(frame: pl.DataFrame, reference: Reference) -> Iterator[pl.DataFrame]:
    """Remarks on areas without a place, by level and kind of place that the file has."""
    here = frame.drop_nulls(["geometry", "area_level"])
    known = pl.concat([reference.placed, here.select("area_code", "place_kind")])
    for (level, kind), problem in _MISSING.items():
        given = here.filter(area_level=level, place_kind=kind)
        if given.is_empty():
            continue
        counties = given["area_code"].str.slice(0, 6).unique()
        listed = reference.areas.filter(pl.col("area_ends").is_null(), area_level=level)
        if level != "county":
            inside = pl.col("area_code").str.slice(0, 6).is_in(counties.implode())
            listed = listed.filter(inside)
        placed = known.filter(place_kind=kind)
        missing = listed.join(placed, on="area_code", how="anti").sort("area_code")
        if len(missing):
            names = missing.head(LISTED).select("area_code", "area_name").iter_rows()
            more = " …" if len(missing) > LISTED else ""
            text = f"{len(missing)}/{len(listed)}：" + "、".join(map(" ".join, names)) + more
            yield file_issue(problem, text, severity="warning")
