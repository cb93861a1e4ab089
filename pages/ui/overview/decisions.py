"""What needs a decision of this meeting: at most five lines, the worst first."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from data.catalogue import programme
from metrics.decisions import needs_decision
from pages.ui import area_names, formats, layout, load, names, navigation, projected
from pages.ui.attention import cases, words
from pages.ui.kept import kept
from pages.ui.messages import t
from pages.ui.scorecard import assessed

COLOURS = {"veto": "red", "talk": "red", "unlikely": "red", "warning": "orange"}
Row = Mapping[str, Any]


def draw(*, area: str, as_of: date) -> None:
    """One line each: who, what, by how much; and the page where to look.

    Args:
        area: Code of the city, or of a county: then only what concerns it.
        as_of: Month end of the look.
    """
    rows = _rows(as_of=as_of, area=area)
    with layout.unbroken(graphic=False):
        st.subheader(t("overview.decisions"), anchor=False)
        if rows.is_empty():
            st.caption(t("overview.decisions_none"))
            return
        counties = area_names.by_code(load.areas(as_of=as_of), "city", "county")
        for number, row in enumerate(rows.iter_rows(named=True), 1):
            _line(number, row, counties)


@kept
def _rows(*, as_of: date, area: str) -> pl.DataFrame:
    """Rows of `metrics.decisions.needs_decision` for the city, or for one county alone."""
    city = programme().city_code
    landings = projected.below(area=city, step=projected.ALL, level="county", as_of=as_of)
    told, vetoes = cases.cases(as_of=as_of), assessed.vetoes(as_of=as_of)
    ledger = load.problems(as_of=as_of)
    if area != city:
        told, vetoes, landings = (
            rows.filter(pl.col("area_code") == area) for rows in (told, vetoes, landings)
        )
        # Whoever leads them, the county is asked about the problems found in it.
        ledger = ledger.filter(pl.col("area_code").str.starts_with(area)).with_columns(
            area_code=pl.lit(area), lead_office=pl.lit(None, pl.String)
        )
    return needs_decision(told, vetoes, landings, ledger, as_of=as_of)


def _line(number: int, row: Row, counties: Mapping[str, str]) -> None:
    colour = COLOURS.get(row["kind"], "gray")
    kind = formats.plain(t(f"decision.kind_{row['kind']}"))
    said = formats.plain(_said(row, counties))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{number}. :{colour}-badge[{kind}] {said}", width="content")
        if not layout.is_print():
            navigation.link(row["url_path"], t("decision.look"))


def _said(row: Row, counties: Mapping[str, str]) -> str:
    is_area = row["unit_kind"] == "area"
    unit = counties[row["area_code"]] if is_area else names.org_unit(row["org_unit_code"])
    kind = "problems_area" if is_area and row["kind"] == "problems" else row["kind"]
    return t(f"decision.said_{kind}", unit=unit, **_figures(row))


def _figures(row: Row) -> dict[str, str]:
    match row["kind"]:
        case "veto":
            return {
                "veto": t(f"assess.{row['detail']}"),
                "value": formats.rate(row["value"]),
                "limit": formats.rate(row["planned"]),
            }
        case "unlikely":
            return {
                "value": formats.amount(row["value"], projected.READY),
                "goal": formats.amount(row["planned"], projected.READY),
                "short": formats.amount(row["short_by"], projected.READY),
            }
        case "problems":
            return {"count": str(row["count"]), "days": formats.number(row["days_overdue"])}
        case _:
            return {
                "rule": names.choice("notices", "rule", row["detail"]),
                "points": formats.with_unit(
                    formats.number(row["points_behind"] * 100, 1), t("unit.points")
                ),
                "short": words.figure(row["short_by"], {**row, "rule": row["detail"]}),
            }
