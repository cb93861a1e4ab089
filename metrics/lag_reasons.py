"""Why a village lags: the reasons that need no projection (docs/methods.md, 6)."""

from datetime import date

import polars as pl

from data.catalogue import settings
from metrics import funnel, hard_cases, lights
from metrics.calendar import closed_month

# Parts of the village exit test that have an indicator of their own.
EXIT_CRITERIA = (
    *("paved_road", "digital_tv", "clinic_standard"),
    *("village_bus", "village_power", "safe_water_villages"),
)
NOT_READY = "not_ready_people"


def with_reasons(
    rows: pl.DataFrame,
    actuals: pl.DataFrame,
    planned: pl.DataFrame,
    still_poor: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """The rows with ``reasons``, ``stalled_months`` and ``missing_criteria``.

    Reasons, in this order: report_missing, stalled (two months in season or more without one
    person more), needs_speed (more than 1.5 times recent pace), criterion_missing (a poor
    village that isn't delisted lacks one), works_late (reported houses behind their plan, red),
    low_against_peers (see `metrics.funnel.with_peers`), few_and_hard (few people left, and all
    of the register's are hard to lift, see `metrics.hard_cases`). Only a missing report is a
    reason where everybody is ready.
    """
    limits = settings()
    rows = (
        rows.join(_missing_criteria(actuals), on="area_code", how="left")
        .join(_late_works(actuals, planned), on="area_code", how="left")
        .join(hard_cases.hard_cases(still_poor), on="area_code", how="left")
        .with_columns(
            stalled_months=_stalled(closed_month(as_of)),
            missing_criteria=pl.when(pl.col("is_poor_village"))
            .then(pl.col("missing_criteria"))
            .fill_null([]),
        )
    )
    reasons = {
        "report_missing": ~pl.col("is_reported"),
        "stalled": pl.col("is_reported")
        & (pl.col("stalled_months") >= limits.lag_stalled_months),
        "needs_speed": pl.col("pace_multiple") > limits.lag_required_multiple_above,
        "criterion_missing": pl.col("missing_criteria").list.len() > 0,
        "works_late": pl.col("works_late"),
        "low_against_peers": pl.col("peer_z") < -funnel.LIMIT,
        "few_and_hard": pl.col("is_small")
        & (pl.col("hard_people") == pl.col("registered_people")),
    }
    found = [
        pl.when(
            _anyone("remaining_people" if code == "report_missing" else NOT_READY) & test
        ).then(pl.lit(code))
        for code, test in reasons.items()
    ]
    return rows.with_columns(reasons=pl.concat_list(found).list.drop_nulls())


def flag(month: date) -> pl.Expr:
    """``watch`` or ``act`` for a village that lags, see `metrics.lag.lagging`; else null."""
    limits = settings()
    of_late = pl.coalesce("recent_pace_12", "recent_pace_3")
    needs_more = (pl.col("pace_multiple") > limits.lag_pace_multiple_above) | (
        (pl.col("required_pace") > 0) & (of_late <= 0)
    )
    lags = (
        _anyone(NOT_READY)
        & (pl.col("spi") < limits.lag_spi_below)
        & (needs_more | pl.col("is_overdue"))
    )
    word = "act" if month.month >= limits.lag_act_from_month else "watch"
    return (
        pl.when(lags.fill_null(False) & pl.col("is_overdue"))
        .then(pl.lit("act"))
        .when(lags.fill_null(False))
        .then(pl.lit(word))
    )


def light() -> pl.Expr:
    """Colour of a village's schedule performance; grey while nothing is planned or reported."""
    never = pl.lit(False)
    colour = lights.colour(pl.col("spi"), is_soft=never, at_best_yellow=never)
    return pl.when(pl.col("spi").is_null()).then(pl.lit("grey")).otherwise(colour)


def _anyone(people: str) -> pl.Expr:
    """Whether there are such people; where nobody reported, there may be."""
    return pl.col(people).is_null() | (pl.col(people) > 0)


def _stalled(month: date) -> pl.Expr:
    """Months in season since the last increase; people become ready from March to October."""
    shape = settings().plan_shapes["people_ready"]
    before = (0.0, *shape[:-1])
    season = [now > earlier for earlier, now in zip(before, shape, strict=True)]

    def in_season_by(year: pl.Expr, month_number: pl.Expr) -> pl.Expr:
        so_far = [sum(season[:count]) for count in range(13)]
        within = month_number.replace_strict(
            {count: so_far[count] for count in range(1, 13)}, return_dtype=pl.Int32
        )
        return year * sum(season) + within

    changed = pl.col("changed_on")
    now = month.year * sum(season) + sum(season[: month.month])
    last = in_season_by(changed.dt.year(), changed.dt.month().cast(pl.Int32))
    return (pl.lit(now) - last).cast(pl.Int32)


def _missing_criteria(actuals: pl.DataFrame) -> pl.DataFrame:
    delisted = actuals.filter(
        pl.col("indicator_code") == "villages_delisted", pl.col("reported_value") > 0
    )["area_code"]
    return (
        actuals.filter(
            pl.col("indicator_code").is_in(EXIT_CRITERIA),
            pl.col("reported_value") < 100,
            ~pl.col("area_code").is_in(delisted.implode()),
        )
        .sort(pl.col("indicator_code").cast(pl.Enum(EXIT_CRITERIA)))
        .group_by("area_code", maintain_order=True)
        .agg(missing_criteria="indicator_code")
    )


def _late_works(actuals: pl.DataFrame, planned: pl.DataFrame) -> pl.DataFrame:
    keys = ["area_code", "indicator_code"]
    done = actuals.filter(pl.col("indicator_code") == "housing_renovated")
    asked = pl.col("planned_value") - pl.col("baseline_value")
    achieved = pl.col("reported_value") - pl.col("baseline_value")
    return planned.join(done, on=keys).select(
        "area_code", works_late=(asked > 0) & (achieved < settings().light_yellow * asked)
    )
