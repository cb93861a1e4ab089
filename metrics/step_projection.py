"""Where steps and areas land on their due dates, held against everyone who can be lifted."""

from datetime import date

import polars as pl

from metrics.calendar import closed_month
from metrics.likelihood import likelihood
from metrics.projection import project
from metrics.projection_frames import ProjectionFrames
from metrics.projection_outlook import AS_IT_IS, Assumption
from metrics.projection_path import fan


def outlook(frames: ProjectionFrames, *, as_of: date) -> pl.DataFrame:
    """Where each area lands on its due date, held against everyone who can still be lifted.

    The goal is the target, or everyone on the register where that is fewer: people who were
    removed can't be lifted any more. Both stay in view beside it, so that a register that
    shrinks is seen and doesn't look like progress.

    Args:
        frames: Result of `metrics.projection_frames.projection_frames` for people who are
            ready; of each area one step.
        as_of: Day of the look.

    Returns:
        One row per area with a target, by code: area_code, baseline_value, document_value (the
        target), register_value (everyone out of poverty or still poor), target_value (the
        goal), target_date, actual_value and the columns of `metrics.projection.project` for the
        goal, expected_left (people of the goal who are not ready by then, at least 0; past the
        date those who aren't now). In persons; null where it can't be said. prospect is
        ``met``, ``overdue`` or what `metrics.likelihood` says of the chance; null where nothing
        is projected.
    """
    goals = _goals(frames, as_of)
    rows = project(
        frames.observations,
        goals,
        bound=frames.bound,
        as_of=as_of,
        plan_shape=frames.plan_shape,
    )
    reached = pl.when(pl.col("reason") == "due_passed").then("actual_value")
    left = pl.col("target_value") - reached.otherwise("projected_value")
    return (
        goals.join(rows, on="area_code", how="left", maintain_order="left")
        .join(_newest(frames, as_of), on="area_code", how="left", maintain_order="left")
        .with_columns(expected_left=left.clip(lower_bound=0), prospect=_prospect())
        .sort("area_code")
    )


def path(
    frames: ProjectionFrames, *, as_of: date, assumed: Assumption = AS_IT_IS
) -> pl.DataFrame:
    """The way to the landing of `outlook`, from the month of the look on.

    Returns:
        One row per area and month: area_code, month, projected_value, projected_low,
        projected_high; in the first month all three are what is reached.
    """
    ahead = fan(
        frames.observations,
        _goals(frames, as_of),
        bound=frames.bound,
        as_of=as_of,
        plan_shape=frames.plan_shape,
        assumed=assumed,
    ).rename({"period": "month"})
    reached = pl.col("actual_value")
    start = (
        _newest(frames, as_of)
        .join(ahead, on="area_code", how="semi")
        .select(
            "area_code",
            pl.lit(closed_month(as_of)).alias("month"),
            projected_value=reached,
            projected_low=reached,
            projected_high=reached,
        )
    )
    return pl.concat([start, ahead.select(start.columns)]).sort("area_code", "month")


def shifted(base: pl.DataFrame, parts: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """A path moved by what some of its parts would do differently.

    The parts' own projections don't add up to the whole's, because each level has its own pace;
    only the difference an assumption makes is added.

    Args:
        base: One row per month: month and the values of `path`.
        parts: Result of `path` for the parts.
        changed: The same under the assumption.

    Returns:
        ``base`` with every value moved by the same number of people.
    """
    before = pl.col("projected_value_before")
    gain = (
        changed.join(parts, on=["area_code", "month"], suffix="_before")
        .group_by("month")
        .agg(gain=(pl.col("projected_value") - before).sum())
    )
    # A part that is due earlier keeps what it gained by then.
    moved = base.join(gain, on="month", how="left").sort("month")
    values = ("projected_value", "projected_low", "projected_high")
    moved = moved.with_columns(pl.col("gain").forward_fill().fill_null(pl.lit(0.0)))
    return moved.with_columns(pl.col(name) + pl.col("gain") for name in values)


def _goals(frames: ProjectionFrames, as_of: date) -> pl.DataFrame:
    register = (
        frames.bound.filter(pl.col("period") <= as_of, pl.col("bound_value").is_not_null())
        .group_by("area_code")
        .agg(register_value=pl.col("bound_value").sort_by("period").last())
    )
    return frames.targets.join(register, on="area_code", how="left").with_columns(
        document_value="target_value",
        target_value=pl.min_horizontal("target_value", "register_value"),
    )


def _newest(frames: ProjectionFrames, as_of: date) -> pl.DataFrame:
    value = pl.col("obs_value")
    return (
        frames.observations.filter(pl.col("period") <= as_of, value.is_not_null())
        .group_by("area_code")
        .agg(actual_value=value.sort_by("period").last())
    )


def _prospect() -> pl.Expr:
    is_met = pl.col("actual_value") >= pl.col("target_value")
    return (
        pl.when(is_met)
        .then(pl.lit("met"))
        .when(pl.col("reason") == "due_passed")
        .then(pl.lit("overdue"))
        .otherwise(likelihood())
    )
