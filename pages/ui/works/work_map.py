"""The map of works at a month: legend, lines and points, what has no place."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import polars as pl
import streamlit as st

from pages.ui import formats, layout, load, show
from pages.ui.kept import kept
from pages.ui.maps import Sent
from pages.ui.maps.swatch import swatch
from pages.ui.messages import language, t
from pages.ui.palette import DARK
from pages.ui.place_note import place_note
from pages.ui.works import classes, drawing, overlays, picking, view
from pages.ui.works.view import View

HEIGHT = 440
# What is shown fills about so many pixels: of half a page, and of a phone.
PIXELS, ON_PHONE = 400, 330


def draw(seen: View, *, month: date, picked: Sequence[str], overlay: str, key: str) -> None:
    """Legend, map, and what it doesn't show.

    Args:
        seen: What is looked at.
        month: Month end of the map.
        picked: Code of the project and of the village that are chosen; empty for none.
        overlay: Code of `overlays.OVERLAYS`; empty for none.
        key: Name of the map on its page.
    """
    named = {**seen.named, "month": month}
    units = view.units(**named)
    missing = unplaced(**named)
    legend(
        units,
        missing,
        unit=t(f"works.counted_{'villages' if seen.of_villages else 'projects'}"),
    )
    below = {"sector": seen.sector, "as_of": seen.as_of, "area": named["area"]}
    overlays.legend(overlays.villages(**below, overlay=overlay), overlay, as_of=seen.as_of)
    text = drawing.deck_json(
        **named,
        overlay=overlay,
        work=picked[0],
        village=picked[1],
        pixels=ON_PHONE if layout.is_phone() else PIXELS,
        is_dark=show.palette() is DARK,
        spoken=language(),
    )
    st.pydeck_chart(
        Sent(text),
        width=layout.PAPER_WIDTH if layout.is_print() else "stretch",
        height=HEIGHT,
        key=key,
        on_select=partial(_pick, key, seen.of_villages),
        selection_mode="single-object",
        alt=t(
            "works.map_summary",
            count=units.height,
            month=formats.month(month),
            missing=len(missing),
        ),
    )
    note = _note(seen, units) or t("works.real")
    can_click = not layout.is_print()
    note += t("works.click_city") if seen.is_city and can_click else ""
    st.caption(note + (t("works.earlier_month") if month < seen.as_of else ""))


def legend(units: pl.DataFrame, missing: list[str], *, unit: str) -> None:
    """Classes with their number of units; names of those without a place one click away."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.caption(unit, width="content")
        colours = show.palette().works
        for code, count in classes.counts(units):
            said = f"{t(f'works.class_{code}')} {formats.number(count)}"
            st.markdown(f"{swatch(colours[code])} {said}", width="content")
        if missing:
            show.names_button(t("map.unplaced", count=len(missing)), missing)


@kept
def unplaced(*, sector: str, as_of: date, area: str, programme: str, month: date) -> list[str]:
    """Names of the units of `view.units` that have no place on the map."""
    units = view.units(sector=sector, as_of=as_of, area=area, programme=programme, month=month)
    placed = view.drawn_paths(sector=sector, is_coarse=True)
    lost = units.join(placed, on="code", how="anti", maintain_order="left")
    return lost.select(pl.coalesce("name", "code")).to_series().to_list()


def _note(seen: View, units: pl.DataFrame) -> str | None:
    """What of the outlines and places on the map is made up."""
    paths = view.drawn_paths(sector=seen.sector, is_coarse=True)
    placed = paths.join(units, on="code", how="semi").unique("code")
    kind = pl.when("is_schematic").then(pl.lit("schematic")).otherwise(pl.lit("surveyed"))
    outlines = load.outlines()
    if not seen.is_city:
        outlines = outlines.filter(area_code=seen.area)
    return place_note(outlines, placed.select(position_kind=kind))


def _pick(key: str, of_villages: bool) -> None:
    picking.put(st.session_state[key].selection.objects, of_villages=of_villages)
