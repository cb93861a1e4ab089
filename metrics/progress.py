"""How far each area has come toward its targets."""

from collections.abc import Collection
from datetime import date

import polars as pl

from data.catalogue import programme
from metrics import cycle, judgement, plan, promised, promises
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
    of the policy and start from the value on the baseline date. Source: METHODS 2 to 4.

    Args:
        areas: One row per area, as the warehouse gives them.
        actuals: Values by ``as_of``, one row per area and indicator expected or reported.
        baselines: The same on the programme's baseline date.
        year_ago: The same twelve months before.
        targets: One row per area, indicator and target version.
        plans: One row per area, indicator and year.
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
    codes = [
        code
        for code in promises.reported_at_or_below(level)
        if indicators is None or code in indicators
    ]
    rows = (
        _grid(areas, codes, level, area)
        .join(actuals, on=KEY, how="left", maintain_order="left")
        .join(promises.measures(codes), on="indicator_code", maintain_order="left")
        .join(_reported(baselines, "first_value"), on=KEY, how="left", maintain_order="left")
        .join(_reported(year_ago, "year_ago_value"), on=KEY, how="left", maintain_order="left")
        .join(
            plan.roll_up(plan.planned(targets, plans, as_of=as_of), areas, level=level),
            on=KEY,
            how="left",
            maintain_order="left",
        )
    )
    rows = promised.promised(rows, as_of=as_of).with_columns(
        cycle_state=cycle.cycle_state(as_of=as_of),
        actual_value="reported_value",
        period="latest_period",
        missing_areas=pl.col("expected_areas") - pl.col("valued_areas"),
        carried_areas=pl.col("valued_areas") - pl.col("current_areas"),
        expected_areas=pl.col("expected_areas").fill_null(0),
        is_first_year=pl.lit(closed_month(as_of).year == programme().baseline_date.year + 1)
        & (pl.col("measure") == "cumulative"),
    )
    return judgement.by_ready(judgement.judged(rows, as_of=as_of), as_of=as_of).select(COLUMNS)


def _grid(areas: pl.DataFrame, codes: list[str], level: str, area: str | None) -> pl.DataFrame:
    wanted = pl.col("area_level") == level
    if area is not None and area != programme().city_code:
        wanted &= pl.col("area_code").str.starts_with(area)
    places = areas.filter(wanted).select("area_code", "area_name", "area_level")
    return places.join(pl.DataFrame({"indicator_code": codes}), how="cross")


def _reported(values: pl.DataFrame, name: str) -> pl.DataFrame:
    return values.select(*KEY, pl.col("reported_value").alias(name))
