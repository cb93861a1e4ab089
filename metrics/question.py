"""What a script may ask: the arguments of ``python -m metrics`` and their checks."""

import argparse
from collections.abc import Sequence
from datetime import date

import polars as pl

from data.catalogue import indicators, programme
from data.errors import UnknownChoiceError
from metrics import output

LEVELS = ("city", "county", "township", "village")
DESCRIPTION = "The screen's numbers for scripts, one metric as a list of rows."


def parser(metrics: Sequence[str]) -> argparse.ArgumentParser:
    """Arguments of ``python -m metrics``."""
    parser = argparse.ArgumentParser(prog="python -m metrics", description=DESCRIPTION)
    parser.add_argument("metric", choices=metrics)
    parser.add_argument(
        "--as-of", required=True, type=date.fromisoformat, metavar="DATE", help="2018-09-30"
    )
    parser.add_argument("--area", metavar="CODE", help="only this area and what lies in it")
    parser.add_argument(
        "--level", choices=LEVELS, help="areas that get rows; county by default"
    )
    parser.add_argument("--indicator", metavar="CODE", help="only this indicator")
    parser.add_argument("--format", choices=output.FORMATS, default="table")
    return parser


def check(asked: argparse.Namespace, areas: pl.DataFrame) -> None:
    """Refuse unknown codes in a sentence, and settle the level of the answer."""
    if asked.area is not None and asked.area not in areas["area_code"]:
        raise UnknownChoiceError(
            f"--area {asked.area}: no such area on {asked.as_of}; area codes look like 230126."
        )
    if asked.indicator is not None and asked.indicator not in indicators():
        raise UnknownChoiceError(
            f"--indicator {asked.indicator}: no such indicator; the codes are the entries of "
            "data/catalogue/indicators.yml."
        )
    levels = dict(areas.select("area_code", "area_level").iter_rows())
    asked.level = asked.level or levels.get(asked.area, "county")
    if asked.area == programme().city_code:
        asked.area = None
