"""``python -m metrics projection``: what it reads, and one row per area, step and indicator."""

from argparse import Namespace

import polars as pl

from data.catalogue import indicators
from data.errors import UnknownChoiceError
from data.warehouse import queries
from data.warehouse.scope import CITY
from metrics.landings import landings, of_steps
from metrics.projection_frames import PROJECTED, projection_frames, series_indicators
from metrics.step_lines import in_one_county


def answer(asked: Namespace, version: str, areas: pl.DataFrame) -> pl.DataFrame:
    """Pace and landing of every area of a level, or of those in the area asked for.

    Args:
        asked: What `metrics.question.check` left. All areas of the level are read for one,
            which are its peers.
        version: Version of the warehouse.
        areas: One row per area, as the warehouse gives them for the day asked for.

    Returns:
        One row per indicator, area and step: the columns of `metrics.landings.landings`.

    Raises:
        UnknownChoiceError: What can't be projected, in a sentence.
    """
    found = []
    for indicator in _indicators(asked):
        rows = _landed(asked, version, areas, indicator, asked.level)
        if asked.level == "city":
            counties = _landed(asked, version, areas, indicator, "county")
            rows = of_steps(rows, counties, in_one_county(areas))
        found.append(rows)
    rows = pl.concat(found)
    if asked.area is None:
        return rows
    return rows.filter(pl.col("area_code").str.starts_with(asked.area))


def _landed(
    asked: Namespace, version: str, areas: pl.DataFrame, indicator: str, level: str
) -> pl.DataFrame:
    """Landings of one indicator for all areas of a level."""
    series = queries.series(
        CITY,
        version,
        indicators=series_indicators(indicator),
        level="village",
        through=asked.as_of,
    )
    frames = projection_frames(
        areas,
        series,
        queries.targets(CITY, version, as_of=asked.as_of),
        queries.plans(CITY, version),
        indicator=indicator,
        level=level,
        as_of=asked.as_of,
    )
    return landings(frames, areas, as_of=asked.as_of)


def _indicators(asked: Namespace) -> list[str]:
    """Indicators that can be projected for the level asked for, or the one asked for."""
    if asked.indicator is not None and asked.indicator not in PROJECTED:
        raise UnknownChoiceError(
            f"--indicator {asked.indicator}: only {' and '.join(PROJECTED)} are projected; "
            "official exits are steps at year ends."
        )
    chosen = PROJECTED if asked.indicator is None else (asked.indicator,)
    if asked.level != "village":
        return list(chosen)
    counted = [code for code in chosen if indicators()[code].measure != "event"]
    if not counted:
        raise UnknownChoiceError(
            f"--indicator {asked.indicator}: one village is ready or not; ask for "
            "--level township or above."
        )
    return counted
