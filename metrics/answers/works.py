"""``python -m metrics works``: what it reads, and one row per area and programme of works."""

from argparse import Namespace

import polars as pl

from data.warehouse import queries
from data.warehouse.scope import CITY
from metrics import question
from metrics.works import works
from metrics.works_lines import lines
from metrics.works_projects import projects


def answer(asked: Namespace, version: str, areas: pl.DataFrame) -> pl.DataFrame:
    """Works of the sector asked for, or of all, in every area of the level asked for.

    Args:
        asked: What `metrics.question.check` left; with an area only what lies in it.
        version: Version of the warehouse.
        areas: One row per area, as the warehouse gives them for the day asked for.

    Returns:
        The rows of `metrics.works.works`.
    """
    as_of = asked.as_of
    told = lines(asked.sector).filter("is_measured")["indicator_code"]
    rows = works(
        projects(queries.works(CITY, version, as_of=as_of), areas, as_of=as_of),
        areas,
        queries.targets(CITY, version, as_of=as_of),
        queries.plans(CITY, version),
        queries.actuals(
            CITY, version, as_of=as_of, level=asked.level, indicators=told.to_list()
        ),
        as_of=as_of,
        level=asked.level,
        sector=asked.sector,
    )
    return question.inside(question.only(rows, asked), asked)
