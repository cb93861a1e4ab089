"""Where steps and areas land on their due dates, held against everyone who can be lifted."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from data.catalogue import indicators, settings
from metrics.calendar import closed_month
from metrics.projection import project
from metrics.projection_outlook import AS_IT_IS, Assumption
from metrics.projection_path import fan
from metrics.step_inputs import READY, Inputs

# Words for the chance: above the first it is likely, below the second unlikely.
LIKELY, UNLIKELY = 0.8, 0.2


def outlook(given: Inputs, *, as_of: date) -> pl.DataFrame:
    """Where each group lands on its due date, held against everyone who can still be lifted.

    The goal is the target, or everyone on the register where that is fewer: people who were
    removed can't be lifted any more. Both stay in view beside it, so that a register that
    shrinks is seen and doesn't look like progress.

    Args:
        given: Result of `metrics.step_inputs.inputs`.
        as_of: Day of the look.

    Returns:
        One row per group with a target, by code: area_code, baseline_value, document_value (the
        target), register_value (everyone out of poverty or still poor), target_value (the
        goal), target_date, actual_value and the columns of `metrics.projection.project` for the
        goal, expected_left (people of the goal who are not ready by then, at least 0; past the
        date those who aren't now) and document_gap (document less projection). In persons; null
        where it can't be said. prospect is ``met``, ``overdue``, ``likely`` (chance over 80 %),
        ``even``, ``unlikely`` (under 20 %); null where nothing is projected.
    """
    month = closed_month(as_of)
    goals = _goals(given, month)
    rows = project(
        given.observations, goals, bound=given.bound, as_of=as_of, plan_shape=_shape()
    )
    actual = given.observations.filter(pl.col("period") == month)
    projected = pl.col("projected_value")
    return (
        goals.join(rows, on="area_code", how="left", maintain_order="left")
        .join(actual.select("area_code", actual_value="obs_value"), on="area_code", how="left")
        .with_columns(
            expected_left=(
                pl.col("target_value")
                - pl.when(pl.col("reason") == "due_passed")
                .then("actual_value")
                .otherwise(projected)
            ).clip(lower_bound=0),
            document_gap=pl.col("document_value") - projected,
            prospect=_prospect(),
        )
        .sort("area_code")
    )


def _prospect() -> pl.Expr:
    chance = pl.col("chance")
    return (
        pl.when(pl.col("actual_value") >= pl.col("target_value"))
        .then(pl.lit("met"))
        .when(pl.col("reason") == "due_passed")
        .then(pl.lit("overdue"))
        .when(chance > LIKELY)
        .then(pl.lit("likely"))
        .when(chance < UNLIKELY)
        .then(pl.lit("unlikely"))
        .when(chance.is_not_null())
        .then(pl.lit("even"))
    )


def path(given: Inputs, *, as_of: date, assumed: Assumption = AS_IT_IS) -> pl.DataFrame:
    """The way to the landing of `outlook`, from the month of the look on.

    Returns:
        One row per group and month: area_code, month, projected_value, projected_low,
        projected_high; in the first month all three are what is reached.
    """
    month = closed_month(as_of)
    ahead = fan(
        given.observations,
        _goals(given, month),
        bound=given.bound,
        as_of=as_of,
        plan_shape=_shape(),
        assumed=assumed,
    ).rename({"period": "month"})
    reached = pl.col("obs_value")
    start = (
        given.observations.filter(pl.col("period") == month)
        .join(ahead, on="area_code", how="semi")
        .select(
            "area_code",
            month="period",
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
    gain = (
        changed.join(parts, on=["area_code", "month"], suffix="_before")
        .group_by("month")
        .agg(gain=(pl.col("projected_value") - pl.col("projected_value_before")).sum())
    )
    # A part that is due earlier keeps what it gained by then.
    moved = base.join(gain, on="month", how="left").sort("month")
    values = ("projected_value", "projected_low", "projected_high")
    return moved.with_columns(pl.col("gain").forward_fill().fill_null(0.0)).with_columns(
        pl.col(name) + pl.col("gain") for name in values
    )


def _goals(given: Inputs, month: date) -> pl.DataFrame:
    register = given.bound.filter(pl.col("period") == month)
    return given.targets.join(
        register.select("area_code", register_value="bound_value"), on="area_code", how="left"
    ).with_columns(
        document_value="target_value",
        target_value=pl.min_horizontal("target_value", "register_value"),
    )


def _shape() -> Sequence[float]:
    shape = indicators()[READY].plan_shape
    return settings().plan_shapes[shape or "even"]
