"""The four areas of assessment with their weights, works beside, and what is taken off."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from data.catalogue import settings
from metrics.assessment import figures_day
from metrics.score_kinds import SCORED_AREAS, WORKS
from pages.ui import formats, names, tables
from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.scorecard import assessed, filed, score_words

Row = Mapping[str, Any]


def draw(*, area: str, area_name: str, as_of: date) -> None:
    """A line per area of assessment, then the works and the deductions.

    Args:
        area: Code of a county with a task.
        area_name: Its name.
        as_of: Month end of the look.
    """
    row = score_words.of_county(assessed.cards(as_of=as_of), area)
    items = assessed.item_scores(as_of=as_of).filter(pl.col("area_code") == area)
    total = {
        "set_weight": 1.0,
        "weight": 1.0,
        # Without a score of the county there is no sum to tell.
        "part": None if row["score"] is None else row["gross_score"],
        "due": row["due_items"],
        "reported": row["reported_items"],
    }
    tables.show(
        _lines(row, items),
        _columns(),
        title=tables.heading(
            t("assess.areas"),
            time=formats.month(figures_day(as_of)),
            scope=area_name,
            unit=t("assess.points"),
        ),
        key="assessment_areas",
        total=total if row["due_items"] else None,
        note=t("assess.areas_note"),
        dash_note=False,
    )
    works = formats.number(row[f"{WORKS}_score"], 1)
    st.markdown(formats.plain(t("assess.works", score=works)))
    _deductions(row, area=area, area_name=area_name, as_of=as_of)


def _lines(row: Row, items: pl.DataFrame) -> pl.DataFrame:
    """One row per area: weights as fractions, score of 100, its part of the total."""
    weighted = items.filter(pl.col("weight").is_not_null())
    lines = []
    for area in SCORED_AREAS:
        own = weighted.filter(pl.col("assessment_area") == area)
        lines.append(
            {
                "name": t(f"assessment_area.{area}"),
                "set_weight": settings().scorecard.area_weights[area],
                "weight": own["weight"].sum(),
                "score": row[f"{area}_score"],
                "part": (own["weight"] * own["score"]).sum() if own.height else None,
                "due": own.height,
                "reported": own["is_reported"].sum(),
            }
        )
    schema = {"score": pl.Float64, "part": pl.Float64}
    return pl.DataFrame(lines, schema_overrides=schema)


def _columns() -> list[Column]:
    return [
        Column("name", t("scorecard.area")),
        Column("set_weight", t("assess.set_weight"), "rate"),
        Column("weight", t("assess.weight"), "rate", 1, help=t("assess.weight_help")),
        Column("score", t("assess.item_score"), "number", 1),
        Column("part", t("assess.part"), "number", 2, help=t("assess.part_help")),
        Column("due", t("assess.due_items"), "number"),
        Column("reported", t("assess.reported_items"), "number"),
    ]


def _deductions(row: Row, *, area: str, area_name: str, as_of: date) -> None:
    rows = assessed.deductions(area=area, as_of=as_of)
    if rows.is_empty():
        st.markdown(formats.plain(t("assess.deductions_none")))
        return
    if row["score"] is not None:
        gross, score = (formats.number(row[name], 1) for name in ("gross_score", "score"))
        taken = formats.signed(-row["deducted_points"], 1)
        st.markdown(formats.plain(t("assess.sum", gross=gross, taken=taken, score=score)))
    kinds = {code: names.choice("deductions", "kind", code) for code in rows["kind"].unique()}
    tables.show(
        rows.with_columns(
            # What is taken off is stored as points above 0.
            change=-pl.col("points"),
            kind_word=pl.col("kind").replace_strict(kinds),
        ),
        [
            Column("decided_on", t("assess.decided_on"), "date"),
            Column("kind_word", t("assess.kind")),
            Column("reason", t("assess.reason"), width=320),
            Column("change", t("assess.taken"), "change", 1),
            Column("document_no", t("provenance.document_no")),
        ],
        title=tables.heading(
            t("assess.deductions", year=str(row["assessment_year"])),
            time=formats.month(as_of),
            scope=area_name,
            unit=t("assess.points"),
        ),
        key="deductions",
        dash_note=False,
    )
    filed.where_from(rows, key="deductions_source")
