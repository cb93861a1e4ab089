"""Where a figure comes from: the policy behind the target, the reports behind the actual."""

from datetime import date

import polars as pl
import streamlit as st

from data.catalogue import indicators
from pages.ui import formats, layout, load, names, promises, tables
from pages.ui.batch import sent_by
from pages.ui.columns import Column
from pages.ui.messages import t

STATES = ("reported", "checked", "certified")


@st.fragment
def where_from(area: str, indicator: str, *, as_of: date, key: str, label: str = "") -> None:
    """A button that opens what stands behind one figure; nothing is read until it is opened.

    There is none on paper.

    Args:
        area: Code of the area the figure is of.
        indicator: Code of the indicator.
        as_of: Month end the figure is of.
        key: Name of the button on its page.
        label: Words on the button; without them "where from".
    """
    if layout.is_print():
        return
    popover = st.popover(
        label or t("provenance.button"), key=key, on_change="rerun", type="tertiary"
    )
    if popover.open:
        with popover:
            content(area, indicator, as_of=as_of, key=key)


def content(area: str, indicator: str, *, as_of: date, key: str) -> None:
    """What stands behind one figure: the policy's promises and the rows that were sent."""
    st.markdown(f"**{formats.plain(names.indicator(indicator))}**")
    _documents(indicator)
    _reports(area, indicator, as_of, key)


def _documents(indicator: str) -> None:
    st.markdown(f"**{t('provenance.documents')}**")
    found = promises.of_indicator(indicator)
    if not found:
        st.caption(t("promise.none"))
    for commitment in found:
        st.markdown(formats.plain(promises.line(commitment)))


def _reports(area: str, indicator: str, as_of: date, key: str) -> None:
    st.markdown(f"**{t('provenance.reports')}**")
    rows = load.sources(area=area, indicator=indicator, as_of=as_of)
    if rows.is_empty():
        st.caption(t("provenance.no_report"))
        return
    st.caption(
        t(
            "provenance.counts",
            areas=rows["area_code"].n_unique(),
            files=rows["file_name"].n_unique(),
            rows=rows.height,
        )
    )
    states = {state: t(f"state.{state}") for state in STATES}
    tables.show(
        rows.with_columns(sent_by(), pl.col("verification").replace_strict(states)),
        _columns(indicator),
        title=t(
            "provenance.title", indicator=names.indicator(indicator), month=formats.month(as_of)
        ),
        key=f"{key}_reports",
    )


def _columns(indicator: str) -> list[Column]:
    entry = indicators()[indicator]
    places = formats.decimals(entry)
    parts = [
        Column("numerator", t("provenance.numerator"), "number"),
        Column("denominator", t("provenance.denominator"), "number"),
    ]
    return [
        Column("area_name", t("frame.area")),
        Column("area_code", t("provenance.area_code")),
        Column("period", t("provenance.period"), "date"),
        Column("verification", t("provenance.verification")),
        Column("obs_value", t("provenance.value", unit=names.unit(entry)), "number", places),
        *(parts if entry.aggregation == "share" else []),
        Column("sending_office", t("provenance.sending_office")),
        Column("filled_in_by", t("provenance.filled_in_by")),
        Column("sent_on", t("provenance.sent_on"), "date"),
        Column("received_at", t("provenance.received_at"), "date"),
        Column("document_no", t("provenance.document_no")),
        Column("file_name", t("provenance.file_name")),
        Column("row_number", t("provenance.row_number"), "number"),
    ]
