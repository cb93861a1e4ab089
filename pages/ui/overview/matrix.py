"""The matrix of all commitments: one line per indicator, one light per area."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from data.catalogue import indicators, programme
from pages.ui import charts, formats, layout, names, show, tables
from pages.ui.columns import Column
from pages.ui.messages import t

# Parts of the county assessment in their official order; what is not assessed stands last.
GROUPS = ("effect", "identification", "support", "funds", "works", None)
# Rows of the matrix that fit a page of A4, and how high they are there.
PAPER_ROWS, PAPER_ROW_HEIGHT = 42, 18
GROUP_WIDTH, NAME_WIDTH = 115, 260
# The city and its poor counties beside the names, then the other counties.
FIRST, WIDTHS = 4, (440, 450)
VALUES = ("actual_value", "planned_value", "target_value")


def promised() -> list[str]:
    """Indicators with a commitment, group by group, in catalogue order."""
    codes = {commitment.indicator_code for commitment in programme().commitments}
    return [
        entry.code
        for group in GROUPS
        for entry in indicators().values()
        if entry.assessment_area == group and entry.code in codes
    ]


def draw(city: pl.DataFrame, counties: pl.DataFrame, area_names: Mapping[str, str]) -> None:
    """Lights of the city and of every county; on paper a chart for each group.

    Args:
        city: Rows of `metrics.progress` for the city.
        counties: The same for its counties.
        area_names: Names by area code, in the order of the columns.
    """
    rows = _cells(pl.concat([city, counties]), area_names)
    if rows.is_empty():
        return
    settings = {
        "palette": show.palette(),
        "first_apart": True,
        "columns": list(area_names.values()),
    }
    if not layout.is_print():
        st.subheader(t("overview.commitments"), anchor=False)
        drawing = charts.light_matrix(rows, split=FIRST, **settings)
        show.side_by_side(drawing, WIDTHS, key="matrix")
    for number, part in enumerate(_parts(rows) if layout.is_print() else []):
        drawing = charts.light_matrix(part, row_height=PAPER_ROW_HEIGHT, **settings)
        with layout.unbroken():
            if number == 0:
                st.subheader(t("overview.commitments"), anchor=False)
            show.chart(drawing, key=f"matrix_{number}")
    st.caption(t("overview.matrix_signs"))


def _parts(rows: pl.DataFrame) -> list[pl.DataFrame]:
    """As many groups in one matrix as fit a page."""
    parts: list[pl.DataFrame] = []
    for group in rows.partition_by("group", maintain_order=True):
        together = pl.concat([*parts[-1:], group])
        if parts and together["row_name"].n_unique() <= PAPER_ROWS:
            parts[-1] = together
        else:
            parts.append(group)
    return parts


def table(rows: pl.DataFrame, *, scope: str, as_of: date) -> None:
    """The commitments that fall to one area: target, plan by now, figure and light."""
    lines = [
        {
            "group": _group(row["indicator_code"]),
            "name": names.indicator(row["indicator_code"]),
            **{
                value: _amount(row, f"{value}_value")
                for value in ("target", "planned", "actual")
            },
            "light": row["light"],
            "light_reason": row["light_reason"],
        }
        for row in _ordered(rows)
    ]
    if not lines:
        return
    content, time = t("overview.commitments"), formats.month(as_of)
    st.subheader(content, anchor=False)
    tables.show(
        pl.DataFrame(lines, infer_schema_length=None),
        [
            Column("group", t("overview.group"), width=GROUP_WIDTH),
            Column("name", t("frame.indicator"), width=NAME_WIDTH),
            Column("target", t("frame.target"), "figure"),
            Column("planned", t("card.planned_now"), "figure"),
            Column("actual", t("frame.actual"), "figure"),
            Column("light", t("frame.light"), "light"),
        ],
        title=tables.heading(content, time=time, scope=scope, unit=t("overview.own_units")),
        key="commitments",
        height=520,
    )


def _cells(rows: pl.DataFrame, area_names: Mapping[str, str]) -> pl.DataFrame:
    by_area = {(row["area_code"], row["indicator_code"]): row for row in _ordered(rows)}
    cells = [
        {
            "group": _group(code),
            "row_name": names.indicator(code),
            "column_name": area_name,
            "light": row["light"],
            "light_reason": row["light_reason"],
            "detail": t(
                "overview.matrix_detail",
                actual=_amount(row, "actual_value"),
                planned=_amount(row, "planned_value"),
                target=_amount(row, "target_value"),
            ),
        }
        for code in promised()
        for area, area_name in area_names.items()
        if (row := by_area.get((area, code)))
    ]
    return pl.DataFrame(cells, infer_schema_length=None)


def _ordered(rows: pl.DataFrame) -> list[dict[str, Any]]:
    order = pl.Enum(promised())
    known = rows.filter(
        pl.col("indicator_code").is_in(promised()), pl.col("cycle_state") != "no_task"
    )
    shown = known.select("area_code", "indicator_code", *VALUES, "light", "light_reason")
    return shown.sort(pl.col("indicator_code").cast(order), maintain_order=True).to_dicts()


def _group(code: str) -> str:
    return t(f"assessment_area.{indicators()[code].assessment_area or 'none'}")


def _amount(row: Mapping[str, Any], value: str) -> str:
    return formats.amount(row[value], row["indicator_code"])
