"""The head of a county's card: five figures, and how far a poor county is off the list."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from data.catalogue import indicators
from pages.ui import formats, layout, names, provenance
from pages.ui.card_facts import change
from pages.ui.messages import t
from pages.ui.palette import THEME_COLOURS

INDICATORS = (
    *("poor_people_remaining", "poverty_incidence", "people_ready", "people_lifted"),
    *("villages_delisted", "villages_ready", "fund_spent_rate", "problems_closed"),
)
PEOPLE = ("poor_people_remaining", "people_ready", "people_lifted")
Row = Mapping[str, Any]


def five_figures(
    rows: Mapping[str, Row], tasks: pl.DataFrame, followed: str, *, area: str, as_of: date
) -> None:
    """Still poor, this year's task, villages, money, problems; each with its states.

    Args:
        rows: Row of `metrics.changes` of the county by indicator, for `INDICATORS`.
        tasks: Row of `metrics.year_task` of the county for ``followed``; none: no task.
        followed: The people's figure that is followed this month.
        area: Code of the county.
        as_of: Month end the figures are of.
    """
    drawn = [
        ("poor_people_remaining", *_still_poor(rows)),
        (followed, *_year_task(rows, tasks, followed)),
        ("villages_delisted", *_villages(rows)),
        ("fund_spent_rate", *_share(rows["fund_spent_rate"])),
        ("problems_closed", *_share(rows["problems_closed"])),
    ]
    for place, (code, title, value, facts) in zip(layout.cards(5), drawn, strict=True):
        with place, layout.card():
            st.metric(title, value)
            # People still poor have no target of their own: people lifted speak for them.
            judged = rows["people_lifted" if code in PEOPLE else code]
            light = formats.light(judged["light"], judged["light_reason"])
            # The reason of a grey light can be longer than the card is wide.
            is_grey = judged["light"] == "grey"
            if not is_grey:
                st.badge(light, color=THEME_COLOURS[judged["light"]])
            said = (light if is_grey else "", change(rows[code]), *facts)
            lines = [line for line in said if line]
            # Two spaces before a line break keep the lines apart in Markdown.
            st.caption("  \n".join(formats.plain(line) for line in lines))
            provenance.where_from(area, code, as_of=as_of, key=f"figure_{code}")


def stage_line(stages: pl.DataFrame) -> None:
    """The stages of delisting in one line, each with its month: applied, reviewed, approved.

    Args:
        stages: Result of `metrics.stage_dates` for one county; no rows: it never applied.
    """
    since = dict(stages.select("stage", "since").iter_rows())
    steps = [
        t("scorecard.stage_done", stage=t(f"stage.{stage}"), month=formats.month(since[stage]))
        if since.get(stage)
        else t("scorecard.stage_open", stage=t(f"stage.{stage}"))
        for stage in ("applied", "reviewed", "approved")
    ]
    st.markdown(f"**{t('scorecard.stages')}**{t('frame.colon')}{'　→　'.join(steps)}")


def _still_poor(rows: Mapping[str, Row]) -> tuple[str, str, Sequence[str]]:
    poor, incidence = rows["poor_people_remaining"], rows["poverty_incidence"]
    share = formats.amount(incidence["actual_value"], "poverty_incidence")
    return (
        t("scorecard.poor"),
        formats.amount(poor["actual_value"], "poor_people_remaining", unit=False),
        [_fact(names.indicator("poverty_incidence"), share), _states(poor)],
    )


def _year_task(
    rows: Mapping[str, Row], tasks: pl.DataFrame, followed: str
) -> tuple[str, str, Sequence[str]]:
    title = t("scorecard.year_task")
    states = _fact(t("scorecard.lifted"), _states(rows["people_lifted"]))
    task = tasks.row(0, named=True) if tasks.height else {"done_value": None}
    if task["done_value"] is None:
        return title, formats.DASH, [states]
    done, due = (formats.number(task[name]) for name in ("done_value", "due_value"))
    if task["completion_rate"] is None:
        return title, t("scorecard.nothing_due"), [states]
    planned = formats.rate(task["planned_rate"], 1)
    ahead = formats.points(task["points_ahead"])
    return (
        title,
        formats.rate(task["completion_rate"], 1),
        [
            t(f"scorecard.done_{followed}", done=done, due=due),
            t("scorecard.against_plan", planned=planned, ahead=ahead),
            states,
        ],
    )


def _villages(rows: Mapping[str, Row]) -> tuple[str, str, Sequence[str]]:
    row, ready = rows["villages_delisted"], rows["villages_ready"]
    title = t("scorecard.villages_off")
    if row["cycle_state"] == "no_task":
        return title, t("light_reason.no_task"), []
    actual = formats.amount(row["actual_value"], "villages_delisted", unit=False)
    target = formats.amount(row["target_value"], "villages_delisted", unit=False)
    met = formats.amount(ready["actual_value"], "villages_ready")
    return (
        title,
        t("scorecard.of", part=actual, whole=target),
        [_fact(t("scorecard.ready"), met), _states(row)],
    )


def _share(row: Row) -> tuple[str, str, Sequence[str]]:
    code = row["indicator_code"]
    parts = t(
        f"scorecard.parts_{code}",
        part=formats.number(row["numerator"]),
        whole=formats.number(row["denominator"]),
    )
    value = formats.amount(row["actual_value"], code)
    return names.indicator(code), value, [parts, _states(row)]


def _states(row: Row) -> str:
    """Reported and certified side by side, or that nobody certifies this."""
    entry = indicators()[row["indicator_code"]]
    reported, certified = (
        formats.amount(row[name], entry, unit=names.is_percent(entry))
        for name in ("reported_value", "certified_value")
    )
    if entry.certification == "none":
        return t("scorecard.not_certified", reported=reported)
    return t("scorecard.states", reported=reported, certified=certified)


def _fact(name: str, value: str) -> str:
    return f"{name}{t('frame.colon')}{value}"
