"""The five headline cards, as leaders ask: people, villages, counties, money, problems."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from metrics.county_stages import county_stages
from pages.ui import formats, names
from pages.ui.card_facts import (
    Rows,
    change,
    light,
    of_total,
    programme_facts,
    share_facts,
    states,
    without_task,
    year_facts,
)
from pages.ui.cards import Card
from pages.ui.messages import t

# What the cards, the curve and the table are about, for the definitions at the page's end.
CODES = (
    *("poor_people_remaining", "poverty_incidence", "people_lifted", "people_ready"),
    *("villages_delisted", "villages_ready", "counties_delisted"),
    *("fund_spent_rate", "problems_closed"),
)


def cards(
    rows: Rows, tasks: Rows, counties: pl.DataFrame, *, followed: str, span: str
) -> list[Card]:
    """The cards of one area.

    Args:
        rows: Its rows of `metrics.progress` with the changes of `metrics.changes`.
        tasks: Its rows of `metrics.year_task`.
        counties: Rows of `metrics.progress` for counties_delisted at the poor counties, with
            shown_name.
        followed: The people's figure that is followed this month.
        span: ``year`` for this year's task, ``programme`` for everything since 2016.
    """
    return [
        _people(rows, tasks, followed, span),
        _villages(rows, tasks, span),
        _counties(rows, counties),
        _share(rows, "fund_spent_rate", places=2),
        _share(rows, "problems_closed", places=0, left_over=t("overview.problems_open")),
    ]


def _people(rows: Rows, tasks: Rows, followed: str, span: str) -> Card:
    code = "poor_people_remaining"
    row, lifted = rows[code], rows["people_lifted"]
    if nothing := without_task(row):
        return nothing
    incidence = formats.amount(rows["poverty_incidence"]["actual_value"], "poverty_incidence")
    done = t(f"overview.done_{followed}")
    more = (
        year_facts(tasks.get(followed, {}), followed, done)
        if span == "year"
        else programme_facts(lifted)
    )
    return Card(
        indicator=code,
        title=names.indicator(code),
        value=formats.amount(row["actual_value"], code),
        light=light(lifted),
        light_of=t("overview.light_of"),
        change=change(row),
        states=states(lifted),
        states_title=t("overview.states_people_lifted"),
        facts=[(names.indicator("poverty_incidence"), incidence), *more],
    )


def _villages(rows: Rows, tasks: Rows, span: str) -> Card:
    code = "villages_delisted"
    row = rows[code]
    if nothing := without_task(row):
        return nothing
    if span == "year":
        own, ready = tasks.get(code, {}), tasks.get("villages_ready", {})
        parts = [("due", own, "due_value"), ("ready", ready, "done_value")]
        facts = [
            (t(f"overview.villages_{name}"), formats.amount(task.get(value), code))
            for name, task, value in [*parts, ("done", own, "done_value")]
        ]
    else:
        ready_all = formats.amount(rows["villages_ready"]["actual_value"], code)
        facts = [*programme_facts(row), (t("overview.villages_ready_all"), ready_all)]
    return Card(
        indicator=code,
        title=names.indicator(code),
        value=of_total(row["actual_value"], row["target_value"], code),
        light=light(row),
        light_of=t("overview.light_of"),
        change=change(row),
        states=states(row),
        states_title=t("overview.states_villages_delisted"),
        facts=facts,
    )


def _counties(rows: Rows, counties: pl.DataFrame) -> Card:
    code = "counties_delisted"
    row = rows[code]
    if nothing := without_task(row):
        return nothing
    staged = counties.join(county_stages(counties), on="area_code", maintain_order="left")
    approved = staged.filter(pl.col("stage") == "approved").height
    return Card(
        indicator=code,
        title=names.indicator(code),
        value=of_total(approved, row["target_value"], code),
        light=light(row),
        light_of=t("overview.light_of"),
        change=change(row, "certified"),
        states=states(row),
        states_title=t("overview.states_counties_delisted"),
        facts=[(each["shown_name"], _stage(each)) for each in staged.iter_rows(named=True)],
    )


def _stage(county: Mapping[str, Any]) -> str:
    """How far a county is: ``市初审（2/5），待批准``."""
    if county["stage"] is None:
        return t("stage.none")
    said = t("stage.line", stage=t(f"stage.{county['stage']}"), number=county["stage_number"])
    return t("stage.waiting", stage=said) if county["is_waiting"] else said


def _share(rows: Rows, code: str, *, places: int, left_over: str = "") -> Card:
    row = rows[code]
    if nothing := without_task(row):
        return nothing
    rest = [(left_over, formats.number(row["left_over"], places))] if left_over else []
    return Card(
        indicator=code,
        title=names.indicator(code),
        value=formats.amount(row["actual_value"], code),
        light=light(row),
        change=change(row),
        states=states(row),
        facts=[*share_facts(row, places), *rest],
    )
