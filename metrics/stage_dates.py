"""When each poor county reached the recorded stages of its way off the list."""

import polars as pl

from metrics.county_stages import STAGE_OF_STATE, STAGES
from metrics.frames import require


def stage_dates(series: pl.DataFrame) -> pl.DataFrame:
    """The first month in which each recorded stage was reached.

    Args:
        series: One row per county and month end for counties_delisted: area_code, month,
            reported_value, checked_value, certified_value (0, 1 or null: nothing by then).

    Returns:
        One row per county and recorded stage, in the order of the procedure: area_code, stage
        (of `metrics.county_stages.STAGES`), since (month end; null: not reached yet).

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(series, "series", "area_code", "month", *STAGE_OF_STATE)
    reached = [
        series.group_by("area_code")
        .agg(since=pl.col("month").filter(pl.col(state) > 0).min())
        .with_columns(stage=pl.lit(stage))
        for state, stage in STAGE_OF_STATE.items()
    ]
    return (
        pl.concat(reached)
        .sort("area_code", pl.col("stage").cast(pl.Enum(STAGES)))
        .select("area_code", "stage", "since")
    )
