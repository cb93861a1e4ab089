"""``python -m metrics scorecard``: what it reads, and one row per county from it."""

from argparse import Namespace
from datetime import date

import polars as pl

from data.warehouse import queries
from data.warehouse.scope import CITY
from metrics import gains, monthly_ranks, plan, progress, score_items, scorecard, vetoes
from metrics.assessment import figures_day
from metrics.calendar import closed_month
from metrics.pace import months_before
from metrics.score_history import replies
from metrics.year_starts import PEOPLE, POOR, people_tasks
from metrics.year_sums import roll_up
from metrics.year_task import months, year_tasks

KEYS = ("area_code", "group")
REPLY = ("told_year", "told_on", "replied_on", "reply", "promise")
DEDUCTED = ("kind", "points", "reason", "decided_on", "document_no")


def answer(asked: Namespace, version: str, areas: pl.DataFrame) -> pl.DataFrame:
    """The scorecard of every county with a task, with all that belongs to it.

    Args:
        asked: What `metrics.question.check` left; with an area only the county it is.
        version: Version of the warehouse.
        areas: One row per area, as the warehouse gives them for the day asked for.

    Returns:
        One row per county: area_code, area_name, the columns of `metrics.scorecard.scorecard`,
        `REPLY` of `metrics.score_history.replies`, and lists of rows: items, vetoes, gains,
        monthly_ranks, deductions.
    """
    as_of: date = asked.as_of
    day = figures_day(as_of)
    frames = queries.progress_frames(CITY, version, as_of=day, level="county")
    judged = progress.progress(**frames, as_of=day, level="county", area=None, indicators=None)
    before = queries.actuals(
        CITY, version, as_of=months_before(closed_month(day), 1), level="county"
    )
    items = score_items.items(judged, areas, before, as_of=as_of)
    found = vetoes.vetoes(
        queries.evaluations(CITY, version, as_of=as_of),
        areas,
        queries.series(
            CITY, version, indicators=("people_lifted",), level="county", through=as_of
        ),
        as_of=as_of,
    )
    deductions = queries.deductions(CITY, version, as_of=as_of)
    figures = monthly_ranks.monthly_figures(
        _tasks(version, frames, as_of=day), frames["actuals"], before, as_of=day
    )
    rows = scorecard.scorecard(items, found, deductions, areas, as_of=as_of)
    told = replies(queries.notices(CITY, version, as_of=as_of), as_of=as_of)
    told = told.rename({"year": "told_year"}).select("area_code", *REPLY)
    rows = rows.join(told, on="area_code", how="left", maintain_order="left")
    deducted = scorecard.deducted(deductions, as_of=as_of).select("area_code", *DEDUCTED)
    for name, parts in {
        "items": items,
        "vetoes": found,
        "gains": gains.gains(items, _villages(version, items, as_of=day), areas),
        "monthly_ranks": monthly_ranks.monthly_ranks(figures, areas),
        "deductions": deducted,
    }.items():
        rows = _with_list(rows, parts, name)
    names = areas.select("area_code", "area_name")
    rows = names.join(rows, on="area_code", maintain_order="right")
    return rows if asked.area is None else rows.filter(pl.col("area_code") == asked.area)


def _villages(version: str, items: pl.DataFrame, *, as_of: date) -> pl.DataFrame | None:
    """Village progress of the items whose villages are named, and no others."""
    codes = gains.village_indicators(gains.largest(items))
    if not codes:
        return None
    frames = queries.progress_frames(
        CITY, version, as_of=as_of, level="village", indicators=codes
    )
    return progress.progress(
        **frames, as_of=as_of, level="village", area=None, indicators=codes
    )


def _tasks(version: str, frames: dict[str, pl.DataFrame], *, as_of: date) -> pl.DataFrame:
    """This year's tasks of the counties: people village by village, works of the counties."""
    areas = frames["areas"]

    def curve(level: str) -> pl.DataFrame:
        return plan.curve(
            frames["targets"], frames["plans"], areas, level=level, months=months(as_of)
        )

    people = queries.series(
        CITY, version, indicators=(*PEOPLE, POOR), level="village", through=as_of
    )
    codes = list(monthly_ranks.WORKS)
    works = queries.series(CITY, version, indicators=codes, level="county", through=as_of)
    own = curve("county").filter(pl.col("indicator_code").is_in(codes))
    by_village = people_tasks(people, curve("village"), as_of=as_of)
    return pl.concat(
        [roll_up(by_village, areas, level="county"), year_tasks(works, own, as_of=as_of)]
    )


def _with_list(rows: pl.DataFrame, parts: pl.DataFrame, name: str) -> pl.DataFrame:
    """The rows with a list of each county's parts; empty where it has none."""
    shown = [column for column in parts.columns if column not in KEYS]
    lists = parts.group_by("area_code", maintain_order=True).agg(pl.struct(shown).alias(name))
    return rows.join(lists, on="area_code", how="left", maintain_order="left").with_columns(
        pl.col(name).fill_null(pl.lit([], lists.schema[name]))
    )
