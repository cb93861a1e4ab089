"""One case of attention in full: what was passed, told, answered, promised and decided."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.ui import formats, provenance
from pages.ui.messages import t

# What is said of a case, by the column that has it and the word before it.
LINES = {
    "why": "why",
    "reply_word": "reply",
    "promise_word": "promise",
    "before_word": "promised_before",
    "decision_word": "decision_taken",
}


def draw(case: Mapping[str, Any], *, city: str) -> None:
    """The case that was clicked, and where its figure comes from.

    Args:
        case: Row of `words.shown`.
        city: Code of the area whose figures an office's are.
    """
    with st.container(border=True):
        st.markdown(f"**{formats.plain(case['unit'])}　{formats.plain(case['rule_word'])}**")
        said = [
            formats.plain(f"{t(f'attention.{word}')}{t('frame.colon')}{case[column]}")
            for column, word in LINES.items()
            if case[column]
        ]
        # Two spaces before a line break keep the lines apart in Markdown.
        st.markdown("  \n".join(said))
        if case["indicator_code"]:
            provenance.where_from(
                case["area_code"] or city,
                case["indicator_code"],
                as_of=case["closed_on"],
                key="case_source",
            )
