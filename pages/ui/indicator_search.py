"""Finding indicators by words, clause, office and kind of target."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from data.catalogue import Indicator, indicators
from pages.ui import names, pickers, promises
from pages.ui.messages import t

KINDS = ["value", "floor", "per_period", "imported", "trend"]


def search() -> list[Indicator]:
    """Draw the filters; the indicators that fit them, in the order of the catalogue."""
    catalogue = indicators().values()
    clauses = [promise.clause for entry in catalogue for promise in _promises(entry)]
    places = st.columns([2, 1, 1, 1])
    with places[0]:
        words = st.text_input(t("definitions.search"), placeholder=t("definitions.search_hint"))
    with places[1]:
        by_clause = _pick("clause", clauses, str)
    with places[2]:
        by_owner = _pick("owner", [entry.owner for entry in catalogue], names.org_unit)
    with places[3]:
        by_kind = _pick("kind", KINDS, lambda kind: t(f"target_kind.{kind}"))
    return [
        entry
        for entry in catalogue
        if words.casefold().strip() in searched_text(entry)
        and _fits(by_clause, [promise.clause for promise in _promises(entry)])
        and _fits(by_owner, [entry.owner, *entry.co_owners])
        and _fits(by_kind, [promise.target_kind for promise in _promises(entry)])
    ]


def searched_text(indicator: Indicator) -> str:
    """What a search looks through: code, names and definitions, in small letters."""
    texts = [indicator.name, indicator.definition]
    return " ".join([indicator.code, *(f"{text.zh} {text.en}" for text in texts)]).casefold()


def _promises(indicator: Indicator) -> Any:
    return promises.of_indicator(indicator.code)


def _pick(name: str, codes: list[str], format_func: Callable[[str], str]) -> list[str]:
    options = list(dict.fromkeys(codes))
    return pickers.multiselect(name, t(f"definitions.{name}"), options, format_func=format_func)


def _fits(wanted: list[str], present: list[str]) -> bool:
    return not wanted or not set(wanted).isdisjoint(present)
