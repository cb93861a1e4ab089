"""The pages by their groups, under titles in the reader's language."""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui import choices
from pages.ui.messages import t

Queries = dict[str, dict[str, list[str]]]
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


def menu(
    groups: dict[str, list[st.Page]],
    place: DeltaGenerator | None,
    *,
    drawn: Queries | None = None,
) -> Queries:
    """The pages in the sidebar; each link carries the reader's choices.

    Streamlit's own menu drops them from the URL, and to write them back would cost a Back. The
    links are drawn before anything is read, so that they are there if that fails, and once more
    where the choices were not known yet.

    Args:
        groups: Result of `pages`.
        place: Where they stand; null for none, as on paper.
        drawn: What the links there carry already; null where there are none.

    Returns:
        The choices that they carry, by path of their page.
    """
    queries = {
        page.url_path: choices.carried(page.url_path)
        for group in groups.values()
        for page in _shown(group)
    }
    if place is None or queries == drawn:
        return queries
    with place.container(gap="xxsmall"):
        for title, group in groups.items():
            st.caption(title)
            for page in _shown(group):
                st.page_link(page, query_params=queries[page.url_path], width="stretch")
        st.divider()
    return queries


def _shown(group: list[st.Page]) -> list[st.Page]:
    """The pages of a group; of the one that is there twice the one on screen, else the root."""
    current = st.session_state["page"]
    twice = [page for page in group if page.visibility == "hidden"]
    if current not in twice:
        return [page for page in group if page not in twice]
    return [page for page in group if page is current or page.title != current.title]


def link(code: str, label: str, **changes: str) -> None:
    """A link to another page with the reader's choices, some of them changed.

    Args:
        code: Code of the page.
        label: What the reader reads.
        changes: Choices that are others there, by name.
    """
    query = {**choices.carried(code), **changes}
    st.page_link(script(code), label=label, query_params=query)


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
