"""Lights of the steps: official figures at year ends, people who are ready in between."""

from datetime import date

import polars as pl

from data.catalogue import programme
from metrics import cycle, judgement, promises, two_rates
from metrics.calendar import closed_month

MAIN = ("people_lifted", "villages_delisted", "counties_delisted")
KEPT = ("poor_people_remaining", "relapse_people", "support_continued")
READY = {"people_lifted": "people_ready", "villages_delisted": "villages_ready"}


def judged(rows: pl.DataFrame, keys: list[str], *, as_of: date) -> pl.DataFrame:
    """Sums of a step held against plan and target, as `metrics.judgement.judged` does it.

    Falls since a year ago aren't looked for: a step is judged by its plan alone.

    Args:
        rows: One row per ``keys`` and indicator: values, counts, plan and target.
        keys: Columns that tell places and steps apart.
        as_of: Day of the look.
    """
    is_first_year = closed_month(as_of).year == programme().baseline_date.year + 1
    measures = promises.measures((*MAIN, *READY.values(), *KEPT))
    rows = two_rates.with_adjusted_plan(rows.join(measures, on="indicator_code"), keys)
    rows = rows.with_columns(
        *cycle.counts(),
        actual_value="reported_value",
        latest_period=pl.lit(None, pl.Date),
        year_ago_value=pl.lit(None, pl.Float64),
        corrected_by=pl.lit(None, pl.Float64),
        is_held=pl.lit(False),
        is_first_year=(pl.col("measure") == "cumulative") & is_first_year,
    ).with_columns(
        cycle_state=cycle.cycle_state(as_of=as_of),
        missing_areas=pl.col("expected_areas") - pl.col("valued_areas"),
    )
    return judgement.judged(rows, as_of=as_of)


def due_of_all() -> dict[str, date | None]:
    """When the policy wants all steps together done, by indicator."""
    return {
        commitment.indicator_code: commitment.due_date
        for commitment in reversed(programme().commitments)
        if commitment.scope == "city" and commitment.indicator_code in MAIN
    }


def with_ready(rows: pl.DataFrame, keys: list[str], *, as_of: date) -> pl.DataFrame:
    """What is ready beside what is official; inside a year it carries the people's light.

    Args:
        rows: Result of `judged`.
        keys: Columns that tell places and steps apart.
        as_of: Day of the look.
    """
    official = {ready: code for code, ready in READY.items()}
    ready = rows.filter(pl.col("indicator_code").is_in(list(official))).select(
        *keys,
        indicator_code=pl.col("indicator_code").replace(official),
        ready_value="reported_value",
        ready_planned_value="planned_value",
    )
    # Step 3 has no target that those who are ready could be held against.
    step3 = rows.filter(pl.col("step") == "step3")
    others = rows.filter(pl.col("step") != "step3")
    lit = pl.concat([judgement.by_ready(others, keys, as_of=as_of), step3], how="vertical")
    return lit.filter(pl.col("indicator_code").is_in([*MAIN, *KEPT])).join(
        ready, on=[*keys, "indicator_code"], how="left"
    )
