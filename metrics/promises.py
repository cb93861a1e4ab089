"""Which promise measures an indicator, and what kind of figure it is."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache

import polars as pl

from data.catalogue import Indicator, indicators, programme
from data.catalogue.model import Commitment
from metrics.calendar import MONTHS_OF_CYCLE

LEVEL_ORDER = ("village", "township", "county", "city")


def reported_at_or_below(level: str) -> list[str]:
    """Indicators that have a value at a level: reported there, or below and added up."""
    reach = LEVEL_ORDER[: LEVEL_ORDER.index(level) + 1]
    return [
        code
        for code, entry in indicators().items()
        if entry.level == level or (entry.level in reach and entry.aggregation != "none")
    ]


def with_basis(codes: Collection[str]) -> list[str]:
    """The indicators and those planned through them, which carry their light inside a year."""
    borrowing = [code for code, entry in indicators().items() if entry.plan_of in codes]
    return [*codes, *borrowing]


@lru_cache(maxsize=64)
def measures(codes: tuple[str, ...]) -> pl.DataFrame:
    """What the catalogue says of indicators and of the first promise made for each.

    Returns:
        One row per indicator: indicator_code, measure, aggregation, cycle, certification, sign
        (1 if higher is better, else -1); and, null without a promise: target_kind, strength,
        promised_value (indicator's unit), is_each (promised_value holds for every area by
        itself), due_date, is_standing (a value or floor without one due date, so it holds from
        the start) and is_for_poor_counties (others report it too, but nothing is promised
        for them).
    """
    promised = _first_promises()
    rows = []
    for code in codes:
        entry = indicators()[code]
        promise = promised.get(entry.plan_of or code)
        rows.append(_catalogue_part(entry) | _promise_part(entry, promise))
    return pl.DataFrame(rows, schema=_SCHEMA)


def flow_shares(month: date) -> dict[str, float]:
    """Share of a year's periods ended by a month, by cycle: of 2 checks 1 is due in June."""
    ended: dict[str, float] = {
        cycle: month.month // length * length / 12 for cycle, length in MONTHS_OF_CYCLE.items()
    }
    return ended | {"event": 1.0}


_SCHEMA = {
    "indicator_code": pl.String,
    "measure": pl.String,
    "aggregation": pl.String,
    "cycle": pl.String,
    "certification": pl.String,
    "sign": pl.Int8,
    "target_kind": pl.String,
    "strength": pl.String,
    "promised_value": pl.Float64,
    "is_each": pl.Boolean,
    "due_date": pl.Date,
    "is_standing": pl.Boolean,
    "is_for_poor_counties": pl.Boolean,
}


def _first_promises() -> dict[str, Commitment]:
    """The first promise for each indicator: later ones are its steps or parts."""
    first: dict[str, Commitment] = {}
    for commitment in programme().commitments:
        first.setdefault(commitment.indicator_code, commitment)
    return first


def _catalogue_part(entry: Indicator) -> dict[str, object]:
    return {
        "indicator_code": entry.code,
        "measure": entry.measure,
        "aggregation": entry.aggregation,
        "cycle": entry.cycle,
        "certification": entry.certification,
        "sign": 1 if entry.direction == "up" else -1,
    }


def _promise_part(entry: Indicator, promise: Commitment | None) -> dict[str, object]:
    if promise is None:
        return {}
    return {
        "target_kind": promise.target_kind,
        "strength": promise.strength,
        "promised_value": None if entry.plan_of else promise.target,
        "is_each": promise.basis == "each",
        "due_date": promise.due_date,
        "is_standing": promise.target_kind != "trend" and promise.due_date is None,
        "is_for_poor_counties": _is_for_poor_counties(entry, promise),
    }


def _is_for_poor_counties(entry: Indicator, promise: Commitment) -> bool:
    scope = programme().scopes[promise.scope]
    places = programme().area_groups[entry.area_group]
    only_there = {"is_poor_county", "in_poor_county"} & set(places.where)
    return scope.area_group == "poor_counties" and places.level != "city" and not only_there
