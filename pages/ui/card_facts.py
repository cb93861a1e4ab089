"""What headline cards say beside their figure: states, change, task of the year or policy."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from data.catalogue import indicators
from pages.ui import formats, names
from pages.ui.cards import STATES, Card
from pages.ui.messages import language, t

Row = Mapping[str, Any]
Rows = Mapping[str, Row]
Facts = list[tuple[str, str]]


def by_indicator(rows: pl.DataFrame) -> Rows:
    """Rows of one area by indicator code."""
    return {row["indicator_code"]: row for row in rows.iter_rows(named=True)}


def light(row: Row) -> tuple[str, str | None]:
    """Light of a row with its reason."""
    return row["light"], row["light_reason"]


def without_task(row: Row) -> Card | None:
    """A card that says that the area has no such task; null where it has one."""
    if row["cycle_state"] != "no_task":
        return None
    code = row["indicator_code"]
    return Card(code, names.indicator(code), t("light_reason.no_task"), ("grey", "no_task"))


def states(row: Row) -> list[str]:
    """Reported, checked and certified as text; where nobody certifies, that is said."""
    entry = indicators()[row["indicator_code"]]
    texts = [
        formats.amount(row[f"{state}_value"], entry, unit=names.is_percent(entry))
        for state in STATES
    ]
    if entry.certification == "none":
        texts[-1] = t("card.no_certifying")
    return texts


def change(row: Row, state: str = "reported") -> str:
    """Change since last month: ``较上月 −1,206人``; nothing where either month is missing.

    A figure that starts anew each year says so in January instead.
    """
    if row["is_anew"]:
        return t("card.is_anew")
    value = row[f"{state}_change"]
    if value is None:
        return ""
    return t("card.since_last_month", change=formats.change(value, row["indicator_code"]))


def of_total(value: float | None, total: float | None, code: str) -> str:
    """A figure out of all there are: ``123 / 163``."""
    texts = [formats.amount(number, code, unit=False) for number in (value, total)]
    return t("card.of_total", value=texts[0], total=texts[1])


def year_facts(task: Row, code: str, done: str) -> Facts:
    """This year's task with what last year left, what is due by now, and what is done.

    Args:
        task: Row of `metrics.year_task`; empty where the area has none.
        code: Code of the indicator.
        done: What the done figure is called.
    """
    if not task:
        return []
    facts = [(t("card.due_year"), formats.amount(task["due_value"], code))]
    if carried := task["carried_value"]:
        name = t("card.carried" if carried > 0 else "card.done_ahead")
        facts.append((name, formats.amount(abs(carried), code)))
    return [
        *facts,
        (t("card.planned_now"), formats.amount(task["planned_done"], code)),
        (done, formats.amount(task["done_value"], code)),
        (t("card.completion_rate"), formats.rate(task["completion_rate"])),
    ]


def programme_facts(row: Row) -> Facts:
    """Target, what is due by now, what is done, since 2016."""
    code = row["indicator_code"]
    # Of a share the way from where it stood: 93 of 100 % can be 90 % of what was to be done.
    is_share = names.is_percent(indicators()[code])
    rate = "attained_from_baseline" if is_share else "attainment_rate"
    return [
        (t("frame.target"), formats.amount(row["target_value"], code)),
        (t("card.planned_now"), formats.amount(row["planned_value"], code)),
        (t("frame.actual"), formats.amount(row["actual_value"], code)),
        (t(f"card.{rate}"), formats.rate(row["attainment_rate"])),
    ]


def share_facts(row: Row, places: int) -> Facts:
    """The two numbers behind a share, under the catalogue's names, with some decimals."""
    entry = indicators()[row["indicator_code"]]
    return [
        (words.of(language()), formats.number(row[part], places))
        for part, words in (
            ("denominator", entry.denominator),
            ("numerator", entry.numerator),
        )
    ]
