"""The screen's numbers for scripts: ``python -m metrics steps --as-of 2017-12-31``."""

import argparse
import sys

import polars as pl

from data.errors import ProgrammeError
from data.warehouse import queries
from data.warehouse.engine import data_version
from data.warehouse.scope import CITY
from metrics import (
    coverage,
    lag,
    output,
    plan,
    progress,
    promises,
    question,
    register,
    steps,
)
from metrics.answers import attention, department, problems, projection, scorecard, works
from metrics.bridge_lines import last_closed_year


def main(arguments: list[str] | None = None) -> int:
    """Print one metric; 1 and a sentence for what can't be answered, 2 for wrong usage."""
    asked = question.parser(sorted(_ANSWERS)).parse_args(arguments)
    try:
        version = data_version()
        state = queries.programme_state(CITY, version).row(0, named=True)
        question.settle(asked, state["latest_month"])
        if note := question.without_roles(asked.as_of, state["designated_since"]):
            print(note, file=sys.stderr)
        areas = queries.areas(CITY, version, as_of=asked.as_of)
        question.check(asked, areas)
        rows = _ANSWERS[asked.metric](asked, version, areas)
        if rows.is_empty():
            print(question.nothing_found(asked), file=sys.stderr)
        output.show(output.written(rows, asked.format))
    except ProgrammeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _steps(asked: argparse.Namespace, version: str, areas: pl.DataFrame) -> pl.DataFrame:
    look = {"as_of": asked.as_of, "area": asked.area}
    rows = steps.steps(
        areas,
        queries.actuals(
            CITY, version, level="village", indicators=steps.VILLAGE_INDICATORS, **look
        ),
        queries.actuals(
            CITY, version, level="county", indicators=("counties_delisted",), **look
        ),
        queries.targets(CITY, version, as_of=asked.as_of),
        queries.plans(CITY, version),
        **look,
    )
    return question.only(rows, asked)


def _progress(asked: argparse.Namespace, version: str, areas: pl.DataFrame) -> pl.DataFrame:
    wanted = None if asked.indicator is None else promises.with_basis([asked.indicator])
    look = {
        "as_of": asked.as_of,
        "level": asked.level,
        "area": asked.area,
        "indicators": wanted,
    }
    frames = queries.progress_frames(CITY, version, **look)
    rows = progress.progress(
        **frames, as_of=asked.as_of, level=asked.level, area=asked.area, indicators=wanted
    )
    return question.only(rows, asked)


def _register(asked: argparse.Namespace, version: str, areas: pl.DataFrame) -> pl.DataFrame:
    changes = queries.register_changes(
        CITY, version, through_year=last_closed_year(asked.as_of)
    )
    bridges = register.bridge(changes, areas, level=asked.level)
    planned = plan.planned(
        queries.targets(CITY, version, as_of=asked.as_of),
        queries.plans(CITY, version),
        as_of=asked.as_of,
    )
    rates = register.rates(bridges, plan.roll_up(planned, areas, level=asked.level))
    return question.inside(bridges.join(rates, on=["area_code", "year"], how="left"), asked)


def _lag(asked: argparse.Namespace, version: str, areas: pl.DataFrame) -> pl.DataFrame:
    look = {"level": "village", "area": asked.area}
    return question.inside(
        lag.lagging(
            areas,
            queries.actuals(
                CITY, version, as_of=asked.as_of, indicators=lag.VILLAGE_INDICATORS, **look
            ),
            queries.series(
                CITY, version, through=asked.as_of, indicators=lag.SERIES_INDICATORS, **look
            ),
            queries.targets(CITY, version, as_of=asked.as_of),
            queries.plans(CITY, version),
            queries.still_poor(CITY, version, year=last_closed_year(asked.as_of)),
            as_of=asked.as_of,
        ),
        asked,
    )


def _coverage(asked: argparse.Namespace, version: str, areas: pl.DataFrame) -> pl.DataFrame:
    rows = coverage.coverage(
        queries.coverage(CITY, version, as_of=asked.as_of),
        areas,
        as_of=asked.as_of,
        by_indicator=asked.indicator is not None,
    )
    return question.inside(question.only(rows, asked), asked)


_ANSWERS = {
    "steps": _steps,
    "progress": _progress,
    "register": _register,
    "lag": _lag,
    "coverage": _coverage,
    "projection": projection.answer,
    "scorecard": scorecard.answer,
    "attention": attention.answer,
    "department": department.answer,
    "problems": problems.answer,
    "works": works.answer,
}

if __name__ == "__main__":
    sys.exit(main())
