"""Problems fed back: one ledger, from which the monthly count of closed ones follows."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from data.catalogue import org_units
from data.sample.assumptions import assumption
from data.sample.chance import Floats, Ints, generator
from data.sample.funds import county_pace
from data.sample.sheets import Sheet
from data.sample.words import CITY_OFFICE, worded
from data.sample.world import World

CITY = "230100"
DAYS_TO_SEND = timedelta(days=6)
FIELDS = (
    "area_code", "area_name", "problem_code", "source", "found_on", "problem", "lead_office",
    "responsible_office", "measure", "due_date", "state", "done_on", "closed_on", "evidence",
)  # fmt: skip


def ledger(world: World) -> pl.DataFrame:
    """Every problem as it goes in the end, whatever month is asked for.

    Returns:
        One row per problem, by day: the columns of FIELDS without the state; done_on and
        closed_on are null where that never happens.
    """
    found = [*_of_counties(world), *_of_the_city()]
    chance = generator(world.seed, "course of problems")
    rows = [row | _course(chance, row) for row in found]
    number = pl.int_range(1, pl.len() + 1).over(pl.col("found_on").dt.year())
    return (
        pl.DataFrame(rows, infer_schema_length=None)
        .sort("found_on", maintain_order=True)
        .with_columns(
            problem_code=pl.format(
                "{}-{}", pl.col("found_on").dt.year(), number.cast(pl.String).str.zfill(3)
            )
        )
    )


def problem_counts(world: World, codes: pl.Series) -> tuple[Ints, Ints]:
    """Problems found and closed by each month end, by county: two of counties by months."""
    rows = ledger(world)
    of_county = rows["area_code"].str.head(6).to_numpy() == codes.to_numpy()[:, None]
    months = np.array(world.calendar.months, dtype="datetime64[D]")

    def by(day: str) -> Ints:
        # Days that never come compare false.
        had = rows[day].to_numpy().astype("datetime64[D]")[:, None] <= months
        counts: Ints = of_county.astype(np.int64) @ had.astype(np.int64)
        return counts

    return by("found_on"), by("closed_on")


def problem_sheets(world: World) -> Iterator[Sheet]:
    """The ledger as the city sends it, whole, after each quarter and the last month."""
    rows, months = ledger(world), world.calendar.months
    for month in (each for each in months if each.month % 3 == 0 or each == months[-1]):
        sent_on = month + DAYS_TO_SEND
        yield Sheet(
            name=f"{month:%Y-%m}_问题整改台账",
            form="problems",
            title=f"截至{month.year}年{month.month}月哈尔滨市问题整改台账（模拟）",
            office=CITY_OFFICE,
            sent_on=sent_on,
            document_no=f"模拟哈扶办〔{month.year}〕整改{month.month}号",
            table=worded(_as_of(rows, month, sent_on), "problems").select(FIELDS),
        )


def overdue_by_county(world: World, day: date) -> dict[str, int]:
    """How many problems of each county are past their deadline and not done on a day."""
    rows = _as_of(ledger(world), day, day).filter(pl.col("state") == "overdue")
    counties = rows.select(pl.col("area_code").str.head(6)).filter(pl.col("area_code") != CITY)
    return dict(counties.group_by("area_code").len().sort("area_code").iter_rows())


def _as_of(rows: pl.DataFrame, day: date, sent_on: date) -> pl.DataFrame:
    """The ledger as it stood on a day, with the state that its dates say when it is sent."""
    known = rows.filter(pl.col("found_on") <= day).with_columns(
        pl.when(pl.col(name) <= day).then(name).alias(name) for name in ("done_on", "closed_on")
    )
    is_closed, is_done = (pl.col(name).is_not_null() for name in ("closed_on", "done_on"))
    return known.with_columns(
        evidence=pl.when(is_closed).then("evidence"),
        state=pl.when(is_closed)
        .then(pl.lit("closed"))
        .when(is_done)
        .then(pl.lit("awaiting_check"))
        .when(pl.col("due_date") < sent_on)
        .then(pl.lit("overdue"))
        .otherwise(pl.lit("open")),
    )


def _of_counties(world: World) -> Iterator[dict[str, Any]]:
    """What each round of feedback finds in which county and village."""
    here, codes, pace = county_pace(world, "problems_closed")
    chance = generator(world.seed, "problems")
    places, known = world.places, list(codes)
    names = places.counties["area_name"].gather(here)
    falsified = np.concatenate(list(world.planted.villages.values()))
    pools = [
        np.setdiff1d(np.flatnonzero((places.county == row) & places.has_task), falsified)
        for row in here
    ]
    for each in assumption("problems")["rounds"]:
        about = [known.index(code) for code in each.get("counties", known)]
        topics = _topics(each["source"])
        for number in _drawn(chance, each["number"], about, 2 - pace):
            topic = topics[chance.integers(len(topics))]
            village = places.villages.row(int(chance.choice(pools[number])), named=True)
            is_village = topic["level"] == "village"
            yield {
                "area_code": village["area_code"] if is_village else known[number],
                "area_name": village["area_name"] if is_village else names[number],
                "source": each["source"],
                "found_on": each["day"],
                "due_date": each["day"] + timedelta(days=each["days"]),
                "problem": topic["problem"],
                "lead_office": topic["lead"],
                "responsible_office": f"{names[number]}{topic['office']}",
                "measure": topic["measure"],
                "evidence": topic["evidence"],
                "slowness": 1 + assumption("problems")["slow"] * (1 - pace[number]),
            }


def _topics(source: str) -> list[dict[str, str]]:
    """The topics a source has of its own, else those that any may find."""
    every = assumption("problems")["topics"]
    own = [topic for topic in every if source in topic.get("from", [])]
    return own or [topic for topic in every if "from" not in topic]


def _drawn(
    chance: np.random.Generator, total: int, about: list[int], weights: Floats
) -> list[int]:
    """Counties of the problems of a round: everyone in turn, the slower ones more often."""
    rounds, rest = divmod(total, len(about))
    share = weights[about] / weights[about].sum()
    more = chance.choice(about, rest, replace=False, p=share)
    return sorted([*about * rounds, *more.tolist()])


def _of_the_city() -> Iterator[dict[str, Any]]:
    """What the meeting decided and an audit found of the city's own offices."""
    for source, day, days, lead, problem, measure, evidence in assumption("problems")["city"]:
        yield {
            "area_code": CITY,
            "area_name": "哈尔滨市",
            "source": source,
            "found_on": day,
            "due_date": day + timedelta(days=days),
            "problem": problem,
            "lead_office": lead,
            "responsible_office": org_units()[lead].name.zh,
            "measure": measure,
            "evidence": evidence,
            "slowness": 1.0,
        }


def _course(chance: np.random.Generator, row: dict[str, Any]) -> dict[str, date | None]:
    """When a problem is done and closed, by the time it was given and who has to do it."""
    assumed = assumption("problems")
    share = assumed["takes"] * chance.lognormal(0, assumed["spread"]) * row["slowness"]
    given = (row["due_date"] - row["found_on"]).days
    done_on = row["found_on"] + timedelta(days=max(round(given * share), 5))
    fewest, most = assumed["checked"]
    closed_on = done_on + timedelta(days=int(chance.integers(fewest, most + 1)))
    if chance.random() < assumed["never"]:
        return {"done_on": None, "closed_on": None}
    return {"done_on": done_on, "closed_on": closed_on}
