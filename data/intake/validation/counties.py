"""Places beside the outlines of their counties: outside them, or larger than they are."""

from typing import Any

import polars as pl
import shapely

from data.intake.messages import both, say
from data.intake.places.bounds import Bounds
from data.intake.problems import Check

AREA_FORMS = ("villages", "geography")
"""Forms whose rows are areas: these lie in their county, at one point or within one outline."""

GREATER_PART = 0.5
"""Share of a township's or village's outline that has to lie in its county."""

EXACT_BELOW = 100
"""Square kilometres; the figures of villages need a decimal place."""

AS_LARGE = 0.99
"""Share of its county from which a township's or village's outline must be the county's own."""

PROBLEMS = {
    "outside_its_county": "outside_by",
    "mostly_outside_county": "inside_by",
    "as_large_as_county": "both_areas",
}
"""What can be wrong, and the sentence of its detail."""


def beside_county(frame: pl.DataFrame, bounds: Bounds) -> list[pl.Series]:
    """What is wrong with each row's geometry beside the outline of its area's county.

    Works may cross a border and only have to meet their county, which `county_checks` asks of
    them alone.

    Args:
        frame: Rows with area_code, area_level and geometry (WKT).
        bounds: Where the counties lie.

    Returns:
        A column for each of `PROBLEMS`, with the detail of its sentence where it holds and the
        ones before it don't, else null.
    """
    geometries = shapely.from_wkt(frame["geometry"].to_numpy())
    counties = frame["area_code"].str.slice(0, 6)
    is_below = pl.col("area_level").is_in(["township", "village"])
    found = (
        bounds.beside_counties(geometries, counties)
        .with_columns(counties.alias("county"), frame["area_level"])
        .with_row_index("row")
    )
    wrong = (
        pl.col("county_metres") > pl.col("county_tolerance"),
        is_below & (pl.col("county_share") < GREATER_PART),
        is_below & (pl.col("own_area") > AS_LARGE * pl.col("county_area")),
    )
    columns, told = [], set[int]()
    for problem, condition in zip(PROBLEMS, wrong, strict=True):
        details: list[str | None] = [None] * len(frame)
        for each in found.filter(condition).iter_rows(named=True):
            if each["row"] not in told:
                details[each["row"]] = _detail(PROBLEMS[problem], each)
                told.add(each["row"])
        columns.append(pl.Series(problem, details, dtype=pl.String))
    return columns


def county_checks(form: str) -> list[Check]:
    """The checks of a form on the columns of `beside_county`; a remark only for works."""
    if form not in AREA_FORMS:
        outside = pl.col("outside_its_county")
        problem = "work_outside_county"
        return [Check(outside.is_not_null(), "area_code", problem, outside, "warning")]
    return [
        Check(pl.col(problem).is_not_null(), "area_code", problem, pl.col(problem))
        for problem in PROBLEMS
    ]


def square_kilometres(square_metres: float) -> str:
    """An area in words: whole square kilometres, small ones with a decimal place."""
    area = square_metres / 1e6
    return f"{area:,.1f}" if area < EXACT_BELOW else f"{area:,.0f}"


def _detail(sentence: str, each: dict[str, Any]) -> str:
    figures = {
        "county": each["county"],
        "distance": f"{each['county_metres'] / 1000:.1f}",
        "share": f"{100 * (each['county_share'] or 0):.0f}",
        "own": square_kilometres(each["own_area"]),
        "whole": square_kilometres(each["county_area"]),
    }
    return both(lambda language: say(sentence, language, **figures))
