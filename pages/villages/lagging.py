"""Lagging villages: where to go next week, as a list and on a map."""

import streamlit as st

from pages.ui import choices, layout, notices, reporting
from pages.ui.formats import number
from pages.ui.lagging import choose, linked, lists, parts, peers, totals, villages, visit
from pages.ui.messages import t

chosen = notices.head("visit" if layout.is_visit() else "lagging")
everywhere = villages.villages(as_of=chosen.as_of)
here = everywhere if chosen.is_city else everywhere.filter(county_code=chosen.area)
if here.is_empty():
    notices.empty(t("lagging.no_task"))
    choices.stop()
if here["actual_value"].is_null().all():
    notices.nothing_reported()
    choices.stop()

with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    buttons = st.container(width="content")
    wanted = choose.wanted(here, is_city=chosen.is_city)
rows, narrowed = choose.narrowed(here, wanted), choose.words(here, wanted)
if rows.is_empty():
    notices.empty()
    choices.stop()
lagging = villages.flagged(rows)
with buttons:
    part = parts.chosen(lagging)
listed = parts.part(lagging, part)
counts = {"shown": number(listed.height), "count": number(lagging.height)}
scope = {"area_name": chosen.area_name, "as_of": chosen.as_of}
if layout.is_visit():
    visit.draw(visit.asked_for(rows, listed), **scope, note=narrowed)
    choices.stop()
look = lists.Look(
    area=chosen.area,
    is_city=chosen.is_city,
    title=t(f"lagging.table_{part}", **counts),
    note=narrowed + parts.note(lagging, part) + t("lagging.signs"),
    nothing=t("lagging.none" if lagging.is_empty() else "lagging.part_none"),
    is_wide=wanted.is_wide,
    **scope,
)
linked.draw(rows, listed, look)
totals.draw(rows, **scope, note=narrowed)
peers.draw(rows)
reporting.state_line(area=chosen.area, as_of=chosen.as_of)
notices.foot(["people_ready", "poor_people_remaining"])
