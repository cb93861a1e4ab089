"""Entry point: as a server the door, as its script the frame around every page."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from data.errors import ProgrammeError
from pages.ui import choices, filters, first_start, layout, load, loaded, navigation, notices
from pages.ui.messages import t
from pages.ui.unimported import nothing_yet, roles_missing


def draw() -> None:
    """The frame around the page that the reader opened, and the page in it."""
    filters.choose_language()
    st.set_page_config(
        page_title=t("frame.title"),
        page_icon="pages/ui/icon.png",
        layout="centered" if layout.is_print() else "wide",
        initial_sidebar_state="collapsed" if layout.is_print() else layout.SIDEBAR_WIDTH,
    )
    pages = navigation.pages()
    page = st.navigation(pages, position="hidden")
    st.session_state["page"] = page
    menu = None if layout.is_print() else st.sidebar.empty()
    drawn = navigation.menu(pages, menu)
    # Drawn before anything can fail, so that every error can be read in either language.
    place = filters.language_switch()
    try:
        first_start.gate()
        load.begin_run()
        if load.is_simulated():
            notices.simulated_band()
        if load.is_empty():
            nothing_yet()
        else:
            chosen = filters.sidebar(place)
            navigation.menu(pages, menu, drawn=drawn)
            if not roles_missing(page, chosen):
                page.run()
    except ProgrammeError as problem:
        notices.error(problem)
    finally:
        # First: where the page has stopped, whatever is asked of Streamlit stops once more.
        loaded.set_aside()
        choices.flush()


if __name__ == "__main__":
    draw()
else:
    # Until a first run has named the pages, Streamlit takes the folder pages/ for their list,
    # and a link to any page opens with "Page not found" for the first reader after a start.
    PagesManager.uses_pages_directory = False
    app = st.App(__file__, on_script_error=notices.fault)
