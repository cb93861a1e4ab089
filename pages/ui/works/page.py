"""A page of works: one sector from its figures to the project."""

import polars as pl
import streamlit as st

from pages.ui import choices, formats, notices, pickers
from pages.ui.messages import t
from pages.ui.works import (
    areas,
    cards,
    figures,
    frames,
    linked,
    services,
    timeline,
    view,
    words,
    years,
)
from pages.ui.works.view import View

INDICATORS = {
    "roads": ["rural_roads", "bridges", "paved_road", "village_bus"],
    "water": ["safe_water_villages", "safe_water_people"],
    "grid": ["village_power", "grid_upgrade"],
    "housing": ["housing_renovated", "unsafe_houses_left"],
}
ALL = "all"


def draw(sector: str) -> None:
    """Draw the page of a sector.

    Args:
        sector: Code of works.yml.
    """
    timeline.stop()
    chosen = notices.head(sector)
    everywhere = frames.projects(sector=sector, as_of=chosen.as_of)
    here = everywhere if chosen.is_city else everywhere.filter(county_code=chosen.area)
    if here.is_empty():
        notices.empty(t("works.none", area=chosen.area_name, month=formats.month(chosen.as_of)))
        seen = View(sector, chosen.as_of, chosen.area, chosen.area_name, "")
        services.draw(seen)
        notices.foot(INDICATORS[sector])
        choices.stop()
    line = t(
        "works.state",
        count=formats.number(here.height),
        month=formats.month(here["period"].max()),
    )
    st.caption(formats.plain(line))
    programme = _programme(sector, here)
    seen = View(sector, chosen.as_of, chosen.area, chosen.area_name, programme)
    above = st.container()
    # The map takes longest to draw, so it is sent first, below the place of the cards.
    linked.draw(view.projects(seen), seen)
    with above:
        cards.draw(seen)
    years.draw(seen)
    figures.by_programme(seen)
    areas.by_area(seen)
    services.draw(seen)
    notices.foot(INDICATORS[sector])


def _programme(sector: str, rows: pl.DataFrame) -> str:
    """The programme the reader narrowed the page to; empty for all of them."""
    there = set(rows["programme"])
    codes = [code for code in frames.programmes(sector) if code in there]
    if len(codes) == 1:
        return ""
    chosen = pickers.segmented(
        "programme",
        t("works.programme"),
        [ALL, *codes],
        default=ALL,
        format_func=lambda code: t("works.all") if code == ALL else words.programme(code),
        label_visibility="collapsed",
    )
    return "" if chosen == ALL else chosen
