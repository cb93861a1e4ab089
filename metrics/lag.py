"""Which villages lag behind their plan, by how much, and why."""

from datetime import date

import polars as pl

from data.catalogue import settings
from metrics import lag_reasons, pace, plan
from metrics.calendar import closed_month
from metrics.frames import require

# What is loaded at village level: the values of the day, and the months behind it.
VILLAGE_INDICATORS = (
    *("people_ready", "poor_people_remaining", "villages_delisted", "housing_renovated"),
    *lag_reasons.EXIT_CRITERIA,
)
SERIES_INDICATORS = ("people_ready",)
COLUMNS = [
    *("area_code", "area_name", "county_code", "county_name", "township_code", "township_name"),
    *("is_poor_village", "is_old_base_area", "is_minority_village", "remaining_people"),
    *(
        "target_date",
        "target_value",
        "planned_value",
        "actual_value",
        "short_by",
        "people_short",
    ),
    *("spi", "required_pace", "recent_pace_3", "recent_pace_12", "pace_multiple", "flag"),
    *("reasons", "stalled_months", "missing_criteria", "is_small", "light", "light_reason"),
    *("lon", "lat", "position_kind"),
]


def lagging(
    areas: pl.DataFrame,
    actuals: pl.DataFrame,
    series: pl.DataFrame,
    targets: pl.DataFrame,
    plans: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Every village with a task, the ones that lag first.

    A village is flagged when people still poor live in it, its schedule performance is under
    0.9, and it needs a faster pace than it had, or its target date has passed. The flag is
    ``watch`` before September and ``act`` from then on: earlier ones are right in one case of
    three (docs/methods.md, 6). Sorted by people short, then by schedule performance.

    Args:
        areas: One row per area with roles and positions.
        actuals: Village values for `VILLAGE_INDICATORS`.
        series: Village values of `SERIES_INDICATORS` at month ends.
        targets: One row per area, indicator and target version.
        plans: One row per area, indicator and year.
        as_of: Day of the look.

    Returns:
        One row per village with a target of its own, poor and ordinary ones: `COLUMNS`. People
        in persons, paces in persons a month (null: too little history, or past the target
        date); short_by is planned minus ready, at least 0; people_short the part of it that is
        still poor on the register; targets and plans are the adjusted ones once approved; spi
        null while nothing is planned; reasons are codes;
        missing_criteria are indicator codes; is_small: few people left, read with care.
    """
    require(
        actuals, "actuals", "area_code", "indicator_code", "reported_value", "current_areas"
    )
    limits, month = settings(), closed_month(as_of)
    own = plan.planned(targets, plans, as_of=as_of)
    rows = (
        _villages(areas)
        .join(_people(own), on="area_code")
        .join(_value(actuals, "people_ready", "actual_value"), on="area_code", how="left")
        .join(
            _value(actuals, "poor_people_remaining", "remaining_people"),
            on="area_code",
            how="left",
        )
        .join(pace.recent(series, as_of=as_of), on="area_code", how="left")
        .with_columns(pace.required(month))
    )
    planned = pl.col("planned_value") - pl.col("baseline_value")
    achieved = pl.col("actual_value") - pl.col("baseline_value")
    rows = rows.with_columns(
        spi=pl.when(planned > 0).then(achieved / planned),
        short_by=(pl.col("planned_value") - pl.col("actual_value")).clip(lower_bound=0),
        pace_multiple=pace.multiple(),
        is_overdue=pl.col("target_date") <= month,
    ).with_columns(
        people_short=pl.min_horizontal("short_by", "remaining_people"),
        is_small=pl.col("remaining_people") <= limits.lag_few_people,
        flag=lag_reasons.flag(month),
        light=lag_reasons.light(),
        light_reason=pl.when(pl.col("actual_value").is_null())
        .then(pl.lit("not_reported"))
        .when(pl.col("spi").is_null())
        .then(pl.lit("not_due")),
    )
    return (
        lag_reasons.with_reasons(rows, actuals, own, as_of=as_of)
        .sort(
            pl.col("flag").is_null(),
            "people_short",
            "spi",
            "area_code",
            descending=[False, True, False, False],
            nulls_last=True,
        )
        .select(COLUMNS)
    )


def _people(planned: pl.DataFrame) -> pl.DataFrame:
    """Plans of the people; an adjusted target that was approved is the one to reach."""
    target, adjusted = pl.col("target_value"), pl.col("adjusted_target_value")
    planned_part = pl.when(target != 0).then(pl.col("planned_value") / target)
    return (
        planned.filter(pl.col("indicator_code") == "people_ready")
        .with_columns(
            planned_value=pl.coalesce(planned_part * adjusted, "planned_value"),
            target_value=pl.coalesce(adjusted, target),
        )
        .drop("indicator_code", "adjusted_target_value")
    )


def _villages(areas: pl.DataFrame) -> pl.DataFrame:
    names = areas.select("area_code", "area_name")
    return (
        areas.filter(pl.col("area_level") == "village")
        .join(
            names.rename({"area_code": "county_code", "area_name": "county_name"}),
            on="county_code",
            how="left",
        )
        .join(
            names.rename({"area_code": "township_code", "area_name": "township_name"}),
            on="township_code",
            how="left",
        )
    )


def _value(actuals: pl.DataFrame, indicator: str, name: str) -> pl.DataFrame:
    return actuals.filter(pl.col("indicator_code") == indicator).select(
        "area_code", pl.col("reported_value").alias(name)
    )
