"""County scorecard: how a county does in the four areas, and what moves it."""

import streamlit as st

from data.catalogue import programme
from metrics import changes, pace, year_task
from metrics.peers import ahead, groups
from metrics.stage_dates import stage_dates
from pages.ui import choices, layout, load, measured, notices, reporting, this_year
from pages.ui.messages import t
from pages.ui.overview import register
from pages.ui.scorecard import (
    area_scores,
    assessed,
    assessment,
    card,
    counties,
    group_scores,
    head,
    item_scores,
    items,
    returns,
    villages,
)

chosen = notices.head("scorecard")
look = {"as_of": chosen.as_of, "level": "county", "indicators": assessed.CODES}
areas = load.areas(as_of=chosen.as_of)
rows = ahead(measured.progress(**look))
if rows["actual_value"].is_null().all():
    notices.nothing_reported()
    choices.stop()
followed = year_task.followed(chosen.as_of)
# Of the whole city even for one county: its places are told among the others.
tasks = this_year.tasks(as_of=chosen.as_of, level="county", area=programme().city_code)
tasks = tasks.filter(indicator_code=followed)
reporting.state_line(area=chosen.area, as_of=chosen.as_of)
if chosen.is_city:
    group_scores.show(areas, area_name=chosen.area_name, as_of=chosen.as_of)
    counties.show(rows, tasks, areas, area_name=chosen.area_name, as_of=chosen.as_of)
    st.caption(t("scorecard.internal"))
    notices.foot(head.INDICATORS)
    choices.stop()

named = {"area": chosen.area, "area_name": chosen.area_name, "as_of": chosen.as_of}
group = areas.filter(area_code=chosen.area)["group"].item()
peers = groups(rows, areas).filter(group=group)
series = load.series(
    indicators=assessed.CODES, level="county", through=chosen.as_of, area=chosen.area
)
last_month = series.filter(month=pace.months_before(chosen.as_of, 1))
own = changes.since(rows.filter(area_code=chosen.area), last_month)
due = own.filter(own["cycle_state"] != "no_task")
by_code = {row["indicator_code"]: row for row in own.iter_rows(named=True)}
scores = assessed.item_scores(as_of=chosen.as_of).filter(area_code=chosen.area)
if group == "no_task":
    notices.empty(t("scorecard.no_task"))
else:
    assessment.head(area=chosen.area, as_of=chosen.as_of)
    area_scores.draw(**named)
    task = tasks.filter(area_code=chosen.area)
    head.five_figures(by_code, task, followed, area=chosen.area, as_of=chosen.as_of)
    if group == "poor_county":
        head.stage_line(stage_dates(series.filter(indicator_code="counties_delisted")))
    shown = item_scores.with_scores(items.lines(own, peers, series, items.AREAS), scores)
    card.attention(shown)
    card.table(shown, items.without_task(own, items.AREAS), what="items", **named)
works = item_scores.with_scores(items.lines(own, peers, series, items.WORKS), scores)
card.table(works, items.without_task(own, items.WORKS), what="works", **named)
if group != "no_task":
    assessment.after(**named)
    register.draw(**named, level="county")
    villages.draw(**named)
returns.draw(**named)
st.caption(t("scorecard.internal"))
notices.foot(head.INDICATORS if layout.is_print() else due["indicator_code"].to_list())
