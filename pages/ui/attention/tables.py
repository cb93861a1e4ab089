"""The two lists of attention: areas and offices, each line with its rule and its reply."""

from datetime import date

import polars as pl

from pages.ui import formats, layout, tables
from pages.ui.columns import Column
from pages.ui.messages import language, t

WIDTHS = {"area": {"zh": 90, "en": 125}, "office": {"zh": 120, "en": 205}}
# English words take the room of one column more.
SCREEN_ONLY = {"zh": (), "en": ("since_word",)}
STAGE_WIDTHS = {"area": {"zh": 145, "en": 220}, "office": {"zh": 145, "en": 150}}


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
        columns(kind),
        title=title,
        key=f"attention_{kind}",
        note="　".join(part for part in (note, t(f"attention.note_{kind}")) if part),
        picks=None if layout.is_print() else "case",
        codes="case",
        dash_note=False,
    )


def columns(kind: str) -> list[Column]:
    """What is asked first stands first: who, at which stage, how far, told and answered."""
    # On paper a column with a width breaks its lines, and Chinese ones at any character; the
    # stage says what was decided.
    is_print = layout.is_print()
    unit = None if is_print and language() == "zh" else WIDTHS[kind][language()]
    first = [
        Column("unit", t(f"attention.{kind}"), width=unit),
        Column("stage_word", t("attention.stage"), width=STAGE_WIDTHS[kind][language()]),
        Column("rule_word", t("attention.rule"), width=125),
        Column(
            "points_ahead", t("attention.points"), "points", 1, help=t("attention.points_help")
        ),
        Column("short", t("attention.short"), "figure", width=95 if is_print else None),
        Column("since_word", t("attention.since"), help=t("attention.since_help")),
        Column("told_on", t("attention.told_on"), "date"),
    ]
    if is_print:
        first.append(Column("reply_word", t("attention.reply"), width=180))
        return [column for column in first if column.name not in SCREEN_ONLY[language()]]
    indicators = [Column("what", t("attention.what"), in_file=True)] if kind == "office" else []
    replied = Column("replied_word", t("attention.reply"))
    return [*first, replied, *indicators, *_told_by_a_click()]


def _told_by_a_click() -> list[Column]:
    return [
        Column("why", t("attention.why"), in_file=True),
        Column("closed_word", t("attention.closed_on"), in_file=True),
        Column("done", t("attention.done"), "figure", in_file=True),
        Column("planned_word", t("attention.planned"), "figure", in_file=True),
        Column("in_a_row", t("attention.in_a_row"), "number", in_file=True),
        Column("reply_word", t("attention.reply_text"), in_file=True),
        Column("promise_word", t("attention.promise"), in_file=True),
        Column("before_word", t("attention.promised_before"), in_file=True),
        Column("decision_word", t("attention.decision_taken"), in_file=True),
        Column("current_ahead", t("attention.current_points"), "points", 1, in_file=True),
        Column("current_short", t("attention.current_short"), "figure", in_file=True),
    ]
