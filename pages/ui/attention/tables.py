"""The two lists of attention: areas and offices, each line with its rule and its reply."""

from datetime import date

import polars as pl

from pages.ui import formats, layout, tables
from pages.ui.columns import Column
from pages.ui.messages import language, t

WIDTHS = {"area": {"zh": 90, "en": 135}, "office": {"zh": 120, "en": 190}}
STAGE_WIDTHS = {"zh": 145, "en": 190}


def draw(
    rows: pl.DataFrame, *, kind: str, content: str, scope: str, as_of: date, note: str = ""
) -> None:
    """One list, the gravest stage first; a click on a line chooses its case.

    Args:
        rows: Rows of `words.shown` of one kind of unit.
        kind: ``area`` or ``office``.
        content: What the list is of, for its title.
        scope: Name of the area whose list it is.
        as_of: Month end of the look.
        note: What the list was narrowed to.
    """
    title = tables.heading(
        content,
        time=formats.month(as_of),
        scope=scope,
        unit=t(f"attention.unit_{kind}"),
    )
    tables.show(
        rows,
        _columns(kind),
        title=title,
        key=f"attention_{kind}",
        note="　".join(part for part in (note, t(f"attention.note_{kind}")) if part),
        picks=None if layout.is_print() else "case",
        codes="case",
        dash_note=False,
    )


def _columns(kind: str) -> list[Column]:
    """What is asked first stands first: who, at which stage, how far, told and answered."""
    # On paper a column with a width breaks its lines; the stage says what was decided.
    unit, stage, rule = (
        (None, None, None)
        if layout.is_print()
        else (WIDTHS[kind][language()], STAGE_WIDTHS[language()], 140)
    )
    first = [
        Column("unit", t(f"attention.{kind}"), width=unit),
        Column("stage_word", t("attention.stage"), width=stage),
        Column("rule_word", t("attention.rule"), width=rule),
        Column(
            "points_ahead", t("attention.points"), "points", 1, help=t("attention.points_help")
        ),
        Column("short", t("attention.short"), "figure"),
        Column("since_word", t("attention.since"), help=t("attention.since_help")),
        Column("told_on", t("attention.told_on"), "date"),
        Column("reply_word", t("attention.reply"), width=180),
    ]
    if layout.is_print():
        return first
    indicators = [Column("what", t("attention.what"), width=180)] if kind == "office" else []
    return [
        *first,
        Column("decision_word", t("attention.decision_taken"), width=175),
        Column("promise_word", t("attention.promise"), width=160),
        Column("before_word", t("attention.promised_before"), width=160),
        *indicators,
        Column("why", t("attention.why"), width=220),
        Column("closed_word", t("attention.closed_on"), width=110),
        Column("done", t("attention.done"), "figure"),
        Column("planned_word", t("attention.planned"), "figure"),
        Column(
            "in_a_row", t("attention.in_a_row"), "number", help=t("attention.in_a_row_help")
        ),
        Column("current_ahead", t("attention.current_points"), "points", 1),
        Column("current_short", t("attention.current_short"), "figure"),
    ]
