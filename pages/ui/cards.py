"""Headline cards: a figure with its light, its three states and where it comes from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from pages.ui import formats, layout, provenance
from pages.ui.messages import t
from pages.ui.palette import THEME_COLOURS

# Three cards side by side beside the sidebar of a small screen, five on a large one; wide ones
# two and four.
WIDTHS = {"normal": 292, "wide": 368}
ON_PAPER = {"normal": 3, "wide": 2}
STATES = ("reported", "checked", "certified")


@dataclass(frozen=True, slots=True)
class Card:
    """One figure as a card.

    Attributes:
        indicator: Code of the indicator the figure is of; it names the card on its page.
        title: What the figure is.
        value: The figure as text.
        light: Light code, and the reason of a grey one.
        light_of: What the light is of, where the figure isn't; empty where it is.
        change: Change since last month as text; empty for none.
        states: Reported, checked and certified as text; empty where there is no task.
        states_title: What the three states are of.
        facts: Further figures: what, how much.
        notes: Sentences at the foot.
    """

    indicator: str
    title: str
    value: str
    light: tuple[str, str | None]
    light_of: str = ""
    change: str = ""
    states: Sequence[str] = ()
    states_title: str = ""
    facts: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()


def row(
    cards: Sequence[Card], *, area: str, as_of: date, key: str, size: str = "normal"
) -> None:
    """Draw cards side by side, as many in a row as there is room for.

    Args:
        cards: In the order of reading.
        area: Code of the area whose figures they are, for "where from".
        as_of: Month end the figures are of.
        key: Name of the row on its page.
        size: ``normal`` or ``wide``.
    """

    def draw(card: Card) -> None:
        _draw(card, area, as_of, f"{key}_{card.indicator}_source")

    if layout.is_print():
        _on_paper(cards, ON_PAPER[size], draw)
        return
    with st.container(horizontal=True, vertical_alignment="distribute"):
        for card in cards:
            with st.container(border=True, width=WIDTHS[size], height="stretch", gap="xsmall"):
                draw(card)


def _on_paper(cards: Sequence[Card], count: int, draw: Callable[[Card], None]) -> None:
    """Rows of ``count`` cards; Streamlit breaks no page inside framed columns."""
    for start in range(0, len(cards), count):
        chunk = cards[start : start + count]
        places = st.columns(len(chunk), border=True, wrap=False)
        for place, card in zip(places, chunk, strict=True):
            with place.container(gap=None):
                draw(card)


def _draw(card: Card, area: str, as_of: date, key: str) -> None:
    light, reason = card.light
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.badge(formats.light(light, reason), color=THEME_COLOURS[light])
        if card.light_of:
            st.caption(formats.plain(card.light_of), width="content")
    # The label of a figure is cut where it is long; a line of its own is not.
    st.markdown(f"**{formats.plain(card.title)}**")
    st.metric(card.title, card.value, label_visibility="collapsed")
    if card.change:
        st.caption(formats.plain(card.change))
    if card.states:
        _states(card)
    # Two spaces before a line break keep the lines apart in Markdown.
    lines = [t("card.fact", name=name, value=f"**{value}**") for name, value in _safe(card)]
    st.markdown("  \n".join(lines))
    for note in card.notes:
        st.markdown(f"**{formats.plain(note)}**")
    if not layout.is_print():
        provenance.where_from(area, card.indicator, as_of=as_of, key=key)


def _states(card: Card) -> None:
    if card.states_title:
        st.caption(formats.plain(card.states_title))
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="xxsmall"):
        for state, value in zip(STATES, card.states, strict=True):
            st.markdown(
                f":small[:gray[{t(f'state.{state}')}]]  \n{formats.plain(value)}",
                width="content",
            )


def _safe(card: Card) -> list[tuple[str, str]]:
    return [(formats.plain(name), formats.plain(value)) for name, value in card.facts]
