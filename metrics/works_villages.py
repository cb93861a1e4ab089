"""Villages that lack a road, a bus, water, power or safe houses, by what they reported."""

import polars as pl

from metrics.frames import require
from metrics.plan import ancestor

SERVICES = ("road", "bus", "water", "power", "housing")
VILLAGE_INDICATORS = (
    *("paved_road", "village_bus", "village_bus_all"),
    *("safe_water_villages", "village_power", "unsafe_houses_left"),
)
ANSWERS = ("no", "not_reported", "yes", "not_asked")
COLUMNS = [
    *("area_code", "area_name", "township_code", "county_code", *SERVICES, "water_short"),
    *("houses_left", "lacking", "not_reported"),
]


def village_services(areas: pl.DataFrame, actuals: pl.DataFrame) -> pl.DataFrame:
    """What each village has and what it lacks.

    ``yes``: the share is full, or no poor household is left in an unsafe house; ``no``: it was
    reported and isn't; ``not_reported``: it was to be reported and never came; ``not_asked``:
    this village needn't report it. A poor village is to have a scheduled bus; another one any
    passenger service.

    Args:
        areas: One row per area: area_code, area_name, area_level, township_code, county_code.
        actuals: Values of the villages by the day for `VILLAGE_INDICATORS`, as the warehouse
            gives them: area_code, indicator_code, reported_value, numerator, denominator,
            expected_areas.

    Returns:
        One row per village: `COLUMNS`. `SERVICES` hold `ANSWERS`; water_short is the number of
        natural villages without safe water, houses_left of poor households in unsafe houses
        (null: not reported, or not asked); lacking and not_reported list the services.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(areas, "areas", "area_code", "area_name", "area_level", "township_code")
    require(actuals, "actuals", "area_code", "indicator_code", "reported_value", "numerator")
    rows = areas.filter(pl.col("area_level") == "village").select(
        "area_code", "area_name", "township_code", "county_code"
    )
    for code in VILLAGE_INDICATORS:
        rows = rows.join(
            _answer(actuals, code), on="area_code", how="left", maintain_order="left"
        )
    asked = [pl.col(code).fill_null("not_asked") for code in VILLAGE_INDICATORS]
    road, scheduled, anyhow, water, power, housing = asked
    bus = pl.when(scheduled != "not_asked").then(scheduled).otherwise(anyhow)
    rows = rows.with_columns(
        road=road, bus=bus, water=water, power=power, housing=housing,
        water_short=pl.col("short_safe_water_villages"),
        houses_left=pl.col("value_unsafe_houses_left"),
    )  # fmt: skip
    return rows.with_columns(
        lacking=_services("no"), not_reported=_services("not_reported")
    ).select(COLUMNS)


def service_counts(villages: pl.DataFrame, *, level: str) -> pl.DataFrame:
    """How many villages of an area have a service, lack it, or didn't say.

    Args:
        villages: Result of `village_services`.
        level: city, county or township.

    Returns:
        One row per area and service, services in order: area_code, service, yes_count,
        no_count, not_reported_count, not_asked_count, asked_count (the first three together).

    Raises:
        MissingColumnsError: The frame lacks a column that is needed.
    """
    require(villages, "villages", *SERVICES, "township_code", "county_code")
    return (
        villages.with_columns(area_code=ancestor(level))
        .unpivot(SERVICES, index="area_code", variable_name="service", value_name="answer")
        .group_by("area_code", "service")
        .agg((pl.col("answer") == answer).sum().cast(pl.Int64).alias(f"{answer}_count")
             for answer in ("yes", "no", "not_reported", "not_asked"))
        .with_columns(
            asked_count=pl.sum_horizontal("yes_count", "no_count", "not_reported_count")
        )
        .sort("area_code", pl.col("service").cast(pl.Enum(SERVICES)))
    )  # fmt: skip


def _answer(actuals: pl.DataFrame, code: str) -> pl.DataFrame:
    """One indicator's answer by village, with what is short and its value."""
    value = pl.col("reported_value")
    # A share as a percentage: 1 of 1 may come out as 99.99999999999999.
    has_it = value == 0 if code == "unsafe_houses_left" else value.round(9) >= 100
    return actuals.filter(pl.col("indicator_code") == code).select(
        "area_code",
        pl.when(value.is_null())
        .then(pl.lit("not_reported"))
        .when(has_it)
        .then(pl.lit("yes"))
        .otherwise(pl.lit("no"))
        .alias(code),
        (pl.col("denominator") - pl.col("numerator")).alias(f"short_{code}"),
        value.alias(f"value_{code}"),
    )


def _services(answer: str) -> pl.Expr:
    named = [pl.when(pl.col(name) == answer).then(pl.lit(name)) for name in SERVICES]
    return pl.concat_list(named).list.drop_nulls()
