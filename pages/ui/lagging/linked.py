"""The list and the map of villages, each showing what was clicked in the other."""

from datetime import date

import polars as pl
import streamlit as st

from metrics.lag_totals import sums
from pages.ui import choices, formats, layout, maps, tables
from pages.ui.lagging import detail, village_map, villages
from pages.ui.messages import t

CHOICE = "village"
# Ten rows and their titles, low enough for a small screen.
ROW_HEIGHT, TABLE_HEIGHT = 28, 318
_LISTS, _MAPS, _CENTRE = "lagging_lists", "lagging_maps", "lagging_centre"


@st.fragment
def draw(
    rows: pl.DataFrame, *, area: str, area_name: str, is_city: bool, as_of: date, note: str
) -> None:
    """Table and map side by side, and below them the village that is chosen.

    A click in either is the choice ``village``. A click on the map, or a link, narrows the
    table to that village; a click in the table moves the map there. A second click, or one
    beside the points, takes the choice back.

    Args:
        rows: Result of `villages.villages`, narrowed to what the reader wants to see.
        area: Code of the chosen area.
        area_name: Its name.
        is_city: Whether it is the whole city.
        as_of: Month end of the look.
        note: What the list was narrowed to.
    """
    picked = choices.one(CHOICE, rows["area_code"].to_list(), default="")
    listed = villages.flagged(rows)
    list_key, map_key = _key(_LISTS), _key(_MAPS)
    in_list, on_map = _in_list(list_key, listed), _on_map(map_key)
    # A widget keeps its own selection: where that is no longer the choice, a new one is drawn.
    if in_list and in_list != picked:
        list_key = _next_key(_LISTS)
    if on_map and on_map != picked:
        map_key = _next_key(_MAPS)
    if not picked:
        st.session_state.pop(_CENTRE, None)
    elif on_map != picked:
        st.session_state[_CENTRE] = picked
    heading = {"time": formats.month(as_of), "scope": area_name, "unit": t("lagging.unit")}
    left, right = layout.columns([5, 3])
    chosen = rows.filter(area_code=picked).row(0, named=True) if picked else None
    with left:
        if chosen and in_list != picked:
            _one(villages.alone(rows, picked), heading, is_city, note)
            detail.draw(chosen, as_of=as_of)
        elif listed.is_empty():
            st.success(t("lagging.none"))
        else:
            _list(listed, heading, is_city, note, list_key)
    with right:
        village_map.draw(
            rows,
            area=area,
            as_of=as_of,
            picked=picked,
            centre=st.session_state.get(_CENTRE),
            choice=CHOICE,
            key=map_key,
        )
    if chosen and in_list == picked:
        detail.draw(chosen, as_of=as_of)


def _list(
    listed: pl.DataFrame, heading: dict[str, str], is_city: bool, note: str, key: str
) -> None:
    tables.show(
        listed,
        villages.columns(with_county=is_city),
        title=tables.heading(t("lagging.table", count=listed.height), **heading),
        key=key,
        total=sums(listed),
        note=note,
        picks=CHOICE,
        height=TABLE_HEIGHT,
        row_height=ROW_HEIGHT,
    )


def _one(village: pl.DataFrame, heading: dict[str, str], is_city: bool, note: str) -> None:
    tables.show(
        village,
        villages.columns(with_county=is_city),
        title=tables.heading(t("lagging.one"), **heading),
        key=f"village_{village['area_code'].item()}",
        note=note,
        picks=CHOICE,
        row_height=ROW_HEIGHT,
    )
    if not layout.is_print():
        st.button(t("lagging.show_all"), key="show_all", on_click=choices.put, args=(CHOICE,))


def _in_list(key: str, listed: pl.DataFrame) -> str:
    """The village selected in the list as it was last shown; none is an empty text."""
    rows = st.session_state[key].selection.rows if key in st.session_state else []
    codes = listed["area_code"].to_list()
    return next((codes[row] for row in rows if row < len(codes)), "")


def _on_map(key: str) -> str:
    """The village selected on the map; none is an empty text."""
    objects = st.session_state[key].selection.objects if key in st.session_state else {}
    return next((village["code"] for village in objects.get(maps.VILLAGES, [])), "")


def _key(counter: str) -> str:
    return f"{counter}_{st.session_state.get(counter, 0)}"


def _next_key(counter: str) -> str:
    st.session_state[counter] = st.session_state.get(counter, 0) + 1
    return _key(counter)
