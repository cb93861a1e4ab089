"""Whether a county's returns came, and in time."""

from datetime import date

import polars as pl
import streamlit as st

from metrics.coverage import coverage
from pages.ui import formats, load, tables
from pages.ui.columns import Column
from pages.ui.messages import t

CYCLES = ("month", "quarter", "half_year", "year")


def draw(*, area: str, area_name: str, as_of: date) -> None:
    """Completeness and timeliness of the county's returns, cycle by cycle.

    Args:
        area: Code of the county.
        area_name: Its name.
        as_of: Month end of the look.
    """
    rows = coverage(load.coverage(as_of=as_of), load.areas(as_of=as_of), as_of=as_of)
    own = rows.filter(pl.col("area_code") == area).sort(pl.col("cycle").cast(pl.Enum(CYCLES)))
    if own.is_empty():
        st.info(t("scorecard.no_returns"))
        return
    words = {cycle: t(f"cycle.{cycle}") for cycle in CYCLES}
    tables.show(
        own.with_columns(pl.col("cycle").replace_strict(words)),
        [
            Column("cycle", t("scorecard.cycle")),
            Column("period", t("scorecard.period"), "date"),
            Column("due_on", t("scorecard.due_on"), "date"),
            Column("due_count", t("scorecard.due_count"), "number"),
            Column("reported_count", t("scorecard.reported_count"), "number"),
            Column("late_count", t("scorecard.late_count"), "number"),
            Column("missing_count", t("scorecard.missing_count"), "number"),
            Column("completeness_rate", t("scorecard.completeness"), "rate", 1),
            Column("timeliness_rate", t("scorecard.timeliness"), "rate", 1),
        ],
        title=tables.heading(
            t("scorecard.returns"),
            time=formats.month(as_of),
            scope=area_name,
            unit=t("scorecard.returns_unit"),
        ),
        key="returns",
        note=t("scorecard.returns_note"),
        dash_note=False,
    )
