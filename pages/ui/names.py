"""Names of areas, indicators and offices in the reader's language."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from data.catalogue import Indicator, forms, indicators, org_units, programme
from pages.ui.messages import LANGUAGES, language


def area(row: Mapping[str, Any]) -> str:
    """Name of an area row; townships and villages have a Chinese name only."""
    english = row.get("area_name_en") if language() == "en" else None
    return english or row["area_name"]


def of_areas() -> pl.Expr:
    """The same for a frame of areas, as a column."""
    return (
        pl.coalesce("area_name_en", "area_name") if language() == "en" else pl.col("area_name")
    )


def short(row: Mapping[str, Any]) -> str:
    """Name of a county where there is little room: in English without its last word."""
    name = area(row)
    return name.rpartition(" ")[0] or name


def indicator(code: str) -> str:
    """Name of an indicator."""
    return indicators()[code].name.of(language())


def definition(code: str) -> str:
    """How an indicator is counted."""
    return indicators()[code].definition.of(language())


def unit(indicator: Indicator | str) -> str:
    """Unit of an indicator; shares are ``%`` whatever they are a share of."""
    entry = indicators()[indicator] if isinstance(indicator, str) else indicator
    if is_percent(entry):
        return "%"
    return entry.unit.of(language())


def is_percent(indicator: Indicator) -> bool:
    """Whether values of the indicator are percentages."""
    return indicator.unit.zh.startswith("%")


def org_unit(code: str) -> str:
    """Name of an office."""
    return org_units()[code].name.of(language())


def scope(code: str) -> str:
    """Name of the set of areas a commitment covers."""
    return programme().scopes[code].name.of(language())


def choice(form: str, field: str, code: str) -> str:
    """Word of a form for one of its choices: the first is Chinese, the second English."""
    return forms()[form].fields[field].choices[code][LANGUAGES.index(language())]
