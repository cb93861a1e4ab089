"""What the frame says around the figures: what they are, what is missing, what went wrong."""

import logging
import secrets
from collections.abc import Sequence

import polars as pl
import streamlit as st

from data.catalogue import indicators, settings
from data.errors import ProgrammeError
from metrics.coverage import due_through
from pages.ui import filters, formats, layout, load, names, promises, show
from pages.ui.messages import language, t

log = logging.getLogger(__name__)


def simulated_band() -> None:
    """The band on every page while any figure is simulated."""
    st.warning(f"**{t('frame.simulated')}**", icon="⚠️")


def head(page: str) -> filters.Chosen:
    """Title of a page, the decision it serves, area and as-of month; its print link.

    Args:
        page: Code of the page; the words are ``<page>.title`` and ``<page>.decision``.
    """
    chosen = filters.chosen()
    st.title(t(f"{page}.title"), anchor=False)
    st.markdown(f"**{t(f'{page}.decision')}**")
    with st.container(horizontal=True, vertical_alignment="center"):
        line = t("frame.head", area=chosen.area_name, month=formats.month(chosen.as_of))
        st.caption(formats.plain(line))
        layout.print_link()
    _overdue_months(chosen)
    return chosen


def _overdue_months(chosen: filters.Chosen) -> None:
    """Months nobody or few reported can't be missed on the page: say that they were due.

    The months to choose from end with the last data, and a page opens on the last month of
    which enough has arrived, so silence would look like the newest state.
    """
    state = load.programme_state()
    due = due_through(state["latest_arrival"])
    if not state["default_as_of"] <= chosen.as_of < due:
        return
    line = t(
        "frame.overdue_months",
        due=formats.month(due),
        day=formats.day(state["latest_arrival"]),
        as_of=formats.month(chosen.as_of),
        share=formats.rate(settings().default_as_of_share, 0),
    )
    st.caption(formats.plain(line))


def state_line(progress: pl.DataFrame, area_names: dict[str, str]) -> None:
    """Data state under the head: how far verified, how many areas carried or missing, by name.

    Args:
        progress: Rows of `metrics.progress` that the page shows: reported_value, checked_value,
            certified_value, cycle_state, area_code.
        area_names: Names of the silent ones by area code, in the order they are listed in.
    """
    present = [
        state
        for state in ("reported", "checked", "certified")
        if progress[f"{state}_value"].drop_nulls().len()
    ]
    words = t("frame.comma").join(t(f"state.{state}") for state in present)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("frame.state", states=words) if words else t("frame.state_none"))
        for state in ("carried", "not_reported"):
            silent = set(progress.filter(pl.col("cycle_state") == state)["area_code"])
            affected = [name for code, name in area_names.items() if code in silent]
            if affected:
                label = t(f"frame.areas_{state}", count=len(affected))
                show.names_button(label, affected)


def foot(codes: Sequence[str]) -> None:
    """Definitions and clauses of the page's indicators, at its end."""
    with st.expander(t("frame.definitions"), expanded=layout.is_print()):
        for code in codes:
            indicator = indicators()[code]
            line = t(
                "frame.definition_line",
                name=indicator.name.of(language()),
                definition=indicator.definition.of(language()),
                owner=names.org_unit(indicator.owner),
                clauses=promises.clauses(code),
            )
            st.markdown(formats.plain(line))


def empty(sentence: str | None = None) -> None:
    """Nothing fits the choice: say so, and what to change."""
    st.info(sentence or f"{t('frame.empty')}\n\n{t('frame.empty_next')}")


def nothing_reported() -> None:
    """Nothing has arrived for this month yet."""
    st.info(t("frame.nothing_reported"))


def partial(what: str) -> None:
    """A part of the page could not be read; the rest works."""
    st.warning(f"{t('frame.partial')}{t('frame.colon')}{formats.plain(what)}")


def error(problem: ProgrammeError) -> None:
    """A problem as sentences: that it failed, why, what to do, the number in the log.

    The problem's own message may name folders of the server: it is in the log alone.
    """
    _failed(type(problem).__name__, str(problem))


def fault(problem: Exception) -> bool:
    """A mistake of the program: a sentence and a number; its traceback is in the log alone.

    Returns:
        True, which keeps Streamlit from showing words of its own.
    """
    _failed("fault", type(problem).__name__)
    return True


def _failed(kind: str, logged: str) -> None:
    number = secrets.token_hex(4)
    log.error("%s %s: %s", number, kind, logged)
    st.error(
        f"**{t('frame.error')}**\n\n{t(f'error.{kind}')}\n\n"
        f"{t('frame.error_next', number=number)}"
    )
