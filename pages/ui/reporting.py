"""The line under a page's head: how far its figures were verified, and who is silent."""

from datetime import date

import polars as pl
import streamlit as st

from metrics.cycle import states
from pages.ui import area_names, layout, load, measured, notices, show
from pages.ui.kept import kept
from pages.ui.messages import t

MONTHLY = "people_ready"


def state_line(*, area: str, as_of: date) -> None:
    """States of the monthly people's figure; villages without a new value, or any, by name.

    Where no village is to report it, the area has no task, and the line says so.

    Args:
        area: Code of the area on the page.
        as_of: Month end of the look.
    """
    rows = _states(area=area, as_of=as_of)
    if rows.is_empty():
        st.caption(t("frame.state_no_task"))
        return
    areas = load.areas(as_of=as_of)
    if not layout.is_print():
        silent = rows.filter(pl.col("cycle_state").is_in(["carried", "not_reported"]))
        notices.state_line(rows, area_names.with_county(areas, silent["area_code"]))
        return
    notices.state_line(rows.filter(pl.col("cycle_state") == "reported"), {})
    _by_county(rows, areas)


@kept
def _states(*, area: str, as_of: date) -> pl.DataFrame:
    people = measured.people(through=as_of, area=area)
    now = people.filter(pl.col("month") == as_of, pl.col("indicator_code") == MONTHLY)
    return states(now, as_of=as_of)


def _by_county(rows: pl.DataFrame, areas: pl.DataFrame) -> None:
    """On paper no button opens a list of villages: how many there are in each county."""
    places = rows.join(areas.select("area_code", "county_code"), on="area_code")
    for state in ("carried", "not_reported"):
        silent = places.filter(pl.col("cycle_state") == state)
        numbers = dict(silent.group_by("county_code").len().iter_rows())
        said = [
            t("frame.villages_in", county=name, count=numbers[code])
            for code, name in area_names.in_order(areas, "county").iter_rows()
            if code in numbers
        ]
        if said:
            show.names_button(t(f"frame.villages_{state}", count=silent.height), said)
