"""Projections of people who are ready, for every page that shows them."""

from datetime import date

import polars as pl

from metrics import step_lines, step_projection
from metrics.projection_outlook import AS_IT_IS, Assumption
from metrics.step_inputs import Inputs, inputs
from pages.ui import load, measured
from pages.ui.kept import kept

# Codes nest: a county's village begins with six digits of its code, a township's with nine.
DIGITS = {"county": 6, "township": 9}
WHOLE = "all"


@kept
def landing(*, area: str, step: str, as_of: date) -> pl.DataFrame:
    """Row of `metrics.step_projection.outlook` of an area; of a step, or of all its steps."""
    return step_projection.outlook(_inputs(area=area, step=step, as_of=as_of), as_of=as_of)


@kept
def below(*, area: str, step: str, level: str, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.step_projection.outlook` for every area of a level in an area."""
    given = _inputs(area=area, step=step, as_of=as_of, level=level)
    return step_projection.outlook(given, as_of=as_of)


@kept
def path(*, area: str, step: str, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.step_projection.path` of an area; none past its due date."""
    return step_projection.path(_inputs(area=area, step=step, as_of=as_of), as_of=as_of)


def assumed(
    *, area: str, step: str, level: str, as_of: date, assumption: Assumption
) -> pl.DataFrame:
    """`path` under an assumption for the whole area, or for some of the areas in it."""
    base = path(area=area, step=step, as_of=as_of)
    if assumption.areas is None:
        given = _inputs(area=area, step=step, as_of=as_of)
        return step_projection.path(given, as_of=as_of, assumed=assumption)
    look = {"area": area, "step": step, "as_of": as_of, "level": level}
    parts = _inputs(**look)
    changed = step_projection.path(parts, as_of=as_of, assumed=assumption)
    return step_projection.shifted(base, _parts(**look), changed)


@kept
def _parts(*, area: str, step: str, level: str, as_of: date) -> pl.DataFrame:
    given = _inputs(area=area, step=step, as_of=as_of, level=level)
    return step_projection.path(given, as_of=as_of, assumed=AS_IT_IS)


@kept
def _inputs(*, area: str, step: str, as_of: date, level: str = WHOLE) -> Inputs:
    places = step_lines.places(_villages(as_of), area=area, step=step)
    digits = DIGITS.get(level)
    by = pl.col("area_code").str.slice(0, digits) if digits else pl.lit(step)
    people = measured.people(through=as_of, area=area)
    planned = measured.planned(as_of=as_of, level="village")
    return inputs(people, planned, places, by=by)


def _villages(as_of: date) -> pl.DataFrame:
    return load.areas(as_of=as_of).filter(pl.col("area_level") == "village")
