"""The words that offices write into choice columns, and their own names."""

import polars as pl

from data.catalogue import forms, org_units

CITY_OFFICE = org_units()["poverty_office"].name.zh


def worded(table: pl.DataFrame, form: str) -> pl.DataFrame:
    """A form's table with its choices in words and its offices by name; null stays null."""
    words = {
        field.code: {code: spellings[0] for code, spellings in field.choices.items()}
        for field in forms()[form].fields.values()
        if field.kind == "choice"
    }
    offices = {code: each.name.zh for code, each in org_units().items()}
    words |= {"lead_office": offices, "org_unit_code": offices}
    return table.with_columns(
        pl.col(code).replace_strict(names, return_dtype=pl.String)
        for code, names in words.items()
        if code in table.columns
    )
