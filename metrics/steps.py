"""Where the three steps stand: people, villages and counties against their due dates."""

from datetime import date

import polars as pl

from data.catalogue import programme
from metrics import plan, step_lights
from metrics.step_lights import KEPT, MAIN

VILLAGE_INDICATORS = (*MAIN[:2], "people_ready", "villages_ready", *KEPT)
VALUES = ["reported_value", "checked_value", "certified_value"]
COLUMNS = [
    *("step", "indicator_code", "target_date", "target_value", "planned_value", *VALUES),
    *("attainment_rate", "spi", "light", "light_reason", "light_basis", "ready_value"),
    *("ready_planned_value", "short_by", "is_overdue", "expected_areas", "missing_areas"),
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
        indicator's unit, rates as fractions; short_by is planned minus reported, at least 0;
        ready_value are people or villages that are out or meet every criterion;
        is_overdue: the target date has passed and the target isn't reached.
    """
    places = _places(areas, area)
    planned = plan.planned(targets, plans, as_of=as_of)
    actual = pl.concat([villages, counties.select(villages.columns)])
    by_step = _sums(actual, places, by=["step"]).join(
        plan.roll_up(planned, places, level="city", by=("step",)).drop("area_code"),
        on=["step", "indicator_code"],
        how="full",
        coalesce=True,
    )
    whole = _sums(actual, places, by=[]).join(
        plan.roll_up(planned, places, level="city").drop("area_code"),
        on="indicator_code",
        how="left",
    )
    rows = pl.concat(
        [
            by_step.filter(pl.col("step").is_in(["step1", "step2"])),
            whole.with_columns(step=pl.lit("step3")).with_columns(_without_target()),
            whole.with_columns(step=pl.lit("all")),
        ],
        how="diagonal",
    )
    return _ordered(step_lights.with_ready(step_lights.judged(rows, as_of=as_of), as_of=as_of))


def _places(areas: pl.DataFrame, area: str | None) -> pl.DataFrame:
    inside = areas.filter(pl.col("step").is_not_null())
    if area is None or area == programme().city_code:
        return inside
    return inside.filter(pl.col("area_code").str.starts_with(area))


def _sums(actual: pl.DataFrame, places: pl.DataFrame, *, by: list[str]) -> pl.DataFrame:
    """Values added up; a sum of nothing reported is null. Shares are divided after adding."""
    rows = actual.join(places.select("area_code", "step"), on="area_code")
    numbers = [*VALUES, "numerator", "denominator"]
    is_share = pl.col("indicator_code") == "support_continued"
    share = pl.when(pl.col("denominator") > 0).then(
        100 * pl.col("numerator") / pl.col("denominator")
    )
    return (
        rows.group_by(*by, "indicator_code")
        .agg(
            *(
                pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum())
                for name in numbers
            ),
            pl.col("expected_areas", "valued_areas", "current_areas").sum(),
        )
        .with_columns(reported_value=pl.when(is_share).then(share).otherwise("reported_value"))
        .with_columns(pl.when(~is_share).then(pl.col(name)).alias(name) for name in VALUES[1:])
    )


def _without_target() -> list[pl.Expr]:
    step3 = programme().steps["step3"]
    return [
        pl.lit(step3.due_date).alias("target_date"),
        *(pl.lit(None, pl.Float64).alias(name) for name in ("target_value", "planned_value")),
    ]


def _ordered(rows: pl.DataFrame) -> pl.DataFrame:
    kept = pl.col("indicator_code").is_in(KEPT)
    order = {code: place for place, code in enumerate((*MAIN, *KEPT))}
    return (
        rows.filter(~kept | (pl.col("step") == "step3"))
        .sort(
            pl.col("step").replace_strict({"step1": 0, "step2": 1, "step3": 2, "all": 3}),
            pl.col("indicator_code").replace_strict(order),
        )
        .select(COLUMNS)
    )
