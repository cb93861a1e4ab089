"""The items that would move a county's score most, with the villages that hold them back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from pages.ui import formats, layout, names, navigation
from pages.ui.messages import t
from pages.ui.scorecard import assessed

Row = Mapping[str, Any]


@layout.unbroken(graphic=False)
def draw(*, area: str, as_of: date) -> None:
    """The points each item would add to the score if it reached its target.

    Args:
        area: Code of a county with a task.
        as_of: Month end of the look.
    """
    items = assessed.item_scores(as_of=as_of).filter(pl.col("area_code") == area)
    silent = items.filter(pl.col("state") == "not_reported")["indicator_code"].to_list()
    rows = assessed.largest_gains(area=area, as_of=as_of)
    st.markdown(f"###### {t('assess.gains')}")
    if rows.is_empty():
        st.info(t("assess.gains_none"))
        return
    # Places that stay empty keep one gain from being as wide as the screen.
    places = layout.cards(rows.height if layout.is_print() else max(rows.height, 3))
    for place, row in zip(places, rows.iter_rows(named=True), strict=False):
        with place, layout.card():
            st.markdown(f"**{formats.plain(names.indicator(row['indicator_code']))}**")
            gain, score = formats.signed(row["gain"], 1), formats.number(row["score"], 1)
            st.metric(t("assess.gain"), gain, label_visibility="collapsed")
            st.caption(formats.plain(t("assess.gain_of", gain=gain, score=score)))
            if row["indicator_code"] in silent:
                st.caption(t("assess.gain_silent"))
            _villages(row, area)
    st.caption(t("assess.gains_note"))


def _villages(row: Row, area: str) -> None:
    if row["village_count"] is None:
        st.caption(t("assess.not_by_village"))
        return
    if not row["villages"]:
        st.caption(t("assess.no_village"))
        return
    count, shown = (formats.number(n) for n in (row["village_count"], len(row["villages"])))
    st.caption(formats.plain(t("assess.held_back", count=count, shown=shown)))
    for village in row["villages"]:
        missing = village["missing_value"]
        word = t("assess.village_silent")
        if missing is not None:
            word = t("assess.missing", count=formats.number(missing))
        label = formats.plain(t("assess.village", name=village["area_name"], missing=word))
        if layout.is_print():
            st.markdown(label)
            continue
        navigation.link("lagging", label, area=area, village=village["area_code"])
