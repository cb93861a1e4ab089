"""Required pace, and where areas land on their due date if they go on as they did."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from metrics import pace
from metrics.projection_outlook import (
    AS_IT_IS,
    FIRST_PERIOD,
    Assumption,
    can_be_projected,
    outlook,
)
from metrics.projection_series import series_of

COLUMNS = [
    *("area_code", "required_pace", "recent_pace_3", "recent_pace_12", "pace_multiple"),
    *("projected_value", "projected_low", "projected_high", "chance", "provisional", "reason"),
]


def project(
    observations: pl.DataFrame,
    targets: pl.DataFrame,
    *,
    as_of: date,
    bound: pl.DataFrame | None = None,
    plan_shape: Sequence[float] | None = None,
    assumed: Assumption = AS_IT_IS,
) -> pl.DataFrame:
    """Pace that is needed, pace of late, and where each area lands on its due date.

    All areas of one level, together: they are one another's peers, and the band comes from the
    errors of this level's own past projections. Bands of villages are never added to a
    county's. Source: docs/methods.md, "Projection".

    Args:
        observations: One row per area and period: area_code, period (last day of a month or a
            week), obs_value (cumulative, in any unit). What is later than ``as_of`` is ignored;
            a missing or null period was missed.
        targets: One row per area: area_code, baseline_value, target_value, target_date; areas
            may differ. With baseline_date the baseline lies there, else in the period before
            the first one reported.
        as_of: A day inside a period counts as the period before.
        bound: One row per area: area_code, bound_value, which the value can't exceed: for
            people everyone on the register and out of it; with ``period`` one row for each, of
            which the newest by ``as_of`` counts. Null is no bound.
        plan_shape: Share of a year's task done by the end of each month, January to December;
            it shapes the year until one is complete.
        assumed: What is to be different from now on.

    Returns:
        One row per area with a target or a value, by code: `COLUMNS`. Paces in the unit a
        period (null: too little history, or past the due date), pace_multiple required over
        recent; projected_value, the 80 % band projected_low and projected_high in the unit,
        chance a fraction (null where they can't be said); provisional: the band was measured
        over fewer periods than are left, or not at all; reason, the first that fits:

        ======================  ==========================================================
        no_target               no target or no date: nothing is projected
        due_passed              the date has passed: nothing is projected
        not_reported            no value yet: nothing is projected
        too_early               fewer than four periods reported: nothing is projected
        target_met              the value has reached the target
        register_below_target   the bound is below the target, which can't be reached
        ======================  ==========================================================

    Raises:
        MissingColumnsError: A frame lacks a column that is needed.
    """
    series = series_of(observations, targets, bound, as_of=as_of)
    areas = can_be_projected(series)
    landing = outlook(series, areas, series.due[areas], plan_shape, assumed)
    now = series.carried(series.newest)
    figures = {
        "actual_value": now,
        "recent_pace_3": (now - series.carried(series.newest - 3)) / 3,
        "recent_pace_12": (now - series.carried(series.newest - 12)) / 12,
        "bound_value": series.bound,
    }
    return (
        series.frame.lazy()
        .with_columns(
            *(pl.Series(name, values) for name, values in figures.items()),
            pl.Series("left", series.due - series.newest),
            pl.Series("reports", series.reports()),
        )
        .with_columns(pl.col(*figures).fill_nan(None))
        .with_columns(pace.required_over(pl.col("left")), _reason().alias("reason"))
        .with_columns(pace_multiple=pace.multiple())
        .join(
            landing.frame(series, areas).lazy(),
            on="area_code",
            how="left",
            maintain_order="left",
        )
        .select(COLUMNS)
        .collect()
    )


def _reason() -> pl.Expr:
    value, target, reports = pl.col("actual_value"), pl.col("target_value"), pl.col("reports")
    cases = (
        ("no_target", target.is_null() | pl.col("target_date").is_null()),
        ("due_passed", pl.col("left") <= 0),
        ("not_reported", reports == 0),
        ("too_early", reports < FIRST_PERIOD),
        ("target_met", value >= target),
        ("register_below_target", pl.col("bound_value") < target),
    )
    return pl.coalesce(pl.when(fits).then(pl.lit(code)) for code, fits in cases)
