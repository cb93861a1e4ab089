"""Projections of a level with the names of its areas: what a table or a script shows."""

from datetime import date

import polars as pl

from metrics import projection
from metrics.projection_frames import ProjectionFrames

COLUMNS = [
    *("area_code", "area_name", "area_level", "step", "indicator_code", "target_date"),
    *("target_value", "actual_value", *projection.COLUMNS[1:]),
]


def landings(frames: ProjectionFrames, areas: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """What is projected for each area and step of a level.

    Args:
        frames: Result of `metrics.projection_frames.projection_frames`.
        areas: One row per area: area_code, area_name, area_level.
        as_of: Day of the look.

    Returns:
        One row per area and step with a task, by code: `COLUMNS`; target_value is the adjusted
        one once it was approved, actual_value the newest reported by then (indicator's unit;
        null: nothing); the others as `metrics.projection.project` gives them.
    """
    value = pl.col("obs_value")
    newest = (
        frames.observations.filter(value.is_not_null())
        .group_by("area_code")
        .agg(actual_value=value.sort_by("period").last())
    )
    rows = projection.project(
        frames.observations,
        frames.targets,
        as_of=as_of,
        bound=frames.bound,
        plan_shape=frames.plan_shape,
    )
    return (
        rows.join(newest, on="area_code", how="left")
        .join(frames.targets, on="area_code", how="left")
        .rename({"area_code": "key"})
        .join(frames.places, on="key")
        .join(areas.select("area_code", "area_name", "area_level"), on="area_code")
        .with_columns(indicator_code=pl.lit(frames.indicator))
        .select(COLUMNS)
        .sort("area_code", "step")
    )
