"""The rules of attention in words, with the thresholds in force."""

from datetime import date

import polars as pl
import streamlit as st

from data.catalogue import settings
from metrics.attention import RULES
from metrics.calendar import last_period
from pages.ui import formats, layout, names, tables
from pages.ui.attention import words
from pages.ui.columns import Column
from pages.ui.messages import t


def state(*, as_of: date) -> None:
    """That the list is a draft, which half-year and which year decided, what is provisional."""
    half, year = last_period("half_year", as_of), last_period("year", as_of)
    line = t(
        "attention.state",
        half=words.closing(half, "task_behind"),
        year=words.closing(year, "task_missed"),
        month=formats.month(as_of),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(t("attention.draft"), color="gray")
        st.caption(formats.plain(line))
    st.caption(t("attention.fair"))


def table() -> None:
    """Each rule: whom it is for, what is compared, from where on reminded and warned."""
    limits = settings()
    points = {
        "reminder": formats.number(limits.attention_reminder_above * 100),
        "warning": formats.number(limits.attention_warning_above * 100),
    }
    missed = t("attention.why_missed", rate=formats.rate(limits.attention_met_from, 0))
    rows = [
        {
            "rule": names.choice("notices", "rule", rule),
            "of": t("attention.area" if rule.startswith("task") else "attention.office"),
            "compared": t(f"attention.compared_{rule}"),
            "when": missed
            if rule == "task_missed"
            else t("attention.when", count=limits.attention_half_years, **points),
        }
        for rule in RULES
    ]
    with st.expander(t("attention.rules"), expanded=layout.is_print()):
        tables.show(
            pl.DataFrame(rows),
            [
                Column("rule", t("attention.rule")),
                Column("of", t("attention.of"), width=90),
                Column("compared", t("attention.compared"), width=300),
                Column("when", t("attention.why"), width=360),
            ],
            title=t("attention.rules"),
            key="attention_rules",
            dash_note=False,
        )
