"""What areas reported period by period, as matrices of periods and areas."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from metrics.frames import require
from metrics.projection_matrix import fill, place_baseline, values_at
from metrics.projection_periods import NEVER, Flags, Floats, Ints, Periods, periods_of


@dataclass(frozen=True, slots=True)
class Series:
    """Areas of one level, a column each, in the order of their codes; rows are periods from 0.

    Attributes:
        frame: One row per area: area_code, baseline_value, target_value, target_date.
        periods: What the rows stand for; 0 is the baseline, the last one has just ended.
        value: Reported value. A missed period lies evenly between its neighbours; after the
            last report the value stays; nan before the first.
        is_reported: Where a value was reported.
        start: Number of the first period with a value.
        last: Number of the last one; `NEVER` where there is none.
        due: Number of the period in which the target is due; `NEVER` without a date.
        bound: What the value can't exceed; nan without a bound.
    """

    frame: pl.DataFrame
    periods: Periods
    value: Floats
    is_reported: Flags
    start: Ints
    last: Ints
    due: Ints
    bound: Floats

    @property
    def target(self) -> Floats:
        """Target of each area; nan without one."""
        return self.frame["target_value"].to_numpy()

    @property
    def newest(self) -> int:
        """Number of the newest period that has ended."""
        return len(self.value) - 1

    def carried(self, number: int) -> Floats:
        """Newest value reported by a period, nan where there is none."""
        if number < 0:
            return np.full(self.value.shape[1], np.nan)
        found = number - np.argmax(self.is_reported[number::-1], axis=0)
        areas = np.arange(len(found))
        return np.where(self.is_reported[found, areas], self.value[found, areas], np.nan)

    def reports(self) -> Ints:
        """How many periods each area has reported, the baseline not counted."""
        count: Ints = self.is_reported[1:].sum(axis=0)
        return count


def series_of(
    observations: pl.DataFrame,
    targets: pl.DataFrame,
    bound: pl.DataFrame | None,
    *,
    as_of: date,
) -> Series:
    """The frames of `metrics.projection.project` as matrices.

    Raises:
        MissingColumnsError: A frame lacks a column that is needed.
    """
    require(observations, "observations", "area_code", "period", "obs_value")
    require(targets, "targets", "area_code", "baseline_value", "target_value", "target_date")
    reported = observations.lazy().filter(pl.col("period") <= as_of)
    frame = _areas(reported, targets, bound, as_of)
    known = (
        reported.join(frame.lazy().select("area_code").with_row_index("row"), on="area_code")
        .select("row", "period", pl.col("obs_value").cast(pl.Float64).fill_nan(None))
        .drop_nulls()
        .collect()
    )
    days = known["period"].unique().sort().to_list()
    first = frame["baseline_date"].min()
    periods = periods_of(days, first if isinstance(first, date) else None, as_of=as_of)
    now = max(periods.ended(as_of), 0)
    value = values_at(known, days, periods, (now + 1, frame.height))
    due, zero = (
        frame.select(
            periods.numbers("target_date").fill_null(NEVER),
            pl.coalesce(periods.numbers("baseline_date"), 0).clip(0, now),
        )
        .to_numpy()
        .T
    )
    place_baseline(value, frame["baseline_value"].to_numpy(), zero)
    is_reported = ~np.isnan(value)
    last = np.where(is_reported.any(axis=0), now - is_reported[::-1].argmax(axis=0), NEVER)
    fill(value, is_reported)
    return Series(
        frame=frame.select("area_code", "baseline_value", "target_value", "target_date"),
        periods=periods,
        value=value,
        is_reported=is_reported,
        start=is_reported.argmax(axis=0),
        last=last,
        due=np.maximum(due, NEVER),
        bound=frame["bound_value"].to_numpy(),
    )


def _areas(
    reported: pl.LazyFrame, targets: pl.DataFrame, bound: pl.DataFrame | None, as_of: date
) -> pl.DataFrame:
    """Areas with a value or a target, by code, with target and bound; null where none is."""
    values = pl.col("baseline_value", "target_value", "bound_value").cast(pl.Float64)
    codes = [reported.select("area_code"), targets.lazy().select("area_code")]
    rows = pl.concat(codes).unique().join(targets.lazy(), on="area_code", how="left")
    if bound is None:
        rows = rows.with_columns(bound_value=None)
    else:
        require(bound, "bound", "area_code", "bound_value")
        newest = bound.lazy().filter(pl.col("bound_value").is_not_null())
        if "period" in bound.columns:
            newest = newest.filter(pl.col("period") <= as_of).sort("period")
            newest = newest.unique("area_code", keep="last", maintain_order=True)
        rows = rows.join(newest, on="area_code", how="left")
    if "baseline_date" not in targets.columns:
        rows = rows.with_columns(baseline_date=pl.lit(None, pl.Date))
    return rows.with_columns(values).sort("area_code").collect()
