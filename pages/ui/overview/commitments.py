"""The commitments that fall to an area, and what is said of each."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from data.catalogue import indicators, programme
from pages.ui import formats, layout, names, tables
from pages.ui.columns import Column
from pages.ui.messages import t

# Parts of the county assessment in their official order; what is not assessed stands last.
GROUPS = ("effect", "identification", "support", "funds", "works", None)
GROUP_WIDTH, NAME_WIDTH = 115, 260
VALUES = ("actual_value", "planned_value", "target_value")


def promised() -> list[str]:
    """Indicators with a commitment, group by group, in catalogue order."""
    codes = {commitment.indicator_code for commitment in programme().commitments}
    return [
        entry.code
        for group in GROUPS
        for entry in indicators().values()
        if entry.assessment_area == group and entry.code in codes
    ]


def table(rows: pl.DataFrame, *, scope: str, as_of: date) -> None:
    """The commitments that fall to one area: target, plan by now, figure and light.

    On paper each group is a table of its own, for a page has no room for the whole.
    """
    lines = pl.DataFrame([_line(row) for row in ordered(rows)], infer_schema_length=None)
    if lines.is_empty():
        return
    content = t("overview.commitments")
    columns = [
        Column("group", t("overview.group"), width=GROUP_WIDTH),
        Column("name", t("frame.indicator"), width=NAME_WIDTH),
        Column("target", t("frame.target"), "figure"),
        Column("planned", t("card.planned_now"), "figure"),
        Column("actual", t("frame.actual"), "figure"),
        Column("light", t("frame.light"), "light"),
    ]
    groups = lines.partition_by("group", maintain_order=True) if layout.is_print() else [lines]
    for number, part in enumerate(groups):
        of_group = t("overview.of_group", content=content, group=part["group"][0])
        tables.show(
            part,
            columns[1:] if layout.is_print() else columns,
            title=tables.heading(
                of_group if layout.is_print() else content,
                time=formats.month(as_of),
                scope=scope,
                unit=t("overview.own_units"),
            ),
            key=f"commitments_{number}",
            heading="" if number else content,
            height=520,
            dash_note=number == len(groups) - 1,
        )


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "group": group(row["indicator_code"]),
        "name": names.indicator(row["indicator_code"]),
        **{value: amount(row, f"{value}_value") for value in ("target", "planned", "actual")},
        "light": row["light"],
        "light_reason": row["light_reason"],
    }


def ordered(rows: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows of commitments that are somebody's task, in the order of `promised`."""
    order = pl.Enum(promised())
    known = rows.filter(
        pl.col("indicator_code").is_in(promised()), pl.col("cycle_state") != "no_task"
    )
    shown = known.select("area_code", "indicator_code", *VALUES, "light", "light_reason")
    return shown.sort(pl.col("indicator_code").cast(order), maintain_order=True).to_dicts()


def group(code: str) -> str:
    """Part of the assessment that an indicator belongs to."""
    return t(f"assessment_area.{indicators()[code].assessment_area or 'none'}")


def amount(row: Mapping[str, Any], value: str) -> str:
    """A value of a row with its unit."""
    return formats.amount(row[value], row["indicator_code"])
