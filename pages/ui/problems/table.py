"""The ledger itself, overdue first: each problem with its measure, date and evidence."""

from datetime import date

import polars as pl
import streamlit as st

from pages.ui import batch, choices, formats, layout, row_details, tables
from pages.ui.columns import Column
from pages.ui.messages import t


def draw(rows: pl.DataFrame, *, scope: str, as_of: date, note: str = "") -> None:
    """The list; a click on a line tells the rest of it, and the file it came with.

    Args:
        rows: Rows of `rows.shown`.
        scope: Name of the area.
        as_of: Day of the look.
        note: What the list was narrowed to.
    """
    shown = rows
    if layout.is_print() and rows["state"].n_unique() > 1:
        # What is closed would fill page after page.
        shown = rows.filter(pl.col("state") != "closed")
        note += t("problems.closed_left_out", count=rows.height - shown.height)
    tables.show(
        shown,
        _columns(),
        title=tables.heading(
            t("problems.ledger", count=shown.height),
            time=formats.day(as_of),
            scope=scope,
            unit=t("problems.days"),
        ),
        key="problem_ledger",
        note=note if layout.is_print() else note + t("problems.pick_hint"),
        picks="problem",
        codes="problem_code",
        dash_note=False,
    )
    picked = choices.one("problem", rows["problem_code"].to_list(), default="")
    if picked and not layout.is_print():
        row = rows.filter(problem_code=picked).row(0, named=True)
        with st.container(border=True):
            st.markdown(
                f"**{formats.plain(row['problem_code'])}**　{formats.plain(row['problem'])}"
            )
            st.markdown(row_details.told(_columns(), row))
            batch.where_from(row["import_id"], row["row_number"])


def _columns() -> list[Column]:
    code = Column("problem_code", t("problems.code"))
    state = Column("state_word", t("problems.state"), width=None if layout.is_print() else 130)
    problem = Column("problem", t("problems.problem"), width=220)
    place = Column("place", t("problems.place"), width=140)
    office = Column("office", t("problems.lead"), width=130)
    due = Column("due_date", t("problems.due"), "date")
    over = Column("days_overdue", t("problems.days_overdue"), "number")
    if layout.is_print():
        measure = Column("measure", t("problems.measure"), width=180)
        return [code, problem, place, office, measure, due, state, over]
    return [
        *(code, state, due, over, problem, place, office),
        Column("responsible_office", t("problems.responsible"), in_file=True),
        Column("measure", t("problems.measure"), in_file=True),
        Column("source_word", t("problems.source"), in_file=True),
        Column("found_on", t("problems.found_on"), "date", in_file=True),
        Column("days_left", t("problems.days_left"), "number", in_file=True),
        Column("done_on", t("problems.done_on"), "date", in_file=True),
        Column("closed_on", t("problems.closed_on"), "date", in_file=True),
        Column("evidence", t("problems.evidence"), in_file=True),
    ]
