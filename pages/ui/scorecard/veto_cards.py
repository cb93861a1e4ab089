"""The four vetoes of a county in one line, each with the doubt of its sample."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from data.catalogue import settings
from metrics.vetoes import VETOES
from pages.ui import formats, layout, load
from pages.ui.messages import t
from pages.ui.palette import THEME_COLOURS
from pages.ui.scorecard import assessed, filed, score_words

Row = Mapping[str, Any]
KEY = ("area_code", "exit_year", "surveyed_on", "released_on")


@layout.unbroken(graphic=False)
def draw(*, area: str, as_of: date) -> None:
    """Value, limit, sample, interval and state of each; in one sentence where none applies.

    Args:
        area: Code of a county with a task.
        as_of: Month end of the look.
    """
    rows = assessed.vetoes(as_of=as_of).filter(pl.col("area_code") == area)
    st.markdown(f"###### {t('assess.vetoes')}")
    if (rows["state"] == "not_applicable").all():
        named = t("frame.comma").join(t(f"assess.{veto}") for veto in VETOES)
        state = score_words.veto_state("not_applicable")
        st.info(formats.plain(t("assess.vetoes_none", vetoes=named, state=state)))
        return
    for place, row in zip(layout.cards(len(VETOES)), rows.iter_rows(named=True), strict=True):
        with place, layout.card():
            st.metric(t(f"assess.{row['veto']}"), formats.rate(row["value"]))
            light = score_words.VETO_LIGHTS[row["state"]]
            st.badge(score_words.veto_state(row["state"]), color=THEME_COLOURS[light])
            st.caption("  \n".join(formats.plain(line) for line in _lines(row)))
    _source(rows.row(0, named=True), as_of)


def _lines(row: Row) -> list[str]:
    limit = formats.rate(row["threshold"], 0)
    at = "assess.at_least" if row["veto"] == "approval" else "assess.at_most"
    if row["value"] is None:
        return [t(at, limit=limit), t("assess.figure_missing")]
    size = "assess.sample_households" if row["veto"] == "approval" else "assess.sample_people"
    low, high = formats.rate(row["low"]), formats.rate(row["high"])
    share = formats.rate(settings().scorecard.veto_confidence, 0)
    return [
        t(at, limit=limit),
        t(size, count=formats.number(row["sample_size"])),
        t("assess.veto_interval", share=share, low=low, high=high),
    ]


def _source(row: Row, as_of: date) -> None:
    """Who evaluated when, and the row of the file it was sent in."""
    told = t(
        "assess.evaluation",
        evaluator=row["evaluator"] or formats.DASH,
        year=str(row["exit_year"]),
        surveyed=formats.day(row["surveyed_on"]),
        released=formats.day(row["released_on"]),
        document=row["document_no"] or formats.DASH,
    )
    found = load.evaluations(as_of=as_of).filter(
        *(pl.col(name).eq_missing(pl.lit(row[name])) for name in KEY)
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(formats.plain(f"{told}{t('assess.veto_note')}"))
        filed.where_from(found, key="evaluation_source")
