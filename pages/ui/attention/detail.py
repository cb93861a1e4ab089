"""One case of attention in full: what was passed, told, answered, promised and decided."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.ui import formats, provenance, row_details
from pages.ui.attention import tables


def draw(case: Mapping[str, Any], *, city: str) -> None:
    """The case that was clicked, and where its figure comes from.

    Args:
        case: Row of `words.shown`.
        city: Code of the area whose figures an office's are.
    """
    with st.container(border=True):
        st.markdown(f"**{formats.plain(case['unit'])}　{formats.plain(case['rule_word'])}**")
        st.markdown(row_details.told(tables.columns(case["unit_kind"]), case))
        if case["indicator_code"]:
            provenance.where_from(
                case["area_code"] or city,
                case["indicator_code"],
                as_of=case["closed_on"],
                key="case_source",
            )
