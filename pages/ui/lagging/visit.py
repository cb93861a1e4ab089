"""The visit sheet: the listed villages on paper, in the order of the way, to be filled in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from data.catalogue import indicators
from pages.ui import area_names, choices, formats, layout, load, names, tables
from pages.ui.lagging import villages
from pages.ui.messages import t

TEAM, HOUSES = "resident_team_coverage", "housing_renovated"
# What is to be filled in: boxes, a count, and lines for what is found on the spot.
BLANKS = ("boxes", "counted", "found", "line", "line")


def draw(listed: pl.DataFrame, *, area_name: str, as_of: date, note: str) -> None:
    """A block for each village, township by township, with boxes to tick and lines to write on.

    Args:
        listed: The villages of the list as it was narrowed, with their numbers in it.
        area_name: Name of the chosen area.
        as_of: Month end of the figures.
        note: What the list was narrowed to.
    """
    rows = in_order(listed, as_of=as_of)
    places = rows["place"].unique(maintain_order=True)
    title = tables.heading(
        t("visit.sheet", villages=rows.height, townships=places.len()),
        time=formats.month(as_of),
        scope=area_name,
        unit=t("lagging.unit"),
    )
    st.markdown(f"###### {formats.plain(title)}")
    st.caption(formats.plain(note + t("visit.internal")))
    st.markdown(formats.plain(t("visit.party")))
    for (place,), here in rows.group_by("place", maintain_order=True):
        heading = t("visit.township", place=place, count=here.height)
        for number, row in enumerate(here.iter_rows(named=True)):
            _block(row, heading if number == 0 else "")


def asked_for(rows: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """The listed villages, or the one that the reader has chosen on the map."""
    picked = choices.one("village", rows["area_code"].to_list(), default="")
    return villages.alone(rows, picked) if picked else listed


def in_order(listed: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The villages in the order of the way: county, township, village, with ``team``.

    Counties stand in their usual order, townships and villages by their codes, which follow
    the map; roads and distances aren't known. ``team`` is the share of the resident team that
    is there (null: not reported, or not asked of this village).
    """
    order = area_names.standing_order(load.areas(as_of=as_of))["area_code"].to_list()
    posted = load.actuals(as_of=as_of, level="village", indicators=(TEAM,))
    return listed.join(
        posted.select("area_code", team="reported_value"), on="area_code", how="left"
    ).sort(pl.col("county_code").cast(pl.Enum(order)), "township_code", "area_code")


def words(row: Mapping[str, Any]) -> list[str]:
    """What is known of a village before the visit, a line each.

    Args:
        row: A row of `in_order`.
    """
    people = t(
        "visit.people",
        rate=formats.rate(row["attainment_rate"], 1),
        due=formats.month(row["target_date"]),
        **{
            name: formats.number(row[column])
            for name, column in (
                ("remaining", "remaining_people"),
                ("not_ready", "not_ready_people"),
                ("short", "people_short"),
                ("target", "target_value"),
            )
        },
    )
    reasons = t("lagging.semicolon").join(villages.reasons(row))
    asked = _asked(row)
    return [
        people,
        t("lagging.why", reasons=reasons),
        *([t("visit.ask", items=t("lagging.semicolon").join(asked))] if asked else []),
    ]


def _asked(row: Mapping[str, Any]) -> list[str]:
    """What to look at, with the office that answers for it; whether the team is there."""
    items = [
        (indicator, t("lagging.missing", names=t(f"criterion.{indicator}")))
        for indicator in row["missing_criteria"]
    ]
    if "works_late" in row["reasons"]:
        items.append((HOUSES, t("reason.works_late")))
    said = [
        t("visit.item", item=item, office=names.org_unit(indicators()[indicator].owner))
        for indicator, item in items
    ]
    if row["team"] is not None:
        said.append(t("visit.team" if row["team"] >= 100 else "visit.no_team"))
    return said


def _block(row: Mapping[str, Any], heading: str) -> None:
    with layout.unbroken(graphic=False):
        if heading:
            st.markdown(f"##### {formats.plain(heading)}")
        name = t("visit.name", number=row["number"], name=row["area_name"])
        marks = [row["kind"], *(mark for mark in (row["flag_word"], row["mark"]) if mark)]
        said = t("visit.marks", marks=t("frame.comma").join(marks))
        first = f"**{formats.plain(name)}**{formats.plain(said)}"
        known = [formats.plain(line) for line in words(row)]
        blanks = [formats.plain(t(f"visit.{blank}")) for blank in BLANKS]
        # Two spaces before a line break keep the lines apart in Markdown.
        st.markdown("  \n".join([first, *known, *blanks]))
