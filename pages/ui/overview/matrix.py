"""The matrix of all commitments: one line per indicator, one light per area."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from pages.ui import charts, layout, names, show
from pages.ui.messages import t
from pages.ui.overview.commitments import amount, group, ordered, promised

# Rows of the matrix that fit a page of A4, and how high they are there.
PAPER_ROWS, PAPER_ROW_HEIGHT = 42, 18
# The city and its poor counties beside the names, then the other counties.
FIRST, WIDTHS = 4, (440, 450)


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
    for lines in rows.partition_by("group", maintain_order=True):
        together = pl.concat([*parts[-1:], lines])
        if parts and together["row_name"].n_unique() <= PAPER_ROWS:
            parts[-1] = together
        else:
            parts.append(lines)
    return parts


def _cells(rows: pl.DataFrame, area_names: Mapping[str, str]) -> pl.DataFrame:
    by_area = {(row["area_code"], row["indicator_code"]): row for row in ordered(rows)}
    cells = [
        {
            "group": group(code),
            "row_name": names.indicator(code),
            "column_name": area_name,
            "light": row["light"],
            "light_reason": row["light_reason"],
            "detail": t(
                "overview.matrix_detail",
                actual=amount(row, "actual_value"),
                planned=amount(row, "planned_value"),
                target=amount(row, "target_value"),
            ),
        }
        for code in promised()
        for area, area_name in area_names.items()
        if (row := by_area.get((area, code)))
    ]
    return pl.DataFrame(cells, infer_schema_length=None)
