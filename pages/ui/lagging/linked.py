"""The list and the map of villages, each showing what was clicked in the other."""

import polars as pl
import streamlit as st

from pages.ui import choices, layout, maps
from pages.ui.lagging import detail, lists, village_map, villages
from pages.ui.lagging.lists import CHOICE, Look

# So many villages of the list have a ring on the map.
FEW = 10
_LISTS, _MAPS, _CENTRE = "lagging_lists", "lagging_maps", "lagging_centre"


@st.fragment
def draw(rows: pl.DataFrame, listed: pl.DataFrame, look: Look) -> None:
    """Table and map side by side, and below them the village that is chosen.

    A click in either is the choice ``village``. A click on the map, or a link, narrows the
    table to that village; a click in the table moves the map there. A second click, or one
    beside the points, takes the choice back.

    Args:
        rows: Result of `villages.villages`, narrowed to what the reader wants to see.
        listed: The part of `villages.flagged` of them that is listed.
        look: What they are of.
    """
    picked = choices.one(CHOICE, rows["area_code"].to_list(), default="")
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
    left, right = (st.container(), st.container()) if look.is_wide else layout.columns([9, 4])
    chosen = rows.filter(area_code=picked).row(0, named=True) if picked else None
    with left:
        if chosen and in_list != picked:
            lists.one(villages.alone(rows, picked), look)
            detail.draw(chosen, as_of=look.as_of)
        elif listed.is_empty():
            st.success(look.nothing)
        else:
            lists.whole(listed, look, key=list_key)
    with right:
        village_map.draw(
            rows,
            area=look.area,
            as_of=look.as_of,
            picked=picked,
            listed=listed["area_code"].to_list() if listed.height <= FEW else [],
            is_wide=look.is_wide,
            centre=st.session_state.get(_CENTRE),
            choice=CHOICE,
            key=map_key,
        )
    if chosen and in_list == picked:
        detail.draw(chosen, as_of=look.as_of)


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
