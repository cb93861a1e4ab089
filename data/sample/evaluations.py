"""Third-party surveys of counties, and what is taken off their scores."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import polars as pl

from data.sample.assumptions import assumption
from data.sample.chance import total_by
from data.sample.counts import Counts
from data.sample.months import month_end
from data.sample.problems import overdue_by_county
from data.sample.sheets import Sheet
from data.sample.words import CITY_OFFICE, worded
from data.sample.world import World

TO_SEND = timedelta(days=3)
# Month and day of the next year on which a year's assessment closes.
ASSESSED_ON = (2, 26)


def evaluation_sheets(world: World, counted: Counts) -> Iterator[Sheet]:
    """Surveys whose result the province had told, one file for those told together."""
    surveys = pl.DataFrame(
        [
            _survey(world, counted, each)
            for each in assumption("evaluations")
            if each["released_on"] + TO_SEND <= world.calendar.last_sent
        ]
    )
    if surveys.is_empty():
        return
    for table in surveys.partition_by("released_on", maintain_order=True):
        told_on: date = table.item(0, "released_on")
        document = f"模拟评估反馈〔{told_on.year}〕{told_on.month}号"
        yield Sheet(
            name=f"{told_on:%Y-%m}_第三方评估表",
            form="evaluations",
            title=f"{table.item(0, 'exit_year')}年退出第三方评估结果（模拟）",
            office=CITY_OFFICE,
            sent_on=told_on + TO_SEND,
            document_no=document,
            table=table.with_columns(document_no=pl.lit(document)),
        )


def _survey(world: World, counted: Counts, assumed: dict[str, Any]) -> dict[str, Any]:
    """One survey; who is still poor and lives there is what the county's returns say."""
    places, year = world.places, assumed["exit_year"]
    row = places.counties["area_code"].to_list().index(assumed["county"])
    december = world.calendar.months.index(month_end(year, 12))
    poor, people = (
        total_by(places.county, each, places.counties.height)[row]
        for each in (counted.remaining[:, december], places.population_in(year))
    )
    return {
        "area_code": assumed["county"],
        "area_name": places.counties["area_name"][row],
        **{name: assumed[name] for name in ("exit_year", "surveyed_on", "released_on")},
        "evaluator": assumed["evaluator"],
        "exited_people_sampled": assumed["exited"][0],
        "wrong_exit_people": assumed["exited"][1],
        "unregistered_people_surveyed": assumed["unregistered"][0],
        "missed_people": assumed["unregistered"][1],
        "households_surveyed": assumed["approving"][0],
        "households_approving": assumed["approving"][1],
        "registered_people_remaining": int(poor),
        "base_people": int(people),
    }


def deduction_sheets(world: World) -> Iterator[Sheet]:
    """One file for each assessment year that has anything, when the assessment is closed."""
    names = dict(world.places.counties.select("area_code", "area_name").iter_rows())
    for year in world.calendar.closed_years:
        decided_on = date(year + 1, *ASSESSED_ON)
        document = f"模拟哈扶组〔{year + 1}〕2号"
        lines = [
            {
                "area_code": county,
                "area_name": names[county],
                "year": year,
                "kind": kind,
                "points": float(points),
                "reason": reason,
                "decided_on": decided_on,
                "document_no": document,
            }
            for county, kind, points, reason in _deductions(world, year)
        ]
        if lines and decided_on + TO_SEND <= world.calendar.last_sent:
            yield Sheet(
                name=f"{year}_扣分事项表",
                form="deductions",
                title=f"哈尔滨市{year}年度考核扣分事项（模拟）",
                office=CITY_OFFICE,
                sent_on=decided_on + TO_SEND,
                document_no=document,
                table=worded(pl.DataFrame(lines), "deductions"),
            )


def _deductions(world: World, year: int) -> Iterator[tuple[str, str, float, str]]:
    """County, kind, points and reason of what a year took off, or added."""
    assumed = assumption("deductions")
    for county, of_year, *rest in assumed["entries"]:
        if of_year == year:
            kind, points, reason = rest
            yield county, kind, points, reason
    for county, number in overdue_by_county(world, month_end(year, 12)).items():
        yield (
            county,
            "unresolved_problems",
            assumed["overdue"] * number,
            f"年末{number}项问题逾期未整改",
        )
