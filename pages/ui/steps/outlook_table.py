"""Goal, landing, chance and paces as a table: one line per step or area."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from pages.ui import formats, tables
from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.projected import READY

Row = Mapping[str, Any]
COLOURS = {"met": "green", "likely": "green", "even": "yellow", "unlikely": "red"}
COLOURS |= {"overdue": "red"}
SHAPES = {prospect: formats.SHAPES[light] for prospect, light in COLOURS.items()}


def table(rows: pl.DataFrame, *, title: str, first: str, key: str, note: str = "") -> None:
    """Goal, landing, chance and paces of steps or of areas.

    Args:
        rows: Result of `steps` or `areas`.
        title: Heading of the table.
        first: Title of the first column.
        key: Name of the table on its page.
        note: Sentence under the table, before the usual one.
    """
    columns = [
        Column("name", first),
        Column("due", t("steps.due_short")),
        Column("document", t("steps.document"), "figure"),
        Column("register", t("steps.on_register"), "figure"),
        Column("actual", t("steps.ready_short"), "figure"),
        Column("projected", t("steps.projected"), "figure"),
        Column("left", t("steps.expected_left"), "figure"),
        Column("prospect", t("steps.prospect")),
        Column("pace", t("steps.pace"), "figure"),
    ]
    lines = pl.DataFrame([_line(row) for row in rows.to_dicts()], schema=_SCHEMA)
    tables.show(
        lines,
        columns,
        title=title,
        key=key,
        note=note + t("steps.outlook_note"),
        height="content",
        is_whole=True,
        dash_note=False,
    )


_FIELDS = ("name", "due", "document", "register", "actual", "projected", "left")
_SCHEMA = dict.fromkeys((*_FIELDS, "prospect", "pace"), pl.String)


def prospect(row: Row, *, with_doubt: bool) -> str:
    """Shape and words of a chance: ``■ 难以按期完成``; or why there is none."""
    code = row["prospect"]
    if code is None:
        return t(f"projection_reason.{row['reason'] or 'not_reported'}")
    word = f"{SHAPES[code]} {t(f'prospect.{code}')}"
    if with_doubt and row["provisional"]:
        return t("format.light", light=word, reason=t("light_reason.provisional"))
    return word


def _line(row: Row) -> dict[str, str]:
    return {
        "name": row["shown_name"],
        "due": formats.month_short(row["target_date"]),
        "document": _people(row["document_value"]),
        "register": _people(row["register_value"]),
        "actual": _people(row["actual_value"]),
        "projected": _projected(row),
        "left": _people(row["expected_left"]),
        "prospect": prospect(row, with_doubt=False),
        "pace": _pace(row),
    }


def _people(value: float | None) -> str:
    """A number; nothing where the question doesn't arise."""
    return "" if value is None else formats.number(value)


def _projected(row: Row) -> str:
    """The landing with its range; that the date has passed."""
    if row["reason"] == "due_passed":
        return t("steps.past_due")
    value, low, high = (row[f"projected_{name}"] for name in ("value", "low", "high"))
    return "" if value is None else formats.with_range(value, low, high, READY)


def _pace(row: Row) -> str:
    """Needed and recent people a month, and how many times the one is the other."""
    if row["required_pace"] is None:
        return ""
    recent = row["recent_pace_3" if row["recent_pace_12"] is None else "recent_pace_12"]
    said = t(
        "steps.needed_recent",
        needed=formats.number(row["required_pace"]),
        recent=formats.number(recent),
    )
    if row["pace_multiple"] is None:
        return said
    return said + t("steps.times", times=formats.number(row["pace_multiple"], 1))
