"""How fast each step must go until it is due, and how fast it went of late."""

from datetime import date

import polars as pl

from data.catalogue import programme
from metrics import step_lines
from pages.ui import formats, measured, people_curve, tables
from pages.ui.columns import Column
from pages.ui.kept import kept
from pages.ui.messages import language, t

READY = people_curve.READY


def table(*, area: str, scope: str, step: str, as_of: date) -> None:
    """Required and recent pace of the steps with a target; of one step, or of both.

    Args:
        area: Code of the area.
        scope: Its name.
        step: Code of a step, or ``all``.
        as_of: Month end of the look.
    """
    wanted = [code for code in step_lines.TARGETED if step in (code, "all")]
    rows = (
        _rows(area=area, as_of=as_of).filter(pl.col("step").is_in(wanted)).sort("target_date")
    )
    lines = [_line(row) for row in rows.iter_rows(named=True)]
    tables.show(
        pl.DataFrame(lines),
        [
            Column("step", t("steps.step")),
            Column("due", t("steps.due")),
            Column("target", t("frame.target"), "figure"),
            Column("actual", t("steps.ready"), "figure"),
            Column("required", t("steps.required"), "figure"),
            Column("recent_3", t("steps.recent_3"), "figure"),
            Column("recent_12", t("steps.recent_12"), "figure"),
            Column("multiple", t("steps.multiple"), "figure"),
        ],
        title=tables.heading(
            t("steps.pace_table"),
            time=formats.month(as_of),
            scope=scope,
            unit=t("steps.pace_unit"),
        ),
        key=f"pace_{step}",
        note=t("steps.pace_note"),
        height="content",
    )


@kept
def _rows(*, area: str, as_of: date) -> pl.DataFrame:
    level = "city" if area == programme().city_code else "county"
    planned = measured.planned(as_of=as_of, level=level, by=("step",))
    by_step = step_lines.places(planned, area=area, step="all")
    ready = [
        people_curve.lines(area=area, step=code, as_of=as_of)
        .filter(pl.col("indicator_code") == READY)
        .with_columns(step=pl.lit(code))
        for code in step_lines.TARGETED
    ]
    wanted = by_step.filter(pl.col("indicator_code") == READY)
    return step_lines.paces(pl.concat(ready), wanted, as_of=as_of)


def _line(row: dict) -> dict[str, str | None]:
    def people(value: float | None) -> str | None:
        return None if value is None else formats.number(value)

    multiple = row["pace_multiple"]
    past = t("steps.past_due")
    return {
        "step": programme().steps[row["step"]].name.of(language()),
        "due": formats.month_short(row["target_date"]),
        "target": people(row["target_value"]),
        "actual": people(row["actual_value"]),
        "required": past if row["is_due"] else people(row["required_pace"]),
        "recent_3": people(row["recent_pace_3"]),
        "recent_12": people(row["recent_pace_12"]),
        "multiple": past
        if row["is_due"]
        else t("steps.times", times=formats.number(multiple, 1))
        if multiple is not None
        else None,
    }
