"""Attention list: who is reminded, who is warned, who meets the rule for a talk."""

import streamlit as st

from metrics.attention import STAGES
from pages.ui import area_names, choices, layout, load, notices, pickers
from pages.ui.attention import cases, detail, rules, tables, words
from pages.ui.messages import t

chosen = notices.head("attention")
areas = load.areas(as_of=chosen.as_of)
everyone = words.shown(cases.cases(as_of=chosen.as_of), area_names.by_code(areas, "county"))
rules.state(as_of=chosen.as_of)
stage = pickers.segmented(
    "stage",
    t("attention.stage"),
    ["all", *STAGES],
    default="all",
    format_func=lambda code: t("attention.all_stages") if code == "all" else words.stage(code),
)
rows = everyone if stage == "all" else everyone.filter(stage=stage)
note = "" if stage == "all" else t("attention.narrowed", stage=words.stage(stage))
for kind in ("area", "office") if chosen.is_city else ("area",):
    own = rows.filter(unit_kind=kind)
    if not chosen.is_city:
        own = own.filter(area_code=chosen.area)
    st.subheader(t(f"attention.{kind}_title"), anchor=False)
    if own.is_empty():
        notices.empty(t(f"attention.nobody_{kind}"))
        continue
    tables.draw(
        own,
        kind=kind,
        content=t(f"attention.table_{kind}"),
        scope=chosen.area_name,
        as_of=chosen.as_of,
        note=note,
    )
picked = choices.one("case", everyone["case"].to_list(), default="")
if picked in rows["case"] and not layout.is_print():
    detail.draw(rows.filter(case=picked).row(0, named=True), city=chosen.area)
rules.table()
notices.foot(["people_lifted", "people_ready", "fund_spent_rate"])
