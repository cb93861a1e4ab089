"""Which place a row is about: the code is the key, the name is checked against it."""

import polars as pl

from data.intake.problems import Check
from data.intake.validation.reference import bare_name

_AS_NUMBER = r"^\d(\.\d+)?[eE]\+\d\d$"
"""Such as 2.30126E+11."""

_AREA_COLUMNS = [
    "area_code",
    "area_name_known",
    "area_level",
    "bare_name",
    "county_bare",
    "township_bare",
    "area_ends",
    "successor_code",
]


def place(frame: pl.DataFrame, areas: pl.DataFrame) -> tuple[pl.DataFrame, list[Check]]:
    """The place of every row.

    Args:
        frame: Rows of a file with area_code, area_name, county_name, township_name (text, null
            where not given) and expected_level (null where any level will do).
        areas: The known places, as in `Reference`.

    Returns:
        ``frame`` with area_code filled in where the name alone is clear (of places that share
        one without its ending, the one so called in full), area_level, area_ends,
        successor_code and working columns (null for an unknown place); and the checks: no
        place, an unknown code or name, a name that several places bear, a name or a county or
        township that isn't the code's, and a place of the wrong level.
    """
    frame = frame.with_columns(
        # Statistical codes of counties and townships come filled up to twelve digits.
        area_code=pl.col("area_code")
        .str.replace(r"^(\d{9})000$", "$1")
        .str.replace(r"^(\d{6})000$", "$1"),
        name_bare=bare_name(pl.col("area_name")),
        county_name_bare=bare_name(pl.col("county_name")),
        township_name_bare=bare_name(pl.col("township_name")),
        namesakes=pl.lit(None, pl.UInt32),
    )
    if (frame["area_code"].is_null() & frame["area_name"].is_not_null()).any():
        frame = _named(frame, areas)
    known = areas.rename({"area_name": "area_name_known"}).select(_AREA_COLUMNS)
    return frame.join(known, on="area_code", how="left", maintain_order="left"), _checks()


def as_number(code: pl.Expr) -> pl.Expr:
    """Whether a spreadsheet program made a code a number and kept its first digits only."""
    return code.str.contains(_AS_NUMBER)


def _named(frame: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """Codes for rows that give a name only, where one place alone bears it."""
    nameless = pl.col("area_code").is_null() & pl.col("area_name").is_not_null()
    asked = frame.filter(nameless).select(
        *("row_number", "name_bare", "expected_level", "county_name_bare"),
        *("township_name_bare", pl.col("area_name").alias("written")),
    )
    candidates = asked.join(areas, left_on="name_bare", right_on="bare_name").filter(
        _agrees("expected_level", "area_level"),
        _agrees("county_name_bare", "county_bare"),
        _agrees("township_name_bare", "township_bare"),
    )
    # 巴彦县 is the county, 巴彦镇 the town, and 巴彦 alone may be either.
    in_full = pl.col("written") == pl.col("area_name")
    candidates = candidates.filter(in_full == in_full.any().over("row_number"))
    found = candidates.group_by("row_number").agg(
        pl.len().alias("found"), pl.col("area_code").first().alias("found_code")
    )
    return frame.join(found, on="row_number", how="left", maintain_order="left").select(
        pl.exclude("area_code", "namesakes", "found", "found_code"),
        area_code=pl.when(pl.col("found") == 1).then("found_code").otherwise("area_code"),
        namesakes=pl.when(nameless).then(pl.col("found").fill_null(0)),
    )


def _agrees(given: str, known: str) -> pl.Expr:
    return pl.col(given).is_null() | (pl.col(given) == pl.col(known))


def _checks() -> list[Check]:
    code, namesakes = pl.col("area_code"), pl.col("namesakes")
    coded = code.is_not_null() & namesakes.is_null() & pl.col("area_level").is_not_null()
    unknown = code.is_not_null() & pl.col("area_level").is_null()
    return [
        Check(code.is_null() & pl.col("area_name").is_null(), "area_code", "missing_value"),
        Check(unknown & as_number(code), "area_code", "code_as_number"),
        Check(unknown & ~as_number(code), "area_code", "unknown_area"),
        Check(namesakes == 0, "area_name", "unknown_name"),
        Check(namesakes > 1, "area_name", "ambiguous_name", namesakes),
        Check(
            coded & (pl.col("name_bare") != pl.col("bare_name")),
            "area_name",
            "name_differs",
            pl.col("area_name_known"),
        ),
        Check(
            coded & (pl.col("county_name_bare") != pl.col("county_bare")),
            "county_name",
            "parent_differs",
            pl.col("county_bare"),
        ),
        Check(
            coded & (pl.col("township_name_bare") != pl.col("township_bare")),
            "township_name",
            "parent_differs",
            pl.col("township_bare"),
        ),
        Check(
            pl.col("area_level") != pl.col("expected_level"),
            "area_code",
            "wrong_level",
            pl.col("expected_level"),
        ),
    ]
