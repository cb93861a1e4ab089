"""Returns that hold no observations: roles, targets, tasks, register, villages, ledgers."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import polars as pl

from data.catalogue import forms
from data.sample.assumptions import county_assumptions
from data.sample.chance import generator
from data.sample.counts import Counts
from data.sample.evaluations import deduction_sheets, evaluation_sheets
from data.sample.household_sheets import household_sheet
from data.sample.months import BASELINE
from data.sample.notices import notice_sheets
from data.sample.problems import problem_sheets
from data.sample.returns import DISTRICTS, STYLES
from data.sample.sheets import Sheet, Style
from data.sample.tasks import YEARS, Task, plan_rows, target_rows
from data.sample.village_sheets import village_sheet
from data.sample.words import CITY_OFFICE
from data.sample.world import World

POLICY_NUMBER = "模拟哈发〔2016〕1号"
PLAN_NUMBER = "模拟哈扶组〔2016〕5号"
REGISTER_STYLES = {"230128": Style(headers="register"), "230112": STYLES["230112"]}
WORDS_OF_STEPS = {"step1": "第一步", "step2": "第二步"}
LISTED_BY = {"national": "国家级", "provincial": "省级"}


def paper_sheets(world: World, counted: Counts, tasks: dict[str, Task]) -> Iterator[Sheet]:
    """Every return that holds no observations, in no order."""
    yield from _role_sheets(world)
    yield from _promise_sheets(tasks, world)
    for year in (BASELINE.year, *world.calendar.closed_years):
        for form, table in (
            ("households", household_sheet(world, year)),
            ("villages", village_sheet(world, counted, year)),
        ):
            yield from _county_sheets(world, table, year, form)
    yield from problem_sheets(world)
    yield from evaluation_sheets(world, counted)
    yield from notice_sheets(world, counted, tasks["people_lifted"])
    yield from deduction_sheets(world)


def _role_sheets(world: World) -> Iterator[Sheet]:
    """Roles of counties and villages at the baseline, and each year's population."""
    for year in (BASELINE.year, *world.calendar.closed_years):
        yield Sheet(
            name=f"{year}_地区身份表",
            form="designations",
            title=f"哈尔滨市{year}年末地区身份和农业户籍人口（模拟）",
            office=CITY_OFFICE,
            sent_on=date(year, 12, 31) + timedelta(days=2),
            document_no=f"模拟哈扶办〔{year}〕30号",
            table=roles(world, year),
        )


def roles(world: World, year: int) -> pl.DataFrame:
    """One row per county and village: the fields of the form ``designations``."""
    places = world.places
    assumed = list(county_assumptions().values())
    population = places.population_in(year)
    of_counties = np.bincount(places.county, population, places.counties.height)
    counties = pl.DataFrame(
        {
            "area_code": places.counties["area_code"],
            "area_name": places.counties["area_name"],
            "step": [WORDS_OF_STEPS.get(str(each.step)) for each in assumed],
            "poor_county": [LISTED_BY.get(str(each.poor_county)) for each in assumed],
            "is_poor_village": "否",
            "has_task": ["是" if each.step else "否" for each in assumed],
            "is_old_base_area": "否",
            "is_minority_village": "否",
            "agricultural_population": of_counties.astype(np.int64),
        }
    )
    words = pl.Series(["否", "是"])
    steps = pl.Series(["第一步", "第二步", None])
    step = np.where(places.has_task, places.in_step2.astype(np.int64), 2)
    villages = pl.DataFrame(
        {
            "area_code": places.villages["area_code"],
            "area_name": places.villages["area_name"],
            "step": steps.gather(step),
            "is_poor_village": words.gather(places.is_poor.astype(np.int64)),
            "has_task": words.gather(places.has_task.astype(np.int64)),
            "is_old_base_area": words.gather(places.is_old_base.astype(np.int64)),
            "is_minority_village": words.gather(places.is_minority.astype(np.int64)),
            "agricultural_population": population,
        }
    )
    return pl.concat([counties, villages], how="diagonal").with_columns(
        valid_from=date(year, 12, 31), document_no=pl.lit(f"模拟哈扶办〔{year}〕30号")
    )


def _promise_sheets(tasks: dict[str, Task], world: World) -> Iterator[Sheet]:
    """Targets, those of counties as a workbook, and the tasks of the five years."""
    names = pl.concat(
        frame.select("area_code", "area_name")
        for frame in (world.places.counties, world.places.villages)
    )
    targets = target_rows(tasks, POLICY_NUMBER).join(
        names, on="area_code", how="left", maintain_order="left"
    )
    is_village = pl.col("area_code").str.len_chars() == 12
    for level, style, table in (
        ("区县", Style(kind="xlsx"), targets.filter(~is_village)),
        ("村", Style(), targets.filter(is_village)),
    ):
        yield Sheet(
            name=f"2016_{level}目标表",
            form="targets",
            title=f"脱贫攻坚目标任务分解到{level}（模拟）",
            office=CITY_OFFICE,
            sent_on=date(2016, 3, 1),
            document_no=POLICY_NUMBER,
            table=table,
            style=style,
        )
    for year in YEARS:
        yield Sheet(
            name=f"{year}_年度计划表",
            form="annual_plan",
            title=f"{year}年度减贫和工程任务（模拟）",
            office=CITY_OFFICE,
            sent_on=date(2016, 3, 20),
            document_no=PLAN_NUMBER,
            table=plan_rows(tasks, year, PLAN_NUMBER).join(
                names, on="area_code", how="left", maintain_order="left"
            ),
        )


def _county_sheets(world: World, table: pl.DataFrame, year: int, form: str) -> Iterator[Sheet]:
    """One file for each county with a task; the districts without one send theirs together."""
    with_task = [code for code, each in county_assumptions().items() if each.step]
    names = dict(world.places.counties.select("area_code", "area_name").iter_rows())
    title = forms()[form].name.zh
    sender = pl.when(pl.col("county_code").is_in(with_task)).then("county_code")
    parts = table.with_columns(county_code=sender.otherwise(pl.lit(DISTRICTS))).partition_by(
        "county_code", as_dict=True, include_key=False, maintain_order=True
    )
    for (code,), rows in parts.items():
        name = names.get(str(code), DISTRICTS)
        chance = generator(world.seed, f"arrival {form} {code} {year}")
        styles = REGISTER_STYLES if form == "households" else STYLES
        yield Sheet(
            name=f"{year}_{name}_{title}",
            form=form,
            title=f"{name}{year}年末{title}（模拟）",
            office=f"{name}扶贫办",
            sent_on=date(year, 12, 31) + timedelta(days=int(chance.integers(8, 20))),
            document_no=f"模拟{name}扶〔{year}〕40号",
            table=rows,
            style=styles.get(str(code), Style()),
        )
