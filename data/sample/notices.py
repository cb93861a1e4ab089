"""Who was told that it is behind, what it replied and what the leadership group decided."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from data.sample.assumptions import assumption, county_assumptions
from data.sample.chance import Floats, generator
from data.sample.counts import Counts
from data.sample.sheets import Sheet
from data.sample.tasks import Task
from data.sample.words import CITY_OFFICE, worded
from data.sample.world import World
from data.sample.year_tasks import year_tasks

SCHEMA = {
    "area_code": pl.String,
    "area_name": pl.String,
    "org_unit_code": pl.String,
    "rule": pl.String,
    "year": pl.Int64,
    "half": pl.String,
    "told_on": pl.Date,
    "replied_on": pl.Date,
    "reply": pl.String,
    "promise": pl.String,
    "decided_on": pl.Date,
    "decision": pl.String,
    "document_no": pl.String,
}

TO_TELL, TO_DECIDE, TO_SEND = timedelta(days=12), timedelta(days=12), timedelta(days=2)
TO_REPLY = (3, 9)
"""Days, fewest and most."""

# Month and day of the next year.
SCORED_ON, FIRST_MEETING = (2, 27), (3, 29)


def notice_sheets(world: World, counted: Counts, task: Task) -> Iterator[Sheet]:
    """A file after the meeting of each half-year; at the year's end one before it as well.

    Args:
        world: The simulated programme.
        counted: What villages report.
        task: Of people lifted.
    """
    history: list[Floats] = []
    for month in (each for each in world.calendar.months if each.month % 6 == 0):
        history.append(year_tasks(world, counted, task, month).behind)
        lines = [*_counties(world, month, history), *_offices(world, month)]
        if month.month == 12:
            undecided = {"decided_on": None, "decision": None}
            told = [line | undecided for line in lines]
            yield from _sheet(world, month, "告知", month + TO_TELL + TO_DECIDE, told)
            lines += _scorecards(world, month.year)
        yield from _sheet(world, month, "研究", _meeting(month) + TO_SEND, lines)


def _counties(world: World, month: date, history: list[Floats]) -> Iterator[dict[str, Any]]:
    """Counties behind their yearly task, by how far each was at every half-year so far."""
    counties = world.places.counties
    chance = generator(world.seed, f"notices {month}")
    at_year_end = month.month == 12
    behind = history[-1]
    earlier = history[: -2 if at_year_end else -1]
    before = earlier[-1] if earlier else np.zeros(behind.size)
    for row, county in enumerate(county_assumptions().values()):
        decision = _decision(behind[row], before[row], at_year_end=at_year_end)
        if county.step is None or decision is None:
            continue
        # No figures: those of the day are revised later, and the page shows the revised ones.
        reply = ("部分产业项目见效晚，减贫进度慢于时序", "九月底前达到时序进度")
        if at_year_end:
            reply = ("动态管理核减人数较多，年度减贫任务未完成", "下一年度一并完成")
        silent = chance.random() < assumption("notices")["silent"]
        yield {
            "area_code": counties["area_code"][row],
            "area_name": counties["area_name"][row],
            "rule": "task_missed" if at_year_end else "task_behind",
            "half": None if at_year_end else "1",
            **_course(chance, month, decision, (None, None) if silent else reply),
        }


def _decision(behind: float, before: float, *, at_year_end: bool) -> str | None:
    """What follows for a county this far behind; null if it isn't told.

    ``before`` is how far it was the half-year before or, at a year's end, the year before.
    """
    limits = assumption("notices")
    if at_year_end:
        if behind <= limits["talk"]:
            return "no_talk" if behind > 0 else None
        return "special_supervision" if before > limits["talk"] else "talk"
    if behind <= limits["reminder"]:
        return None
    again = before > limits["reminder"]
    return "warning" if again or behind > limits["warning"] else "reminder"


def _offices(world: World, month: date) -> Iterator[dict[str, Any]]:
    chance = generator(world.seed, f"notices of offices {month}")
    half = month.month // 6
    for office, rule, *when, decision, reply, promise in assumption("notices")["offices"]:
        if when == [month.year, half]:
            yield {
                "org_unit_code": office,
                "rule": rule,
                "half": str(half),
                **_course(chance, month, decision, (reply, promise)),
            }


def _course(
    chance: np.random.Generator,
    month: date,
    decision: str,
    reply: tuple[str, str] | tuple[None, None],
) -> dict[str, Any]:
    told_on = month + TO_TELL
    fewest, most = TO_REPLY
    replied_on = told_on + timedelta(days=int(chance.integers(fewest, most + 1)))
    text, promise = reply
    return {
        "year": month.year,
        "told_on": told_on,
        "replied_on": replied_on if text else None,
        "reply": text,
        "promise": promise,
        "decided_on": _meeting(month),
        "decision": decision,
        "document_no": _document(told_on),
    }


def _meeting(month: date) -> date:
    """Day on which the leadership group looks at a half-year."""
    if month.month == 12:
        return date(month.year + 1, *FIRST_MEETING)
    return month + TO_TELL + TO_DECIDE


def _scorecards(world: World, year: int) -> Iterator[dict[str, Any]]:
    """What counties had to say about their scorecard of a year."""
    names = dict(world.places.counties.select("area_code", "area_name").iter_rows())
    told_on = date(year + 1, *SCORED_ON)
    for county, of_year, reply in assumption("notices")["scorecards"]:
        if of_year == year:
            yield {
                "area_code": county,
                "area_name": names[county],
                "rule": "scorecard",
                "year": year,
                "told_on": told_on,
                "replied_on": told_on + timedelta(days=7),
                "reply": reply,
                "document_no": _document(told_on),
            }


def _sheet(
    world: World, month: date, kind: str, sent_on: date, lines: list[dict[str, Any]]
) -> Iterator[Sheet]:
    """A file of what was sent by the day the sample is looked at; none without a line."""
    if not lines or sent_on > world.calendar.last_sent:
        return
    span = "年度" if month.month == 12 else "年上半年"
    yield Sheet(
        name=f"{month:%Y-%m}_提醒{kind}表",
        form="notices",
        title=f"哈尔滨市{month.year}{span}提醒{kind}情况（模拟）",
        office=CITY_OFFICE,
        sent_on=sent_on,
        document_no=_document(month + TO_TELL),
        table=worded(pl.DataFrame(lines, schema=SCHEMA), "notices"),
    )


def _document(told_on: date) -> str:
    return f"模拟哈扶办〔{told_on.year}〕告知{told_on.month}号"
