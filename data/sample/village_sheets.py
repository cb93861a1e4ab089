"""Village sheets: one row per administrative village and year."""

from datetime import date

import numpy as np
import polars as pl

from data.sample.chance import Flags, generator, total_by
from data.sample.counts import Counts
from data.sample.coverage import covered
from data.sample.criteria import met_by_month
from data.sample.exits import CRITERIA
from data.sample.groups import members
from data.sample.months import BASELINE
from data.sample.works import tun_by_month
from data.sample.world import World

ORDINARY = {
    "has_three_phase_power": (0.93, 0.99),
    "has_safe_water": (0.80, 0.93),
    "has_broadband": (0.72, 0.96),
    "has_tv": (0.90, 0.99),
    "has_clinic": (0.82, 0.95),
    "has_doctor": (0.85, 0.95),
    "has_culture_place": (0.66, 0.93),
    "has_industry": (0.42, 0.70),
    "has_resident_team": (0.10, 0.45),
}
"""Share of villages that have it at the end of 2015 and of 2020, where no indicator says."""

OF_POOR_VILLAGES = {
    "has_three_phase_power": "village_power",
    "has_tv": "digital_tv",
    "has_clinic": "clinic_standard",
    "has_industry": "village_specialty",
    "has_resident_team": "resident_team_coverage",
}
OF_ALL_VILLAGES = {"has_paved_road": "paved_road", "has_bus": "village_bus_all"}
NOT_ASKED_FOR = frozenset({"has_resident_team"})


def village_sheet(world: World, counted: Counts, year: int) -> pl.DataFrame:
    """The sheet of every village at the end of a year: fields of the form ``villages``."""
    places = world.places
    people = places.population_in(year)
    poor_people, poor_households = _poor(world, counted, year)
    chance = generator(world.seed, "village sheets")
    wealth = chance.lognormal(0, 0.8, places.count) * np.where(places.is_poor, 0.5, 1.0)
    income = np.round(18000 * wealth * (1 + 0.25 * (year - BASELINE.year)), -2)
    income[world.course.missing == CRITERIA.index("collective_income")] = 0
    farmland = chance.normal(1.5, 0.25, places.count) + 0.16 * (year - BASELINE.year)
    straw = chance.normal(40, 6, places.count) + 5.2 * (year - BASELINE.year)
    has = _has(world, year)
    return pl.DataFrame(
        {
            "county_code": places.villages["county_code"],
            "area_code": places.villages["area_code"],
            "area_name": places.villages["area_name"],
            "year": np.full(places.count, year),
            "households": np.rint(people / 3.0).astype(np.int64),
            "people": people,
            "poor_households": poor_households,
            "poor_people": poor_people,
            "poverty_incidence_rate": np.round(100 * poor_people / people, 2),
            **{
                code: pl.Series(["否", "是"]).gather(flags.astype(int))
                for code, flags in has.items()
            },
            "collective_income_cny": income.astype(np.int64),
            "cooperatives": chance.poisson(1.2 + 0.3 * (year - BASELINE.year), places.count),
            "farmland_mu_per_head": np.round(np.maximum(farmland, 0.3), 2),
            "straw_use_rate": np.round(np.clip(straw, 5, 95), 1),
        }
    )


def _poor(world: World, counted: Counts, year: int) -> tuple[np.ndarray, np.ndarray]:
    """People and households still poor; people as the monthly returns give them."""
    state = world.register.years[year]
    village = world.register.households.village[: state.status.size]
    households = total_by(village, state.is_poor, world.places.count)
    if year == BASELINE.year:
        return world.places.poor_people, households
    december = world.calendar.months.index(date(year, 12, 31))
    return counted.remaining[:, december], households


def _has(world: World, year: int) -> dict[str, Flags]:
    """What each village has at the end of a year, in the order of the form."""
    places = world.places
    column = 12 * (year - BASELINE.year)
    poor = members("poor_villages", places)
    met = met_by_month(world)[:, column]
    has = {
        code: covered(world, indicator)[:, column]
        for code, indicator in OF_ALL_VILLAGES.items()
    }
    luck = generator(world.seed, "what villages have").random((places.count, len(ORDINARY)))
    for number, (code, (start, end)) in enumerate(ORDINARY.items()):
        share = start + (end - start) * (year - BASELINE.year) / 5
        flags = luck[:, number] < share
        if code in OF_POOR_VILLAGES:
            flags[poor] = covered(world, OF_POOR_VILLAGES[code])[:, column]
        has[code] = flags
    total, safe = tun_by_month(world)
    has["has_safe_water"] = np.where(
        places.in_poor_county, safe[:, column] == total, has["has_safe_water"]
    )
    for code in has.keys() - NOT_ASKED_FOR:
        has[code] = has[code] | met
    has["has_broadband"][world.course.missing == CRITERIA.index("broadband")] = False
    has["has_first_secretary"] = has["has_resident_team"]
    return has
