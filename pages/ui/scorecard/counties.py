"""All counties side by side, group by group: the way to a county's card."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from metrics.peers import GROUPS, groups
from metrics.year_sums import total
from pages.ui import area_names, choices, formats, layout, names, tables
from pages.ui.messages import t
from pages.ui.scorecard.county_lines import FIGURES, VILLAGES, columns, lines, of, task


def show(
    rows: pl.DataFrame,
    tasks: pl.DataFrame,
    areas: pl.DataFrame,
    *,
    area_name: str,
    as_of: date,
) -> None:
    """A table per group of counties, then the names of those without a task.

    Args:
        rows: Result of `metrics.progress` for counties, with `FIGURES`, people_lifted and
            `VILLAGES`.
        tasks: Rows of `metrics.year_task` of the counties for the people's figure followed now.
        areas: One row per area with its group.
        area_name: Name of the city.
        as_of: Month end of the figures.
    """
    counties = area_names.standing_order(areas).filter(pl.col("area_level") == "county")
    _picker({row["area_code"]: names.area(row) for row in counties.iter_rows(named=True)})
    values = groups(rows, areas)
    for group in GROUPS:
        members = counties.filter(pl.col("group") == group)
        if members.is_empty():
            continue
        own = tasks.join(members, on="area_code", how="semi")
        shown = lines(members, rows, own)
        tables.show(
            shown,
            columns(),
            title=tables.heading(
                t(f"scorecard.group_{group}", count=members.height),
                time=formats.month(as_of),
                scope=area_name,
                unit=t("scorecard.units"),
            ),
            key=f"group_{group}",
            total=_total(values.filter(pl.col("group") == group), own),
            note="" if layout.is_print() else t("scorecard.open_hint"),
            picks="area",
            is_whole=True,
        )
    idle = [names.area(row) for row in counties.filter(group="no_task").iter_rows(named=True)]
    if idle:
        line = t("scorecard.group_no_task", count=len(idle), names=t("frame.comma").join(idle))
        st.markdown(formats.plain(line))


def _total(group: pl.DataFrame, tasks: pl.DataFrame) -> dict[str, Any]:
    sums = {row["indicator_code"]: row for row in group.iter_rows(named=True)}
    figures: dict[str, Any] = {"attained": ""}
    figures |= {code: sums[code]["total_value"] for code in FIGURES if code in sums}
    if VILLAGES in sums:
        figures[VILLAGES] = of(sums[VILLAGES]["total_value"], sums[VILLAGES]["total_target"])
    due = total(tasks)
    return {**figures, **task(due.row(0, named=True) if due.height else None)}


def _picker(options: Mapping[str, str]) -> None:
    if layout.is_print():
        return
    st.selectbox(
        t("scorecard.open"),
        list(options),
        index=None,
        format_func=options.__getitem__,
        placeholder=t("scorecard.open_placeholder"),
        key="card_of",
        on_change=_open,
        width=320,
    )


def _open() -> None:
    choices.put("area", st.session_state["card_of"])
