"""Which areas report an indicator: the catalogue's area groups among the sample's places."""

import numpy as np
import polars as pl

from data.catalogue import AreaGroup, area_groups
from data.sample.assumptions import county_assumptions
from data.sample.chance import Flags, Ints
from data.sample.places import Places


def members(group: str, places: Places) -> Ints:
    """Rows of the areas of a group, in `Places.villages`, `.townships` or `.counties`.

    The level of the group says in which of the three; the city has none.
    """
    known = area_groups()[group]
    meets = np.ones(level_frame(known.level, places).height, dtype=np.bool_)
    for condition, wanted in known.where.items():
        if isinstance(wanted, tuple):
            meets &= _is_of_kind(known, wanted, places)
        else:
            meets &= _condition(condition, known, places)
    return np.flatnonzero(meets)


def level_frame(level: str, places: Places) -> pl.DataFrame:
    """The areas of a level, one row an area: area_code, area_name and more."""
    return {
        "village": places.villages, "township": places.townships, "county": places.counties
    }[level]  # fmt: skip


def _is_of_kind(group: AreaGroup, kinds: tuple[str, ...], places: Places) -> Flags:
    if group.level == "village":
        return np.full(places.count, "village" in kinds)
    of_kind: Flags = level_frame(group.level, places)["area_kind"].is_in(kinds).to_numpy()
    return of_kind


def _condition(condition: str, group: AreaGroup, places: Places) -> Flags:
    """One of `data.catalogue.CONDITIONS` for every area of the group's level."""
    assumed = list(county_assumptions().values())
    poor_county: Flags = np.array([each.poor_county is not None for each in assumed])
    task_county: Flags = np.array([each.step is not None for each in assumed])
    county = {
        "village": places.county,
        "township": places.county_of_township,
        "county": np.arange(len(assumed)),
    }[group.level]
    match condition, group.level:
        case "is_poor_village", "village":
            return places.is_poor
        case "has_task", "village":
            return places.has_task
        case "has_poor_village", "township":
            listed = np.bincount(places.township, places.is_poor, places.townships.height)
            return np.isin(listed, 0, invert=True)
        case ("is_poor_county", "county") | ("in_poor_county", _):
            return np.take(poor_county, county)
        case ("has_task", "county") | ("in_task_county", _):
            return np.take(task_county, county)
    raise ValueError(
        f"Area group {group.code}: {condition} has no meaning for a {group.level}."
    )
