"""Dilapidated houses: one project per village, plan year and kind; houses finish one by one.

What a year leaves undone is a project of its own, so that the rest can be accepted.
"""

import numpy as np
import polars as pl

from data.sample.assumptions import assumption
from data.sample.chance import generator
from data.sample.cutting import MONTHS, NEVER, pieces
from data.sample.months import FIRST_YEAR
from data.sample.sites import Sites
from data.sample.tasks import Task
from data.sample.works import progress
from data.sample.world import World

KINDS = {"housing_repair": "危房维修", "housing_new": "危房新建"}
DUE = (8, 10)
"""Month of its year in which a village's repairs and new houses are to be finished: 0 to 11."""


def house_projects(world: World, task: Task, place: Sites) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The houses as projects, and how many of each were finished in which month.

    A village repairs first, then builds; what a year leaves comes first in the next.

    Returns:
        The columns of `projects.COLUMNS`, the places empty, since a project lies all over its
        village; and row (of the first), month (since January 2016), amount.
    """
    chance = generator(world.seed, "projects housing_renovated")
    places, assumed = world.places, assumption("works")
    villages, years = task.planned.shape
    share = np.clip(chance.normal(assumed["repair_share"], 0.12, (villages, 1)), 0.1, 0.9)
    repaired = np.floor(task.planned * share + chance.random(task.planned.shape))
    repaired = np.minimum(repaired.astype(np.int64), task.planned)
    planned = np.stack([repaired, task.planned - repaired], axis=2).reshape(villages, -1)
    cut = pieces(planned, np.rint(progress(world, task)).astype(np.int64))

    is_done = cut.month != NEVER
    done_in = np.where(is_done, cut.month // MONTHS, years)
    within = (*planned.shape, years + 1)
    cells, row = np.unique(
        np.ravel_multi_index((cut.group, cut.segment, done_in), within), return_inverse=True
    )
    group, segment, _ = np.unravel_index(cells, within)
    first, last = np.full(cells.size, cut.month.max()), np.full(cells.size, NEVER)
    np.minimum.at(first, row, cut.month)
    np.maximum.at(last, row, cut.month)
    houses = np.bincount(row, cut.amount)
    year, kind = np.divmod(segment, len(KINDS))
    village = task.area[group]
    codes, words = pl.Series(list(KINDS)), pl.Series(list(KINDS.values()))
    named = place.village_names.gather(village) + pl.Series(FIRST_YEAR + year).cast(pl.String)
    table = pl.DataFrame(
        {
            "programme": codes.gather(kind),
            "county": places.county[village],
            "plan_year": FIRST_YEAR + year,
            "due_month": MONTHS * year + np.array(DUE)[kind],
            "first_month": first,
            "finish_month": last,
            "quantity_planned": houses,
            "area_code": task.area_codes.gather(group),
            "people_served": np.rint(houses * assumed["people_per_house"]).astype(np.int64),
            "work_name": named + "年" + words.gather(kind),
        }
    )
    done = pl.DataFrame({"row": row, "month": cut.month, "amount": cut.amount * 1.0})
    return table, done.filter(pl.Series(is_done))
