"""Headline figures of a step: people, villages and counties, or what step 3 keeps."""

import polars as pl

from metrics.step_lights import KEPT, MAIN
from pages.ui import formats, names
from pages.ui.card_facts import Row, light, states, without_task
from pages.ui.cards import Card
from pages.ui.messages import t

KEEPING, COUNTIES = "step3", "counties_delisted"
CODES = (*MAIN, "people_ready", "villages_ready", *KEPT)


def cards(rows: pl.DataFrame, step: str) -> list[Card]:
    """The cards of one step.

    Args:
        rows: Result of `metrics.steps.steps` for one area.
        step: Code of a step, or ``all``.
    """
    own = {row["indicator_code"]: row for row in rows.to_dicts() if row["step"] == step}
    codes = (*KEPT, *MAIN) if step == KEEPING else MAIN
    return [_card(own[code]) for code in codes if code in own]


def counted(row: Row) -> float | None:
    """What counts of a step: a county once it is approved, everything else once reported."""
    if row["indicator_code"] != COUNTIES or row["reported_value"] is None:
        return row["reported_value"]
    return row["certified_value"] or 0


def attained(row: Row) -> float | None:
    """The share of the target that counts; of counties that wait for approval none yet."""
    if row["indicator_code"] != COUNTIES or not row["target_value"]:
        return row["attainment_rate"]
    approved = counted(row)
    return None if approved is None else approved / row["target_value"]


def overdue(row: Row) -> str:
    """``已到期未完成，差16,120人``; nothing while the step isn't overdue."""
    if not row["is_overdue"]:
        return ""
    return t("steps.overdue", short=formats.amount(row["short_by"], row["indicator_code"]))


def _card(row: Row) -> Card:
    if nothing := without_task(row):
        return nothing
    code = row["indicator_code"]
    note = overdue(row)
    return Card(
        indicator=code,
        title=names.indicator(code),
        value=formats.amount(counted(row), code),
        light=light(row),
        states=states(row),
        facts=_facts(row),
        notes=[note] if note else [],
    )


def _facts(row: Row) -> list[tuple[str, str]]:
    code = row["indicator_code"]
    ready = [] if row["ready_value"] is None else [(t("steps.ready"), "ready_value")]
    figures = [(t("frame.target"), "target_value"), (t("card.planned_now"), "planned_value")]
    if row["target_value"] is None:
        return [(name, formats.amount(row[value], code)) for name, value in ready]
    waiting = []
    if code == COUNTIES:
        applied = (row["reported_value"] or 0) - (row["certified_value"] or 0)
        waiting = [(t("steps.waiting"), formats.amount(applied, code))] if applied > 0 else []
    else:
        figures += [*ready, (t("steps.short_by"), "short_by")]
    return [
        (t("steps.due"), formats.month(row["target_date"])),
        *((name, formats.amount(row[value], code)) for name, value in figures),
        *waiting,
        (t("card.attainment_rate"), formats.rate(attained(row))),
    ]
