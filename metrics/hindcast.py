"""What was projected at earlier months against what came, and how often the band held."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from metrics.projection_outlook import AS_IT_IS, FIRST_PERIOD, outlook
from metrics.projection_series import series_of

COLUMNS = [
    *("area_code", "origin", "period", "projected_value", "projected_low", "projected_high"),
    *("actual_value", "is_inside"),
]


def hindcast(
    observations: pl.DataFrame,
    targets: pl.DataFrame,
    *,
    as_of: date,
    ahead: int | None = None,
    bound: pl.DataFrame | None = None,
    plan_shape: Sequence[float] | None = None,
) -> pl.DataFrame:
    """What every earlier look would have projected, beside what has come since.

    An origin sees nothing later than itself, neither values nor, where ``bound`` has periods,
    the bound.

    Args:
        observations: As for `metrics.projection.project`.
        targets: As for `project`; only the dates matter.
        as_of: What had come by then is known.
        ahead: So many periods ahead of each origin; null is each area's due date.
        bound: As for `project`.
        plan_shape: As for `project`.

    Returns:
        One row per area and origin that could be projected and whose outcome is known by now,
        by origin and code: `COLUMNS`. origin and period are last days; actual_value is what was
        reported for the period (null: nothing, so nothing is judged); is_inside whether it lies
        in the band (null without one).

    Raises:
        MissingColumnsError: A frame lacks a column that is needed.
    """
    given = (observations, targets, bound)
    came = series_of(*given, as_of=as_of)
    actual = np.where(came.is_reported, came.value, np.nan)
    found = []
    for number in range(FIRST_PERIOD, came.newest):
        origin = came.periods.end(number)
        series = series_of(*given, as_of=origin)
        rows = np.searchsorted(came.frame["area_code"], series.frame["area_code"])
        until = came.due[rows] if ahead is None else np.full(len(rows), number + ahead)
        is_known = (until > number) & (until <= came.newest)
        areas = np.flatnonzero(is_known & (series.reports() >= FIRST_PERIOD))
        if not len(areas):
            continue
        until = until[areas]
        projected = outlook(series, areas, until, plan_shape, AS_IT_IS)
        ends = [came.periods.end(each) for each in range(came.newest + 1)]
        found.append(
            projected.frame(series, areas).with_columns(
                pl.lit(origin).alias("origin"),
                pl.Series("period", ends).gather(until),
                pl.Series("actual_value", actual[until, rows[areas]]).fill_nan(None),
            )
        )
    if not found:
        return _nothing()
    is_inside = pl.col("actual_value").is_between("projected_low", "projected_high")
    return pl.concat(found).with_columns(is_inside=is_inside).select(COLUMNS)


def cover(hindcasts: pl.DataFrame) -> pl.DataFrame:
    """How often the band has held so far.

    Args:
        hindcasts: Result of `hindcast`.

    Returns:
        One row per period in which something was to be judged, in order: period, judged and
        inside (landings up to this period), cover (inside / judged).
    """
    return (
        hindcasts.filter(pl.col("is_inside").is_not_null())
        .group_by("period")
        .agg(judged=pl.len(), inside=pl.col("is_inside").sum())
        .sort("period")
        .with_columns(pl.col("judged", "inside").cum_sum())
        .with_columns(cover=pl.col("inside") / pl.col("judged"))
    )


def _nothing() -> pl.DataFrame:
    days, numbers = dict.fromkeys(("origin", "period"), pl.Date), COLUMNS[3:7]
    return pl.DataFrame(
        schema={
            "area_code": pl.String,
            **days,
            **dict.fromkeys(numbers, pl.Float64),
            "is_inside": pl.Boolean,
        }
    )
