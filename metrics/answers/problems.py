"""``python -m metrics problems``: the ledger of problems fed back, with their state."""

from argparse import Namespace

import polars as pl

from data.warehouse import queries
from data.warehouse.scope import CITY
from metrics import question
from metrics.problems import ledger


def answer(asked: Namespace, version: str, areas: pl.DataFrame) -> pl.DataFrame:
    """The problems found by the day asked for, the longest overdue first.

    Args:
        asked: What `metrics.question.check` left; with an area only what lies in it.
        version: Version of the warehouse.
        areas: One row per area, as the warehouse gives them for the day asked for.

    Returns:
        The rows of `metrics.problems.ledger`, with area_name.
    """
    rows = ledger(queries.problems(CITY, version, as_of=asked.as_of), as_of=asked.as_of)
    names = areas.select("area_code", "area_name")
    return question.inside(
        rows.join(names, on="area_code", how="left", maintain_order="left"), asked
    )
