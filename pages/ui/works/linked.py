"""Map and late list of works, each showing what was clicked in the other."""

import polars as pl
import streamlit as st

from pages.ui import choices, layout, pickers
from pages.ui.messages import t
from pages.ui.works import (
    late_list,
    overlays,
    picking,
    project_sheet,
    timeline,
    village_sheet,
    work_map,
)
from pages.ui.works.view import View

_MAPS, _LISTS = "works_maps", "works_lists"


@st.fragment
def draw(rows: pl.DataFrame, seen: View) -> None:
    """Month and overlay, the map beside the late list, and what is chosen below them.

    Only this part is drawn anew when the reader moves through the months, changes what lies
    under the works, or clicks.

    Args:
        rows: The projects of the view.
        seen: What is looked at.
    """
    first = rows["listed_on"].min()
    # On paper month and overlay stand with the map.
    with layout.unbroken():
        line = st.container(horizontal=True, vertical_alignment="bottom")
        with line:
            overlay = _overlay(seen.sector)
            if not (seen.is_city or layout.is_print()):
                village_sheet.picker(seen)
        with line if layout.is_print() else st.container():
            month = timeline.chosen(first=min(first, seen.as_of), as_of=seen.as_of)
        late = late_list.rows(rows)
        work, village = _picked(rows, late, seen)
        map_key, list_key = _keys(work, village, late, of_villages=seen.of_villages)
        left, right = layout.columns(2)
        with left:
            marked = (work, village)
            work_map.draw(seen, month=month, picked=marked, overlay=overlay, key=map_key)
    with st.container() if layout.is_print() else right:
        _list(late, seen, work=work, key=list_key)
    if work:
        project_sheet.draw(rows.filter(work_code=work).row(0, named=True), seen)
    elif village:
        village_sheet.draw(village, rows, seen)
    timeline.go_on(first=min(first, seen.as_of), as_of=seen.as_of)


def _list(late: pl.DataFrame, seen: View, *, work: str, key: str) -> None:
    """The late list; what was clicked on the map, or came with a link, stands there alone."""
    own = late.filter(work_code=work)
    if own.is_empty() or _in_list(key, late) == work or layout.is_print():
        late_list.draw(late, seen, key=key)
        return
    late_list.draw(own, seen, key=f"late_{work}")
    st.button(t("lagging.show_all"), key="works_show_all", on_click=picking.put, args=({},))


def _in_list(key: str, late: pl.DataFrame) -> str:
    """The project selected in the list as it was last shown; none is an empty text."""
    rows = st.session_state[key].selection.rows if key in st.session_state else []
    codes = late["work_code"].to_list()
    return next((codes[row] for row in rows if row < len(codes)), "")


def _overlay(sector: str) -> str:
    codes = overlays.options(sector)
    return pickers.segmented(
        "overlay",
        t("works.overlay"),
        codes,
        default=overlays.AT_FIRST[sector],
        format_func=lambda code: t(f"works.overlay_{code}"),
    )


def _picked(rows: pl.DataFrame, late: pl.DataFrame, seen: View) -> tuple[str, str]:
    """The project and the village that are chosen; a project goes before a village."""
    work = choices.one(picking.WORK, rows["work_code"].to_list(), default="")
    codes = village_sheet.codes(seen)
    return work, "" if work else choices.one(picking.VILLAGE, codes, default="")


def _keys(work: str, village: str, late: pl.DataFrame, *, of_villages: bool) -> tuple[str, str]:
    """Names of map and list; a new one where the old has a selection that isn't the choice."""
    map_key, list_key = _key(_MAPS), _key(_LISTS)
    if map_key in st.session_state:
        objects = st.session_state[map_key].selection.objects
        on_map = picking.clicked(objects, of_villages=of_villages)
        if any(on_map) and on_map != (work, village):
            map_key = _next(_MAPS)
    if _in_list(list_key, late) not in ("", work):
        list_key = _next(_LISTS)
    return map_key, list_key


def _key(counter: str) -> str:
    return f"{counter}_{st.session_state.get(counter, 0)}"


def _next(counter: str) -> str:
    st.session_state[counter] = st.session_state.get(counter, 0) + 1
    return _key(counter)
