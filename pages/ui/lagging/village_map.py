"""The map of the villages of the list, with the counts of its classes."""

from collections.abc import Collection
from datetime import date

import polars as pl
import streamlit as st

from pages.ui import load, maps, names, show
from pages.ui.inner_outlines import inner_outlines
from pages.ui.lagging import totals
from pages.ui.messages import t
from pages.ui.place_note import place_note

# As high as the list beside it; on a small screen less wide.
HEIGHT, PIXELS = 330, 280


def draw(
    rows: pl.DataFrame,
    *,
    area: str,
    as_of: date,
    picked: str,
    listed: Collection[str],
    is_wide: bool,
    centre: str | None,
    choice: str,
    key: str,
) -> None:
    """Legend, map, and what its points mean.

    Args:
        rows: Result of `villages.villages`, narrowed to what the reader wants to see.
        area: Code of the chosen area.
        as_of: Month end of the look.
        picked: Village with a ring around it; empty for none.
        listed: Villages with a thin one: those of the list, where they are few.
        is_wide: Whether the map has the whole width.
        centre: Village to move to.
        choice: Choice that a click on a village sets.
        key: Name of the map on its page.
    """
    points = points_of(rows)
    missing = maps.unplaced(points)["name"].to_list()
    show.legend(maps.legend(points), unplaced=missing)
    areas, outlines = load.areas(as_of=as_of), load.outlines()
    counties = areas.filter(pl.col("area_level") == "county")
    named = [names.short(row) for row in counties.iter_rows(named=True)]
    nothing = pl.lit(None, dtype=pl.String)
    show.deck(
        maps.deck(
            outlines,
            counties.with_columns(
                pl.Series("name", named, dtype=pl.String),
                light=nothing,
                light_reason=nothing,
                tip=nothing,
                turn=pl.when("is_poor_county").then(0).when("has_task").then(1).otherwise(2),
            ),
            points,
            area=area,
            marked=picked or None,
            centre=centre,
            listed=listed,
            inner=inner_outlines(area),
            pixels=HEIGHT if is_wide else PIXELS,
            palette=show.palette(),
        ),
        key=key,
        summary=t("lagging.map_summary", villages=rows.height, missing=len(missing)),
        note=place_note(
            outlines.filter(area_code=area) if area in outlines["area_code"] else outlines,
            areas.join(rows, on="area_code", how="semi"),
        ),
        height=HEIGHT,
        picks=choice,
    )
    st.caption(
        (t("lagging.map_listed") if listed else "")
        + t("lagging.map_note")
        + totals.carried(rows)
    )


def points_of(rows: pl.DataFrame) -> pl.DataFrame:
    """What the map and its legend show: one point per village of the list, lagging or not."""
    return rows.select(
        *("area_code", "light", "light_reason", "lon", "lat", "tip"),
        name="area_name",
        people="remaining_people",
    )
