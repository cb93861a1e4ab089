"""What stands in place of a page while what it needs hasn't been imported."""

import streamlit as st

from data.catalogue import forms
from pages.ui import filters, formats, load
from pages.ui.messages import language, t


def anything() -> None:
    """Nothing has been imported into this warehouse yet: say what to import, and how."""
    st.info(f"**{t('frame.no_data_title')}**\n\n{t('frame.no_data')}")
    for form in forms().values():
        st.markdown(f"- {formats.plain(form.name.of(language()))}")
        _command(form.code)


def designations(title: str, chosen: filters.Chosen) -> None:
    """No designations hold on the as-of date: that is no page of areas without a task.

    Args:
        title: Of the page that can't be shown.
        chosen: What the reader looks at.
    """
    st.title(title, anchor=False)
    since = load.programme_state()["designated_since"]
    lines = [
        f"**{t('frame.no_roles_title')}**",
        formats.plain(t("frame.no_roles", month=formats.month(chosen.as_of))),
    ]
    if since is not None:
        lines.append(formats.plain(t("frame.no_roles_before", day=formats.day(since))))
    st.warning("\n\n".join(lines))
    _command("designations")


def _command(form: str) -> None:
    st.code(f"uv run python -m data import FILE --form {form}", language=None)
