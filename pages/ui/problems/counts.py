"""How many problems there are, how many are closed, and where they came from."""

from datetime import date

import polars as pl
import streamlit as st

from data.catalogue import org_units
from metrics.problems import COUNTS, STATES, summary
from pages.ui import area_names, formats, layout, load, names, pickers, tables
from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.problems import rows as ledger

BY = {"source": "source", "county": "county_code", "lead": "lead_office"}


def figures(rows: pl.DataFrame) -> None:
    """All of them, then each state; of the closed their share, of the overdue the longest."""
    counts = summary(rows).row(0, named=True)
    facts = {
        "total": "",
        "closed": t("problems.closed_rate", rate=formats.rate(counts["closed_rate"], 1)),
        "overdue": t("problems.longest", days=formats.number(counts["longest_overdue"]))
        if counts["overdue_count"]
        else "",
    }
    shown = ["total", *reversed(STATES)]
    for place, name in zip(layout.cards(len(shown)), shown, strict=True):
        title = t("problems.total") if name == "total" else ledger.state(name)
        with place, layout.card():
            st.metric(title, formats.number(counts[f"{name}_count"]))
            if facts.get(name):
                st.caption(formats.plain(facts[name]))


def table(rows: pl.DataFrame, *, scope: str, as_of: date) -> None:
    """Counts by source, county or lead office, in the order of the catalogue or of places.

    Args:
        rows: The problems of the chosen area, not narrowed further.
        scope: Name of the area.
        as_of: Day of the look.
    """
    by = pickers.segmented(
        "by",
        t("problems.by"),
        list(BY),
        default="source",
        format_func=lambda code: t(f"problems.by_{code}"),
    )
    counts = summary(rows, by=BY[by])
    words = _words(by, as_of)
    order = {code: place for place, code in enumerate(words)}
    key = pl.col(BY[by])
    shown = counts.with_columns(
        named=key.replace_strict(words, default=t(f"problems.no_{by}"), return_dtype=pl.String),
        place=key.replace_strict(order, default=len(order), return_dtype=pl.Int64),
    ).sort("place")
    total = summary(rows).row(0, named=True)
    tables.show(
        shown,
        [
            Column("named", t(f"problems.by_{by}")),
            *(Column(name, t(f"problems.{name}"), "number") for name in COUNTS),
            Column("closed_rate", t("problems.closed_share"), "rate", 1),
            Column("longest_overdue", t("problems.longest_overdue"), "number"),
        ],
        title=tables.heading(
            t("problems.counts"),
            time=formats.day(as_of),
            scope=scope,
            unit=t("problems.counts_unit"),
        ),
        key=f"problem_counts_{by}",
        total=total,
        height="content",
        dash_note=False,
    )


def _words(by: str, as_of: date) -> dict[str, str]:
    """Names by code in their order."""
    if by == "county":
        return area_names.by_code(load.areas(as_of=as_of), "county")
    if by == "lead":
        return {code: names.org_unit(code) for code in org_units()}
    return ledger.sources()
