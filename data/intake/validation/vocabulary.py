"""Words of files for what the catalogue names: indicators, offices, programmes of works."""

from collections.abc import Callable
from functools import cache

from data.catalogue import FieldKind, indicators, org_units, works
from data.intake.matching.words import plain


@cache
def indicator_words() -> dict[str, str]:
    """Plain word to indicator code, for the code itself and both names."""
    return {
        plain(name): each.code
        for each in indicators().values()
        for name in (each.code, each.name.zh, each.name.en)
    }


@cache
def org_unit_words() -> dict[str, str]:
    """Plain word to org unit code, for the code itself and both names."""
    return {
        plain(name): code
        for code, each in org_units().items()
        for name in (code, each.name.zh, each.name.en)
    }


@cache
def programme_words() -> dict[str, str]:
    """Plain word to programme code of works, for the code, both names and the other words."""
    return {
        plain(name): code
        for code, each in works().programmes.items()
        for name in (code, each.name.zh, each.name.en, *each.aliases)
    }


NAMED: dict[FieldKind, Callable[[], dict[str, str]]] = {
    "indicator": indicator_words,
    "org_unit": org_unit_words,
    "programme": programme_words,
}
"""Kinds whose cells are the code or a name of something in the catalogue."""
