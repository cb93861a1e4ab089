"""Steps page: will each step be met, and who misses."""

import polars as pl
import streamlit as st

from data.catalogue import programme
from metrics.steps import STEPS
from pages.ui import (
    cards,
    choices,
    formats,
    layout,
    notices,
    pickers,
    reporting,
)
from pages.ui.messages import language, t
from pages.ui.steps import headline, looking_back, owing, prospects, summary, what_if
from pages.ui.steps import rows as step_rows

chosen = notices.head("steps")
look = {"area": chosen.area, "as_of": chosen.as_of}
level = "county" if chosen.is_city else "township"
rows = step_rows.of_area(**look)
if rows["light_reason"].ne_missing("no_task").any() and rows["reported_value"].is_null().all():
    notices.nothing_reported()
    choices.stop()
reporting.state_line(**look)
step = pickers.segmented(
    "step",
    t("steps.step"),
    STEPS,
    default="all",
    format_func=lambda code: t(f"steps.name_{code}"),
    label_visibility="collapsed",
)
task = programme().steps[step].task.of(language()) if step != "all" else t("steps.all_task")
st.markdown(formats.plain(task))

if rows.filter(pl.col("step") == step)["light_reason"].eq_missing("no_task").all():
    notices.empty(t("steps.no_area"))
    choices.stop()
cards.row(headline.cards(rows, step), key="step", **look)
if step == headline.KEEPING:
    notices.empty(t("steps.no_target"))
has_target = step != headline.KEEPING
if has_target:
    prospects.steps(step=step, scope=chosen.area_name, **look)
with layout.unbroken():
    st.subheader(t("steps.curve"), anchor=False)
    what_if.draw(step=step, level=level, **look)
if has_target:
    prospects.areas(step=step, level=level, scope=chosen.area_name, **look)
    looking_back.show(step=step, level=level, scope=chosen.area_name, **look)
if step == "all":
    with layout.unbroken(graphic=False):
        st.subheader(t("steps.summary"), anchor=False)
        summary.table(rows, scope=chosen.area_name, as_of=chosen.as_of)
owing.table(rows, scope=chosen.area_name, level=level, step=step, **look)
notices.foot(headline.CODES)
