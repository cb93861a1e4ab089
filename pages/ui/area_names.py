"""Names of areas for tables and charts, in the standing order."""

import polars as pl

from data.catalogue import settings
from data.catalogue.settings_model import Settings
from pages.ui import names
from pages.ui.messages import t


def standing_order(areas: pl.DataFrame, limits: Settings | None = None) -> pl.DataFrame:
    """Areas in the order of every list that the reader didn't order himself.

    The city, then poor counties, then the order of the city's own tables; where it gives none,
    areas without a task last, else by code, never by name. What lies in a county stands at its
    place. Poor counties and the city's order are settings.

    Args:
        areas: One row per area, as `load.areas` gives them.
        limits: Settings; without it those in force.
    """
    limits = limits or settings()
    order = {code: place for place, code in enumerate(limits.county_order)}
    is_first = pl.col("is_poor_county") & pl.lit(limits.poor_counties_first)
    return areas.sort(
        pl.col("area_level") != "city",
        is_first.not_().fill_null(True),
        pl.col("county_code").replace_strict(order, default=len(order), return_dtype=pl.Int64),
        pl.col("group").eq_missing("no_task"),
        "area_code",
    )


def in_order(areas: pl.DataFrame, level: str) -> pl.DataFrame:
    """Areas of a level in the standing order.

    Args:
        areas: One row per area, as `load.areas` gives them.
        level: city, county, township or village.

    Returns:
        One row per area: area_code, shown_name (in the reader's language).
    """
    wanted = standing_order(areas.filter(pl.col("area_level") == level))
    return wanted.select("area_code", shown_name=names.of_areas())


def by_code(areas: pl.DataFrame, *levels: str) -> dict[str, str]:
    """Names by area code, level after level, each in the standing order."""
    return {code: name for level in levels for code, name in in_order(areas, level).iter_rows()}


def with_county(areas: pl.DataFrame, codes: pl.Series) -> dict[str, str]:
    """Names of some areas by code, each after its county's: village names are not unique."""
    counties = by_code(areas, "county")
    wanted = standing_order(areas.filter(pl.col("area_code").is_in(codes.implode())))
    below = wanted.select("area_code", "county_code", names.of_areas())
    return {
        code: t("frame.area_in", county=counties[county], area=name)
        for code, county, name in below.iter_rows()
    }
