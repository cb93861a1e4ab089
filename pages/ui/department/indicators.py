"""Tables of an office: its indicators by light, and where they are late."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from pages.ui import choices, formats, layout, names, provenance, tables
from pages.ui.columns import Column
from pages.ui.messages import t

Row = Mapping[str, Any]
TEXTS = dict.fromkeys(
    ("name", "target", "actual", "planned", "ahead", "late_in", "role"), pl.String
)


def table(rows: pl.DataFrame, *, scope: str, as_of: date) -> None:
    """The office's indicators with the city's figures, the worst light first.

    Args:
        rows: Rows of `metrics.department.office_indicators` of the office.
        scope: Name of the office.
        as_of: Month end of the look.
    """
    words = pl.DataFrame([_words(row) for row in rows.iter_rows(named=True)], schema=TEXTS)
    target = Column("target", t("frame.target"), "figure")
    figures = [
        Column("actual", t("frame.actual"), "figure"),
        Column("planned", t("scorecard.planned"), "figure"),
        Column("ahead", t("scorecard.ahead"), "figure", help=t("scorecard.ahead_help")),
        Column("late_in", t("department.late_in"), "figure", help=t("department.late_in_help")),
    ]
    tables.show(
        rows.select("light", "light_reason").hstack(words),
        [
            Column("name", t("frame.indicator")),
            Column("light", t("frame.light"), "light"),
            *([] if layout.is_print() else [target]),
            # What may break on paper leaves room for the names.
            *(replace(column, width=80) for column in figures),
            Column("role", t("department.role")),
        ],
        title=tables.heading(
            t("department.indicators"),
            time=formats.month(as_of),
            scope=scope,
            unit=t("scorecard.items_unit"),
        ),
        key="office_indicators",
        is_whole=True,
        height="content",
    )


def late_table(
    rows: pl.DataFrame, places: Mapping[str, str], *, scope: str, as_of: date
) -> None:
    """Where the office's indicators are late, the worst first; a click shows the sources.

    Args:
        rows: Rows of `metrics.department.late_items` of the office.
        places: Names of the counties by code.
        scope: Name of the office.
        as_of: Month end of the look.
    """
    note = ""
    far = rows.filter(pl.col("light") != "yellow")
    if layout.is_print() and 0 < far.height < rows.height:
        note, rows = t("department.slow_left_out", count=rows.height - far.height), far
    texts = pl.DataFrame(
        [_late_words(row, places) for row in rows.iter_rows(named=True)],
        schema=dict.fromkeys(
            ("item", "place", "name", "ahead", "short", "late_since"), pl.String
        ),
    )
    shown = rows.select("light", "light_reason").hstack(texts)
    tables.show(
        shown,
        [
            Column("place", t("frame.area")),
            Column("name", t("frame.indicator")),
            Column("light", t("frame.light"), "light"),
            Column("ahead", t("scorecard.ahead"), "figure", help=t("scorecard.ahead_help")),
            Column("short", t("department.short"), "figure"),
            Column("late_since", t("department.since"), help=t("department.since_help")),
        ],
        title=tables.heading(
            t("department.late_table", count=rows.height),
            time=formats.month(as_of),
            scope=scope,
            unit=t("scorecard.items_unit"),
        ),
        key="office_late",
        is_whole=True,
        note=note,
        picks="late",
        codes="item",
        dash_note=False,
    )
    picked = choices.one("late", shown["item"].to_list(), default="")
    if picked and not layout.is_print():
        area, _, code = picked.partition(".")
        told = formats.plain(f"{places[area]}　{names.indicator(code)}")
        st.markdown(f"**{told}**")
        provenance.where_from(area, code, as_of=as_of, key="late_source")


def _words(row: Row) -> dict[str, str | None]:
    code = row["indicator_code"]
    late = ""
    if row["lit_areas"]:
        late = t("card.of_total", value=row["late_areas"], total=row["lit_areas"])
    return {
        "name": names.indicator(code),
        "target": _amount(row, "target_value"),
        "actual": formats.amount(row["actual_value"], code),
        "planned": _amount(row, "planned_value"),
        "ahead": _ahead(row),
        "late_in": late,
        "role": t("department.leads" if row["is_lead"] else "department.helps"),
    }


def _late_words(row: Row, places: Mapping[str, str]) -> dict[str, str]:
    code, since = row["indicator_code"], formats.month_short(row["since"])
    return {
        "item": f"{row['area_code']}.{code}",
        "place": places[row["area_code"]],
        "name": names.indicator(code),
        "ahead": _ahead(row),
        "short": formats.gap(row["short_by"], code),
        "late_since": t("department.or_before", month=since) if row["is_longer"] else since,
    }


def _amount(row: Row, name: str) -> str:
    """A figure of an indicator; nothing where there is none."""
    return "" if row[name] is None else formats.amount(row[name], row["indicator_code"])


def _ahead(row: Row) -> str:
    if row["points_ahead"] is not None:
        return formats.points(row["points_ahead"], unit=False)
    if row["value_ahead"] is not None:
        return formats.change(row["value_ahead"], row["indicator_code"])
    return ""
