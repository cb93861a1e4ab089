"""Cached frames for the pages: the only module of pages/ that reads the warehouse.

Scope and data version are ordinary arguments of every cached read: a new import is seen at
once, an old page never mixes two versions, and one reader's rows never reach another. All get
the very same frame, so nobody changes one in place.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl
import streamlit as st

from data.warehouse import engine, queries
from data.warehouse.scope import CITY, Scope

_VERSION = "data_version"
READS = 128

_reading: ContextVar[tuple[Scope, str] | None] = ContextVar("_reading", default=None)


def begin_run() -> None:
    """Ask once per run which version of the data is current; fragments keep the page's."""
    st.session_state[_VERSION] = engine.data_version()


def scope() -> Scope:
    """What this reader may see."""
    return pinned[0] if (pinned := _reading.get()) else CITY


def data_version() -> str:
    """Version of the data that this run shows."""
    if pinned := _reading.get():
        return pinned[1]
    if _VERSION not in st.session_state:
        begin_run()
    return st.session_state[_VERSION]


@contextmanager
def reading(scope: Scope, version: str) -> Iterator[None]:
    """Read for this scope and version inside the block, whoever's session it is."""
    token = _reading.set((scope, version))
    try:
        yield
    finally:
        _reading.reset(token)


# Streamlit's caches copy what they hold or hash what they are asked for, 0.1 to 1 ms each time,
# and a page asks forty times.
@lru_cache(maxsize=READS)
def _read(scope: Scope, version: str, query: str, arguments: tuple[tuple[str, Any], ...]):
    return getattr(queries, query)(scope, version, **dict(arguments))


def _query(query: str, **arguments: Any) -> Any:
    return _read(scope(), data_version(), query, tuple(sorted(arguments.items())))


def programme_state() -> dict[str, Any]:
    """What the warehouse holds: `queries.programme_state`.

    The months and the newest arrival are null while nothing has been imported.
    """
    return _query("programme_state").row(0, named=True)


def is_empty() -> bool:
    """Whether nothing has been imported into this warehouse yet."""
    return programme_state()["latest_month"] is None


def is_simulated() -> bool:
    """Whether the figures on screen are simulated."""
    return programme_state()["data_class"] == "simulated"


def areas(*, as_of: date) -> pl.DataFrame:
    """One row per area with its roles on the as-of date: `queries.areas`."""
    return _query("areas", as_of=as_of)


def outlines() -> pl.DataFrame:
    """One row per area that has an outline: `queries.outlines`."""
    return _query("outlines")


def actuals(
    *,
    as_of: date,
    level: str,
    indicators: tuple[str, ...] | None = None,
    area: str | None = None,
) -> pl.DataFrame:
    """One row per area and indicator, latest values: `queries.actuals`."""
    return _query("actuals", as_of=as_of, level=level, indicators=indicators, area=area)


def series(
    *, indicators: tuple[str, ...], level: str, through: date, area: str | None = None
) -> pl.DataFrame:
    """One row per area, indicator and month end: `queries.series`."""
    # What was known by a month doesn't depend on later ones, so one read serves every month.
    look = {"indicators": indicators, "level": level, "area": area}
    every = _query("series", through=programme_state()["latest_month"], **look)
    return every.filter(pl.col("month") <= through)


def targets(*, as_of: date) -> pl.DataFrame:
    """One row per area and indicator, targets in force: `queries.targets`."""
    return _query("targets", as_of=as_of)


def plans() -> pl.DataFrame:
    """One row per area, indicator and year: `queries.plans`."""
    return _query("plans")


def register_changes(*, through_year: int) -> pl.DataFrame:
    """One row per village, year and change of state: `queries.register_changes`."""
    return _query("register_changes", through_year=through_year)


def coverage(*, as_of: date) -> pl.DataFrame:
    """One row per indicator, county and period due: `queries.coverage`."""
    return _query("coverage", as_of=as_of)


def sources(*, area: str, indicator: str, as_of: date) -> pl.DataFrame:
    """One row per report behind a figure: `queries.sources`."""
    return _query("sources", area=area, indicator=indicator, as_of=as_of)


def frames(
    *,
    as_of: date,
    level: str,
    area: str | None = None,
    indicators: tuple[str, ...] | None = None,
) -> dict[str, pl.DataFrame]:
    """The frames `metrics.progress.progress` takes, by parameter: `queries.progress_frames`."""
    return _query("progress_frames", as_of=as_of, level=level, area=area, indicators=indicators)
