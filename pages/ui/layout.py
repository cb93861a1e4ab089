"""How a page lies on the screen or on paper."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import streamlit as st

from pages.ui import choices
from pages.ui.messages import t

# A4 portrait is 794 CSS pixels wide; this is what Chromium's default margins leave of it.
PAPER_WIDTH = 650
# In pixels; what the menu needs, so that wide tables have the rest of a small screen.
SIDEBAR_WIDTH = 230
# In a row on paper.
CARDS = 3
_framed: ContextVar[bool] = ContextVar("_framed", default=False)


# Views of a page for paper; none is ever carried to another page.
PRINT, VISIT = "print", "visit"


def is_print() -> bool:
    """Whether this is a view of the page for paper."""
    return st.query_params.get("view") in (PRINT, VISIT)


def is_visit() -> bool:
    """Whether this is the sheet that is filled in on the spot."""
    return st.query_params.get("view") == VISIT


def is_phone() -> bool:
    """Whether the browser says that it is a phone's; a server doesn't learn how wide it is."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def columns(spec: int | Sequence[float], **settings: Any) -> list[Any]:
    """Columns on the screen; on paper places one under another."""
    if not is_print():
        return st.columns(spec, **settings)
    return [st.container() for _ in range(spec if isinstance(spec, int) else len(spec))]


def cards(spec: int | Sequence[float]) -> list[Any]:
    """Places of a `card` each, by number or width: on screen one row, on paper some rows."""
    if not is_print():
        return st.columns(spec)
    left = spec if isinstance(spec, int) else len(spec)
    places: list[Any] = []
    for rows in range(-(-left // CARDS), 0, -1):
        # Streamlit breaks no page inside framed columns.
        places += st.columns(-(-left // rows), border=True, wrap=False)
        left -= -(-left // rows)
    return places


def card() -> Any:
    """The frame of a figure in one of the places of `cards`."""
    frame = {} if is_print() else {"border": True, "height": "stretch"}
    return st.container(gap="xsmall", **frame)


@contextmanager
def unbroken(*, graphic: bool = True) -> Iterator[None]:
    """A block that no page of paper cuts: a heading with its chart or table.

    Streamlit breaks no page inside a frame around a chart, nor inside framed columns of text
    and tables. A block inside another is part of it.

    Args:
        graphic: Whether there is a chart or a map in it.
    """
    if not is_print() or _framed.get():
        yield
        return
    token = _framed.set(True)
    try:
        with st.container(border=True) if graphic else st.columns(1, border=True)[0]:
            yield
    finally:
        _framed.reset(token)


def print_link() -> None:
    """A link to the print view of the page on screen, and back from any view for paper."""
    if is_print():
        view_link(t("frame.print_back"), None)
    else:
        view_link(t("frame.print"), PRINT)


def view_link(label: str, view: str | None, **changes: str) -> None:
    """A link to a view of the page on screen, with all its choices.

    Args:
        label: What the reader reads.
        view: Code of the view; null is the page itself.
        changes: Choices that are others there, by name; an empty text is none.
    """
    kept = {name: codes or [""] for name, codes in choices.in_force().items() if name != "view"}
    query = {**kept, **changes, **({"view": view} if view else {})}
    st.page_link(st.session_state["page"], label=label, query_params=query)
