"""Progress and plans for the pages; the plans of a version are added up once.

Planned values depend on the version and the month alone, no reader's choice enters them, and
one page asks for those of ten month ends at three levels (docs/decisions/plans-are-kept.md).
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import polars as pl

import metrics.progress
from data.warehouse.scope import Scope
from metrics import plan
from pages.ui import load

MONTHS = 128


def progress(
    *,
    as_of: date,
    level: str,
    area: str | None = None,
    indicators: tuple[str, ...] | None = None,
) -> pl.DataFrame:
    """Rows of `metrics.progress.progress`, which has the meaning of the arguments."""
    look = {"as_of": as_of, "level": level, "area": area, "indicators": indicators}
    return metrics.progress.progress(
        **load.frames(**look), planned=planned(as_of=as_of, level=level), **look
    )


def planned(*, as_of: date, level: str, by: tuple[str, ...] = ()) -> pl.DataFrame:
    """Plans of the areas of a level on a day: `metrics.plan.roll_up`."""
    return _rolled(load.scope(), load.data_version(), as_of, as_of, level, by)


def curve(
    *, as_of: date, level: str, months: Sequence[date], by: tuple[str, ...] = ()
) -> pl.DataFrame:
    """Planned values at month ends of the areas as they are on ``as_of``: `plan.curve`."""
    look = load.scope(), load.data_version(), as_of
    # What a target was adjusted to stays out: that may be approved after the as-of date.
    kept = "area_code", *by, "indicator_code", "planned_value"
    return pl.concat(
        _rolled(*look, month, level, by).select(*kept, month=month) for month in months
    )


@lru_cache(maxsize=2 * MONTHS)
def _rolled(
    scope: Scope, version: str, as_of: date, month: date, level: str, by: tuple[str, ...]
) -> pl.DataFrame:
    areas = load.read(scope, version, "areas", as_of=as_of)
    return plan.roll_up(_planned(scope, version, month), areas, level=level, by=by)


@lru_cache(maxsize=MONTHS)
def _planned(scope: Scope, version: str, month: date) -> pl.DataFrame:
    targets = load.read(scope, version, "targets", as_of=month)
    return plan.planned(targets, load.read(scope, version, "plans"), as_of=month)
