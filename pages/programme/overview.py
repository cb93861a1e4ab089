"""Overview page: where the programme stands, in the order leaders ask."""

import polars as pl
import streamlit as st

from metrics.changes import since
from metrics.pace import months_before
from pages.ui import (
    area_names,
    card_facts,
    cards,
    choices,
    layout,
    load,
    measured,
    notices,
    people_curve,
    pickers,
    reporting,
    this_year,
)
from pages.ui.messages import t
from pages.ui.overview import (
    commitments,
    decisions,
    first_cards,
    headline,
    matrix,
    register,
    task_table,
    works,
)

chosen = notices.head("overview")
as_of, area = chosen.as_of, chosen.area
level, below = ("city", "county") if chosen.is_city else ("county", "township")
look = {"as_of": as_of, "area": area}

own = measured.progress(level=level, **look)
before = load.actuals(as_of=months_before(as_of, 1), level=level, area=area)
rows = card_facts.by_indicator(since(own, before))
has_task = rows["people_lifted"]["cycle_state"] != "no_task"
if has_task and own["actual_value"].is_null().all():
    notices.nothing_reported()
    choices.stop()
counties = measured.progress(level="county", **look)
areas = load.areas(as_of=as_of)
reporting.state_line(**look)
span = pickers.segmented(
    "span",
    t("overview.span"),
    ["year", "programme"],
    default="year",
    format_func=lambda code: t(f"overview.span_{code}"),
    label_visibility="collapsed",
)

tasks = card_facts.by_indicator(this_year.tasks(level=level, **look))
poor_counties = counties.filter(
    pl.col("indicator_code") == "counties_delisted", pl.col("expected_areas") > 0
).join(area_names.in_order(areas, "county"), on="area_code")
first_cards.draw(rows, tasks, poor_counties, span=span, **look)
decisions.draw(**look)
if has_task:
    with layout.unbroken():
        st.subheader(t("overview.curve"), anchor=False)
        people_curve.draw(step="all", key="curve", **look)
    task_table.draw(level=below, scope=chosen.area_name, **look)
else:
    notices.empty(t("overview.no_task", area=chosen.area_name))
if chosen.is_city:
    matrix.draw(own, counties, area_names.by_code(areas, "city", "county"))
else:
    commitments.table(own, scope=chosen.area_name, as_of=as_of)
with layout.unbroken(graphic=False):
    st.subheader(t("overview.works"), anchor=False)
    cards.row(works.cards(rows, tasks, span=span), key="works", size="wide", **look)
if has_task:
    register.draw(area_name=chosen.area_name, level=level, **look)
notices.foot([*headline.CODES, *works.CODES])
