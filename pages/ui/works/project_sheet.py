"""One project on one sheet: plan, state, money, who answers, days, photo, and its file."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from pages.ui import area_names, batch, formats, layout, load
from pages.ui.messages import t
from pages.ui.works import classes, picking, words
from pages.ui.works.view import View

DAYS = ("planned_start_on", "started_on", "planned_finish_on", "finished_on", "accepted_on")


def draw(row: Mapping[str, Any], seen: View) -> None:
    """The project that was chosen.

    Args:
        row: Row of `metrics.works_projects.projects` with its class.
        seen: What is looked at.
    """
    with st.container(border=True):
        _head(row)
        st.markdown("　".join(_facts(row, seen)))
        st.markdown("　".join(_days(row)))
        if row["is_money_ahead"]:
            st.markdown(formats.plain(t("works.money_ahead", points=_points(row))))
        if row["photo_url"]:
            _photo(row["photo_url"])
        batch.where_from(row["import_id"], row["row_number"])
        if not layout.is_print():
            st.button(t("works.let_go"), key="works_let_go", on_click=picking.put, args=({},))


def _photo(address: str) -> None:
    """A page on the web as a link; a path in the office's folder of pictures as it was sent."""
    if address.startswith("https://"):
        st.link_button(t("works.photo"), address, type="tertiary")
    else:
        st.markdown(_line(t("works.photo"), address))


def _head(row: Mapping[str, Any]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        name = row["work_name"] or row["work_code"]
        st.markdown(f"**{formats.plain(name)}**", width="content")
        look = row["look"]
        st.badge(classes.word(look), color=classes.COLOURS[look])
        if row["is_late"]:
            said = t(
                "works.late_by",
                days=formats.number(row["days_late"]),
                reason=words.reason(row["late_reason"]),
            )
            st.badge(formats.plain(said), color="orange")
        if row["is_winter"]:
            st.badge(t("works.winter"), color="violet")


def _facts(row: Mapping[str, Any], seen: View) -> list[str]:
    code = row["programme"]
    facts = {
        "code": row["work_code"],
        "place": _place(row, seen),
        "programme": words.programme(code),
        "planned": words.quantity(row["quantity_planned"], code),
        "done": words.quantity(row["quantity_done"], code),
        "work_share": words.share(row["work_share"]),
        "budget": words.money(row["budget_cny"]),
        "paid": words.money(row["paid_cny"]),
        "paid_share": words.share(row["paid_share"]),
        "people": _people(row["people_served"]),
        "owner": words.owner(row),
        "disclosed": formats.day(row["disclosed_on"]),
    }
    return [_line(t(f"works.fact_{name}"), value) for name, value in facts.items()]


def _place(row: Mapping[str, Any], seen: View) -> str:
    """Its area with the county; a code that isn't known stands for itself."""
    areas, code = load.areas(as_of=seen.as_of), row["area_code"]
    known = area_names.by_code(areas, "city", "county")
    if code not in known:
        known = area_names.with_county(areas, pl.Series([code]))
    return known.get(code, code)


def _days(row: Mapping[str, Any]) -> list[str]:
    return [_line(t(f"works.{name}"), formats.day(row[name])) for name in DAYS]


def _line(name: str, value: str) -> str:
    return t("lagging.fact", name=name, value=formats.plain(value))


def _people(value: int | None) -> str:
    return formats.amount(value, "safe_water_people")


def _points(row: Mapping[str, Any]) -> str:
    return formats.with_unit(formats.number(row["points_ahead"] * 100, 1), t("unit.points"))
