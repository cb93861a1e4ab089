"""The deck of a map of works as it is sent, made once for a version of the data."""

from datetime import date
from typing import Any

import polars as pl

from pages.ui import load, names
from pages.ui.inner_outlines import inner_outlines
from pages.ui.kept import kept
from pages.ui.maps import works as maps
from pages.ui.palette import DARK, LIGHT
from pages.ui.works import classes, overlays, view

# What needs nobody's visit is most of what is sent: on the map of the city it can't be clicked.
BARE = ("planned", "preparing", "complete", "accepted", "yes")


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
    pixels: int,
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
        bare=BARE,
        marked=overlays.place(village, as_of=as_of)
        or (chosen["path"][0].to_list() if chosen.height else ()),
        inner=inner_outlines(area) if area else (),
        pixels=pixels,
        palette=DARK if is_dark else LIGHT,
    )
    return deck.to_json()


def _tip() -> pl.Expr:
    words = {code: classes.word(code) for code in classes.CLASSES}
    said = pl.col("look").replace_strict(words, return_dtype=pl.String)
    return pl.concat_str([pl.coalesce("name", "code"), said], separator="\n")
