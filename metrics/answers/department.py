"""``python -m metrics department``: every office's indicators, and how many areas are late."""

from argparse import Namespace
from typing import Any

import polars as pl

from data.catalogue import programme
from data.warehouse import queries
from data.warehouse.scope import CITY
from metrics import question
from metrics.department import office_indicators
from metrics.progress import progress

PLACE = ("area_code", "area_name", "area_level")


def answer(asked: Namespace, version: str, areas: pl.DataFrame) -> pl.DataFrame:
    """The indicators of all offices with the figures of the city, or of the area asked for.

    Args:
        asked: What `metrics.question.check` left; with an area the counties are those in it.
        version: Version of the warehouse.
        areas: One row per area, as the warehouse gives them for the day asked for.

    Returns:
        The rows of `metrics.department.office_indicators`.
    """
    area = asked.area or programme().city_code
    places = {code: names for code, *names in areas.select(*PLACE).iter_rows()}
    name, level = places.get(area, (None, "city"))
    own = _progress(version, asked, level).filter(pl.col("area_code") == area)
    counties = question.inside(_progress(version, asked, "county"), asked)
    rows = office_indicators(own, counties).with_columns(
        area_code=pl.lit(area), area_name=pl.lit(name, pl.String)
    )
    return question.only(rows, asked)


def _progress(version: str, asked: Namespace, level: Any) -> pl.DataFrame:
    frames = queries.progress_frames(CITY, version, as_of=asked.as_of, level=level)
    return progress(**frames, as_of=asked.as_of, level=level, area=None, indicators=None)
