"""Projections of a level with the names of its areas: what a table or a script shows."""

from datetime import date

import polars as pl

from metrics import projection, step_projection
from metrics.projection_frames import ProjectionFrames

COLUMNS = [
    *("area_code", "area_name", "area_level", "step", "indicator_code", "target_date"),
    *("target_value", "document_value", "register_value", "actual_value"),
    *projection.COLUMNS[1:],
    *("expected_left", "prospect"),
]


def landings(frames: ProjectionFrames, areas: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """What is projected for each area and step of a level.

    Args:
        frames: Result of `metrics.projection_frames.projection_frames`.
        areas: One row per area: area_code, area_name, area_level.
        as_of: Day of the look.

    Returns:
        One row per area and step with a task, by code: `COLUMNS`, as
        `metrics.step_projection.outlook` gives them: target_value is the goal that pace and
        chance are held against, document_value the target (the adjusted one once it was
        approved), actual_value the newest reported by then (indicator's unit; null: nothing).
    """
    rows = step_projection.outlook(frames, as_of=as_of)
    return (
        rows.rename({"area_code": "key"})
        .join(frames.places, on="key")
        .join(areas.select("area_code", "area_name", "area_level"), on="area_code")
        .with_columns(indicator_code=pl.lit(frames.indicator))
        .select(COLUMNS)
        .sort("area_code", "step")
    )


def of_steps(city: pl.DataFrame, counties: pl.DataFrame, alone: dict[str, str]) -> pl.DataFrame:
    """The city's steps; one that is a single county has that county's projection.

    Args:
        city: Result of `landings` for the city.
        counties: The same for the counties.
        alone: Result of `metrics.step_lines.in_one_county`.

    Returns:
        ``city``, row for row.
    """
    named = ("area_code", "area_name", "area_level")
    is_alone = pl.col("step").is_in(list(alone))
    own = counties.filter(pl.col("area_code").is_in(list(alone.values())), is_alone)
    steps = city.filter(is_alone).select(*named, "step", "indicator_code")
    replaced = steps.join(own.drop(named), on=["step", "indicator_code"]).select(COLUMNS)
    kept = city.join(replaced, on=["step", "indicator_code"], how="anti")
    return pl.concat([kept, replaced]).sort("area_code", "step")
