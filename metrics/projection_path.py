"""The way to the landing, period by period: as it is, and as somebody assumes."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from metrics.projection import project
from metrics.projection_outlook import AS_IT_IS, Assumption, can_be_projected, outlook
from metrics.projection_series import series_of

COLUMNS = ["area_code", "period", "projected_value", "projected_low", "projected_high"]


def fan(
    observations: pl.DataFrame,
    targets: pl.DataFrame,
    *,
    as_of: date,
    bound: pl.DataFrame | None = None,
    plan_shape: Sequence[float] | None = None,
    assumed: Assumption = AS_IT_IS,
) -> pl.DataFrame:
    """The way to the landing of `metrics.projection.project`, whose arguments it takes.

    Returns:
        One row per projected area and coming period up to its due date, in this order:
        `COLUMNS`; period is its last day, values in the unit, the band null where no error
        could be measured yet.

    Raises:
        MissingColumnsError: A frame lacks a column that is needed.
    """
    series = series_of(observations, targets, bound, as_of=as_of)
    projected = can_be_projected(series)
    left = series.due[projected] - series.newest
    areas = np.repeat(projected, left)
    until = series.newest + 1 + np.arange(len(areas)) - np.repeat(np.cumsum(left) - left, left)
    ways = outlook(series, areas, until, plan_shape, assumed).frame(series, areas)
    ends = [series.periods.end(number) for number in range(int(until.max(initial=-1)) + 1)]
    days = pl.Series("period", ends, dtype=pl.Date).gather(until)
    return ways.with_columns(days).select(COLUMNS)


def what_if(
    observations: pl.DataFrame,
    targets: pl.DataFrame,
    *,
    as_of: date,
    assumed: Assumption,
    bound: pl.DataFrame | None = None,
    plan_shape: Sequence[float] | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The way and the landing under an assumption: another pace, something extra a period.

    The way there is as uncertain as it was: the band has the same relative width.

    Returns:
        The rows of `fan` and those of `metrics.projection.project`, as if ``assumed`` held.

    Raises:
        MissingColumnsError: A frame lacks a column that is needed.
    """
    path, landing = (
        ask(
            observations,
            targets,
            as_of=as_of,
            bound=bound,
            plan_shape=plan_shape,
            assumed=assumed,
        )
        for ask in (fan, project)
    )
    return path, landing
