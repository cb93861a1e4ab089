"""The rows of the steps: what lies in each place and step added up, then judged and ordered."""

from datetime import date

import polars as pl

from data.catalogue import programme
from metrics import plan, step_lights, step_values
from metrics.step_lights import KEPT, MAIN

STEPS = ("step1", "step2", "step3", "all")
KEYS = ["place", "step"]


def summed(
    places: pl.DataFrame,
    names: list[str],
    actual: pl.DataFrame,
    planned: pl.DataFrame,
    due_of_all: pl.Expr,
) -> pl.DataFrame:
    """Sums of every place, step and indicator; ``all`` and step 3 are all steps of a place.

    Args:
        places: One row per area that counts: area_code, area_level, step, place and what
            `metrics.plan.roll_up` reads.
        names: The places that get rows.
        actual: Values of the areas.
        planned: Result of `metrics.plan.planned`.
        due_of_all: When all steps together are due.
    """
    by_step, whole = (
        step_values.added(actual, places, by=list(keys)).join(
            plan.roll_up(planned, places, level="city", by=keys).drop("area_code"),
            on=[*keys, "indicator_code"],
            how="full",
            coalesce=True,
        )
        for keys in (tuple(KEYS), ("place",))
    )
    rows = pl.concat(
        [
            by_step,
            whole.with_columns(step=pl.lit("step3")).with_columns(_without_target()),
            whole.with_columns(step=pl.lit("all")).with_columns(due_of_all),
        ],
        how="diagonal",
    )
    codes = pl.DataFrame({"indicator_code": [*MAIN, *step_lights.READY.values(), *KEPT]})
    grid = pl.DataFrame({"place": names}, schema={"place": pl.String}).join(
        pl.DataFrame({"step": STEPS}).join(codes, how="cross"), how="cross"
    )
    return grid.join(rows, on=[*KEYS, "indicator_code"], how="left")


def judged(rows: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Result of `summed` with lights, in the order of places, steps and indicators."""
    lit = step_lights.judged(rows, KEYS, as_of=as_of)
    return _ordered(step_lights.with_ready(lit, KEYS, as_of=as_of))


def due_of_all(area: str | None) -> pl.Expr:
    """The whole city's date is the policy's own; a part of it is due when its areas are."""
    own = pl.col("target_date")
    if area is not None and area != programme().city_code:
        return own
    dates = step_lights.due_of_all()
    policy = pl.col("indicator_code").replace_strict(dates, default=None, return_dtype=pl.Date)
    return pl.coalesce(policy, own).alias("target_date")


def _without_target() -> list[pl.Expr]:
    step3 = programme().steps["step3"]
    return [
        pl.lit(step3.due_date).alias("target_date"),
        *(
            pl.lit(None, pl.Float64).alias(name)
            for name in ("target_value", "planned_value", "adjusted_target_value")
        ),
    ]


def _ordered(rows: pl.DataFrame) -> pl.DataFrame:
    kept = pl.col("indicator_code").is_in(KEPT)
    order = {code: number for number, code in enumerate((*MAIN, *KEPT))}
    return rows.filter(~kept | (pl.col("step") == "step3")).sort(
        "place",
        pl.col("step").replace_strict({step: number for number, step in enumerate(STEPS)}),
        pl.col("indicator_code").replace_strict(order),
    )
