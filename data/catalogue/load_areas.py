"""Area groups and commitment scopes of programme.yml."""

from functools import cache
from pathlib import Path
from typing import Any

from data.catalogue.entries import Entry, catalogue_file
from data.catalogue.model import AreaGroup, AreaLevel, CommitmentScope

PROGRAMME_FILE = Path(__file__).with_name("programme.yml")

CONDITIONS = {
    "area_kind": "the area is of one of these kinds",
    "is_poor_county": "the county is designated a poor county",
    "is_poor_village": "the village is designated a poor village",
    "has_task": "the area is designated to have a poverty-alleviation task",
    "in_poor_county": "the area lies in a poor county",
    "in_task_county": "the area lies in a county that has a task",
    "has_poor_village": "a poor village lies in the area",
}
"""Conditions by which an area group picks its areas, and what each says."""

_COUNTY_KINDS = ("district", "county", "city")
_TOWNSHIP_KINDS = ("town", "township", "subdistrict", "quasi")
_VILLAGE_KINDS = ("village", "community", "quasi")
AREA_KINDS = frozenset(_COUNTY_KINDS + _TOWNSHIP_KINDS + _VILLAGE_KINDS)


@cache
def area_groups(path: Path = PROGRAMME_FILE) -> dict[str, AreaGroup]:
    """All area groups by code.

    Raises:
        CatalogueError: A group lacks a field or names an unknown condition or kind.
    """
    whole = Entry(path, "programme", catalogue_file(path))
    groups = {}
    for code, fields in section(whole, "area_groups").items():
        entry = Entry(path, f"area group {code!r}", fields)
        groups[code] = AreaGroup(
            code=code,
            name=entry.text("name"),
            level=entry.choice("level", AreaLevel),
            where=_conditions(entry),
        )
        entry.done()
    return groups


def scopes(whole: Entry, steps: dict[str, Any], path: Path) -> dict[str, CommitmentScope]:
    """The scopes of a programme by code; ``steps`` are the steps a scope may name."""
    result = {}
    for code, fields in section(whole, "scopes").items():
        entry = Entry(path, f"scope {code!r}", fields)
        result[code] = CommitmentScope(
            code=code,
            name=entry.text("name"),
            area_group=entry.reference("area_group", area_groups(path), "area group"),
            step=None if entry.absent("step") else entry.reference("step", steps, "step"),
            wording=entry.word("wording"),
        )
        entry.done()
    return result


def section(whole: Entry, field: str) -> dict[str, Any]:
    """A part of a file that holds entries by code."""
    value = whole.take(field)
    if not isinstance(value, dict):
        raise whole.wrong(field, "must hold entries by code")
    return value


def _conditions(entry: Entry) -> dict[str, tuple[str, ...] | bool]:
    where = Entry(entry.path, entry.name, entry.take("where"))
    conditions: dict[str, tuple[str, ...] | bool] = {}
    if kinds := where.words("area_kind"):
        if unknown := sorted(set(kinds) - AREA_KINDS):
            raise entry.wrong("where.area_kind", f"unknown kind {', '.join(unknown)}")
        conditions["area_kind"] = kinds
    for condition in CONDITIONS:
        if condition != "area_kind" and where.flag(condition, default=False):
            conditions[condition] = True
    where.done()
    return conditions
