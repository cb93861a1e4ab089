"""The headline cards as they are drawn: with landings, and with problems past their date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from metrics.year_task import followed
from pages.ui import cards, formats, projected
from pages.ui.card_facts import Row, Rows
from pages.ui.cards import Card
from pages.ui.messages import t
from pages.ui.overview import headline
from pages.ui.problems.rows import of_area

# Which projection stands on which card.
LANDS = {"poor_people_remaining": "people_ready", "villages_delisted": "villages_ready"}
# Villages become ready in one jump a year: a band that promises 80 % held 36 to 44 % of them
# (docs/benchmarks.md), so none is shown.
ROUGH = {"villages_ready"}


def draw(
    rows: Rows, tasks: Rows, counties: pl.DataFrame, *, area: str, as_of: date, span: str
) -> None:
    """Draw the cards of one area.

    Args:
        rows: As for `headline.cards`, like ``tasks``, ``counties`` and ``span``.
        tasks: Likewise.
        counties: Likewise.
        area: Code of the area.
        as_of: Month end of the figures.
        span: Likewise.
    """
    look = {"area": area, "as_of": as_of}
    first = headline.cards(rows, tasks, counties, followed=followed(as_of), span=span)
    told = with_overdue(first, of_area(**look))
    shown = with_landings(told, projected.year_ends(**look))
    cards.row(shown, key="headline", **look)


def with_landings(cards: Sequence[Card], expected: Rows) -> list[Card]:
    """The cards with where their figure is projected to be at the year's end, and its range.

    Args:
        cards: The cards of an area.
        expected: Rows of `pages.ui.projected.year_ends` by indicator; none is no projection.
    """
    return [_with_landing(card, expected.get(LANDS.get(card.indicator, ""))) for card in cards]


def _with_landing(card: Card, row: Row | None) -> Card:
    if not row or not card.facts:
        return card
    indicator = LANDS[card.indicator]
    value, low, high = (row[f"projected_{name}"] for name in ("value", "low", "high"))
    told = (t("card.projected"), formats.with_range(value, low, high, indicator))
    if indicator in ROUGH and value is not None:
        told = (t("card.projected_rough"), formats.amount(value, indicator))
    return replace(card, facts=[*card.facts, told])


def with_overdue(cards: Sequence[Card], ledger: pl.DataFrame) -> list[Card]:
    """The cards, that of problems with what the ledger adds to the counties' returns.

    These are the problems of the city's own offices, and how many of all are past their date.

    Args:
        cards: The cards of an area.
        ledger: Rows of `pages.ui.problems.rows.of_area` of the same area.
    """
    own = ledger["county_code"].null_count()
    told = [(t("card.problems_ledger"), formats.number(ledger.height))]
    told += [(t("card.problems_of_city"), formats.number(own))] if own else []
    told += [
        (t("card.problems_overdue"), formats.number(ledger.filter(state="overdue").height))
    ]
    return [
        replace(card, facts=[*card.facts, *told])
        if card.indicator == "problems_closed" and card.facts
        else card
        for card in cards
    ]
