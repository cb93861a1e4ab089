"""What stands in place of a page while what it needs hasn't been imported."""

import streamlit as st

from data.catalogue import forms
from pages.ui import filters, formats, load, navigation
from pages.ui.messages import language, t


def nothing_yet() -> None:
    """Nothing has been imported into this warehouse yet: say what to import, and how."""
    st.info(f"**{t('frame.no_data_title')}**\n\n{t('frame.no_data')}")
    for form in forms().values():
        st.markdown(f"- {formats.plain(form.name.of(language()))}")
        _command(form.code)


def roles_missing(page: st.Page, chosen: filters.Chosen) -> bool:
    """Say that no designations hold on the as-of date, so nobody knows which areas have a task.

    Args:
        page: The page asked for.
        chosen: What the reader looks at.

    Returns:
        Whether that was said and the page can't be shown; one that needs no roles can.
    """
    if not navigation.needs_roles(page) or load.has_roles(as_of=chosen.as_of):
        return False
    st.title(page.title, anchor=False)
    since = load.programme_state()["designated_since"]
    lines = [
        f"**{t('frame.no_roles_title')}**",
        formats.plain(t("frame.no_roles", month=formats.month(chosen.as_of))),
    ]
    if since is not None:
        lines.append(formats.plain(t("frame.no_roles_before", day=formats.day(since))))
    st.warning("\n\n".join(lines))
    _command("designations")
    return True


def _command(form: str) -> None:
    st.code(f"uv run python -m data import FILE --form {form}", language=None)
