"""Where the three steps stand: people, villages and counties against their due dates."""

from datetime import date

import polars as pl

from data.catalogue import programme
from metrics import plan, plan_rows, step_lights, step_values
from metrics.frames import require
from metrics.step_lights import KEPT, MAIN
from metrics.step_values import COUNTS, VALUES

VILLAGE_INDICATORS = (*MAIN[:2], "people_ready", "villages_ready", *KEPT)
STEPS = ("step1", "step2", "step3", "all")
COLUMNS = [
    *("step", "indicator_code", "target_date", "target_value", "planned_value", *VALUES),
    *("attainment_rate", "spi", "light", "light_reason", "light_basis", "ready_value"),
    *("ready_planned_value", "short_by", "is_overdue", "expected_areas", "missing_areas"),
    *("adjusted_target_value", "cycle_state"),
]


def steps(
    areas: pl.DataFrame,
    villages: pl.DataFrame,
    counties: pl.DataFrame,
    targets: pl.DataFrame,
    plans: pl.DataFrame,
    *,
    as_of: date,
    area: str | None = None,
) -> pl.DataFrame:
    """Progress of each step, and of all of them together.

    A step's target and plan are the sums of the areas designated to it; ``all`` is the sum of
    the steps, never a line of its own. Step 3 keeps what was reached: the policy gives it no
    figure, so it has no target and three rows more: people still poor, people fallen back this
    year, and support that continues.

    Args:
        areas: One row per area with its step.
        villages: Actuals of the villages for `VILLAGE_INDICATORS`.
        counties: Actuals of the counties for counties_delisted.
        targets: One row per area, indicator and target version.
        plans: One row per area, indicator and year.
        as_of: Day of the look.
        area: Only what is this area or lies in it; null is the whole scope.

    Returns:
        One row per step (step1, step2, step3, all) and indicator: `COLUMNS`. Values in the
        indicator's unit (null: nothing reported), rates as fractions; short_by is planned minus
        reported, at least 0; ready_value are people or villages that are out or meet every
        criterion; is_overdue: the target date has passed and the target isn't reached;
        missing_areas never reported. A step without areas here has light_reason no_task.

    Raises:
        MissingColumnsError: A frame lacks a column that is needed.
    """
    require(areas, "areas", "area_code", "area_level", "county_code", "step")
    require(villages, "villages", "area_code", "indicator_code", *VALUES, *COUNTS)
    require(counties, "counties", *villages.columns)
    places = _places(areas, area)
    needed = pl.col("indicator_code").is_in(plan_rows.needed_for(MAIN))
    planned = plan.planned(targets.filter(needed), plans.filter(needed), as_of=as_of)
    actual = pl.concat([villages, counties.select(villages.columns)])
    by_step = step_values.added(actual, places, by=["step"]).join(
        plan.roll_up(planned, places, level="city", by=("step",)).drop("area_code"),
        on=["step", "indicator_code"],
        how="full",
        coalesce=True,
    )
    whole = step_values.added(actual, places, by=[]).join(
        plan.roll_up(planned, places, level="city").drop("area_code"),
        on="indicator_code",
        how="full",
        coalesce=True,
    )
    rows = pl.concat(
        [
            by_step,
            whole.with_columns(step=pl.lit("step3")).with_columns(_without_target()),
            whole.with_columns(step=pl.lit("all")).with_columns(_due_of_all(area)),
        ],
        how="diagonal",
    )
    rows = _grid().join(rows, on=["step", "indicator_code"], how="left")
    judged = step_lights.judged(rows, as_of=as_of)
    return _ordered(step_lights.with_ready(judged, as_of=as_of))


def _grid() -> pl.DataFrame:
    steps = pl.DataFrame({"step": STEPS})
    codes = pl.DataFrame({"indicator_code": [*MAIN, *step_lights.READY.values(), *KEPT]})
    return steps.join(codes, how="cross")


def _places(areas: pl.DataFrame, area: str | None) -> pl.DataFrame:
    inside = areas.filter(pl.col("step").is_not_null())
    if area is None or area == programme().city_code:
        return inside
    return inside.filter(pl.col("area_code").str.starts_with(area))


def _due_of_all(area: str | None) -> pl.Expr:
    """The whole city's date is the policy's own; a part of it is due when its areas are."""
    own = pl.col("target_date")
    if area is not None and area != programme().city_code:
        return own
    dates = step_lights.due_of_all()
    policy = pl.col("indicator_code").replace_strict(dates, default=None, return_dtype=pl.Date)
    return pl.coalesce(policy, own).alias("target_date")


def _without_target() -> list[pl.Expr]:
    step3 = programme().steps["step3"]
    return [
        pl.lit(step3.due_date).alias("target_date"),
        *(
            pl.lit(None, pl.Float64).alias(name)
            for name in ("target_value", "planned_value", "adjusted_target_value")
        ),
    ]


def _ordered(rows: pl.DataFrame) -> pl.DataFrame:
    kept = pl.col("indicator_code").is_in(KEPT)
    order = {code: place for place, code in enumerate((*MAIN, *KEPT))}
    return (
        rows.filter(~kept | (pl.col("step") == "step3"))
        .sort(
            pl.col("step").replace_strict({step: place for place, step in enumerate(STEPS)}),
            pl.col("indicator_code").replace_strict(order),
        )
        .select(COLUMNS)
    )
