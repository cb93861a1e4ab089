"""Every project of the sample's works, with its whole course to the end of the programme."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from data.sample.assumptions import assumption
from data.sample.chance import Floats, generator
from data.sample.course import dated
from data.sample.cutting import NEVER
from data.sample.grid_projects import grid_projects
from data.sample.house_projects import house_projects
from data.sample.months import calendar
from data.sample.roads import road_projects
from data.sample.sites import sites
from data.sample.tasks import END, Task
from data.sample.water_projects import water_projects
from data.sample.world import World

COLUMNS = {
    "programme": pl.String,
    "county": pl.Int64,
    "plan_year": pl.Int64,
    "due_month": pl.Int64,
    "first_month": pl.Int64,
    "finish_month": pl.Int64,
    "quantity_planned": pl.Float64,
    "area_code": pl.String,
    "people_served": pl.Int64,
    "natural_villages": pl.Int64,
    "work_name": pl.String,
    "geometry": pl.String,
}
"""What a topic says of a project.

The months count from January 2016: in which it is to be finished, in which something of it was
done for the first time, and in which all was; NEVER if not by the end of 2020. ``county`` is a
row of `Places.counties`.
"""


@dataclass(frozen=True)
class Projects:
    """What the city builds from 2016 to 2020.

    Attributes:
        table: One row per project, by code: the fields of the form ``works`` that don't change,
            the days on which something happens to it (null: not by the end of 2020),
            prepared_on, late_reason (should it be late) and paid_share (of the budget, in the
            end).
        done: Projects by months from January 2016: quantity done, cumulative.
    """

    table: pl.DataFrame
    done: Floats


def projects(world: World, tasks: dict[str, Task]) -> Projects:
    """The projects; the same whatever month the sample ends with."""
    whole = replace(world, calendar=calendar(END))
    tables, steps, rows = [], [], 0
    for table, own in _topics(whole, tasks):
        tables.append(pl.concat([pl.DataFrame(schema=COLUMNS), table], how="diagonal"))
        steps.append(own.with_columns(pl.col("row") + rows))
        rows += table.height
    done = pl.concat(steps)
    rise = np.zeros((rows, len(whole.calendar.months)))
    row, month, amount = (done[name].to_numpy() for name in ("row", "month", "amount"))
    np.add.at(rise, (row, month), amount)
    table = _priced(whole, dated(whole, _named(whole, pl.concat(tables))))
    order = table["work_code"].arg_sort()
    # Sums of hundredths, kept as such whatever adding them up does to the last digit.
    return Projects(table[order], np.round(np.cumsum(rise, axis=1), 2)[order.to_numpy()])


def _topics(
    world: World, tasks: dict[str, Task]
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Projects of each topic, and how much of each (row) was done (amount) in which month."""
    place = sites(world.places)
    for table in (
        road_projects(world, tasks, place),
        water_projects(world, tasks["safe_water_people"], place),
        grid_projects(world, place),
    ):
        yield (
            table,
            table.select(
                row=pl.int_range(pl.len()), month="finish_month", amount="quantity_planned"
            ).filter(pl.col("month") != NEVER),
        )
    yield house_projects(world, tasks["housing_renovated"], place)


def _named(world: World, table: pl.DataFrame) -> pl.DataFrame:
    """With code, name, area and office; of equal names the contract sections are numbered."""
    assumed = assumption("works")["programmes"]
    letters = {code: each["letters"] for code, each in assumed.items()}
    offices = {code: each["office"] for code, each in assumed.items()}
    counties = world.places.counties["area_code", "area_name"]
    names = pl.concat(
        frame.select("area_code", "area_name")
        for frame in (world.places.townships, world.places.villages)
    )
    nth = pl.int_range(1, pl.len() + 1)
    name = ["county", "work_name"]
    part = (
        pl.when(pl.len().over(name) == 1)
        .then(pl.lit(""))
        .when(pl.col("programme").str.starts_with("housing"))
        .then(pl.format("（第{}批）", nth.over(name)))
        .otherwise(pl.format("（{}标段）", nth.over(name)))
    )
    return (
        table.with_columns(
            county_code=counties["area_code"].gather(table["county"]),
            owner=counties["area_name"].gather(table["county"])
            + table["programme"].replace_strict(offices),
            work_name=pl.col("work_name") + part,
        )
        .with_columns(
            work_code=pl.format(
                "{}{}-{}-{}",
                pl.col("programme").replace_strict(letters),
                "county_code",
                "plan_year",
                nth.over("programme", "county", "plan_year").cast(pl.String).str.zfill(3),
            )
        )
        .join(names, on="area_code", how="left", maintain_order="left")
    )


def _priced(world: World, table: pl.DataFrame) -> pl.DataFrame:
    """With a budget by quantity and unit cost, and the share of it that is paid in the end."""
    assumed = assumption("works")
    chance = generator(world.seed, "money of projects")
    costs = {code: each["unit_cost"] for code, each in assumed["programmes"].items()}
    own = chance.lognormal(0, assumed["cost_spread"], table.height)
    cost = table["programme"].replace_strict(costs, return_dtype=pl.Float64).to_numpy()
    budget = np.round(table["quantity_planned"].to_numpy() * cost * own, -2)
    fewest, most = assumed["paid_in_the_end"]
    paid: Floats = chance.uniform(fewest, most, table.height)
    return table.with_columns(
        budget_cny=budget.astype(np.int64),
        paid_share=np.round(paid, 3),
    )
