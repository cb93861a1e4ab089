"""Entry point: the page list and the frame around every page."""

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


def page_of(script: str, *, home: bool = False):
    """A page by its script; at home it has no path of its own, and a twin that has one."""
    code = script.split("/")[1]
    path = "" if home else code
    visibility = "hidden" if script == HOME and not home else "visible"
    return st.Page(
        f"pages/{script}.py",
        title=t(f"{code}.title"),
        url_path=path,
        default=home,
        visibility=visibility,
    )


def pages() -> dict[str, list]:
    """Pages by group, titles in the reader's language."""
    groups = {t(name): [page_of(script) for script in group] for name, group in GROUPS.items()}
    groups[t("frame.programme")].insert(0, page_of(HOME, home=True))
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
    if filters.sidebar():
        page.run()
except ProgrammeError as problem:
    notices.error(problem)
finally:
    choices.flush()
