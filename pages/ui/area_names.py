"""Names of areas for tables and charts, in the standing order."""

import polars as pl

from pages.ui import names
from pages.ui.messages import t


def in_order(areas: pl.DataFrame, level: str) -> pl.DataFrame:
    """Areas of a level: poor counties first, areas without a task last, else by code.

    Args:
        areas: One row per area, as `load.areas` gives them.
        level: city, county, township or village.

    Returns:
        One row per area: area_code, shown_name (in the reader's language).
    """
    wanted = areas.filter(pl.col("area_level") == level).sort(
        pl.col("is_poor_county").not_().fill_null(True),
        pl.col("group").eq_missing("no_task"),
        "area_code",
    )
    return wanted.select("area_code", shown_name=names.of_areas())


def by_code(areas: pl.DataFrame, *levels: str) -> dict[str, str]:
    """Names by area code, level after level, each in the standing order."""
    return {code: name for level in levels for code, name in in_order(areas, level).iter_rows()}


def with_county(areas: pl.DataFrame, codes: pl.Series) -> dict[str, str]:
    """Names of some areas by code, each after its county's: village names are not unique."""
    counties = by_code(areas, "county")
    wanted = areas.filter(pl.col("area_code").is_in(codes.implode()))
    below = wanted.sort("area_code").select("area_code", "county_code", names.of_areas())
    return {
        code: t("frame.area_in", county=counties[county], area=name)
        for code, county, name in below.iter_rows()
    }
