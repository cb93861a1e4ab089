"""The project's own reference files: area codes and names, the policy's text, published series.

README.md beside this module names the vintage and the source of each file.
"""

from functools import cache
from pathlib import Path

import polars as pl

FOLDER = Path(__file__).parent

POLICY_FILE = FOLDER / "policy.txt"

# Everything else stays text: as numbers, codes would lose the zeros that make them nest.
_TYPES = {"lon": pl.Float64, "lat": pl.Float64, "valid_from": pl.Date, "valid_to": pl.Date}
_FILES = {
    "city": "city.csv",
    "county": "counties.csv",
    "township": "townships.csv",
    "village": "villages.csv",
}


_COLUMNS = (
    *("area_code", "area_name", "area_name_en", "area_level", "area_kind", "parent_code"),
    *("township_code", "county_code", "lon", "lat", "position_kind"),
    *("valid_from", "valid_to", "successor_code", "sort_order"),
)


@cache
def areas() -> pl.DataFrame:
    """Every area of the city in the columns of ``dim_area``: the city, counties and so on down.

    The codes nest: an area's code begins with its county's six digits and its township's nine,
    whatever the parents are called. Names repeat even inside one county and are never a key.

    Returns:
        One row per area: area_code, area_name, area_name_en (null below the county),
        area_level, area_kind, parent_code (null for the city), township_code and county_code
        (own code at that level, null above it), lon and lat (label points of counties in
        degrees, null below), position_kind (schematic where there is a point), valid_from,
        valid_to and successor_code (null while valid), sort_order (1 is the first code of its
        level).
    """
    code, level = pl.col("area_code"), pl.col("area_level")
    below_county = level.is_in(["township", "village"])
    return (
        pl.concat([_file(level_name) for level_name in _FILES], how="diagonal")
        .with_columns(
            township_code=pl.when(below_county).then(code.str.slice(0, 9)),
            county_code=pl.when(level != "city").then(code.str.slice(0, 6)),
            position_kind=pl.when(pl.col("lon").is_not_null()).then(pl.lit("schematic")),
            sort_order=code.rank("ordinal").over(level).cast(pl.Int32),
        )
        .select(_COLUMNS)
    )


def policy_text() -> str:
    """The policy as published, one paragraph a line."""
    return POLICY_FILE.read_text(encoding="utf-8")


def _file(level: str) -> pl.DataFrame:
    frame = pl.read_csv(FOLDER / _FILES[level], infer_schema=False, schema_overrides=_TYPES)
    return frame.with_columns(area_level=pl.lit(level)).sort("area_code")
