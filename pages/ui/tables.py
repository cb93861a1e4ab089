"""Tables in the form offices use: title with time, scope, content and unit, total row, notes.

One list of `Column` serves the table on screen, the one on paper and the exported file, so the
three can't differ.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Literal

import polars as pl
import streamlit as st

from pages.ui import choices, exports, formats, layout, paper
from pages.ui import columns as cells
from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.panels import panels
from pages.ui.widths import fitted, readable

__all__ = ["Column", "heading", "on_paper", "show"]


def heading(content: str, *, time: str, scope: str, unit: str) -> str:
    """Title of a table: ``2018年9月底全市减贫任务完成情况表　单位：人、%``."""
    return t("table.heading", time=time, scope=scope, content=content, unit=unit)


def show(
    frame: pl.DataFrame,
    columns: Sequence[Column],
    *,
    title: str,
    key: str,
    heading: str = "",
    total: Mapping[str, Any] | None = None,
    note: str = "",
    picks: str | None = None,
    codes: str = "area_code",
    height: int | Literal["content"] | None = None,
    row_height: int | None = None,
    is_whole: bool = False,
    paper_rows: int | None = None,
    dash_note: bool = True,
) -> None:
    """Draw a table with its title, notes and export buttons; on paper all its rows.

    Args:
        frame: One row per line; more columns than are shown do no harm.
        columns: What is shown, in order.
        title: See `heading`; it also heads the exported file and names it.
        key: Name of the table on its page.
        heading: Heading of the part of the page, which on paper stays with the first rows.
        total: Values of the last row by column name; its first column says "total".
        note: Sentence under the table, before the one on dashes.
        picks: Choice that a click on a row sets; the total row sets nothing.
        codes: Column of ``frame`` with the code that the choice gets.
        height: In pixels; without it up to ten rows are shown at once.
        row_height: In pixels, for tables that must show many rows at once.
        is_whole: Whether no word in it is cut on the screen either, however wide it becomes.
        paper_rows: So many rows stand on paper, with how many more there are; else all.
        dash_note: Whether a dash means "not reported" here, and is to be explained.
    """
    rows = _with_total(frame, columns, total)
    shown = [column for column in columns if not column.in_file]
    notes = "　".join(
        part for part in (note, t("table.dash_note") if dash_note else "") if part
    )
    if layout.is_print():
        if paper_rows and rows.height > paper_rows:
            left = rows.height - paper_rows
            notes = t("table.left_out", shown=paper_rows, count=left) + notes
            rows = rows.head(paper_rows)
        on_paper(rows, shown, heading=heading, title=title, notes=notes)
        return
    _head(heading, title)
    shown = (fitted if is_whole else readable)(shown, rows)
    order = frame[codes].to_list() if picks else []
    st.dataframe(
        cells.on_screen(rows, shown),
        key=key,
        hide_index=True,
        column_config={column.name: cells.config(column, rows) for column in shown},
        placeholder=formats.DASH,
        height=height or "auto",
        row_height=row_height,
        on_select=partial(_pick, key, picks, order) if picks else "ignore",
        selection_mode="single-row",
        selection_default=_picked(picks, order),
        alt=title,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(formats.plain(notes))
        with st.container(horizontal=True, width="content"):
            exports.buttons(rows, columns, title=title, notes=notes, key=key)


def _head(heading: str, title: str) -> None:
    if heading:
        st.subheader(heading, anchor=False)
    if title:
        st.markdown(f"###### {formats.plain(title)}")


def on_paper(
    rows: pl.DataFrame, columns: Sequence[Column], *, heading: str = "", title: str, notes: str
) -> None:
    """The rows in frames that no page cuts, the first with the title, the last with notes."""
    side_by_side = panels(rows, columns)
    parts = list(paper.parts(rows, side_by_side))
    for number, part in enumerate(parts, start=1):
        with layout.unbroken(graphic=False):
            if number == 1:
                _head(heading, title)
            for panel in side_by_side:
                st.markdown(paper.markdown(part, panel))
            if number == len(parts) and notes:
                st.caption(formats.plain(notes))


def _pick(key: str, choice: str, order: list[str]) -> None:
    """Set the choice to the clicked row; the ids are those of the rows as they were shown."""
    rows = [row for row in st.session_state[key].selection.rows if row < len(order)]
    choices.put(choice, *(order[row] for row in rows))


def _picked(choice: str | None, order: list[str]) -> dict | None:
    """The row of a choice that came with a link, for a table drawn for the first time."""
    chosen = choices.in_force().get(choice, []) if choice else []
    rows = [order.index(code) for code in chosen if code in order]
    return {"selection": {"rows": rows}} if rows else None


def _with_total(
    frame: pl.DataFrame, columns: Sequence[Column], total: Mapping[str, Any] | None
) -> pl.DataFrame:
    reasons = [f"{column.name}_reason" for column in columns if column.kind == "light"]
    names = [column.name for column in columns]
    rows = frame.select(names + [name for name in reasons if name in frame.columns])
    if total is None:
        return rows
    # A name or a unit has no total; a dash would say that it wasn't reported.
    written = [column.name for column in columns if column.kind in ("text", "figure")]
    words = {name: "" for name in written if rows.schema[name] == pl.String}
    total = {**words, columns[0].name: t("table.total"), **total}
    last = pl.DataFrame([{name: total.get(name) for name in rows.columns}], schema=rows.schema)
    return pl.concat([rows, last])
