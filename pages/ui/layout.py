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
_framed: ContextVar[bool] = ContextVar("_framed", default=False)


def is_print() -> bool:
    """Whether this is the print view of a page; it is never carried to another page."""
    return st.query_params.get("view") == "print"


def columns(spec: int | Sequence[float], **settings: Any) -> list[Any]:
    """Columns on the screen; on paper places one under another."""
    if not is_print():
        return st.columns(spec, **settings)
    return [st.container() for _ in range(spec if isinstance(spec, int) else len(spec))]


def cards(count: int) -> list[Any]:
    """Places for figures: on the screen one row, on paper rows of three."""
    if not is_print():
        return st.columns(count)
    rows = [st.columns(3) for _ in range(-(-count // 3))]
    return [place for row in rows for place in row][:count]


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
    """A link to the print view of the page on screen, and back from there."""
    page = st.session_state["page"]
    query = {
        name: codes or [""] for name, codes in choices.in_force().items() if name != "view"
    }
    if is_print():
        st.page_link(page, label=t("frame.print_back"), query_params=query)
    else:
        st.page_link(page, label=t("frame.print"), query_params={**query, "view": "print"})
