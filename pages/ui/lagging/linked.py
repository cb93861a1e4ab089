"""The list and the map of villages, each showing what was clicked in the other."""

from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st

from metrics.lag_totals import sums
from pages.ui import choices, formats, layout, maps, tables
from pages.ui.lagging import detail, village_columns, village_map, villages
from pages.ui.messages import t

CHOICE = "village"
# Ten villages, the titles and the total, low enough for a small screen.
ROW_HEIGHT, HEAD_HEIGHT, SHOWN = 28, 38, 11
# So many villages of the list have a ring on the map.
FEW = 10
_LISTS, _MAPS, _CENTRE = "lagging_lists", "lagging_maps", "lagging_centre"


@dataclass(frozen=True, slots=True)
class Look:
    """What list and map are of.

    Attributes:
        area: Code of the chosen area.
        area_name: Its name.
        is_city: Whether it is the whole city.
        as_of: Month end.
        title: What the list is, with how many villages.
        note: What it was narrowed to, and what must be known to read it.
        nothing: What is said where no village is in it.
        is_wide: Whether the list has all its columns, and the map stands below.
    """

    area: str
    area_name: str
    is_city: bool
    as_of: date
    title: str
    note: str
    nothing: str
    is_wide: bool


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
    left, right = (st.container(), st.container()) if look.is_wide else layout.columns([2, 1])
    chosen = rows.filter(area_code=picked).row(0, named=True) if picked else None
    with left:
        if chosen and in_list != picked:
            _one(villages.alone(rows, picked), look)
            detail.draw(chosen, as_of=look.as_of)
        elif listed.is_empty():
            st.success(look.nothing)
        else:
            _list(listed, look, list_key)
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


def _list(listed: pl.DataFrame, look: Look, key: str) -> None:
    tables.show(
        listed,
        village_columns.columns(with_county=look.is_city, wide=look.is_wide),
        title=_title(look.title, look),
        key=key,
        total=sums(listed),
        note=look.note,
        picks=CHOICE,
        height=HEAD_HEIGHT + ROW_HEIGHT * min(listed.height + 1, SHOWN),
        row_height=ROW_HEIGHT,
    )


def _one(village: pl.DataFrame, look: Look) -> None:
    tables.show(
        village,
        village_columns.columns(with_county=look.is_city, wide=look.is_wide),
        title=_title(t("lagging.one"), look),
        key=f"village_{village['area_code'].item()}",
        note=look.note,
        picks=CHOICE,
        row_height=ROW_HEIGHT,
    )
    if not layout.is_print():
        st.button(t("lagging.show_all"), key="show_all", on_click=choices.put, args=(CHOICE,))


def _title(content: str, look: Look) -> str:
    time = formats.month(look.as_of)
    return tables.heading(content, time=time, scope=look.area_name, unit=t("lagging.unit"))


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
