"""Where the three steps stand: people, villages and counties against their due dates."""

from datetime import date

import polars as pl

from data.catalogue import programme
from metrics import plan, plan_rows, step_rows
from metrics.frames import require
from metrics.step_lights import KEPT, MAIN
from metrics.step_rows import STEPS
from metrics.step_values import COUNTS, VALUES

__all__ = ["COLUMNS", "STEPS", "VILLAGE_INDICATORS", "steps", "steps_below"]

VILLAGE_INDICATORS = (*MAIN[:2], "people_ready", "villages_ready", *KEPT)
COLUMNS = [
    *("step", "indicator_code", "target_date", "target_value", "planned_value", *VALUES),
    *("attainment_rate", "spi", "light", "light_reason", "light_basis", "ready_value"),
    *("ready_planned_value", "short_by", "is_overdue", "expected_areas", "missing_areas"),
    *("adjusted_target_value", "cycle_state"),
]


def steps(
    areas: pl.DataFrame,
    villages: pl.DataFrame,
    counties: pl.DataFrame,
    targets: pl.DataFrame,
    plans: pl.DataFrame,
    *,
    as_of: date,
    area: str | None = None,
) -> pl.DataFrame:
    """Progress of each step, and of all of them together.

    A step's target and plan are the sums of the areas designated to it; ``all`` is the sum of
    the steps, never a line of its own. Step 3 keeps what was reached: the policy gives it no
    figure, so it has no target and three rows more: people still poor, people fallen back this
    year, and support that continues.

    Args:
        areas: One row per area with its step.
        villages: Actuals of the villages for `VILLAGE_INDICATORS`.
        counties: Actuals of the counties for counties_delisted.
        targets: One row per area, indicator and target version.
        plans: One row per area, indicator and year.
        as_of: Day of the look.
        area: Only what is this area or lies in it; null is the whole scope.

    Returns:
        One row per step (step1, step2, step3, all) and indicator: `COLUMNS`. Values in the
        indicator's unit (null: nothing reported), rates as fractions; short_by is planned minus
        reported, at least 0; ready_value are people or villages that are out or meet every
        criterion; is_overdue: the target date has passed and the target isn't reached;
        missing_areas never reported. A step without areas here has light_reason no_task.

    Raises:
        MissingColumnsError: A frame lacks a column that is needed.
    """
    require(areas, "areas", "area_code", "area_level", "county_code", "step")
    look = pl.lit("").alias("place")
    places = _places(areas, area).with_columns(look)
    due = step_rows.due_of_all(area)
    actual = _actual(villages, counties)
    rows = step_rows.summed(places, [""], actual, _planned(targets, plans, as_of), due)
    return step_rows.judged(rows, as_of=as_of).select(COLUMNS)


def steps_below(
    areas: pl.DataFrame,
    villages: pl.DataFrame,
    counties: pl.DataFrame,
    targets: pl.DataFrame,
    plans: pl.DataFrame,
    *,
    as_of: date,
    level: str,
) -> pl.DataFrame:
    """The rows of `steps` for every area of a level with a part in a step, all at once.

    Args:
        areas: One row per area, as for `steps`; the areas of the level that lie in them.
        villages: As for `steps`.
        counties: As for `steps`.
        targets: As for `steps`.
        plans: As for `steps`.
        as_of: Day of the look.
        level: Level of the areas: county or township.

    Returns:
        One row per area, step and indicator: area_code and `COLUMNS`.

    Raises:
        MissingColumnsError: A frame lacks a column that is needed.
    """
    require(areas, "areas", "area_code", "area_level", f"{level}_code", "step")
    places = _places(areas, None).with_columns(place=plan.ancestor(level))
    places = places.filter(pl.col("place").is_not_null())
    names = places["place"].unique(maintain_order=True).to_list()
    actual, planned = _actual(villages, counties), _planned(targets, plans, as_of)
    rows = step_rows.summed(places, names, actual, planned, pl.col("target_date"))
    return step_rows.judged(rows, as_of=as_of).select(
        pl.col("place").alias("area_code"), *COLUMNS
    )


def _actual(villages: pl.DataFrame, counties: pl.DataFrame) -> pl.DataFrame:
    require(villages, "villages", "area_code", "indicator_code", *VALUES, *COUNTS)
    require(counties, "counties", *villages.columns)
    return pl.concat([villages, counties.select(villages.columns)])


def _planned(targets: pl.DataFrame, plans: pl.DataFrame, as_of: date) -> pl.DataFrame:
    needed = pl.col("indicator_code").is_in(plan_rows.needed_for(MAIN))
    return plan.planned(targets.filter(needed), plans.filter(needed), as_of=as_of)


def _places(areas: pl.DataFrame, area: str | None) -> pl.DataFrame:
    inside = areas.filter(pl.col("step").is_not_null())
    if area is None or area == programme().city_code:
        return inside
    return inside.filter(pl.col("area_code").str.starts_with(area))
