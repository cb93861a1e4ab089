"""The page's answer: will each step be met, and who will miss it by how many people."""

from datetime import date

import streamlit as st

from pages.ui import formats, layout, projected, tables
from pages.ui.messages import t
from pages.ui.steps import outlook, outlook_table


def steps(*, area: str, step: str, scope: str, as_of: date) -> None:
    """Where the steps still to come will land, in sentences and as a table.

    Args:
        area: Code of the area.
        step: Code of a step, or ``all``.
        scope: Name of the area.
        as_of: Month end of the look.
    """
    with layout.unbroken(graphic=False):
        st.subheader(t("steps.outlook"), anchor=False)
        rows = outlook.steps(area=area, step=step, as_of=as_of)
        outlook.sentences(rows)
        title = _heading(t("steps.outlook_table"), scope, as_of)
        outlook_table.table(rows, title=title, first=t("steps.step"), key=f"outlook_{step}")


def areas(*, area: str, step: str, level: str, scope: str, as_of: date) -> None:
    """The areas that have missed the date or may miss it, those with most people left first.

    Args:
        area: Code of the area.
        step: Code of a step, or ``all``.
        level: Level of the areas below.
        scope: Name of the area.
        as_of: Month end of the look.
    """
    with layout.unbroken(graphic=False):
        st.subheader(t(f"steps.missed_{level}"), anchor=False)
        rows = projected.below(area=area, step=step, level=level, as_of=as_of)
        missed = outlook.areas(rows, level=level, as_of=as_of)
        unknown = rows["prospect"].null_count()
        if unknown:
            st.caption(t("steps.missed_unknown", count=formats.number(unknown)))
        if missed.is_empty():
            if not unknown:
                st.success(t("steps.missed_none"))
            return
        title = _heading(t("steps.missed_table"), scope, as_of)
        outlook_table.table(missed, title=title, first=t("frame.area"), key=f"missed_{step}")


def _heading(content: str, scope: str, as_of: date) -> str:
    unit = t("steps.pace_unit")
    return tables.heading(content, time=formats.month(as_of), scope=scope, unit=unit)
