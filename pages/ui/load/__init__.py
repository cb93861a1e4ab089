"""Cached frames for the pages: the only package of pages/ that reads the warehouse.

Scope and data version are ordinary arguments of every cached read: a new import is seen at
once, an old page never mixes two versions, and one reader's rows never reach another. All get
the very same frame, so nobody changes one in place.
"""

from datetime import date
from typing import Any

import polars as pl

from pages.ui.load.asking import begin_run, data_version, reading, scope
from pages.ui.load.asking import query as _query

__all__ = ["begin_run", "data_version", "reading", "scope"]

Codes = tuple[str, ...] | None


def programme_state() -> dict[str, Any]:
    """What the warehouse holds: `queries.programme_state`.

    The months and the newest arrival are null while nothing has been imported, the first day of
    a role while no designations have been.
    """
    return _query("programme_state").row(0, named=True)


def is_empty() -> bool:
    """Whether nothing has been imported into this warehouse yet."""
    return programme_state()["latest_month"] is None


def has_roles(*, as_of: date) -> bool:
    """Whether any area has a role on the day; else nobody knows which have a task."""
    since = programme_state()["designated_since"]
    return since is not None and since <= as_of


def is_simulated() -> bool:
    """Whether the figures on screen are simulated."""
    return programme_state()["data_class"] == "simulated"


def areas(*, as_of: date) -> pl.DataFrame:
    """One row per area with its roles on the as-of date: `queries.areas`."""
    return _query("areas", as_of=as_of)


def outlines(*, level: str = "county") -> pl.DataFrame:
    """One row per area of the level that has an outline: `queries.outlines`."""
    return _query("outlines", level=level)


def actuals(
    *, as_of: date, level: str, indicators: Codes = None, area: str | None = None
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


def still_poor(*, year: int) -> pl.DataFrame:
    """One row per village, main cause and attribute: `queries.still_poor`."""
    return _query("still_poor", year=year)


def coverage(*, as_of: date) -> pl.DataFrame:
    """One row per indicator, county and period due: `queries.coverage`."""
    return _query("coverage", as_of=as_of)


def sources(*, area: str, indicator: str, as_of: date) -> pl.DataFrame:
    """One row per report behind a figure: `queries.sources`."""
    return _query("sources", area=area, indicator=indicator, as_of=as_of)


def frames(
    *, as_of: date, level: str, area: str | None = None, indicators: Codes = None
) -> dict[str, pl.DataFrame]:
    """The frames `metrics.progress.progress` takes, by parameter: `queries.progress_frames`."""
    return _query("progress_frames", as_of=as_of, level=level, area=area, indicators=indicators)


def problems(*, as_of: date) -> pl.DataFrame:
    """One row per problem fed back by the as-of date: `queries.problems`."""
    return _query("problems", as_of=as_of)


def evaluations(*, as_of: date) -> pl.DataFrame:
    """One row per third-party survey released by then: `queries.evaluations`."""
    return _query("evaluations", as_of=as_of)


def notices(*, as_of: date) -> pl.DataFrame:
    """One row per thing a county or an office was told by then: `queries.notices`."""
    return _query("notices", as_of=as_of)


def deductions(*, as_of: date) -> pl.DataFrame:
    """One row per deduction from a county's score by then: `queries.deductions`."""
    return _query("deductions", as_of=as_of)


def works(*, as_of: date, programmes: Codes = None) -> pl.DataFrame:
    """One row per project known by the as-of date: `queries.works`."""
    return _query("works", as_of=as_of, programmes=programmes)


def work_returns(*, as_of: date, programmes: Codes = None) -> pl.DataFrame:
    """One row per project and period up to the as-of date: `queries.work_returns`."""
    return _query("work_returns", as_of=as_of, programmes=programmes)


def work_places() -> pl.DataFrame:
    """One row per project that has a place: `queries.work_places`."""
    return _query("work_places")


def batches() -> pl.DataFrame:
    """One row per imported file, for the import_id of a row: `queries.batches`."""
    return _query("batches")
