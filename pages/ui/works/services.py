"""Villages that lack what the sector's works bring: how many by area, and which."""

import polars as pl
import streamlit as st

from metrics.works_villages import service_counts
from pages.ui import area_names, formats, layout, load, tables
from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.works import frames, overlays
from pages.ui.works.view import View

METRES = 1000
# Rows of distances on paper, where all of them would fill page after page.
ON_PAPER = 30
COUNTS = ("asked_count", "yes_count", "no_count", "not_reported_count")


def draw(seen: View) -> None:
    """A table for each service of the sector, and the villages without it by name."""
    villages = frames.services(as_of=seen.as_of)
    areas = load.areas(as_of=seen.as_of)
    if not seen.is_city:
        villages = villages.filter(pl.col("county_code") == seen.area)
        areas = areas.filter(pl.col("county_code") == seen.area)
    names = area_names.in_order(areas, seen.level_below)
    heading = t("works.services")
    if not layout.is_print():
        st.subheader(heading, anchor=False)
        heading = ""
    known = overlays.SERVICES[seen.sector]
    for place, service in zip(layout.columns(len(known)), known, strict=True):
        counts = service_counts(villages, level=seen.level_below).filter(service=service)
        shown = names.join(counts, on="area_code", maintain_order="left").filter(
            pl.col("asked_count") > 0
        )
        with place:
            if shown.is_empty():
                if heading:
                    st.subheader(heading, anchor=False)
                    heading = ""
                name = t(f"works.service_{service}")
                st.caption(formats.plain(t("works.nobody_asked", service=name)))
                continue
            _table(shown, service, seen, heading=heading)
            heading = ""
            _without(villages, areas, service, seen)
            _distances(villages, areas, service, seen)


def _table(shown: pl.DataFrame, service: str, seen: View, *, heading: str) -> None:
    tables.show(
        shown,
        [
            Column("shown_name", t("frame.area")),
            *(Column(name, t(f"works.{name}"), "number") for name in COUNTS),
        ],
        title=tables.heading(
            t("works.service_table", service=t(f"works.service_{service}")),
            time=formats.month(seen.as_of),
            scope=seen.area_name,
            unit=t("works.unit_villages"),
        ),
        key=f"works_service_{service}",
        heading=heading,
        height="content",
        total={name: shown[name].sum() for name in COUNTS},
        dash_note=False,
    )


def _without(villages: pl.DataFrame, areas: pl.DataFrame, service: str, seen: View) -> None:
    """Who lacks it, and who didn't say, by name: one button each; none on paper."""
    if layout.is_print():
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        for answer in ("no", "not_reported"):
            found = villages.filter(pl.col(service) == answer)["area_code"]
            if found.is_empty():
                continue
            label = t(f"works.names_{answer}", count=formats.number(found.len()))
            with st.popover(label, type="tertiary"):
                named = area_names.with_county(_with_counties(areas, seen), found)
                st.markdown(formats.plain(t("frame.comma").join(named.values())))


def _distances(villages: pl.DataFrame, areas: pl.DataFrame, service: str, seen: View) -> None:
    """How far who lacks it is from the nearest village that has it, where places are real."""
    found = frames.distances(as_of=seen.as_of, service=service).join(
        villages.select("area_code"), on="area_code", how="semi"
    )
    known = found.filter(pl.col("distance_m").is_not_null())
    lacking = found.height - known.height
    if lacking:
        key = "works.no_distance" if known.is_empty() else "works.some_distance"
        st.caption(formats.plain(t(key, count=formats.number(lacking))))
    if known.is_empty():
        return
    every = load.areas(as_of=seen.as_of)
    codes = pl.concat([known["area_code"], known["nearest_code"]]).unique()
    named = area_names.with_county(every, codes)
    shown = known.sort("distance_m", descending=True).select(
        village=pl.col("area_code").replace_strict(named, return_dtype=pl.String),
        nearest=pl.col("nearest_code").replace_strict(named, return_dtype=pl.String),
        distance=pl.col("distance_m") / METRES,
    )
    tables.show(
        shown,
        [
            Column("village", t("works.village")),
            Column("nearest", t("works.nearest")),
            Column("distance", t("works.distance"), "number", 1),
        ],
        title=tables.heading(
            t("works.distances", service=t(f"works.service_{service}")),
            time=formats.month(seen.as_of),
            scope=seen.area_name,
            unit=t("works.kilometres"),
        ),
        key=f"works_distances_{service}",
        note=t("works.at_most") if known["is_at_most"].any() else "",
        paper_rows=ON_PAPER,
        dash_note=False,
    )


def _with_counties(areas: pl.DataFrame, seen: View) -> pl.DataFrame:
    every = load.areas(as_of=seen.as_of)
    counties = every.filter(pl.col("area_level") == "county")
    below = areas.filter(pl.col("area_level") != "county")
    return pl.concat([counties, below])
