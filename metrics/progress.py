"""How far each area has come toward its targets."""

from collections.abc import Collection
from datetime import date

import polars as pl

from data.catalogue import programme
from metrics import (
    corrected,
    cycle,
    judgement,
    plan,
    plan_rows,
    promised,
    promises,
    two_rates,
)
from metrics.calendar import closed_month
from metrics.frames import require

KEY = ["area_code", "indicator_code"]
COLUMNS = [
    *("area_code", "area_name", "area_level", "indicator_code", "period", "actual_value"),
    *("target_value", "target_date", "baseline_value", "planned_value", "attainment_rate"),
    *("spi", "lag", "short_by", "points_behind", "light", "light_reason", "light_basis"),
    *("cycle_state", "reported_value", "checked_value", "certified_value", "numerator"),
    *("denominator", "expected_areas", "valued_areas", "missing_areas", "carried_areas"),
    *("is_overdue", "year_ago_value", "adjusted_target_value", "target_kind", "strength"),
]


def progress(
    areas: pl.DataFrame,
    actuals: pl.DataFrame,
    baselines: pl.DataFrame,
    year_ago: pl.DataFrame,
    targets: pl.DataFrame,
    plans: pl.DataFrame,
    corrections: pl.DataFrame | None = None,
    planned: pl.DataFrame | None = None,
    *,
    as_of: date,
    level: str,
    area: str | None = None,
    indicators: Collection[str] | None = None,
) -> pl.DataFrame:
    """Actual, target, plan and light of every indicator in every area of a level.

    ::

        attainment_rate = (actual - baseline) / (target - baseline)
        spi             = (actual - baseline) / (planned - baseline)
        points_behind   = (planned - actual) / (target - baseline)

    The rate is not capped; it is null where nothing was reported or the target equals the
    baseline, the spi also while nothing is planned yet. Targets and plans of an area are the
    sums of what lies in it; shares, and levels without targets of their own, take the promise
    of the policy and start from the value on the baseline date. Source:
    docs/methods.md, 2 to 4.

    Args:
        areas: One row per area, as the warehouse gives them.
        actuals: Values by ``as_of``, one row per area and indicator expected or reported.
        baselines: The same on the programme's baseline date.
        year_ago: The same twelve months before.
        targets: One row per area, indicator and target version.
        plans: One row per area, indicator and year.
        corrections: What documents changed in the twelve months before, one row per area and
            indicator: lowered_by and raised_by; null is nothing.
        planned: Result of `metrics.plan.roll_up` for the level on ``as_of``, by who has it
            already; without it, it is made of targets and plans.
        as_of: Day of the look.
        level: Level whose areas get rows.
        area: Only areas that are it or lie in it; null is all of them.
        indicators: Only these; null is every one that has a value at the level.

    Returns:
        One row per area of the level and indicator reported there or below, in area and
        catalogue order: `COLUMNS`. Values are in the indicator's unit, rates are fractions;
        lag is planned minus actual, positive when behind; short_by is lag, but never negative;
        light is green, yellow, orange, red or grey; light_basis is the indicator whose figures
        carry the light; missing_areas never reported, carried_areas not for the last period.
    """
    require(areas, "areas", "area_code", "area_name", "area_level", "county_code")
    require(actuals, "actuals", *KEY, "reported_value", "expected_areas", "current_areas")
    codes = tuple(
        code
        for code in promises.reported_at_or_below(level)
        if indicators is None or code in indicators
    )
    inside = _inside(areas, area)
    if planned is None:
        asked = pl.col("indicator_code").is_in(plan_rows.needed_for(codes))
        own = plan.planned(targets.filter(asked), plans.filter(asked), as_of=as_of)
        planned = plan.roll_up(own, inside, level=level)
    rows = _grid(inside, codes, level).join(actuals, on=KEY, how="left", maintain_order="left")
    for more, keys in (
        (promises.measures(codes), ["indicator_code"]),
        (_reported(baselines, "first_value"), KEY),
        (_reported(year_ago, "year_ago_value"), KEY),
        (planned, KEY),
        (corrected.corrected_by(corrections, inside, level=level), KEY),
    ):
        rows = rows.join(more, on=keys, how="left", maintain_order="left")
    rows = promised.promised(rows.with_columns(cycle.counts()), as_of=as_of)
    rows = two_rates.with_adjusted_plan(rows, ["area_code"]).with_columns(
        cycle_state=cycle.cycle_state(as_of=as_of),
        actual_value="reported_value",
        period="latest_period",
        missing_areas=pl.col("expected_areas") - pl.col("valued_areas"),
        carried_areas=pl.col("valued_areas") - pl.col("current_areas"),
        is_first_year=is_first_year(as_of),
    )
    judged = judgement.judged(rows, as_of=as_of)
    return judgement.by_ready(judged, ["area_code"], as_of=as_of).select(COLUMNS)


def is_first_year(as_of: date) -> pl.Expr:
    """Whether a light is provisional: no year is over that could have shaped the plan."""
    first = closed_month(as_of).year == programme().baseline_date.year + 1
    return (pl.col("measure") == "cumulative") & first


def _inside(areas: pl.DataFrame, area: str | None) -> pl.DataFrame:
    if area is None or area == programme().city_code:
        return areas
    return areas.filter(pl.col("area_code").str.starts_with(area))


def _grid(areas: pl.DataFrame, codes: tuple[str, ...], level: str) -> pl.DataFrame:
    places = areas.filter(pl.col("area_level") == level).select(
        "area_code", "area_name", "area_level", "is_poor_county"
    )
    return places.join(pl.DataFrame({"indicator_code": codes}), how="cross")


def _reported(values: pl.DataFrame, name: str) -> pl.DataFrame:
    return values.select(*KEY, pl.col("reported_value").alias(name))
