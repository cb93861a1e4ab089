"""Works in four cards: roads, bridges, water, houses."""

from pages.ui import formats, names
from pages.ui.card_facts import (
    Rows,
    change,
    light,
    programme_facts,
    states,
    without_task,
    year_facts,
)
from pages.ui.cards import Card
from pages.ui.messages import t
from pages.ui.this_year import ROADS

CODES = ("rural_roads", "bridges", "safe_water_villages", "housing_renovated")


def cards(rows: Rows, tasks: Rows, *, span: str) -> list[Card]:
    """The cards of one area; a share has no yearly task and always shows where it stands.

    Args:
        rows: Its rows of `metrics.progress` with the changes of `metrics.changes`.
        tasks: Its rows of `metrics.year_task`.
        span: ``year`` or ``programme``.
    """
    return [_card(rows, tasks, code, span) for code in CODES]


def _card(rows: Rows, tasks: Rows, code: str, span: str) -> Card:
    row = rows[code]
    if nothing := without_task(row):
        return nothing
    task = tasks.get(code, {}) if span == "year" else {}
    shown = span if task else "state"
    done = t("overview.works_done")
    facts = year_facts(task, code, done) if task else programme_facts(row)
    return Card(
        indicator=code,
        title=t(f"overview.works_{shown}", name=names.indicator(code)),
        value=formats.amount(task["done_value"] if task else row["actual_value"], code),
        light=light(row),
        light_of=t("overview.light_of") if shown == "year" else "",
        change=change(row),
        states=states(row),
        states_title=t("overview.states_works"),
        facts=[*facts, *(_programmes(rows, tasks, span) if code == "rural_roads" else [])],
    )


def _programmes(rows: Rows, tasks: Rows, span: str) -> list[tuple[str, str]]:
    """The three road programmes that make the sum."""
    is_year = span == "year"
    figures = {
        code: tasks.get(code, {}).get("done_value") if is_year else rows[code]["actual_value"]
        for code in ROADS
    }
    return [
        (names.indicator(code), formats.amount(value, code)) for code, value in figures.items()
    ]
