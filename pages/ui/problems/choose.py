"""Which problems the reader wants to see: choices kept in the URL."""

from collections.abc import Callable, Sequence

import polars as pl
import streamlit as st

from data.catalogue import org_units
from metrics.problems import STATES
from pages.ui import choices, layout, names, pickers
from pages.ui.messages import t
from pages.ui.problems import rows as ledger

ANY = "all"
# A problem that is chosen need not be in the narrowed list.
CLEARED = ("problem",)
# By choice in the URL: the column that has it.
COLUMNS = {"source": "source", "lead": "lead_office", "problem_state": "state"}


def wanted(rows: pl.DataFrame) -> dict[str, str]:
    """The choices by name, drawn in one row; on paper they hold without widgets.

    Args:
        rows: The problems of the chosen area; only what there is of them is offered.
    """
    words = _words()
    orders = {
        "source": list(ledger.sources()),
        "lead": list(org_units()),
        "problem_state": STATES,
    }
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        return {
            name: _one(
                name, [code for code in order if code in rows[COLUMNS[name]]], words[name]
            )
            for name, order in orders.items()
        }


def narrowed(rows: pl.DataFrame, wanted: dict[str, str]) -> pl.DataFrame:
    """The problems that fit every choice, in their order."""
    tests = [pl.col(COLUMNS[name]) == code for name, code in wanted.items() if code != ANY]
    return rows.filter(*tests)


def said(wanted: dict[str, str]) -> str:
    """What the list was narrowed to, for the table and its file; empty for no narrowing."""
    words = _words()
    parts = [words[name](code) for name, code in wanted.items() if code != ANY]
    return t("problems.narrowed", words=t("frame.comma").join(parts)) if parts else ""


def _words() -> dict[str, Callable[[str], str]]:
    return {
        "source": lambda code: names.choice("problems", "source", code),
        "lead": names.org_unit,
        "problem_state": ledger.state,
    }


def _one(name: str, codes: Sequence[str], word: Callable[[str], str]) -> str:
    if layout.is_print():
        return choices.one(name, [ANY, *codes], default=ANY)
    return pickers.selectbox(
        name,
        t(f"problems.choose_{name}"),
        [ANY, *codes],
        default=ANY,
        format_func=lambda code: t(f"problems.any_{name}") if code == ANY else word(code),
        clears=CLEARED,
        label_visibility="collapsed",
        width=210,
    )
