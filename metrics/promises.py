"""Which promise measures an indicator, and what kind of figure it is."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache

import polars as pl

from data.catalogue import Indicator, indicators, programme, settings
from data.catalogue.model import Commitment
from metrics.calendar import MONTHS_OF_CYCLE, last_period

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
        One row per indicator: indicator_code, measure, aggregation, factor, cycle,
        certification, sign (1 if higher is better, else -1); and, null without a promise:
        target_kind, strength, promised_value (indicator's unit), is_each (promised_value holds
        for every area by itself), due_date, is_standing (a value or floor without one due date,
        so it holds from the start) and is_for_poor_counties (others report it too, but nothing
        is promised for them).
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


def way_gone(month: date) -> dict[str, float]:
    """Share of the way from baseline to promise that a level is to have gone, by indicator.

    A level is compared with the plan of the last period in which it was due, for nobody could
    have reported a newer one. The way is a straight line by days; works go as the building
    season does, by the plan shape of the catalogue::

        (years that are over + share of the year's task by the period) / years in all
    """
    start = programme().baseline_date
    shares = {}
    for code, promise in _first_promises().items():
        entry, due = indicators()[code], promise.due_date
        if due is None:
            continue
        period = min(last_period(entry.cycle, month) or month, due)
        if entry.plan_shape is None:
            shares[code] = (period - start).days / (due - start).days
        else:
            share = settings().plan_shapes[entry.plan_shape][period.month - 1]
            years_over = period.year - start.year - 1
            shares[code] = (years_over + share) / (due.year - start.year)
    return shares


_SCHEMA = {
    "indicator_code": pl.String,
    "measure": pl.String,
    "aggregation": pl.String,
    "factor": pl.Float64,
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
        "factor": entry.factor,
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
