"""The policy as data: stages, steps, scopes and commitments."""

import re
from calendar import monthrange
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from data.catalogue.entries import Entry, catalogue_file
from data.catalogue.load_areas import PROGRAMME_FILE, area_groups, scopes, section
from data.catalogue.load_indicators import indicators
from data.catalogue.model import (
    Basis,
    Commitment,
    CommitmentScope,
    Period,
    Programme,
    Strength,
    TargetKind,
)


@cache
def programme(path: Path = PROGRAMME_FILE) -> Programme:
    """The programme with its commitments in the order of the policy list.

    Raises:
        CatalogueError: An entry has a missing, unknown or wrong field, or names an indicator,
            a scope, a step or an area group that doesn't exist.
    """
    entry = Entry(path, "programme", catalogue_file(path))
    stages = _periods(entry, "stages")
    steps = _periods(entry, "steps")
    entry.take("area_groups")
    known_scopes = scopes(entry, steps, path)
    result = Programme(
        name=entry.text("name"),
        document=entry.text("document"),
        city_code=entry.word("city_code"),
        baseline_date=entry.day("baseline_date"),
        stages=stages,
        steps=steps,
        area_groups=area_groups(path),
        scopes=known_scopes,
        commitments=_commitments(entry, known_scopes),
    )
    entry.done()
    return result


def _periods(whole: Entry, field: str) -> dict[str, Period]:
    periods = {}
    for code, fields in section(whole, field).items():
        entry = Entry(whole.path, f"{field} {code!r}", fields)
        periods[code] = Period(
            code=code,
            name=entry.text("name"),
            task=entry.text("task"),
            starts_on=entry.day("starts_on"),
            due_date=entry.day("due_date"),
        )
        entry.done()
        if periods[code].due_date < periods[code].starts_on:
            raise entry.wrong("due_date", "lies before starts_on")
    return periods


def _commitments(whole: Entry, known: dict[str, CommitmentScope]) -> tuple[Commitment, ...]:
    rows = whole.take("commitments")
    if not isinstance(rows, list):
        raise whole.wrong("commitments", "must be a list")
    return tuple(
        _commitment(number, Entry(whole.path, f"commitment {number}", fields), known)
        for number, fields in enumerate(rows, start=1)
    )


def _commitment(number: int, entry: Entry, known: dict[str, CommitmentScope]) -> Commitment:
    indicator_code = entry.reference("indicator", indicators(), "indicator")
    # From here on an error also says which promise it is: numbers are hard to count by eye.
    entry.name = f"commitment {number} ({indicator_code})"
    due = entry.word("due")
    commitment = Commitment(
        number=number,
        indicator_code=indicator_code,
        scope=entry.reference("scope", known, "scope"),
        target=None if entry.absent("target") else entry.number("target"),
        target_kind=entry.choice("target_kind", TargetKind),
        strength=entry.choice("strength", Strength),
        basis=entry.choice("basis", Basis),
        baseline_year=entry.whole("baseline_year"),
        due=due,
        due_date=_due_date(due, entry),
        due_source=entry.choice("due_source", Literal["text", "default"]),
        clause=entry.word("clause"),
        quote=entry.word("quote"),
    )
    entry.done()
    without_figure = commitment.target_kind in ("imported", "trend")
    if without_figure != (commitment.target is None):
        raise entry.wrong("target", f"doesn't go with target_kind {commitment.target_kind}")
    return commitment


def _due_date(due: str, entry: Entry) -> date | None:
    """Last day of a due month; null for ``continuous``, ``every year`` and the like."""
    if not due[:1].isdigit():
        return None
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", due):
        raise entry.wrong("due", f"must be a month such as 2017-12 or words, not {due!r}")
    year, month = int(due[:4]), int(due[5:])
    return date(year, month, monthrange(year, month)[1])
