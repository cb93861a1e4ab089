"""Outlines beside those that are stored: their neighbours, and the ones they replace."""

from typing import Any

import numpy as np
import polars as pl
import shapely
from sqlalchemy import Engine

from data.intake.messages import both, say
from data.intake.places.bounds import Bounds
from data.intake.places.projections import on_equal_area
from data.intake.places.shapes import Geometries
from data.intake.problems import Check, find
from data.intake.stored_outlines import imported_counties, stored_outlines
from data.intake.validation.counties import (
    beside_county,
    county_checks,
    square_kilometres,
)
from data.intake.validation.geography import OVERLAP

SAME_AREA = 0.2
"""Share of the old area by which a new one may differ: a survey corrects, it doesn't redraw."""

MOSTLY_INSIDE = 0.8
"""Share of a new outline that has to lie inside the old one to pass without a remark."""

COVERED = 0.2
"""Share of the old outline below which the new one must be of another area or place."""


def compare_with_earlier_outlines(rows: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    """What is wrong or odd in outlines beside those in the warehouse.

    Errors: a place outside its county by an imported outline, also one of the same command,
    whose files are checked before those ahead of them are written; an outline that overlaps an
    imported one of its level; and a county's that has next to nothing of the old one, imported
    or schematic. Below the county there are no schematic
    ones: there the old one may be the mistake, and a new one elsewhere is remarked on only.
    Warnings: an outline that overlaps a schematic one, or differs much from the old one.

    Args:
        rows: Rows of a file without errors, as the checks left them.
        engine: The warehouse with everything imported so far.

    Returns:
        Issue rows of both severities. What the rows replace is no neighbour of theirs.
    """
    new = rows.filter(place_kind="outline")
    beside = _beside_imported_counties(rows, new["area_code"], engine)
    if new.is_empty():
        return beside
    stored, old_shapes = stored_outlines(engine, new["area_level"].unique().to_list())
    if stored.is_empty():
        return beside
    shapes = on_equal_area(shapely.from_wkt(new["geometry"].to_numpy()))
    others = stored.filter(
        ~pl.col("area_code").is_in(new["area_code"].implode()), in_force=True
    )
    new = new.with_columns(
        _overlaps(new, shapes, others.filter(is_schematic=flag), old_shapes).alias(name)
        for name, flag in (("overlaps_imported", False), ("overlaps_schematic", True))
    ).with_columns(*_beside_old(new, shapes, stored, old_shapes))
    return pl.concat([beside, find(new, _checks())])


def _beside_imported_counties(
    rows: pl.DataFrame, replaced: pl.Series, engine: Engine
) -> pl.DataFrame:
    counties = imported_counties(engine).filter(~pl.col("area_code").is_in(replaced.implode()))
    beside = beside_county(rows, Bounds(counties))
    return find(rows.with_columns(beside), county_checks("geography"))


def _checks() -> list[Check]:
    imported, schematic = pl.col("overlaps_imported"), pl.col("overlaps_schematic")
    differs, elsewhere = pl.col("differs_from_old"), pl.col("is_elsewhere")
    return [
        Check(imported.is_not_null(), "area_code", "overlaps_imported", imported),
        Check(elsewhere, "area_code", "outline_elsewhere", differs),
        Check(schematic.is_not_null(), "area_code", "overlaps_schematic", schematic, "warning"),
        Check(
            differs.is_not_null() & ~elsewhere,
            "area_code",
            "differs_from_old_outline",
            differs,
            "warning",
        ),
    ]


def _overlaps(
    new: pl.DataFrame, shapes: Geometries, others: pl.DataFrame, old_shapes: Geometries
) -> pl.Series:
    """Areas that a row's outline overlaps beyond what borders drawn twice do, in words."""
    old = old_shapes[others["at"].to_numpy()]
    rows, found = shapely.STRtree(old).query(shapes, predicate="intersects")
    common = shapely.area(shapely.intersection(shapes[rows], old[found]))
    smaller = np.minimum(shapely.area(shapes[rows]), shapely.area(old[found]))
    same = new["area_level"].to_numpy()[rows] == others["area_level"].to_numpy()[found]
    told: list[list[tuple[str, str]]] = [[] for _ in range(len(new))]
    for at in np.flatnonzero(same & (common > OVERLAP * smaller)):
        other = others.row(int(found[at]), named=True)
        told[rows[at]].append((_named(other), square_kilometres(common[at])))
    return pl.Series([_overlaps_told(each) if each else None for each in told], dtype=pl.String)


def _overlaps_told(found: list[tuple[str, str]]) -> str:
    return both(
        lambda language: "、".join(
            say("overlap_with", language, area=area, common=common) for area, common in found
        )
    )


def _beside_old(
    new: pl.DataFrame, shapes: Geometries, stored: pl.DataFrame, old_shapes: Geometries
) -> tuple[pl.Series, pl.Series]:
    """The figures of rows that differ much from the old outline, and which have none of it."""
    numbered = new.select("area_code").with_row_index("row").join(stored, on="area_code")
    rows, at = numbered["row"].to_numpy(), numbered["at"].to_numpy()
    after, before = shapely.area(shapes[rows]), shapely.area(old_shapes[at])
    common = shapely.area(shapely.intersection(shapes[rows], old_shapes[at]))
    numbered = numbered.with_columns(after=after, before=before, common=common).with_columns(
        covered=pl.col("common") / pl.col("before"), inside=pl.col("common") / pl.col("after")
    )
    figures: list[str | None] = [None] * len(new)
    much = ((pl.col("after") / pl.col("before") - 1).abs() > SAME_AREA) | (
        pl.col("inside") < MOSTLY_INSIDE
    )
    for each in numbered.filter("in_force", much).iter_rows(named=True):
        figures[each["row"]] = _figures_told(each)
    # A wrong outline in force must not keep out the right one, which lies where the schematic
    # one does.
    nowhere = numbered.group_by("row").agg(
        elsewhere=(pl.col("covered") < COVERED).all() & pl.col("is_schematic").any()
    )
    elsewhere = pl.Series("is_elsewhere", np.zeros(len(new), dtype=bool))
    elsewhere[nowhere.filter("elsewhere")["row"].to_list()] = True
    return pl.Series("differs_from_old", figures, dtype=pl.String), elsewhere


def _figures_told(each: dict[str, Any]) -> str:
    return both(
        lambda language: say(
            "outline_before_after",
            language,
            area=_named(each),
            before=square_kilometres(each["before"]),
            after=square_kilometres(each["after"]),
            inside=f"{100 * each['inside']:.0f}",
            covered=f"{100 * each['covered']:.0f}",
        )
    )


def _named(area: dict[str, Any]) -> str:
    return f"{area['area_code']} {area['area_name']}"
