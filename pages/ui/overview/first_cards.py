"""The headline cards as they are drawn: with landings, and with problems past their date."""

from datetime import date

import polars as pl

from metrics.year_task import followed
from pages.ui import card_facts, cards, projected
from pages.ui.card_facts import Rows
from pages.ui.overview import headline
from pages.ui.problems.rows import of_area


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
    told = card_facts.with_overdue(first, of_area(**look))
    shown = card_facts.with_landings(told, projected.year_ends(**look))
    cards.row(shown, key="headline", **look)
