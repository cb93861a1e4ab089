"""The pages by their groups, under titles in the reader's language."""

from typing import Any

import streamlit as st

from pages.ui.messages import t

GROUPS = {
    "frame.programme": ["programme/overview", "programme/steps", "programme/problems"],
    "frame.counties": ["counties/scorecard", "counties/attention", "counties/department"],
    "frame.villages": ["villages/lagging"],
    "frame.works": ["works/roads", "works/water", "works/grid", "works/housing"],
    "frame.stewardship": ["stewardship/definitions"],
}
WITHOUT_ROLES = ("problems", "definitions")
"""Pages that don't ask which areas have a task."""

HOME = "programme/overview"


def pages() -> dict[str, list[st.Page]]:
    """Pages by group; the code of a page is its path in the URL."""
    groups = {t(name): [_page(each) for each in group] for name, group in GROUPS.items()}
    # Streamlit gives the page at the root no path, so the first page is there a second time.
    home = _page(HOME, url_path="home", default=True)
    groups[t("frame.programme")][:1] = [home, _page(HOME, visibility="hidden")]
    return groups


def needs_roles(page: st.Page) -> bool:
    """Whether a page is about areas with a task."""
    return page.url_path not in WITHOUT_ROLES


def script(code: str) -> str:
    """Path of a page's script by its code, for a link to it."""
    found = next(
        name for group in GROUPS.values() for name in group if name.endswith(f"/{code}")
    )
    return f"pages/{found}.py"


def _page(name: str, **settings: Any) -> st.Page:
    code = name.split("/")[1]
    settings = {"title": t(f"{code}.title"), "url_path": code, **settings}
    return st.Page(f"pages/{name}.py", **settings)
