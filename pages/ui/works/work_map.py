"""The map of works at a month: legend, lines and points, what has no place."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from pages.ui import formats, layout, load, names, show
from pages.ui.kept import kept
from pages.ui.maps import Sent
from pages.ui.maps import works as maps
from pages.ui.messages import language, t
from pages.ui.palette import DARK, LIGHT
from pages.ui.place_note import place_note
from pages.ui.works import classes, overlays, picking, view
from pages.ui.works.view import View

HEIGHT, PIXELS = 440, 440


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
    legend(units, missing)
    below = {"sector": seen.sector, "as_of": seen.as_of, "area": named["area"]}
    overlays.legend(overlays.villages(**below, overlay=overlay), overlay)
    text = deck_json(
        **named,
        overlay=overlay,
        work=picked[0],
        village=picked[1],
        is_dark=show.palette() is DARK,
        spoken=language(),
    )
    st.pydeck_chart(
        Sent(text),
        width=layout.PAPER_WIDTH if layout.is_print() else "stretch",
        height=HEIGHT,
        key=key,
        on_select=partial(_pick, key),
        selection_mode="single-object",
        alt=t(
            "works.map_summary",
            count=units.height,
            month=formats.month(month),
            missing=len(missing),
        ),
    )
    st.caption(_note(seen) or t("works.real"))


def legend(units: pl.DataFrame, missing: list[str]) -> None:
    """Classes with their number of units; names of those without a place one click away."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        for code, count in classes.counts(units):
            st.badge(
                f"{classes.word(code)} {formats.number(count)}", color=classes.COLOURS[code]
            )
        if missing:
            show.names_button(t("map.unplaced", count=len(missing)), missing)


@kept
def unplaced(*, sector: str, as_of: date, area: str, programme: str, month: date) -> list[str]:
    """Names of the units of `view.units` that have no place on the map."""
    units = view.units(sector=sector, as_of=as_of, area=area, programme=programme, month=month)
    placed = view.drawn_paths(sector=sector, is_coarse=True)
    lost = units.join(placed, on="code", how="anti", maintain_order="left")
    return lost.select(pl.coalesce("name", "code")).to_series().to_list()


def _note(seen: View) -> str | None:
    """What of the outlines and places on the map is made up."""
    placed = view.drawn_paths(sector=seen.sector, is_coarse=True)
    kind = pl.when("is_schematic").then(pl.lit("schematic")).otherwise(pl.lit("surveyed"))
    return place_note(load.outlines(), placed.select(position_kind=kind))


@kept
def deck_json(
    *,
    sector: str,
    as_of: date,
    area: str,
    programme: str,
    month: date,
    overlay: str,
    work: str,
    village: str,
    is_dark: bool,
    spoken: str,
) -> str:
    """The deck as it is sent, in the language of this run, which ``spoken`` names."""
    named: dict[str, Any] = {"sector": sector, "as_of": as_of, "area": area}
    units = view.units(**named, programme=programme, month=month)
    if overlay == overlays.SERVED:
        sizes = units
    else:
        sizes = units.with_columns(people=pl.lit(None, pl.Int64))
    paths = view.drawn_paths(sector=sector, is_coarse=not area)
    tip = pl.lit(None, pl.String) if not area else _tip()
    drawn = sizes.join(paths, on="code", maintain_order="left").with_columns(
        work_code="code", tip=tip
    )
    chosen = paths.filter(pl.col("code").is_in([work, village]))
    counties = load.areas(as_of=as_of).filter(pl.col("area_level") == "county")
    short = [names.short(row) for row in counties.iter_rows(named=True)]
    deck = maps.deck(
        load.outlines(),
        counties.with_columns(
            pl.Series("name", short, dtype=pl.String),
            turn=pl.when("is_poor_county").then(0).when("has_task").then(1).otherwise(2),
        ),
        drawn,
        order=classes.CLASSES[::-1],
        villages=overlays.points(
            sector=sector, as_of=as_of, area=area, overlay=overlay, is_dark=is_dark
        ),
        area=area or None,
        marked=overlays.place(village, as_of=as_of)
        or (chosen["path"][0].to_list() if chosen.height else ()),
        pixels=PIXELS,
        palette=DARK if is_dark else LIGHT,
    )
    return deck.to_json()


def _tip() -> pl.Expr:
    words = {code: classes.word(code) for code in classes.CLASSES}
    said = pl.col("look").replace_strict(words, return_dtype=pl.String)
    return pl.concat_str([pl.coalesce("name", "code"), said], separator="\n")


def _pick(key: str) -> None:
    picking.put(st.session_state[key].selection.objects)
