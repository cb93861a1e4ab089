"""The works as the city's offices send them: every project at first, then those that moved."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import polars as pl

from data.catalogue import org_units, works
from data.sample.assumptions import assumption
from data.sample.chance import generator
from data.sample.months import FIRST_YEAR, month_end
from data.sample.projects import Projects, projects
from data.sample.sheets import Sheet
from data.sample.tasks import Task
from data.sample.words import worded
from data.sample.world import World

LISTED = month_end(FIRST_YEAR, 1)
"""The projects of all five years are listed at the end of the programme's first month."""

DAYS_TO_LIST = 24
MOVES = (
    "quantity_done", "is_preparing", "started_on", "finished_on", "accepted_on", "late_reason",
)  # fmt: skip
"""What makes a project be sent again."""

FIELDS = (
    "area_code", "area_name", "work_code", "period", "programme", "work_name", "plan_year",
    "quantity_planned", "quantity_done", "planned_start_on", "started_on", "planned_finish_on",
    "finished_on", "accepted_on", "is_preparing", "late_reason", "budget_cny", "paid_cny",
    "disclosed_on", "owner", "people_served", "natural_villages", "geometry", "is_schematic",
)  # fmt: skip


def work_sheets(world: World, tasks: dict[str, Task]) -> Iterator[Sheet]:
    """One sheet per bureau for the first list, then for each quarter with what moved."""
    everything = projects(world, tasks)
    quarters = [day for day in world.calendar.months if day.month % 3 == 0]
    before = None
    for period in (LISTED, *quarters):
        now = as_of(everything, period)
        sent = now if before is None else _moved(now, before)
        yield from _of_bureaus(world, sent, period)
        before = now


def as_of(everything: Projects, period: date) -> pl.DataFrame:
    """Every project as its office would report it at a month end: FIELDS but for the words."""
    month = (period.year - FIRST_YEAR) * 12 + period.month - 1
    done = pl.Series("quantity_done", everything.done[:, month])
    day = pl.lit(period)
    known = everything.table.with_columns(
        done,
        *(
            pl.when(pl.col(name) <= day).then(name).alias(name)
            for name in ("started_on", "finished_on", "accepted_on")
        ),
        period=day,
    )
    waits = pl.col("started_on").is_null()
    is_open = pl.col("finished_on").is_null()
    is_late = (
        (waits & (pl.col("planned_start_on") < day))
        | (is_open & (pl.col("planned_finish_on") < day))
        | (pl.col("finished_on") > pl.col("planned_finish_on"))
    )
    return known.with_columns(
        is_preparing=waits
        & (pl.col("prepared_on") <= day)
        & (pl.col("planned_start_on") >= day),
        late_reason=pl.when(is_late).then("late_reason"),
    ).with_columns(
        disclosed_on=pl.when(pl.col("disclosed_on") <= day).then("disclosed_on"),
        paid_cny=(pl.col("budget_cny") * _paid() / 100).round().cast(pl.Int64) * 100,
    )


def _paid() -> pl.Expr:
    """Share of the budget paid: an advance, then as it is built, the rest after acceptance."""
    assumed = assumption("works")
    first, built = assumed["paid_at_start"], assumed["paid_when_built"]
    share = pl.col("quantity_done") / pl.col("quantity_planned")
    lacks_funds = (pl.col("late_reason") == "funds") & pl.col("finished_on").is_null()
    return (
        pl.when(pl.col("accepted_on").is_not_null())
        .then("paid_share")
        .when(pl.col("started_on").is_null() | lacks_funds.fill_null(False))
        .then(0.0)
        .otherwise(first + (built - first) * share)
    )


def _moved(now: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Projects that moved; where they lie has been told."""
    moved = np.zeros(now.height, dtype=np.bool_)
    for name in MOVES:
        moved |= now[name].ne_missing(before[name]).to_numpy()
    return now.filter(pl.Series(moved)).with_columns(geometry=pl.lit(None, pl.String))


def _of_bureaus(world: World, sent: pl.DataFrame, period: date) -> Iterator[Sheet]:
    catalogue = works()
    owners = {
        code: org_units()[catalogue.sectors[each.sector].owner].name.zh
        for code, each in catalogue.programmes.items()
    }
    ready = _in_words(sent).with_columns(bureau=pl.col("programme").replace_strict(owners))
    names = {code: each.name.zh for code, each in catalogue.programmes.items()}
    for table in ready.partition_by("bureau", maintain_order=True):
        bureau = table.item(0, "bureau")
        yield Sheet(
            name=f"{period:%Y-%m}_{bureau}_工程项目表",
            form="works",
            title=f"{bureau}截至{period.year}年{period.month}月工程项目表（模拟）",
            office=bureau,
            sent_on=_sent_on(world, bureau, period),
            document_no=f"模拟{bureau}报〔{period.year}〕工程{period.month}号",
            table=table.with_columns(pl.col("programme").replace_strict(names)).select(FIELDS),
        )


def _in_words(sent: pl.DataFrame) -> pl.DataFrame:
    words = pl.Series(["否", "是"])
    return worded(sent, "works").with_columns(
        is_preparing=words.gather(sent["is_preparing"].cast(pl.Int64)),
        is_schematic=pl.when(pl.col("geometry").is_not_null()).then(pl.lit("是")),
    )


def _sent_on(world: World, bureau: str, period: date) -> date:
    """Days after the quarter; the first list takes weeks."""
    if period == LISTED:
        return period + timedelta(days=DAYS_TO_LIST)
    chance = generator(world.seed, f"arrival works {bureau} {period}")
    return period + timedelta(days=int(chance.integers(4, 10)))
