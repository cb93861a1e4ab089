"""Four cards of a sector: its two figures, its projects, its money."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from data.catalogue import indicators
from pages.ui import formats, layout, measured, names, provenance
from pages.ui.messages import t
from pages.ui.works import card_parts, frames, view, words
from pages.ui.works.view import View

# The two figures a sector is judged by: lines of its works, or what its offices return.
FIGURES = {
    "roads": ("rural_roads", "bridges"),
    "water": ("safe_water_villages", "safe_water_people"),
    "grid": ("village_power", "grid_upgrade"),
    "housing": ("housing_renovated", "unsafe_houses_left"),
}
Row = Mapping[str, Any]


def draw(seen: View) -> None:
    """The cards of the area, whatever programme the rest of the page is narrowed to."""
    lines = frames.rows(sector=seen.sector, as_of=seen.as_of, level=seen.level)
    # A sum has the code of its parts and stands before them.
    mine = lines.filter(area_code=seen.area).unique(
        "indicator_code", keep="first", maintain_order=True
    )
    own = {row["indicator_code"]: row for row in mine.iter_rows(named=True)}
    returned = {
        row["indicator_code"]: row
        for row in measured.progress(
            as_of=seen.as_of, level=seen.level, area=seen.area
        ).iter_rows(named=True)
    }
    places = layout.cards(4)
    for place, code in zip(places, FIGURES[seen.sector], strict=False):
        with place, layout.card():
            if code in own:
                _of_works(own[code], seen)
            else:
                _of_returns(code, returned.get(code), seen)
    projects = view.of_view(**{**seen.named, "programme": ""})
    with places[2], layout.card():
        card_parts.of_projects(projects)
    with places[3], layout.card():
        card_parts.of_money(seen)


# Sums of decimals differ in their last place.
DIFFERS = 0.005


def _of_works(row: Row, seen: View) -> None:
    code, programme = row["indicator_code"], row["programme"]

    def said(name: str) -> str:
        return words.bare(row[name], row["unit_code"])

    card_parts.head(words.with_unit(programme, code), row["light"], row["light_reason"])
    st.metric(t("works.reported"), said("reported_value"), label_visibility="collapsed")
    card_parts.lines(
        [
            ("target", said("target_value")),
            ("planned", said("planned_value")),
            ("started", said("started_value")),
            ("complete", said("reported_value")),
            ("accepted", said("certified_value")),
            ("attained", formats.rate(row["attainment_rate"], 1)),
        ]
    )
    if row["difference"] is not None and abs(row["difference"]) >= DIFFERS:
        line = t(
            "works.differs", returned=said("returned_value"), difference=said("difference")
        )
        st.caption(formats.plain(line))
    provenance.where_from(seen.area, code, as_of=seen.as_of, key=f"works_{code}_source")


def _of_returns(code: str, row: Row | None, seen: View) -> None:
    if row is None or row["cycle_state"] == "no_task":
        st.markdown(f"**{formats.plain(names.indicator(code))}**")
        st.caption(t("works.no_task"))
        return

    def said(name: str) -> str:
        # A percentage keeps its sign: it isn't in the title.
        is_share = names.unit(code) == "%"
        return formats.amount(row[f"{name}_value"], code, unit=is_share)

    card_parts.head(_titled(code), row["light"], row["light_reason"])
    st.metric(names.indicator(code), said("actual"), label_visibility="collapsed")
    # Of what has to fall the plan is a limit.
    planned = "planned_at_most" if indicators()[code].direction == "down" else "planned"
    values = ("target", "planned", "reported", "checked", "certified")
    told = {"planned": planned}
    card_parts.lines([(told.get(name, name), said(name)) for name in values])
    provenance.where_from(seen.area, code, as_of=seen.as_of, key=f"works_{code}_source")


def _titled(code: str) -> str:
    """Name of an indicator, with its unit where figures are written without it."""
    unit = names.unit(code)
    if unit == "%":
        return names.indicator(code)
    return t("works.name_unit", name=names.indicator(code), unit=unit)
