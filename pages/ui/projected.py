"""Projections of people who are ready, for every page that shows them."""

from datetime import date
from typing import Any

import polars as pl

from data.catalogue import programme
from metrics import step_lines, step_projection
from metrics.hindcast import hindcast
from metrics.projection_frames import PROJECTED, ProjectionFrames, projection_frames
from metrics.projection_outlook import AS_IT_IS, Assumption
from pages.ui import load, measured
from pages.ui.kept import kept

READY = "people_ready"
ALL = "all"


@kept
def landing(*, area: str, step: str, as_of: date) -> pl.DataFrame:
    """Row of `metrics.step_projection.outlook` of an area and a step it has, or all of them."""
    place = _place(area, step, as_of)
    rows = step_projection.outlook(_shared(place, step, as_of), as_of=as_of)
    return rows.filter(_has_step(area, step, as_of), area_code=place)


@kept
def below(*, area: str, step: str, level: str, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.step_projection.outlook` for every area of a level in an area."""
    if level != "county" or not _is_one_step_each(as_of=as_of):
        given = _frames(area=area, step=step, as_of=as_of, level=level)
        return step_projection.outlook(given, as_of=as_of)
    # A county has the same peers, and so the same projection, whatever steps are on the page.
    given = _frames(area=area, step=ALL, as_of=as_of, level=level)
    places = step_lines.places(load.areas(as_of=as_of), area=area, step=step)
    rows = step_projection.outlook(given, as_of=as_of)
    return rows.join(places.select("area_code"), on="area_code", how="semi")


@kept
def path(*, area: str, step: str, as_of: date, indicator: str = READY) -> pl.DataFrame:
    """Rows of `metrics.step_projection.path` of an area; none past its due date.

    Args:
        area: Code of the area.
        step: Code of a step, or ``all``.
        as_of: Month end of the look.
        indicator: ``people_ready`` or ``villages_ready``.
    """
    place = _place(area, step, as_of)
    rows = step_projection.path(_shared(place, step, as_of, indicator), as_of=as_of)
    return rows.filter(_has_step(area, step, as_of), area_code=place)


def year_ends(*, area: str, as_of: date) -> dict[str, dict[str, Any]]:
    """Rows of `path` for the as-of year's end over all steps, by indicator; none past it."""
    end = date(as_of.year, 12, 31)
    found = {}
    for code in PROJECTED:
        way = path(area=area, step=ALL, as_of=as_of, indicator=code)
        for row in way.filter(month=end).iter_rows(named=True):
            found[code] = row
    return found if as_of < end else {}


def assumed(
    *, area: str, step: str, level: str, as_of: date, assumption: Assumption
) -> pl.DataFrame:
    """`path` under an assumption for the whole area, or for some of the areas in it."""
    base = path(area=area, step=step, as_of=as_of)
    if assumption.areas is None:
        place = _place(area, step, as_of)
        given = _shared(place, step, as_of)
        rows = step_projection.path(given, as_of=as_of, assumed=assumption)
        return rows.filter(area_code=place)
    look = {"area": area, "step": step, "as_of": as_of, "level": level}
    parts = _frames(**look)
    changed = step_projection.path(parts, as_of=as_of, assumed=assumption)
    return step_projection.shifted(base, _parts(**look), changed)


@kept
def _parts(*, area: str, step: str, level: str, as_of: date) -> pl.DataFrame:
    given = _frames(area=area, step=step, as_of=as_of, level=level)
    return step_projection.path(given, as_of=as_of, assumed=AS_IT_IS)


@kept
def _frames(
    *, area: str, step: str, as_of: date, level: str, indicator: str = READY
) -> ProjectionFrames:
    """The frames of the areas of a level that lie in an area; all steps count as one."""
    places = step_lines.places(load.areas(as_of=as_of), area=area, step=step)
    return projection_frames(
        places.with_columns(step=pl.lit(step)),
        measured.people(through=as_of, area=area)
        if indicator == READY
        else load.series(indicators=(indicator,), level="village", through=as_of, area=area),
        load.targets(as_of=as_of),
        load.plans(),
        indicator=indicator,
        level=level,
        as_of=as_of,
    )


@kept
def past(*, area: str, step: str, level: str, as_of: date, ahead: int) -> pl.DataFrame:
    """Rows of `metrics.hindcast.hindcast` for the areas of a level that lie in an area."""
    frames = _frames(area=area, step=step, as_of=as_of, level=level)
    return hindcast(
        frames.observations,
        frames.targets,
        as_of=as_of,
        ahead=ahead,
        bound=frames.bound,
        plan_shape=frames.plan_shape,
    )


def _place(area: str, step: str, as_of: date) -> str:
    """The area whose projection it is: of a step that is one county that county's."""
    if area != programme().city_code:
        return area
    return step_lines.in_one_county(load.areas(as_of=as_of)).get(step, area)


def _has_step(area: str, step: str, as_of: date) -> bool:
    """Whether something of the step lies in an area."""
    return not step_lines.places(load.areas(as_of=as_of), area=area, step=step).is_empty()


def _shared(place: str, step: str, as_of: date, indicator: str = READY) -> ProjectionFrames:
    """The frames an area's projection is made with: of a county those of all counties."""
    city = programme().city_code
    look = {"area": city, "as_of": as_of, "indicator": indicator}
    if place == city:
        return _frames(step=step, level="city", **look)
    return _frames(step=ALL if _is_one_step_each(as_of=as_of) else step, level="county", **look)


@kept
def _is_one_step_each(*, as_of: date) -> bool:
    """Whether no county has villages of two steps."""
    areas = load.areas(as_of=as_of)
    villages = areas.filter(pl.col("area_level") == "village", pl.col("step").is_not_null())
    pairs = villages.select("county_code", "step").unique()
    return pairs["county_code"].is_unique().all()
