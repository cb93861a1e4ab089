"""Which way each road of the sample lies on, and its line there."""

import numpy as np
import polars as pl

from data.sample.chance import Floats, Ints
from data.sample.sites import VERTICES, Sites, along, distances, lines
from data.sample.world import World


def links(world: World, place: Sites, *, is_network: bool) -> pl.DataFrame:
    """Ways from villages to their township or, of the network, from townships to the seat.

    Returns:
        One row per way: county, area_code, title, people_served, the ends in degrees (x, y,
        to_x, to_y) and km between them.
    """
    places = world.places
    township = places.township
    villages = _ways(
        places.county,
        places.villages["area_code"],
        place.village_names,
        places.population,
        place.villages,
        place.townships[township],
    )
    if not is_network:
        return villages
    people = np.bincount(township, places.population, places.townships.height)
    rural = np.flatnonzero(people)
    seat = place.seat[places.county_of_township[rural]]
    rural, seat = rural[rural != seat], seat[rural != seat]
    townships = _ways(
        places.county_of_township[rural],
        places.townships["area_code"].gather(rural),
        place.township_names.gather(rural) + "至" + place.township_names.gather(seat),
        people[rural].astype(np.int64),
        place.townships[rural],
        place.townships[seat],
    )
    return pl.concat(
        [townships, villages.filter(~pl.col("county").is_in(townships["county"].implode()))]
    )


def _ways(
    county: Ints, codes: pl.Series, titles: pl.Series, people: Ints, start: Floats, end: Floats
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "county": county,
            "area_code": codes,
            "title": titles,
            "people_served": people,
            "x": start[:, 0],
            "y": start[:, 1],
            "to_x": end[:, 0],
            "to_y": end[:, 1],
            "km": distances(start, end),
        }
    )


def shared_out(
    between: pl.DataFrame, county: Ints, km: Floats, chance: np.random.Generator
) -> tuple[Ints, Ints]:
    """A way for each road: all ways of a county in turn, the longer ones for longer roads.

    Returns:
        Rows of ``between``, and how many roads before it lie on the same way.
    """
    way = np.empty(county.size, dtype=np.int64)
    of_county, length = between["county"].to_numpy(), between["km"].to_numpy()
    for each in np.unique(county):
        mine = np.flatnonzero(county == each)
        ways = np.flatnonzero(of_county == each)
        rounds = -(-mine.size // ways.size)
        taken = np.concatenate([chance.permutation(ways) for _ in range(rounds)])[: mine.size]
        taken = taken[np.argsort(length[taken] * chance.lognormal(0, 0.3, mine.size))]
        way[mine[np.argsort(km[mine])]] = taken
    order = np.argsort(way, kind="stable")
    _, first, number = np.unique(way[order], return_index=True, return_counts=True)
    nth = np.empty(way.size, dtype=np.int64)
    nth[order] = np.arange(way.size) - np.repeat(first, number)
    return way, nth


def drawn_on(
    place: Sites,
    chosen: pl.DataFrame,
    county: Ints,
    km: Floats,
    nth: Ints,
    chance: np.random.Generator,
    code: str,
) -> Floats:
    """Lines one behind the other on their way; what is widened begins at the township."""
    if not place.has_places:
        return np.full((county.size, VERTICES, 2), np.nan)
    start, end = chosen.select("x", "y").to_numpy(), chosen.select("to_x", "to_y").to_numpy()
    if code == "roads_widening":
        start, end = end, start
    of_way = chosen.select(pl.len().over("area_code")).to_series().to_numpy()
    longest = np.maximum(1 - km / np.maximum(chosen["km"].to_numpy(), 0.1), 0)
    begin = along(start, end, np.minimum(nth / of_way, longest))
    return lines(place, county, begin, end, km, chance)
