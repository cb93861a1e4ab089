"""Headline figures of a step: people, villages and counties, or what step 3 keeps."""

import polars as pl

from metrics.step_lights import KEPT, MAIN
from pages.ui import formats, names
from pages.ui.card_facts import Row, light, states, without_task
from pages.ui.cards import Card
from pages.ui.messages import t

KEEPING = "step3"
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
        value=formats.amount(row["reported_value"], code),
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
    figures += [*ready, (t("steps.short_by"), "short_by")]
    return [
        (t("steps.due"), formats.month(row["target_date"])),
        *((name, formats.amount(row[value], code)) for name, value in figures),
        (t("card.attainment_rate"), formats.rate(row["attainment_rate"])),
    ]
