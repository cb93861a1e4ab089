"""All steps beside each other: what was due when, what is done, what is overdue."""

from datetime import date

import polars as pl
import streamlit as st

from metrics.step_lights import MAIN
from pages.ui import formats, layout, names, tables
from pages.ui.cards import STATES
from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.steps.headline import KEEPING, attained, overdue


def table(rows: pl.DataFrame, *, scope: str, as_of: date) -> None:
    """One line per step with a target and indicator.

    Args:
        rows: Result of `metrics.steps.steps` for one area.
        scope: Name of the area.
        as_of: Month end of the look.
    """
    told = rows.filter(
        pl.col("step") != KEEPING,
        pl.col("indicator_code").is_in(MAIN),
        pl.col("light_reason").fill_null("") != "no_task",
    )
    if told.is_empty():
        return
    for row in told.filter("is_overdue").to_dicts():
        st.markdown(_overdue(row))
    columns = [
        Column("step", t("steps.step")),
        Column("name", t("frame.indicator")),
        Column("due", t("steps.due")),
        Column("target", t("frame.target"), "figure"),
        Column("planned", t("steps.people_planned"), "figure"),
        *(Column(state, t(f"steps.people_{state}"), "figure") for state in STATES),
        Column("attainment_rate", t("card.attainment_rate"), "rate", 1),
        Column("light", t("frame.light"), "light"),
    ]
    tables.show(
        pl.DataFrame([_line(row) for row in told.to_dicts()], infer_schema_length=None),
        [column for column in columns if column.name not in _without()],
        title=tables.heading(
            t("steps.summary_table"),
            time=formats.month(as_of),
            scope=scope,
            unit=t("steps.unit_county"),
        ),
        key="summary",
        height="content",
    )


def _without() -> tuple[str, ...]:
    """What paper has no room for; there the due date stands with the step."""
    return ("due", "checked", "attainment_rate") if layout.is_print() else ()


def _overdue(row: dict) -> str:
    line = t(
        "steps.overdue_line",
        step=t(f"steps.name_{row['step']}"),
        name=names.indicator(row["indicator_code"]),
        note=overdue(row),
    )
    return f"**{formats.SHAPES[row['light']]} {formats.plain(line)}**"


def _line(row: dict) -> dict:
    code = row["indicator_code"]
    values = {part: row[f"{part}_value"] for part in ("target", "planned", *STATES)}
    step = t(f"steps.name_{row['step']}")
    due = formats.month_short(row["target_date"]) if row["target_date"] else None
    return {
        "step": t("steps.step_due", step=step, due=due) if due and layout.is_print() else step,
        "name": t(f"steps.short_{code}"),
        "due": due,
        **{
            part: None if value is None else formats.amount(value, code, unit=False)
            for part, value in values.items()
        },
        "attainment_rate": attained(row),
        "light": row["light"],
        "light_reason": row["light_reason"],
    }
