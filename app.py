"""Entry point: the page list and the frame around every page."""

from typing import Any

import streamlit as st

from data.errors import ProgrammeError
from pages.ui import choices, filters, first_start, layout, load, notices
from pages.ui.messages import t

GROUPS = {
    "frame.programme": ["programme/overview", "programme/steps"],
    "frame.counties": ["counties/scorecard"],
    "frame.villages": ["villages/lagging"],
    "frame.stewardship": ["stewardship/definitions"],
}
HOME = "programme/overview"


def page_of(script: str, **settings: Any) -> st.Page:
    """A page by its script; its code is its path in the URL."""
    code = script.split("/")[1]
    settings = {"title": t(f"{code}.title"), "url_path": code, **settings}
    return st.Page(f"pages/{script}.py", **settings)


def pages() -> dict[str, list[st.Page]]:
    """Pages by group, titles in the reader's language."""
    groups = {t(name): [page_of(script) for script in group] for name, group in GROUPS.items()}
    # Streamlit gives the page at the root no path, so the first page is there a second time.
    home = page_of(HOME, url_path="home", default=True)
    programme = groups[t("frame.programme")]
    programme[:1] = [home, page_of(HOME, visibility="hidden")]
    return groups


filters.choose_language()
st.set_page_config(
    page_title=t("frame.title"),
    page_icon="pages/ui/icon.png",
    layout="centered" if layout.is_print() else "wide",
)
page = st.navigation(pages(), position="hidden" if layout.is_print() else "sidebar")
st.session_state["page"] = page
try:
    first_start.gate()
    load.begin_run()
    if load.is_simulated():
        notices.simulated_band()
    if load.is_empty():
        with st.sidebar:
            filters.language_switch()
        notices.no_data()
    else:
        filters.sidebar()
        page.run()
except ProgrammeError as problem:
    notices.error(problem)
finally:
    choices.flush()
