"""Which promise measures an indicator, and what kind of figure it is."""

from collections.abc import Collection
from datetime import date

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


def measures(codes: Collection[str]) -> pl.DataFrame:
    """What the catalogue says of indicators and of the first promise made for each.

    Returns:
        One row per indicator: indicator_code, own_level, measure, aggregation, cycle,
        certification, sign (1 if higher is better, else -1); and, null without a promise:
        target_kind, strength, promised_value (indicator's unit), is_each (promised_value holds
        for every area by itself), due_date, is_continuous (due from the start, in every
        period) and is_floor (never to be under it).
    """
    promised = _first_promises()
    rows = []
    for code in codes:
        entry = indicators()[code]
        promise = promised.get(entry.plan_of or code)
        rows.append(
            _catalogue_part(entry) | _promise_part(promise, borrowed=bool(entry.plan_of))
        )
    return pl.DataFrame(rows, schema=_SCHEMA)


def flow_share(cycle: str, month: date) -> float:
    """Share of a year's periods that have ended by a month: 2 checks a year are 1 by June."""
    if cycle == "event":
        return 1.0
    length = MONTHS_OF_CYCLE[cycle]  # type: ignore[index]
    return (month.month // length) * length / 12


_SCHEMA = {
    "indicator_code": pl.String,
    "own_level": pl.String,
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
    "is_continuous": pl.Boolean,
    "is_floor": pl.Boolean,
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
        "own_level": entry.level,
        "measure": entry.measure,
        "aggregation": entry.aggregation,
        "cycle": entry.cycle,
        "certification": entry.certification,
        "sign": 1 if entry.direction == "up" else -1,
    }


def _promise_part(promise: Commitment | None, *, borrowed: bool) -> dict[str, object]:
    if promise is None:
        return {}
    is_state = promise.target_kind in ("value", "per_period") and promise.due_date is None
    return {
        "target_kind": promise.target_kind,
        "strength": promise.strength,
        "promised_value": None if borrowed else promise.target,
        "is_each": promise.basis == "each",
        "due_date": promise.due_date,
        "is_continuous": is_state,
        "is_floor": promise.target_kind == "floor" and promise.due_date is None,
    }
