"""The late projects: what is late, whose task it is, and why; the worst first."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from metrics.works_late import late
from pages.ui import formats, layout, tables
from pages.ui.columns import Column
from pages.ui.messages import language, t
from pages.ui.works import classes, picking, words
from pages.ui.works.view import View

SIGNS = {"not_started": classes.SHAPES["not_started"], "not_finished": classes.SHAPES["late"]}
# Widths of columns, in pixels.
NAMES, REASONS = {"zh": 262, "en": 228}, {"zh": 96, "en": 136}
# In pixels, beside the map; fewer rows than fit into it need less.
HEIGHT, SHOWN = 400, 10
# Rows on paper, where all of them would fill page after page.
ON_PAPER = 30
TEXTS = ("name", "kind", "reason", "quantity", "office", "due")


def rows(projects: pl.DataFrame) -> pl.DataFrame:
    """The late projects with their words, in the order of the list."""
    found = late(projects)
    told = [_words(row) for row in found.iter_rows(named=True)]
    return found.hstack(pl.DataFrame(told, schema=dict.fromkeys(TEXTS, pl.String)))


def draw(
    found: pl.DataFrame, seen: View, *, key: str, picks: str | None = picking.WORK
) -> None:
    """The list; a click on a line chooses its project.

    Args:
        found: Result of `rows`.
        seen: What is looked at.
        key: Name of the list on its page.
        picks: Choice that a click sets; null where the page shows no map and no sheet.
    """
    if found.is_empty():
        st.success(t("works.none_late"))
        return
    can_click = picks is not None and not layout.is_print()
    tables.show(
        found,
        _columns(),
        title=tables.heading(
            t(
                "works.late",
                count=formats.number(found.height),
                idle=formats.number(found.filter(late_kind="not_started").height),
            ),
            time=formats.month(seen.as_of),
            scope=seen.area_name,
            unit=t("works.days"),
        ),
        key=key,
        note=t("works.late_note") + (t("works.late_click") if can_click else ""),
        picks=picks if can_click else None,
        codes="work_code",
        height=HEIGHT if found.height > SHOWN else None,
        paper_rows=ON_PAPER,
        dash_note=False,
    )


def _columns() -> list[Column]:
    paper = layout.is_print()
    return [
        Column("name", t("works.project"), width=None if paper else NAMES[language()]),
        Column("days_late", t("works.late_days"), "number", width=None if paper else 56),
        Column("reason", t("works.reason"), width=None if paper else REASONS[language()]),
        Column("kind", t("works.kind"), in_file=True),
        Column("quantity", t("works.quantity"), "figure", in_file=not paper),
        Column("office", t("works.owner")),
        Column("due", t("works.due")),
        Column("work_code", t("works.code"), in_file=True),
    ]


def _words(row: Mapping[str, Any]) -> dict[str, str]:
    return {
        "name": f"{SIGNS[row['late_kind']]} {row['work_name'] or row['work_code']}",
        "kind": t(f"works.late_{row['late_kind']}"),
        "reason": words.reason(row["late_reason"]),
        "quantity": words.quantity(row["quantity_planned"], row["programme"]),
        "office": words.owner(row),
        "due": formats.month_short(row["late_since"]),
    }
