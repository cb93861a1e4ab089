"""Progress and plans of the version on screen, for every page that shows them."""

from collections.abc import Sequence
from datetime import date

import polars as pl

import metrics.progress
from metrics import plan
from pages.ui import load
from pages.ui.kept import kept

# Read together: what shows some of them finds the others read.
PEOPLE = ("people_ready", "people_lifted", "poor_people_remaining")


@kept
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
    return _rolled(as_of=as_of, month=as_of, level=level, by=by)


def curve(
    *, as_of: date, level: str, months: Sequence[date], by: tuple[str, ...] = ()
) -> pl.DataFrame:
    """Planned values at month ends of the areas as they are on ``as_of``: `plan.curve`."""
    look = {"as_of": as_of, "level": level, "by": by}
    # What a target was adjusted to stays out: that may be approved after the as-of date.
    seen = "area_code", *by, "indicator_code", "planned_value"
    return pl.concat(
        _rolled(month=month, **look).select(*seen, month=month) for month in months
    )


def people(*, through: date, area: str) -> pl.DataFrame:
    """Month ends of who is ready, out and still poor, village by village: `load.series`."""
    return load.series(indicators=PEOPLE, level="village", through=through, area=area)


@kept
def _rolled(*, as_of: date, month: date, level: str, by: tuple[str, ...]) -> pl.DataFrame:
    return plan.roll_up(_planned(month=month), load.areas(as_of=as_of), level=level, by=by)


@kept
def _planned(*, month: date) -> pl.DataFrame:
    return plan.planned(load.targets(as_of=month), load.plans(), as_of=month)
