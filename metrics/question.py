"""What a script may ask: the arguments of ``python -m metrics`` and their checks."""

import argparse
from collections.abc import Sequence
from datetime import date

import polars as pl

from data.catalogue import indicators, programme, works
from data.errors import UnknownChoiceError
from metrics import output
from metrics.calendar import closed_month

LEVELS = ("city", "county", "township", "village")
DESCRIPTION = "The screen's numbers for scripts, one metric as a list of rows."


def parser(metrics: Sequence[str]) -> argparse.ArgumentParser:
    """Arguments of ``python -m metrics``; `settle` and `check` read their values."""
    parser = argparse.ArgumentParser(prog="python -m metrics", description=DESCRIPTION)
    parser.add_argument("metric", choices=metrics)
    parser.add_argument("--as-of", required=True, metavar="DATE", help="such as 2018-09-30")
    parser.add_argument("--area", metavar="CODE", help="only this area and what lies in it")
    parser.add_argument(
        "--level",
        metavar="|".join(LEVELS),
        help="areas that get rows in progress, register, projection and works; county by "
        "default, or the area",
    )
    parser.add_argument(
        "--sector",
        metavar="|".join(works().sectors),
        help="only this one, in works; all of them by default",
    )
    parser.add_argument(
        "--indicator",
        metavar="CODE",
        help="only this one, in steps, progress, coverage, projection and works",
    )
    parser.add_argument("--format", choices=output.FORMATS, default="table")
    return parser


def settle(asked: argparse.Namespace, latest_month: date | None) -> None:
    """Turn the day into a date; refuse what is none, or later than the data, or no level.

    Args:
        asked: What `parser` read.
        latest_month: Last month end with data; null while there is none.

    Raises:
        UnknownChoiceError: One of them, in a sentence.
    """
    try:
        asked.as_of = date.fromisoformat(asked.as_of)
    except ValueError:
        raise UnknownChoiceError(
            f"--as-of {asked.as_of}: no such day; write it like 2018-09-30."
        ) from None
    if latest_month is not None and closed_month(asked.as_of) > latest_month:
        raise UnknownChoiceError(
            f"--as-of {asked.as_of}: the data end with {latest_month}; ask for that or earlier."
        )
    if asked.level is not None and asked.level not in LEVELS:
        raise UnknownChoiceError(
            f"--level {asked.level}: no such level; the levels are {', '.join(LEVELS)}."
        )


def without_roles(as_of: date, designated_since: date | None) -> str:
    """A note for a day on which no area has a role, when no_task says nothing; else empty.

    Args:
        as_of: The day asked for.
        designated_since: First day on which any area has a role; null without designations.
    """
    if designated_since is not None and designated_since <= as_of:
        return ""
    return (
        f"Note: no designations that hold on {as_of} have been imported, so which counties and "
        "villages have a task is not known; no_task below means that, not that they have none. "
        "Import them with: python -m data import FILE --form designations"
    )


def nothing_found(asked: argparse.Namespace) -> str:
    """A note for an answer without a row, with the choices that left it so.

    Args:
        asked: What `check` left.
    """
    given = vars(asked) | {"area": asked.area or programme().city_code}
    names = ("area", "sector", "indicator")
    choices = ", ".join(f"{name} {given[name]}" for name in names if given[name])
    return (
        f"Note: nothing was found in {asked.metric} as of {asked.as_of} for {choices}; "
        "ask for another day or leave one of the choices out."
    )


def check(asked: argparse.Namespace, areas: pl.DataFrame) -> None:
    """Refuse codes that aren't there, and settle the level of the answer.

    Args:
        asked: What `settle` left.
        areas: One row per area: area_code, area_level.

    Raises:
        UnknownChoiceError: An unknown code, or a level above the area, in a sentence.
    """
    levels = dict(areas.select("area_code", "area_level").iter_rows())
    if asked.area is not None and asked.area not in levels:
        raise UnknownChoiceError(
            f"--area {asked.area}: no such area on {asked.as_of}; area codes look like 230126."
        )
    # Programmes that add up to no indicator are lines of works by their own code.
    known = {*indicators(), *(works().programmes if asked.metric == "works" else ())}
    if asked.indicator is not None and asked.indicator not in known:
        raise UnknownChoiceError(
            f"--indicator {asked.indicator}: no such indicator; the codes are the entries of "
            "data/catalogue/indicators.yml."
        )
    own = levels.get(asked.area, "city")
    if asked.level is not None and LEVELS.index(asked.level) < LEVELS.index(own):
        raise UnknownChoiceError(
            f"--level {asked.level}: area {asked.area} is a {own}; ask for that or below."
        )
    if asked.sector is not None and asked.sector not in works().sectors:
        raise UnknownChoiceError(
            f"--sector {asked.sector}: no such sector; the sectors are "
            f"{', '.join(works().sectors)}."
        )
    asked.level = asked.level or levels.get(asked.area, "county")
    if asked.area == programme().city_code:
        asked.area = None


def only(rows: pl.DataFrame, asked: argparse.Namespace) -> pl.DataFrame:
    """Rows of the indicator asked for."""
    if asked.indicator is None:
        return rows
    return rows.filter(pl.col("indicator_code") == asked.indicator)


def inside(rows: pl.DataFrame, asked: argparse.Namespace) -> pl.DataFrame:
    """Rows of the area asked for and what lies in it."""
    if asked.area is None:
        return rows
    return rows.filter(pl.col("area_code").str.starts_with(asked.area))
