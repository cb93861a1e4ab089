"""Definitions page: what each indicator means, on which clause it stands, how it is judged."""

import polars as pl
import streamlit as st

from data.catalogue import indicators
from pages.ui import choices, formats, indicator_card, load, names, notices, promises, tables
from pages.ui import settings_tables as settings
from pages.ui.columns import Column
from pages.ui.indicator_search import search
from pages.ui.messages import language, t

notices.head("definitions")
tabs = st.tabs(
    [t(f"definitions.tab_{name}") for name in ("list", "formulas", "settings", "steps")]
)

with tabs[0]:
    rows = [
        {
            "indicator_code": entry.code,
            "name": entry.name.of(language()),
            "unit": names.unit(entry),
            "cycle": t(f"cycle.{entry.cycle}"),
            "owner": names.org_unit(entry.owner),
            "clause": promises.clauses(entry.code),
            "count": len(promises.of_indicator(entry.code)),
        }
        for entry in search()
    ]
    if rows:
        titles = ("name", "unit", "cycle", "owner", "clause")
        tables.show(
            pl.DataFrame(rows),
            [
                *(Column(name, t(f"definitions.{name}")) for name in titles),
                Column("count", t("definitions.count"), "number"),
            ],
            title=t("definitions.table", count=formats.number(len(rows))),
            key=f"indicators_{len(rows)}",
            picks="indicator",
            codes="indicator_code",
            dash_note=False,
        )
    else:
        notices.empty()
    codes = list(indicators())
    indicator_card.card(choices.one("indicator", codes, default=codes[0]))

with tabs[1]:
    settings.formulas_table()

with tabs[2]:
    settings.settings_table()
    settings.shapes_table()

with tabs[3]:
    settings.steps_table()
    if load.is_simulated():
        settings.assumptions_table()
