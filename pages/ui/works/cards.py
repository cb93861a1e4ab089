"""Four cards of a sector: its two figures, its projects, its money."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from metrics.works_late import late_reasons
from pages.ui import formats, layout, measured, names, provenance
from pages.ui.messages import t
from pages.ui.palette import THEME_COLOURS
from pages.ui.works import frames, view, words
from pages.ui.works.view import View

# The two figures a sector is judged by: lines of its works, or what its offices return.
FIGURES = {
    "roads": ("rural_roads", "bridges"),
    "water": ("safe_water_villages", "safe_water_people"),
    "grid": ("village_power", "grid_upgrade"),
    "housing": ("housing_renovated", "unsafe_houses_left"),
}
Row = Mapping[str, Any]


def draw(seen: View) -> None:
    """The cards of the area, whatever programme the rest of the page is narrowed to."""
    lines = frames.rows(sector=seen.sector, as_of=seen.as_of, level=seen.level)
    # A sum has the code of its parts and stands before them.
    mine = lines.filter(area_code=seen.area).unique(
        "indicator_code", keep="first", maintain_order=True
    )
    own = {row["indicator_code"]: row for row in mine.iter_rows(named=True)}
    returned = {
        row["indicator_code"]: row
        for row in measured.progress(
            as_of=seen.as_of, level=seen.level, area=seen.area
        ).iter_rows(named=True)
    }
    places = layout.cards(4)
    for place, code in zip(places, FIGURES[seen.sector], strict=False):
        with place, st.container(border=True, height="stretch", gap="xsmall"):
            if code in own:
                _of_works(own[code], seen)
            else:
                _of_returns(code, returned.get(code), seen)
    projects = view.of_view(**{**seen.named, "programme": ""})
    with places[2], st.container(border=True, height="stretch", gap="xsmall"):
        _projects(projects)
    with places[3], st.container(border=True, height="stretch", gap="xsmall"):
        _money(seen)


def _of_works(row: Row, seen: View) -> None:
    code, programme = row["indicator_code"], row["programme"]

    def said(name: str) -> str:
        return words.quantity(row[name], programme, code)

    _head(words.programme(programme, code), row["light"], row["light_reason"])
    st.metric(t("works.reported"), said("reported_value"), label_visibility="collapsed")
    _lines(
        [
            ("target", said("target_value")),
            ("planned", said("planned_value")),
            ("started", said("started_value")),
            ("complete", said("reported_value")),
            ("accepted", said("certified_value")),
            ("attained", formats.rate(row["attainment_rate"], 1)),
        ]
    )
    if row["difference"] is not None and abs(row["difference"]) >= DIFFERS:
        line = t(
            "works.differs", returned=said("returned_value"), difference=said("difference")
        )
        st.caption(formats.plain(line))
    provenance.where_from(seen.area, code, as_of=seen.as_of, key=f"works_{code}_source")


# Sums of decimals differ in their last place.
DIFFERS = 0.005


def _of_returns(code: str, row: Row | None, seen: View) -> None:
    if row is None or row["cycle_state"] == "no_task":
        st.markdown(f"**{formats.plain(names.indicator(code))}**")
        st.caption(t("works.no_task"))
        return
    _head(names.indicator(code), row["light"], row["light_reason"])
    st.metric(
        names.indicator(code),
        formats.amount(row["actual_value"], code),
        label_visibility="collapsed",
    )
    _lines(
        [
            ("target", formats.amount(row["target_value"], code)),
            ("planned", formats.amount(row["planned_value"], code)),
            *(
                (state, formats.amount(row[f"{state}_value"], code))
                for state in ("reported", "checked", "certified")
            ),
        ]
    )
    provenance.where_from(seen.area, code, as_of=seen.as_of, key=f"works_{code}_source")


def _projects(rows: pl.DataFrame) -> None:
    """How many there are, how far, and how many are late, in projects."""
    st.markdown(f"**{t('works.projects')}**")
    st.metric(t("works.projects"), formats.number(rows.height), label_visibility="collapsed")
    late = rows.filter("is_late")
    idle = late.filter(late_kind="not_started")
    steps = {
        "started": rows["started_on"],
        "complete": rows["finished_on"],
        "accepted": rows["accepted_on"],
    }
    _lines(
        [
            *(
                (name, formats.number(days.len() - days.null_count()))
                for name, days in steps.items()
            ),
            ("late_count", formats.number(late.height)),
            ("idle", formats.number(idle.height)),
            ("longest", formats.number(late["days_late"].max())),
        ]
    )
    reasons = late_reasons(rows).group_by("late_reason").agg(pl.col("project_count").sum())
    first = reasons.sort("project_count", "late_reason", descending=[True, False]).head(2)
    told = [
        f"{words.reason(code)} {formats.number(count)}" for code, count in first.iter_rows()
    ]
    if told:
        line = t("works.mostly", reasons=t("frame.comma").join(told))
        st.caption(formats.plain(line))


def _money(seen: View) -> None:
    st.markdown(f"**{t('works.money_title')}**")
    rows = frames.all_money(sector=seen.sector, as_of=seen.as_of, level=seen.level)
    found = rows.filter(area_code=seen.area)
    if found.is_empty() or found["budget_cny"][0] is None:
        st.caption(t("works.no_money"))
        return
    row = found.row(0, named=True)
    st.metric(t("works.fact_paid"), words.money(row["spent_cny"]), label_visibility="collapsed")
    _lines(
        [
            ("budget", words.money(row["budget_cny"])),
            ("paid_share", words.share(row["paid_share"])),
            ("work_share", words.share(row["work_share"])),
            ("ahead_count", formats.number(row["money_ahead_count"])),
        ]
    )
    st.caption(formats.plain(t("works.money_note")))


def _head(name: str, light: str, reason: str | None) -> None:
    st.badge(formats.light(light, reason), color=THEME_COLOURS[light])
    st.markdown(f"**{formats.plain(name)}**")


def _lines(facts: Sequence[tuple[str, str]]) -> None:
    """Facts one under another; two spaces break a line in Markdown."""
    lines = [
        t("lagging.fact", name=t(f"works.card_{name}"), value=formats.plain(value))
        for name, value in facts
    ]
    st.markdown("  \n".join(lines))
