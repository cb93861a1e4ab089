"""What a projection needs of groups of villages: their values, goals and bounds added up."""

from dataclasses import dataclass

import polars as pl

from metrics.frames import require

READY, OFFICIAL, POOR = "people_ready", "people_lifted", "poor_people_remaining"
INDICATORS = (READY, OFFICIAL, POOR)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The frames that `metrics.projection.project` takes, by the names of its parameters."""

    observations: pl.DataFrame
    targets: pl.DataFrame
    bound: pl.DataFrame


def inputs(
    series: pl.DataFrame, planned: pl.DataFrame, places: pl.DataFrame, *, by: pl.Expr
) -> Inputs:
    """Series, targets and bounds of groups of villages.

    A group's target and value are sums of its villages; it is due when the last of them is. Its
    bound is everyone the register knows: people out of poverty and people still poor. An
    adjusted target that was approved takes the place of the document's.

    Args:
        series: Month ends of the villages: area_code, indicator_code, month, reported_value,
            for `INDICATORS`.
        planned: Result of `metrics.plan.planned`, or of its `roll_up` for villages.
        places: One row per village that counts: area_code and what ``by`` reads.
        by: Names the group of a village, such as its step or the county its code begins with.

    Raises:
        MissingColumnsError: A frame lacks a column that is needed.
    """
    require(series, "series", "area_code", "indicator_code", "month", "reported_value")
    require(planned, "planned", "area_code", "indicator_code", "target_value", "target_date")
    groups = places.select("area_code", group=by)
    value = pl.col("reported_value")
    sums = (
        series.filter(pl.col("indicator_code").is_in(INDICATORS))
        .join(groups, on="area_code")
        .group_by("indicator_code", area_code="group", period="month")
        .agg(pl.when(value.is_not_null().any()).then(value.sum()).alias("obs_value"))
    )
    register = sums.filter(pl.col("indicator_code").is_in([OFFICIAL, POOR]))
    target = pl.coalesce("adjusted_target_value", "target_value")
    return Inputs(
        observations=sums.filter(pl.col("indicator_code") == READY).drop("indicator_code"),
        targets=planned.filter(pl.col("indicator_code") == READY)
        .join(groups, on="area_code")
        .group_by(area_code="group")
        .agg(
            pl.col("baseline_date").min(),
            pl.col("baseline_value").sum(),
            target.sum().alias("target_value"),
            pl.col("target_date").max(),
        ),
        # Both parts: people out of poverty alone would be a bound far too low.
        bound=register.group_by("area_code", "period").agg(
            pl.when(pl.col("obs_value").count() == 2)
            .then(pl.col("obs_value").sum())
            .alias("bound_value")
        ),
    )
