"""One village among the works: what it has, what serves it, what is built around it."""

import polars as pl
import streamlit as st

from metrics.works_villages import SERVICES
from pages.ui import choices, formats, layout, load, tables
from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.works import around, classes, frames, overlays, picking, words
from pages.ui.works.view import HOUSING, View

_PICKER = "works_village"


def codes(seen: View) -> list[str]:
    """Villages that can be chosen."""
    places = load.areas(as_of=seen.as_of).filter(pl.col("area_level") == "village")
    if not seen.is_city:
        places = places.filter(pl.col("county_code") == seen.area)
    return places["area_code"].to_list()


def picker(seen: View) -> None:
    """A select of the county's villages; of the whole city there are too many to send."""
    names = load.areas(as_of=seen.as_of).filter(
        pl.col("area_level") == "village", pl.col("county_code") == seen.area
    )
    options = dict(names.select("area_code", "area_name").iter_rows())
    chosen = choices.one(picking.VILLAGE, list(options), default="")
    st.session_state[_PICKER] = chosen or None
    st.selectbox(
        t("works.choose_village"),
        list(options),
        format_func=options.__getitem__,
        placeholder=t("works.choose_placeholder"),
        key=_PICKER,
        on_change=_chosen,
        width=260,
    )


def _chosen() -> None:
    village = st.session_state[_PICKER]
    choices.put_all({picking.WORK: [], picking.VILLAGE: [village] if village else []})


def draw(village: str, rows: pl.DataFrame, seen: View) -> None:
    """The village that was chosen.

    Args:
        village: Its code.
        rows: The projects of the view.
        seen: What is looked at.
    """
    own = rows.filter(area_code=village)
    with st.container(border=True):
        st.markdown(f"**{formats.plain(overlays.title(seen, village))}**")
        st.markdown("　".join(_services(village, seen)))
        if own.is_empty():
            st.caption(t("works.none_here"))
        else:
            _projects(own, seen)
        if seen.sector != HOUSING:
            around.draw(village, rows, seen)
        if not layout.is_print():
            st.button(t("works.let_go"), key="works_let_go", on_click=picking.put, args=({},))


def _services(village: str, seen: View) -> list[str]:
    row = frames.services(as_of=seen.as_of).filter(area_code=village).row(0, named=True)
    said = [
        t(
            "lagging.fact",
            name=t(f"works.service_{name}"),
            value=formats.plain(t(f"works.answer_{row[name]}")),
        )
        for name in SERVICES
    ]
    if row["houses_left"]:
        houses = formats.amount(row["houses_left"], "unsafe_houses_left")
        left = formats.plain(houses)
        said.append(t("lagging.fact", name=t("works.houses_left"), value=left))
    return said


def _projects(own: pl.DataFrame, seen: View) -> None:
    told = [
        {
            "name": row["work_name"] or row["work_code"],
            "state": classes.word(row["look"]),
            "planned": words.quantity(row["quantity_planned"], row["programme"]),
            "done": words.quantity(row["quantity_done"], row["programme"]),
            "days_late": row["days_late"],
            "reason": words.reason(row["late_reason"]) if row["is_late"] else "",
            "work_code": row["work_code"],
        }
        for row in own.sort("due_on", "work_code").iter_rows(named=True)
    ]
    tables.show(
        pl.DataFrame(told, infer_schema_length=None),
        [
            Column("name", t("works.project")),
            Column("state", t("works.state_title")),
            Column("planned", t("works.fact_planned"), "figure"),
            Column("done", t("works.fact_done"), "figure"),
            Column("days_late", t("works.late_days"), "number"),
            Column("reason", t("works.reason")),
        ],
        title=tables.heading(
            t("works.of_village", count=formats.number(own.height)),
            time=formats.month(seen.as_of),
            scope=overlays.title(seen, own["area_code"][0]),
            unit=t("works.days"),
        ),
        key="works_of_village",
        picks=picking.WORK,
        codes="work_code",
        dash_note=False,
    )
