"""The rows of the lagging list before they are judged: village, plan, values, who is left."""

import polars as pl

READY, OUT, POOR = "people_ready", "people_lifted", "poor_people_remaining"


def rows(areas: pl.DataFrame, actuals: pl.DataFrame, planned: pl.DataFrame) -> pl.DataFrame:
    """Every village with a target of its own, with its plan and its newest values.

    Args:
        areas: One row per area with roles and positions.
        actuals: Village values for `READY`, `OUT` and `POOR`.
        planned: Result of `metrics.plan.planned`.

    Returns:
        One row per village: names of its county and township, plan and target (the adjusted one
        once approved), actual_value (people ready or out), is_reported (for the last month),
        remaining_people (still poor), not_ready_people (of them those who aren't ready). People
        in persons; null where nothing was reported.
    """
    ready = actuals.filter(pl.col("indicator_code") == READY).select(
        "area_code", actual_value="reported_value", is_reported=pl.col("current_areas") > 0
    )
    places = _villages(areas).join(_plan(planned), on="area_code")
    for values in (
        ready,
        _value(actuals, POOR, "remaining_people"),
        _value(actuals, OUT, "lifted_people"),
    ):
        places = places.join(values, on="area_code", how="left")
    # Who is ready stays on the register until the exits are marked at the year's end.
    waiting = (pl.col("actual_value") - pl.col("lifted_people")).clip(lower_bound=0)
    not_ready = (pl.col("remaining_people") - waiting).clip(lower_bound=0)
    return places.with_columns(
        pl.col("is_reported").fill_null(False),
        not_ready_people=pl.coalesce(not_ready, "remaining_people"),
    )


def _plan(planned: pl.DataFrame) -> pl.DataFrame:
    """Plans of the people; an adjusted target that was approved is the one to reach."""
    target, adjusted = pl.col("target_value"), pl.col("adjusted_target_value")
    planned_part = pl.when(target != 0).then(pl.col("planned_value") / target)
    return (
        planned.filter(pl.col("indicator_code") == READY)
        .with_columns(
            planned_value=pl.coalesce(planned_part * adjusted, "planned_value"),
            target_value=pl.coalesce(adjusted, target),
        )
        .drop("indicator_code", "adjusted_target_value")
    )


def _villages(areas: pl.DataFrame) -> pl.DataFrame:
    names = areas.select("area_code", "area_name")
    villages = areas.filter(pl.col("area_level") == "village")
    for level in ("county", "township"):
        named = names.rename({"area_code": f"{level}_code", "area_name": f"{level}_name"})
        villages = villages.join(named, on=f"{level}_code", how="left")
    return villages


def _value(actuals: pl.DataFrame, indicator: str, name: str) -> pl.DataFrame:
    return actuals.filter(pl.col("indicator_code") == indicator).select(
        "area_code", pl.col("reported_value").alias(name)
    )
