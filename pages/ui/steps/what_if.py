"""The step curve with its projection, and what would come at another pace."""

from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from metrics.projection_outlook import Assumption
from pages.ui import (
    area_names,
    choices,
    formats,
    layout,
    load,
    people_curve,
    pickers,
    projected,
)
from pages.ui.messages import t
from pages.ui.projected import READY

# Percent of the pace so far, and people more a month: steps a hand can set.
FACTORS = tuple(
    str(percent) for percent in (50, 75, 90, 100, 110, 125, 150, 175, 200, 300, 500)
)
EXTRAS = tuple(str(people) for people in (0, 10, 20, 50, 100, 200, 300, 500, 1000, 2000, 5000))
USUAL = {"pace": "100", "extra": "0"}
OFFERED = {"pace": FACTORS, "extra": EXTRAS}


@st.fragment
def draw(*, area: str, step: str, level: str, as_of: date) -> None:
    """The curve; below it a pace and an extra to try, redrawn at once and kept in the link.

    Args:
        area: Code of the city or of a county.
        step: Code of a step, or ``all``.
        level: Level of the areas that can be chosen.
        as_of: Month end of the look.
    """
    look = {"area": area, "step": step, "as_of": as_of}
    way = projected.path(**look)
    if way.is_empty():
        people_curve.draw(key="curve", **look)
        return
    place = st.container()
    assumption = _assumption(area=area, step=step, level=level, as_of=as_of)
    assumed = None
    if assumption != Assumption():
        assumed = projected.assumed(level=level, assumption=assumption, **look)
        _told(assumed, way, assumption, **look)
    with place:
        line = None if assumed is None else assumed.select("month", value="projected_value")
        people_curve.draw(key="curve", assumed=line, **look)


def _assumption(*, area: str, step: str, level: str, as_of: date) -> Assumption:
    """What the reader assumes; on paper it holds without widgets."""
    below = projected.below(area=area, step=step, level=level, as_of=as_of)
    open_areas = set(below.drop_nulls("projected_value")["area_code"])
    names = area_names.in_order(load.areas(as_of=as_of), level)
    places = {code: name for code, name in names.iter_rows() if code in open_areas}
    asked = {
        name: choices.one(name, codes, default=USUAL[name]) for name, codes in OFFERED.items()
    }
    where = choices.many("where", list(places))
    if not layout.is_print():
        with st.expander(t("steps.what_if"), expanded=asked != USUAL):
            st.caption(t("steps.what_if_help"))
            asked, where = _widgets(places)
    return Assumption(
        pace_factor=int(asked["pace"]) / 100,
        extra=float(asked["extra"]),
        areas=tuple(where) if where and asked != USUAL else None,
    )


def _widgets(places: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    words = {"pace": lambda code: f"{code}%", "extra": lambda code: formats.number(int(code))}
    left, middle, right = st.columns(3)
    asked = {}
    for place, name in ((left, "pace"), (middle, "extra")):
        with place:
            asked[name] = pickers.slider(
                name,
                t(f"steps.what_if_{name}"),
                OFFERED[name],
                default=USUAL[name],
                format_func=words[name],
            )
    with right:
        label = t("steps.what_if_where")
        where = pickers.multiselect(
            "where", label, list(places), format_func=places.__getitem__
        )
    return asked, where


def _told(
    assumed: pl.DataFrame, way: pl.DataFrame, assumption: Assumption, **look: Any
) -> None:
    """Where the assumption lands beside the pace so far, and who is left then."""
    now, then = way.row(-1, named=True), assumed.row(-1, named=True)
    goal = projected.landing(**look)["target_value"].item()
    places = (
        t("steps.what_if_everywhere")
        if assumption.areas is None
        else t("steps.what_if_some", count=len(assumption.areas))
    )
    st.info(
        formats.plain(
            t(
                "steps.what_if_told",
                places=places,
                factor=formats.number(assumption.pace_factor * 100),
                extra=formats.number(assumption.extra),
                due=formats.month(then["month"]),
                value=formats.amount(then["projected_value"], READY),
                more=formats.change(then["projected_value"] - now["projected_value"], READY),
                left=formats.amount(max(goal - then["projected_value"], 0), READY),
            )
        )
    )
