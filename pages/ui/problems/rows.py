"""The ledger of problems as every page that names problems shows it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from data.catalogue import forms, programme
from metrics.problems import ledger
from pages.ui import load, names
from pages.ui.kept import kept
from pages.ui.messages import t
from pages.ui.signs import sign

TEXTS = ("source_word", "place", "office", "state_word")


@kept
def problems(*, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.problems.ledger`, with county_code: the city's own have none."""
    areas = load.areas(as_of=as_of).select("area_code", "county_code")
    rows = ledger(load.problems(as_of=as_of), as_of=as_of)
    return rows.join(areas, on="area_code", how="left", maintain_order="left")


def of_area(*, area: str, as_of: date) -> pl.DataFrame:
    """`problems` of the city, its own among them, or of what lies in one county."""
    rows = problems(as_of=as_of)
    return rows if area == programme().city_code else rows.filter(county_code=area)


def shown(rows: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """The problems with their words.

    Args:
        rows: Rows of `problems`.
        areas: One row per area, as `load.areas` gives them.

    Returns:
        ``rows`` with `TEXTS`; place is county and, below it, township or village.
    """
    known = areas.filter(pl.col("area_code").is_in([*rows["area_code"], *rows["county_code"]]))
    places = {row["area_code"]: names.area(row) for row in known.iter_rows(named=True)}
    words = [_words(row, places) for row in rows.iter_rows(named=True)]
    return rows.hstack(pl.DataFrame(words, schema=dict.fromkeys(TEXTS, pl.String)))


def state(code: str) -> str:
    """A state as shape and word."""
    return sign(code, names.choice("problems", "state", code))


def sources() -> dict[str, str]:
    """Names of the sources by code, in the order of the form."""
    codes = forms()["problems"].fields["source"].choices
    return {code: names.choice("problems", "source", code) for code in codes}


def _words(row: Mapping[str, Any], places: Mapping[str, str]) -> dict[str, str]:
    return {
        "source_word": names.choice("problems", "source", row["source"]),
        "place": _place(row, places),
        "office": names.org_unit(row["lead_office"]) if row["lead_office"] else "",
        "state_word": state(row["state"]),
    }


def _place(row: Mapping[str, Any], places: Mapping[str, str]) -> str:
    own, county = row["area_code"], row["county_code"]
    if county in (None, own) or own == programme().city_code:
        return places.get(own, own)
    return t("frame.area_in", county=places[county], area=places[own])
