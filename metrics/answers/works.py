"""``python -m metrics works``: what it reads, and one row per area and programme of works."""

from argparse import Namespace

import polars as pl

from data.errors import UnknownChoiceError
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

    Raises:
        UnknownChoiceError: The indicator asked for is no line of the sector, in a sentence.
    """
    as_of, known = asked.as_of, lines(asked.sector)
    _check_line(asked, known)
    told = known.filter("is_measured")["indicator_code"]
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


def _check_line(asked: Namespace, known: pl.DataFrame) -> None:
    codes = known["indicator_code"].unique(maintain_order=True).to_list()
    if asked.indicator is not None and asked.indicator not in codes:
        whose = "works" if asked.sector is None else f"sector {asked.sector}"
        raise UnknownChoiceError(
            f"--indicator {asked.indicator}: no line of {whose}; the lines are "
            f"{', '.join(codes)}."
        )
