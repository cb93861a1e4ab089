"""One village of the list: its figures, why it lags, and where each figure comes from."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from pages.ui import formats, layout, names, provenance
from pages.ui.lagging import villages
from pages.ui.messages import t
from pages.ui.palette import THEME_COLOURS

READY, POOR, HOUSES = "people_ready", "poor_people_remaining", "housing_renovated"


def draw(row: Mapping[str, Any], *, as_of: date) -> None:
    """What is known of one village.

    Args:
        row: A row of `villages.villages`.
        as_of: Month end of the look.
    """
    with st.container(border=True):
        _head(row)
        target = formats.amount(row["target_value"], READY)
        facts = [
            ("remaining", formats.amount(row["remaining_people"], POOR)),
            ("not_ready", formats.amount(row["not_ready_people"], POOR)),
            ("short", formats.amount(row["people_short"], READY)),
            ("planned", formats.amount(row["planned_value"], READY)),
            ("actual", formats.amount(row["actual_value"], READY)),
            ("target", t("lagging.by", target=target, due=formats.month(row["target_date"]))),
            ("rate", formats.rate(row["attainment_rate"], 1)),
            ("points", formats.points(row["points_ahead"], unit=False)),
            ("needed", _pace(row["required_pace"])),
            ("recent", _pace(row["recent_pace_3"])),
        ]
        lines = [
            t("lagging.fact", name=t(f"lagging.{name}"), value=formats.plain(value))
            for name, value in facts
            if value
        ]
        st.markdown(t("lagging.between").join(lines))
        if layout.is_print():
            return
        with st.container(horizontal=True):
            for code in _behind(row):
                label = t("lagging.where_from", name=names.indicator(code))
                provenance.where_from(
                    row["area_code"], code, as_of=as_of, key=f"source_{code}", label=label
                )


def _head(row: Mapping[str, Any]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        name = formats.plain(t("lagging.name", name=row["area_name"], place=row["place"]))
        st.markdown(f"**{name}**", width="content")
        st.badge(
            formats.light(row["light"], row["light_reason"]), color=THEME_COLOURS[row["light"]]
        )
        for word in (row["flag_word"], row["kind"], row["mark"]):
            if word:
                st.badge(word, color="gray")
    reasons = t("lagging.semicolon").join(villages.reasons(row))
    if reasons:
        st.markdown(formats.plain(t("lagging.why", reasons=reasons)))


def _behind(row: Mapping[str, Any]) -> list[str]:
    """Indicators whose reports stand behind what is said of the village."""
    houses = [HOUSES] if "works_late" in row["reasons"] else []
    return [READY, POOR, *row["missing_criteria"], *houses]


def _pace(value: float | None) -> str:
    """People a month; nothing past the date, or where there is too little history."""
    return "" if value is None else formats.number(value, 1)
