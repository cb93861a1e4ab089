"""Areas behind this year's task, with the columns of the monthly table offices use."""

from datetime import date

import polars as pl
import streamlit as st

from metrics.year_sums import total
from metrics.year_task import followed
from pages.ui import (
    area_names,
    formats,
    layout,
    load,
    measured,
    names,
    notices,
    pickers,
    tables,
    this_year,
)
from pages.ui.columns import Column
from pages.ui.messages import language, t

POOR = "poor_people_remaining"
OFFICIAL = ("people_lifted", "people_ready")
# What paper has no room for; English names take the room of one column more.
SCREEN_ONLY = {
    "zh": ("carried_value", "remaining_people", "points_change"),
    "en": ("carried_value", "remaining_people", "points_change", "month_value"),
}
SUMS = (
    *("due_value", "carried_value", "month_value", "done_value", "completion_rate"),
    *("planned_rate", "points_ahead", "lag", "points_change", "remaining_people"),
)


def draw(*, area: str, scope: str, level: str, as_of: date) -> None:
    """Areas behind or silent in standing order, with the total of those shown.

    Args:
        area: Code of the area they lie in.
        scope: Its name.
        level: Level of the areas.
        as_of: Month end of the look.
    """
    rows = _rows(area, level, as_of)
    behind = rows.filter((pl.col("lag") > 0) | pl.col("lag").is_null())
    heading, is_paper = t("overview.attention"), layout.is_print()
    # On paper, where there is no switch, the heading stays with the table.
    if not (is_paper and behind.height):
        st.subheader(heading, anchor=False)
    shown = rows if pickers.toggle("every", t(f"overview.every_{level}")) else behind
    if shown.is_empty():
        notices.empty(t("overview.nobody_behind"))
        return
    sums = total(shown, also=["remaining_people"]).select(SUMS)
    word = "table.total" if shown.height == rows.height else "table.total_listed"
    sums = sums.with_columns(shown_name=pl.lit(t(word)))
    code = followed(as_of)
    tables.show(
        shown,
        _columns(),
        title=tables.heading(
            t("overview.attention_table"),
            time=formats.month(as_of),
            scope=scope,
            unit=t("overview.people_and_rates", unit=names.unit(code)),
        ),
        key=f"attention_{level}_{shown.height}",
        heading=heading if is_paper and behind.height else "",
        height="content",
        total=None if sums.is_empty() else sums.row(0, named=True),
        note=t(f"overview.attention_note_{code}")
        + ("" if is_paper else t("overview.change_note")),
    )


def _rows(area: str, level: str, as_of: date) -> pl.DataFrame:
    """This year's task of every area with one, its light and its people still poor."""
    code, look = followed(as_of), {"as_of": as_of, "level": level, "area": area}
    # All indicators, as the page asks for them too: kept, they cost nothing here.
    judged = measured.progress(**look)
    lights = judged.filter(pl.col("indicator_code") == OFFICIAL[0])
    poor = judged.filter(pl.col("indicator_code") == POOR)
    tasks = this_year.tasks(**look).filter(pl.col("indicator_code") == code)
    return (
        area_names.in_order(load.areas(as_of=as_of), level)
        .join(tasks, on="area_code", maintain_order="left")
        .join(lights.select("area_code", "light", "light_reason"), on="area_code", how="left")
        .join(
            poor.select("area_code", remaining_people="actual_value"),
            on="area_code",
            how="left",
        )
    )


def _columns() -> list[Column]:
    """The columns of the monthly table and what explains them."""
    columns = [
        Column("shown_name", t("frame.area")),
        Column("due_value", t("overview.due"), "number", help=t("overview.due_help")),
        Column("carried_value", t("overview.carried"), "number"),
        Column("month_value", t("overview.month_done"), "number"),
        Column("done_value", t("overview.year_done"), "number"),
        Column("completion_rate", t("card.completion_rate"), "rate", 1),
        Column("planned_rate", t("overview.planned_rate"), "rate", 1),
        Column("points_ahead", t("overview.points"), "points", 1),
        Column("lag", t("overview.lag"), "number", help=t("overview.lag_help")),
        Column("points_change", t("overview.points_change"), "points", 1),
        Column("remaining_people", t("overview.remaining"), "number"),
        Column("light", t("overview.status"), "light"),
    ]
    if not layout.is_print():
        return columns
    return [column for column in columns if column.name not in SCREEN_ONLY[language()]]
