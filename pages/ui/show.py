"""Figures on the page: with their sentence, and their numbers one click away."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from pages.ui import charts, choices, formats, layout, maps
from pages.ui.charts import Drawing
from pages.ui.messages import t
from pages.ui.palette import DARK, LIGHT, THEME_COLOURS, Palette

COLOURS = {
    "green": "green",
    "yellow": "yellow",
    "orange": "orange",
    "red": "red",
    "grey": "gray",
}


def palette() -> Palette:
    """Colours for the reader's theme; paper is always light."""
    return DARK if st.context.theme.type == "dark" and not layout.is_print() else LIGHT


def chart(drawing: Drawing, *, key: str, selectable: bool = False) -> list[dict[str, Any]]:
    """Draw a chart with its sentence; its numbers are behind a button.

    Returns:
        The points the reader clicked; always none unless ``selectable``.
    """
    with layout.unbroken():
        event = _plot(
            drawing.figure,
            drawing,
            key=key,
            width=layout.PAPER_WIDTH if layout.is_print() else "stretch",
            on_select="rerun" if selectable else "ignore",
        )
        _told(drawing, key)
        return event.selection.points if selectable else []


def side_by_side(drawing: Drawing, widths: Sequence[int], *, key: str) -> None:
    """Draw the figures of a chart in one row; a narrow screen moves from one to the next.

    Args:
        drawing: A chart of several figures.
        widths: How wide they are at most, in pixels.
        key: Name of the chart on its page.
    """
    with st.container(horizontal=True, wrap=False, gap="xxsmall"):
        figures = (drawing.figure, *drawing.others)
        for number, (figure, width) in enumerate(zip(figures, widths, strict=True)):
            with st.container(width=width):
                _plot(
                    figure, drawing, key=f"{key}_{number}", width="stretch", on_select="ignore"
                )
    _told(drawing, key)


def _plot(figure: go.Figure, drawing: Drawing, **settings: Any) -> Any:
    return st.plotly_chart(
        figure,
        selection_mode="points",
        config=charts.config(),
        alt=drawing.summary,
        **settings,
    )


def _told(drawing: Drawing, key: str) -> None:
    """The sentence under a chart, and its numbers."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(formats.plain(drawing.summary))
        if not layout.is_print():
            with st.popover(t("frame.as_table"), type="tertiary"):
                st.dataframe(drawing.rows, hide_index=True, key=f"{key}_rows")


def deck(
    deck: pdk.Deck,
    *,
    key: str,
    summary: str,
    note: str | None,
    height: int = 520,
    picks: str | None = None,
) -> dict[str, list[dict]]:
    """Draw a map with its note.

    Args:
        deck: Result of `maps.deck`.
        key: Name of the map on its page.
        summary: One sentence that says what the map shows.
        note: What of it is made up: result of `place_note`.
        height: In pixels.
        picks: Choice that a click on a village sets; a click beside the villages clears it.

    Returns:
        Objects the reader clicked, by layer; each has its area's ``code``.
    """
    with layout.unbroken():
        event = st.pydeck_chart(
            deck,
            width=layout.PAPER_WIDTH if layout.is_print() else "stretch",
            height=height,
            key=key,
            on_select=partial(_pick, key, picks) if picks else "rerun",
            selection_mode="single-object",
            alt=summary,
        )
        if note:
            st.caption(note)
    return event.selection.objects


def _pick(key: str, choice: str) -> None:
    villages = st.session_state[key].selection.objects.get(maps.VILLAGES, [])
    choices.put(choice, *(village["code"] for village in villages))


def legend(classes: list[tuple[str, str | None, int]], *, unplaced: list[str] = ()) -> None:
    """Lights with the number of units of each; names that are not on the map one click away.

    Args:
        classes: Result of `maps.legend`.
        unplaced: Names of areas without a position.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        for light, reason, count in classes:
            st.badge(f"{formats.light(light, reason)} {count}", color=THEME_COLOURS[light])
        if unplaced:
            names_button(t("map.unplaced", count=len(unplaced)), unplaced)


def names_button(label: str, names: list[str]) -> None:
    """A button that opens a list of names; on paper the names stand there."""
    if layout.is_print():
        said = f"{label}{t('frame.colon')}{t('frame.comma').join(names)}"
        st.caption(formats.plain(said))
        return
    with st.popover(label, type="tertiary"):
        st.markdown(formats.plain(t("frame.comma").join(names)))
