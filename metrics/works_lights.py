"""Lights of works, by the rules for every cumulative figure."""

from datetime import date

import polars as pl

from data.catalogue import indicators
from metrics import judgement, progress, promises
from metrics.calendar import closed_month


def lit(rows: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The rows with rates, is_overdue, light and light_reason.

    Reads indicator_code, project_count, latest_period, planned_value (of the projects),
    target_value, target_date, reported_value and certified_value. Reported is judged against
    planned, and from the target date on against the target.
    """
    shown = pl.col("planned_value")
    is_due = (pl.col("target_date") <= closed_month(as_of)).fill_null(False)
    promised = [code for code in rows["indicator_code"].unique() if code in indicators()]
    strength = promises.measures(tuple(promised)).select(
        "indicator_code", "strength", "target_kind"
    )
    judged = judgement.judged(
        rows.join(strength, on="indicator_code", how="left", maintain_order="left")
        .with_columns(**_as_cumulative())
        .with_columns(
            planned_by_projects=shown,
            planned_value=pl.when(is_due)
            .then(pl.max_horizontal(shown, "target_value"))
            .otherwise(shown),
            is_first_year=progress.is_first_year(as_of),
        ),
        as_of=as_of,
    )
    # Works start from nothing, so a missing baseline or target is a missing plan.
    is_unplanned = pl.col("light_reason").is_in(["no_baseline", "no_target"])
    return judged.with_columns(
        planned_value="planned_by_projects",
        light_reason=pl.when(is_unplanned).then(pl.lit("no_plan")).otherwise("light_reason"),
    )


def _as_cumulative() -> dict[str, pl.Expr]:
    """What `metrics.judgement.judged` asks of a figure that adds up from nothing."""
    nothing = ("adjusted_planned_value", "year_ago_value", "corrected_by", "denominator")
    return {name: pl.lit(None, pl.Float64) for name in nothing} | {
        "actual_value": pl.col("reported_value"),
        "baseline_value": pl.lit(0.0),
        "measure": pl.lit("cumulative"),
        "aggregation": pl.lit("sum"),
        "certification": pl.lit("works"),
        "cycle_state": pl.lit("reported"),
        "factor": pl.lit(1.0),
        "sign": pl.lit(1),
        "is_held": pl.lit(False),
        "expected_areas": pl.col("project_count"),
    }
