"""People lifted as a share of two wholes: the policy's figure, and everyone counted now.

The register may end far from the policy's figure, because people are removed from it who never
were to be lifted. Rate A keeps the policy's whole for the record. Rate B counts who is out and
who is still poor, and carries the light only once an adjusted target was approved by document
(docs/methods.md, 5).
"""

import polars as pl

from metrics.frames import require

PEOPLE = ("people_lifted", "people_ready")


def with_adjusted_plan(rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """The rows with ``adjusted_planned_value``: what is planned of the adjusted whole.

    ::

        adjusted_planned = planned * whole / target

    The whole is people lifted and people still poor, so that a light by this plan is a light by
    rate B; where the latter aren't known, and for other indicators, it is the adjusted target.
    Null unless an adjusted target was approved.

    Args:
        rows: One row per ``keys`` and indicator with reported, planned, target and adjusted
            target values.
        keys: Columns that tell places apart.
    """
    counted = _values(rows, "people_lifted", keys, "lifted").join(
        _values(rows, "poor_people_remaining", keys, "still_poor"), on=keys
    )
    whole = pl.when(pl.col("indicator_code").is_in(PEOPLE)).then(
        pl.col("lifted") + pl.col("still_poor")
    )
    is_adjusted = pl.col("adjusted_target_value").is_not_null() & (pl.col("target_value") != 0)
    return (
        rows.join(counted, on=keys, how="left", maintain_order="left")
        .with_columns(
            adjusted_planned_value=pl.when(is_adjusted).then(
                pl.col("planned_value")
                * pl.coalesce(whole, "adjusted_target_value")
                / pl.col("target_value")
            )
        )
        .drop("lifted", "still_poor")
    )


def two_rates(progress: pl.DataFrame) -> pl.DataFrame:
    """Both rates on the as-of date, as reported (`metrics.register.rates` has the register's).

    ::

        rate_a = lifted / policy target
        rate_b = lifted / (lifted + still poor)

    Args:
        progress: Result of `metrics.progress.progress` with people_lifted and
            poor_people_remaining.

    Returns:
        One row per area with a target: area_code, lifted_people, still_poor_people,
        policy_target, adjusted_target (null unless approved) in persons, rate_a, rate_b
        (fractions; null where nothing was reported or the whole is 0), light_rate (A or B).

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(
        progress,
        "progress",
        *("area_code", "indicator_code", "reported_value"),
        *("target_value", "adjusted_target_value"),
    )
    people = progress.filter(
        pl.col("indicator_code") == "people_lifted", pl.col("target_value").is_not_null()
    ).select(
        "area_code",
        lifted_people="reported_value",
        policy_target="target_value",
        adjusted_target="adjusted_target_value",
    )
    still_poor = _values(progress, "poor_people_remaining", ["area_code"], "still_poor_people")
    lifted, target = pl.col("lifted_people"), pl.col("policy_target")
    whole = lifted + pl.col("still_poor_people")
    return people.join(still_poor, on="area_code", how="left", maintain_order="left").select(
        *("area_code", "lifted_people", "still_poor_people"),
        *("policy_target", "adjusted_target"),
        rate_a=pl.when(target > 0).then(lifted / target),
        rate_b=pl.when(whole > 0).then(lifted / whole),
        light_rate=pl.when(pl.col("adjusted_target").is_not_null())
        .then(pl.lit("B"))
        .otherwise(pl.lit("A")),
    )


def _values(rows: pl.DataFrame, indicator: str, keys: list[str], name: str) -> pl.DataFrame:
    return rows.filter(pl.col("indicator_code") == indicator).select(
        *keys, pl.col("reported_value").alias(name)
    )
