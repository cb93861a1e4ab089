"""Checked rows into the columns of their table: defaults, masks, and register counts."""

import polars as pl
from sqlalchemy import Table

from data.intake.matching.headers import Match
from data.intake.validation.rules import RULES
from data.privacy import hashed, masked
from data.warehouse.schema import fct_area_place, fct_work_place

_FRACTIONS = {"poverty_incidence_rate", "straw_use_rate"}
_COUNTED_AS_YES = {
    "has_clinic": "clinics",
    "has_doctor": "doctors",
    "has_culture_place": "culture_rooms",
    "has_broadband": "broadband_households",
}
PLACES = {
    "works": (fct_work_place, "period", ["work_code"]),
    "villages": (fct_area_place, "year", ["area_code", "place_kind"]),
}
"""Table of the places that come beside the facts of a form, and whose newest row counts."""


def staged(frame: pl.DataFrame, found: Match, *, import_id: int, key: bytes) -> pl.DataFrame:
    """Rows of a file as rows of its fact table.

    Args:
        frame: Accepted rows, with the fields as the checks left them.
        found: The form of the file.
        import_id: The batch.
        key: For the hash of household codes.

    Returns:
        The columns of the fact table. Names are masked and codes hashed here, so that no row
        with a person's name gets any further.
    """
    code = found.form.code
    if code == "households":
        frame = _households(frame, key)
    elif code == "villages":
        frame = _villages(frame)
    return _as_table(frame, RULES[code].table, import_id)


def staged_places(frame: pl.DataFrame, found: Match, *, import_id: int) -> pl.DataFrame:
    """Where the rows of a file lie, in the columns of the form's table in ``PLACES``.

    A thing has one place: that of its newest row with any.
    """
    table, newest, keys = PLACES[found.form.code]
    placed = frame.drop_nulls("geometry").sort(newest, maintain_order=True)
    placed = placed.unique(keys, keep="last", maintain_order=True)
    # A village's sheet says neither where its place comes from nor when it was surveyed.
    unsaid = [code for code in ("place_source", "surveyed_on") if code not in frame.columns]
    return _as_table(
        placed.with_columns(pl.lit(None).alias(code) for code in unsaid), table, import_id
    )


def _as_table(frame: pl.DataFrame, table: Table, import_id: int) -> pl.DataFrame:
    return frame.with_columns(import_id=pl.lit(import_id, pl.Int32)).select(
        *(_stored(column, table) for column in table.columns.keys())  # noqa: SIM118 – iterating gives columns
    )


def _stored(code: str, table: Table) -> pl.Expr:
    kind = table.columns[code].type.python_type
    column = pl.col(code)
    if kind is int:
        return column.cast(pl.Int32)
    return column / 100 if code in _FRACTIONS else column


def _households(frame: pl.DataFrame, key: bytes) -> pl.DataFrame:
    return frame.with_columns(
        hashed(frame["household_code"], key).alias("household_key"),
        masked(pl.col("head")).alias("head_masked"),
        masked(pl.col("helper")).alias("helper_masked"),
        pl.coalesce("has_safe_housing", ~pl.col("is_unsafe_house")).alias("has_safe_housing"),
    )


def _villages(frame: pl.DataFrame) -> pl.DataFrame:
    """The register counts clinics and households where the sheet asks yes or no."""
    return frame.with_columns(
        *(
            pl.coalesce(yes, pl.col(count) > 0).alias(yes)
            for yes, count in _COUNTED_AS_YES.items()
        ),
        has_safe_water=pl.coalesce(
            "has_safe_water", pl.col("households_without_safe_water") == 0
        ),
    )
