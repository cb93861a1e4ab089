"""Lights of the steps: official figures at year ends, people who are ready in between."""

from datetime import date

import polars as pl

from data.catalogue import programme
from metrics import judgement, promises
from metrics.calendar import closed_month

MAIN = ("people_lifted", "villages_delisted", "counties_delisted")
KEPT = ("poor_people_remaining", "relapse_people", "support_continued")
READY = {"people_lifted": "people_ready", "villages_delisted": "villages_ready"}


def judged(rows: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Sums of a step held against plan and target, as `metrics.judgement.judged` does it.

    All steps together are due when the policy says so for the whole city.
    """
    promised = promises.measures((*MAIN, *READY.values(), *KEPT))
    due_of_all = {
        commitment.indicator_code: commitment.due_date
        for commitment in reversed(programme().commitments)
        if commitment.scope == "city" and commitment.indicator_code in MAIN
    }
    all_due = pl.col("indicator_code").replace_strict(
        due_of_all, default=None, return_dtype=pl.Date
    )
    month = closed_month(as_of)
    return judgement.judged(
        rows.join(promised, on="indicator_code").with_columns(
            target_date=pl.when(pl.col("step") == "all")
            .then(pl.coalesce(all_due, "target_date"))
            .otherwise("target_date"),
            actual_value="reported_value",
            year_ago_value=pl.lit(None, pl.Float64),
            adjusted_planned_value=pl.when(pl.col("target_value") != 0).then(
                pl.col("planned_value")
                * pl.col("adjusted_target_value")
                / pl.col("target_value")
            ),
            cycle_state=pl.when(pl.col("reported_value").is_null())
            .then(pl.lit("not_due"))
            .otherwise(pl.lit("reported")),
            missing_areas=pl.col("expected_areas") - pl.col("valued_areas"),
            is_first_year=pl.lit(month.year == programme().baseline_date.year + 1)
            & (pl.col("measure") == "cumulative"),
        ),
        as_of=as_of,
    )


def with_ready(rows: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """What is ready beside what is official; inside a year it carries the people's light."""
    official = {ready: code for code, ready in READY.items()}
    ready = rows.filter(pl.col("indicator_code").is_in(list(official))).select(
        "step",
        indicator_code=pl.col("indicator_code").replace(official),
        ready_value="reported_value",
        ready_planned_value="planned_value",
        ready_light="light",
        ready_reason="light_reason",
    )
    month = closed_month(as_of)
    within = (
        (pl.col("indicator_code") == "people_lifted")
        & (pl.col("target_date") > month)
        & pl.col("ready_light").is_not_null()
        & (pl.col("target_value").is_not_null())
        & pl.lit(month.month != 12)
    )
    return (
        rows.filter(pl.col("indicator_code").is_in([*MAIN, *KEPT]))
        .join(ready, on=["step", "indicator_code"], how="left")
        .with_columns(
            light=pl.when(within).then("ready_light").otherwise("light"),
            light_reason=pl.when(within).then("ready_reason").otherwise("light_reason"),
            light_basis=pl.when(within).then(pl.lit("people_ready")).otherwise("light_basis"),
        )
    )
