"""The assessment of a group's counties side by side, in the standing order."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from metrics.assessment import figures_day
from metrics.peers import GROUPS
from metrics.score_kinds import ORDER, WORKS
from pages.ui import area_names, formats, layout, names, tables
from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.scorecard import assessed, score_words

Row = Mapping[str, Any]
POINTS = (
    *("score", "planned_score", "score_change_month", "score_change_year"),
    *(f"{area}_score" for area in ORDER),
)


def show(areas: pl.DataFrame, *, area_name: str, as_of: date) -> None:
    """A table per group: band and rank interval, level beside pace, areas, vetoes.

    Args:
        areas: One row per area with its group.
        area_name: Name of the city.
        as_of: Month end of the look.
    """
    cards = assessed.cards(as_of=as_of)
    counties = area_names.standing_order(areas).filter(pl.col("area_level") == "county")
    note = t("assess.group_note")
    if not layout.is_print():
        note += t("scorecard.open_hint")
    for group in GROUPS:
        members = counties.filter(pl.col("group") == group).select(
            "area_code", "area_name", "area_name_en"
        )
        if members.is_empty():
            continue
        rows = members.join(cards, on="area_code", maintain_order="left")
        shown = lines(rows)
        tables.show(
            shown,
            _columns(),
            title=tables.heading(
                t(f"assess.group_{group}", count=formats.number(rows.height)),
                time=formats.month(figures_day(as_of)),
                scope=area_name,
                unit=t("assess.points"),
            ),
            key=f"scores_{group}",
            note=note,
            picks="area",
            is_whole=True,
            dash_note=False,
        )
        for row in rows.filter(pl.col("score").is_null()).iter_rows(named=True):
            why = f"{names.area(row)}{t('frame.colon')}{score_words.why_no_score(row)}"
            st.markdown(formats.plain(why))
    st.caption(formats.plain(t("assess.group_order")))


def lines(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per county: area_code, name, `POINTS` and, as text, what `_columns` shows."""
    texts = [
        {
            "name": names.short(row),
            "band_word": score_words.band(row),
            "interval": score_words.interval(row),
            "rank_word": score_words.place(row["rank"], row["ranked_size"]) or "",
            "veto_word": score_words.veto_short(row["veto_state"]),
            "taken": formats.signed(-row["deducted_points"], 1),
        }
        for row in rows.iter_rows(named=True)
    ]
    # Silence keeps no score: what was carried over is no level to compare.
    known = pl.when(pl.col("score").is_not_null())
    # Zero is added so that no change is written -0.0.
    points = [known.then(pl.col(name).round(1) + 0.0).alias(name) for name in POINTS]
    shown = rows.select("area_code", *points)
    return pl.concat([shown, pl.DataFrame(texts)], how="horizontal")


def _columns() -> list[Column]:
    vetoes = Column("veto_word", t("assess.vetoes"))
    # On paper there are two panels: the sum and its course, then what it is made of.
    paper = layout.is_print()
    return [
        Column("name", t("frame.area")),
        Column("band_word", t("assess.short_band")),
        Column(
            "interval", t("assess.short_interval"), "figure", help=t("assess.interval_title")
        ),
        *([] if paper else [vetoes]),
        Column("score", t("assess.score"), "number", 1),
        Column(
            "planned_score", t("assess.short_planned"), "number", 1, help=t("assess.planned")
        ),
        Column(
            "score_change_month",
            t("assess.short_month"),
            "change",
            1,
            help=t("assess.since_month"),
        ),
        Column(
            "score_change_year",
            t("assess.short_year"),
            "change",
            1,
            help=t("assess.since_year"),
        ),
        *([vetoes] if paper else []),
        *(
            Column(
                f"{area}_score",
                t(f"assessment_area_short.{area}"),
                "number",
                1,
                help=t(f"assessment_area.{area}"),
                in_file=area == WORKS,
            )
            for area in ORDER
        ),
        Column("taken", t("assess.short_taken"), "figure", help=t("assess.taken")),
    ]
