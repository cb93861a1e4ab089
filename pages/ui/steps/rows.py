"""Rows of the steps, loaded and computed for an area or for every area below it."""

from datetime import date

import polars as pl

from metrics.steps import VILLAGE_INDICATORS, steps, steps_below
from pages.ui import area_names, load, this_year
from pages.ui.kept import kept


@kept
def of_area(*, area: str, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.steps.steps` for one area."""
    return steps(**_frames(area, as_of), as_of=as_of, area=area)


def of_areas_below(*, area: str, level: str, step: str, as_of: date) -> pl.DataFrame:
    """Rows of one step for every area of a level that has a part in it, in standing order.

    Args:
        area: Code of the area they lie in.
        level: Level of the areas.
        step: Code of a step, or ``all``.
        as_of: Month end of the look.

    Returns:
        The columns of `metrics.steps.steps`, with area_code and shown_name.
    """
    rows = _below(area=area, level=level, as_of=as_of).filter(
        pl.col("step") == step, pl.col("light_reason").fill_null("") != "no_task"
    )
    names = area_names.in_order(load.areas(as_of=as_of), level)
    return names.join(rows, on="area_code", maintain_order="left_right")


@kept
def _below(*, area: str, level: str, as_of: date) -> pl.DataFrame:
    """Rows of every step for every area of a level with a part in one, with area_code."""
    return steps_below(**_frames(area, as_of), as_of=as_of, level=level)


def _frames(area: str, as_of: date) -> dict[str, pl.DataFrame]:
    look = {"as_of": as_of, "area": area}
    inside = pl.col("area_code").str.starts_with(this_year.prefix(area))
    return {
        "areas": load.areas(as_of=as_of).filter(inside),
        "villages": load.actuals(level="village", indicators=VILLAGE_INDICATORS, **look),
        "counties": load.actuals(level="county", indicators=("counties_delisted",), **look),
        "targets": load.targets(as_of=as_of),
        "plans": load.plans(),
    }
