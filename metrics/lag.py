"""Which villages lag behind their plan, by how much, and why."""

from datetime import date

import polars as pl

from data.catalogue import settings
from metrics import funnel, lag_reasons, lag_rows, pace, plan
from metrics.calendar import closed_month
from metrics.frames import require

# What is loaded at village level: the values of the day, and the months behind it.
VILLAGE_INDICATORS = (
    *(lag_rows.READY, lag_rows.OUT, lag_rows.POOR, "villages_delisted", "housing_renovated"),
    *lag_reasons.EXIT_CRITERIA,
)
SERIES_INDICATORS = (lag_rows.READY,)
COLUMNS = [
    *("area_code", "area_name", "county_code", "county_name", "township_code", "township_name"),
    *("is_poor_village", "is_old_base_area", "is_minority_village", "group", "step"),
    *(
        "baseline_value",
        "target_date",
        "target_value",
        "planned_value",
        "actual_value",
        "is_reported",
    ),
    *("remaining_people", "not_ready_people", "short_by", "people_short"),
    *("attainment_rate", "points_ahead", "spi"),
    *(
        "required_pace",
        "recent_pace_3",
        "recent_pace_12",
        "pace_multiple",
        "is_overdue",
        "flag",
    ),
    *("reasons", "stalled_months", "missing_criteria", "is_small", "light", "light_reason"),
    *("ready_rate", "peer_rate", "peer_spread", "peer_z", "lon", "lat", "position_kind"),
]


def lagging(
    areas: pl.DataFrame,
    actuals: pl.DataFrame,
    series: pl.DataFrame,
    targets: pl.DataFrame,
    plans: pl.DataFrame,
    still_poor: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Every village with a task, the ones that lag first.

    A village is flagged when people live in it who are poor and not ready yet, its schedule
    performance is under 0.9, and it needs a faster pace than it had, or its target date has
    passed. The flag is ``watch`` before September and ``act`` from then on: earlier ones are
    right in one case of three (docs/methods.md, 6). Sorted by people short, then by schedule
    performance.

    Args:
        areas: One row per area with roles and positions.
        actuals: Village values for `VILLAGE_INDICATORS`.
        series: Village values of `SERIES_INDICATORS` at month ends.
        targets: One row per area, indicator and target version.
        plans: One row per area, indicator and year.
        still_poor: One row per village, main cause and attribute: people still poor by the
            register of the last year that is over.
        as_of: Day of the look.

    Returns:
        One row per village with a target of its own, poor and ordinary ones: `COLUMNS`. People
        in persons, paces in persons a month (null: too little history, or past the target
        date); short_by is planned minus ready, at least 0; people_short the part of it that is
        poor and not ready by the register; targets and plans are the adjusted ones once
        approved; attainment_rate, points_ahead and the funnel's columns (see
        `metrics.funnel.with_peers`) are fractions; spi null while nothing is planned; reasons
        are codes; missing_criteria are indicator codes; is_small: few people left, read with
        care.
    """
    require(
        actuals, "actuals", "area_code", "indicator_code", "reported_value", "current_areas"
    )
    month = closed_month(as_of)
    own = plan.planned(targets, plans, as_of=as_of)
    rows = (
        lag_rows.rows(areas, actuals, own)
        .join(pace.recent(series, as_of=as_of), on="area_code", how="left")
        .with_columns(pace.required(month))
        .with_columns(*_judged(month))
        .with_columns(flag=lag_reasons.flag(month), light=lag_reasons.light())
    )
    return (
        lag_reasons.with_reasons(funnel.with_peers(rows), actuals, own, still_poor, as_of=as_of)
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


def _judged(month: date) -> list[pl.Expr]:
    actual, baseline = pl.col("actual_value"), pl.col("baseline_value")
    planned = pl.col("planned_value") - baseline
    promised = pl.col("target_value") - baseline
    short = (pl.col("planned_value") - actual).clip(lower_bound=0)
    spi = pl.when(planned > 0).then((actual - baseline) / planned)
    share = pl.when(promised != 0)
    return [
        spi.alias("spi"),
        share.then((actual - baseline) / promised).alias("attainment_rate"),
        share.then((actual - pl.col("planned_value")) / promised).alias("points_ahead"),
        short.alias("short_by"),
        pl.min_horizontal(short, "not_ready_people").alias("people_short"),
        pace.multiple().alias("pace_multiple"),
        (pl.col("target_date") <= month).alias("is_overdue"),
        (pl.col("remaining_people") <= settings().lag_few_people).alias("is_small"),
        pl.when(actual.is_null())
        .then(pl.lit("not_reported"))
        .when(spi.is_null())
        .then(pl.lit("not_due"))
        .alias("light_reason"),
    ]
