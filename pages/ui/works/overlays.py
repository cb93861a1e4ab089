"""Villages below the works: what they have and lack, and which of them lag."""

from datetime import date

import polars as pl
import streamlit as st

from pages.ui import formats, layout, load, names, show
from pages.ui.kept import kept
from pages.ui.lagging import villages as lagging
from pages.ui.maps.swatch import swatch
from pages.ui.messages import t
from pages.ui.palette import DARK, LIGHT, Palette
from pages.ui.works import frames
from pages.ui.works.view import View

NONE, SERVED, LAGGING = "none", "served", "lagging"
# Services of a sector's works; what a village says of the first is shown at first where works
# are hardly seen without it.
SERVICES = {
    "roads": ("road", "bus"),
    "water": ("water",),
    "grid": ("power",),
    "housing": ("housing",),
}
AT_FIRST = {"roads": NONE, "water": "water", "grid": "power", "housing": NONE}
# Class of a village, light of its point (null: the colour of what lacks), whether it is filled.
LOOKS = {
    "lags_lacks": ("red", True),
    "lags": ("orange", False),
    "lacks": (None, False),
    "no": (None, True),
    "not_reported": ("grey", False),
    "yes": ("green", False),
}


def options(sector: str) -> list[str]:
    """Codes of what can lie under a sector's works."""
    return [NONE, SERVED, *SERVICES[sector], LAGGING]


@kept
def villages(*, sector: str, as_of: date, area: str, overlay: str) -> pl.DataFrame:
    """The villages of an overlay with their class, what matters most on top.

    Returns:
        One row per village: area_code, area_name, county_code, lon, lat, look (of `LOOKS`),
        people (still poor; null: not reported). No row where nothing of villages is shown.
    """
    places = load.areas(as_of=as_of).filter(pl.col("area_level") == "village")
    if area:
        places = places.filter(pl.col("county_code") == area)
    rows = places.select("area_code", "area_name", "county_code", "lon", "lat").join(
        _looks(sector, as_of, overlay), on="area_code", maintain_order="left"
    )
    return rows.sort(pl.col("look").cast(pl.Enum(list(LOOKS))), descending=True)


def _looks(sector: str, as_of: date, overlay: str) -> pl.DataFrame:
    services = frames.services(as_of=as_of)
    if overlay in SERVICES[sector]:
        asked = services.filter(pl.col(overlay) != "not_asked")
        return asked.select("area_code", look=overlay, people=pl.lit(None, pl.Int64))
    if overlay != LAGGING:
        return pl.DataFrame(
            schema={"area_code": pl.String, "look": pl.String, "people": pl.Int64}
        )
    lacks = pl.any_horizontal(pl.col(name) == "no" for name in SERVICES[sector])
    lags = lagging.ranked(as_of=as_of).select(
        "area_code", lags=pl.col("flag").is_not_null(), people="remaining_people"
    )
    rows = services.select("area_code", lacks=lacks).join(lags, on="area_code", how="left")
    return rows.with_columns(
        look=pl.when(pl.col("lags").fill_null(False) & pl.col("lacks"))
        .then(pl.lit("lags_lacks"))
        .when(pl.col("lags").fill_null(False))
        .then(pl.lit("lags"))
        .when(pl.col("lacks"))
        .then(pl.lit("lacks"))
    ).filter(pl.col("look").is_not_null()).select(
        "area_code", "look", pl.col("people").cast(pl.Int64)
    )  # fmt: skip


def legend(rows: pl.DataFrame, overlay: str, *, as_of: date) -> None:
    """Classes of an overlay with the number of villages of each, and those without a place."""
    if rows.is_empty():
        return
    found = dict(rows.group_by("look").len().iter_rows())
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        name = t(f"works.overlay_{overlay}")
        line = t("works.overlay_as_of", name=name, month=formats.month(as_of))
        st.caption(formats.plain(line), width="content")
        hues = _hues(show.palette())
        for look, (_, is_filled) in LOOKS.items():
            if look in found:
                said = f"{t(f'works.village_{look}')} {formats.number(found[look])}"
                sign = swatch(hues[look], is_filled=is_filled)
                st.markdown(f"{sign} {said}", width="content")
        lost = rows.filter(pl.col("lon").is_null())["area_name"].to_list()
        if lost and not layout.is_print():
            with st.popover(t("map.unplaced", count=len(lost)), type="tertiary"):
                st.markdown(formats.plain(t("frame.comma").join(lost)))


def _hues(palette: Palette) -> dict[str, str]:
    return {
        look: palette.lights[light] if light else palette.works["lacking"]
        for look, (light, _) in LOOKS.items()
    }


def points(
    *, sector: str, as_of: date, area: str, overlay: str, is_dark: bool
) -> pl.DataFrame | None:
    """The villages of an overlay as `pages.ui.maps.works.deck` takes them, in this language."""
    rows = villages(sector=sector, as_of=as_of, area=area, overlay=overlay)
    if rows.is_empty():
        return None
    palette = DARK if is_dark else LIGHT
    hues = _hues(palette)
    filled = {look: is_filled for look, (_, is_filled) in LOOKS.items()}
    words = {look: t(f"works.village_{look}") for look in LOOKS}
    look = pl.col("look")
    said = look.replace_strict(words, return_dtype=pl.String)
    return rows.with_columns(
        colour=look.replace_strict(hues, return_dtype=pl.String),
        is_filled=look.replace_strict(filled, return_dtype=pl.Boolean),
        tip=pl.concat_str(["area_name", said], separator="\n") if area else pl.col("area_name"),
    )


def place(village: str, *, as_of: date) -> list[list[float]]:
    """Where a village lies, as the corners of a path; empty without one, or a position."""
    rows = load.areas(as_of=as_of).filter(area_code=village).drop_nulls(["lon", "lat"])
    return [list(each) for each in rows.select("lon", "lat").iter_rows()]


def title(seen: View, village: str) -> str:
    """Name of a village with its county."""
    rows = load.areas(as_of=seen.as_of)
    own = rows.filter(area_code=village).row(0, named=True)
    county = rows.filter(area_code=own["county_code"]).row(0, named=True)
    return t("frame.area_in", county=names.area(county), area=names.area(own))
