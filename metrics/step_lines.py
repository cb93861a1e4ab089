"""The people's figures of a step month by month."""

import polars as pl

from data.catalogue import programme
from metrics.frames import require

# Steps with a target; the third keeps what was reached and has all the areas of the others.
TARGETED = ("step1", "step2")


def places(areas: pl.DataFrame, *, area: str, step: str) -> pl.DataFrame:
    """Areas that are in an area and in a step; ``all`` and step 3 are every area of a step.

    Args:
        areas: One row per area: area_code, step.
        area: Code of the area; the city's is every area.
        step: Code of a step, or ``all``.
    """
    require(areas, "areas", "area_code", "step")
    inside = areas.filter(pl.col("step").is_not_null())
    if area != programme().city_code:
        inside = inside.filter(pl.col("area_code").str.starts_with(area))
    return inside.filter(pl.col("step") == step) if step in TARGETED else inside


def in_one_county(areas: pl.DataFrame) -> dict[str, str]:
    """Steps that lie in one county which has no other step: county code by step.

    Such a step and its county are the same people, so they have one projection.

    Args:
        areas: One row per area: area_code, area_level, step, county_code.
    """
    require(areas, "areas", "area_code", "area_level", "step", "county_code")
    villages = areas.filter(pl.col("area_level") == "village", pl.col("step").is_not_null())
    pairs = villages.select("step", "county_code").unique()
    alone = pairs.filter(
        pl.len().over("step") == 1,
        pl.len().over("county_code") == 1,
        pl.col("step").is_in(TARGETED),
    )
    return dict(alone.iter_rows())


def lines(series: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Values of some areas added up, month by month.

    Args:
        series: One row per area, indicator and month end: area_code, indicator_code, month,
            reported_value.
        places: Result of `places`.

    Returns:
        One row per indicator and month: indicator_code, month, reported_value (indicator's
        unit; null where nothing was reported by then).
    """
    require(series, "series", "area_code", "indicator_code", "month", "reported_value")
    value = pl.col("reported_value")
    return (
        series.join(places.select("area_code"), on="area_code", how="semi")
        .group_by("indicator_code", "month")
        .agg(reported_value=pl.when(value.is_not_null().any()).then(value.sum()))
        .sort("indicator_code", "month")
    )
