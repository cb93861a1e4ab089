"""Where the programme happens: real villages with invented roles and populations."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from data.reference import areas
from data.sample.assumptions import assumption, county_assumptions
from data.sample.chance import Flags, Floats, Ints, generator, largest_remainder, total_by

POOR_VILLAGE_WEIGHT = 2.6
LARGEST_POOR_SHARE = 0.55
MINORITY_NAMES = "满族|朝鲜族|鲜族|回族|蒙古族|赫哲"


@dataclass(frozen=True)
class Places:
    """The areas of the sample. Arrays hold one entry a village, in the order of ``villages``.

    Attributes:
        counties, townships: One row per area: area_code, area_name, area_kind, county_code.
        villages: One row per administrative village: area_code, area_name, township_code,
            county_code.
        county: Row of the village's county in ``counties``.
        township: Row of its township in ``townships``.
        is_poor: On the list of poor villages.
        has_task: Has registered poor people at the baseline.
        in_step2: Belongs to step 2.
        in_poor_county: Lies in one of the three poor counties.
        is_old_base, is_minority: Invented, but villages named for a minority are one.
        population: Agricultural registered population at the end of 2015.
        poor_people: Registered poor people at the end of 2015.
    """

    counties: pl.DataFrame
    townships: pl.DataFrame
    villages: pl.DataFrame
    county: Ints
    township: Ints
    is_poor: Flags
    has_task: Flags
    in_step2: Flags
    in_poor_county: Flags
    is_old_base: Flags
    is_minority: Flags
    population: Ints
    poor_people: Ints

    @property
    def count(self) -> int:
        """How many administrative villages there are."""
        return self.villages.height

    @property
    def county_of_township(self) -> Ints:
        """Row of each township's county in ``counties``."""
        return _rows(self.townships["county_code"], self.counties["area_code"])

    def population_in(self, year: int) -> Ints:
        """Agricultural registered population at the end of a year, from 2015."""
        change = 1 + assumption("programme")["population_growth"]
        changed: Ints = np.rint(self.population * change ** (year - 2015)).astype(np.int64)
        return changed


def places(seed: int) -> Places:
    """The real areas with the roles, populations and poor people the sample gives them."""
    known = areas().sort("area_code")
    counties, townships = (
        known.filter(pl.col("area_level") == level).select(
            "area_code", "area_name", "area_kind", "county_code"
        )
        for level in ("county", "township")
    )
    villages = known.filter(pl.col("area_kind") == "village").select(
        "area_code", "area_name", "township_code", "county_code"
    )
    county = _rows(villages["county_code"], counties["area_code"])
    township = _rows(villages["township_code"], townships["area_code"])
    assumed = [county_assumptions()[code] for code in counties["area_code"]]
    chance = generator(seed, "places")
    township_luck = chance.lognormal(0, 0.8, townships.height)[township]

    rural = np.array([each.rural for each in assumed]) / np.bincount(
        county, minlength=len(assumed)
    )
    population = largest_remainder(
        assumption("programme")["rural_population"],
        rural[county] * chance.lognormal(0, 0.30, villages.height),
    )
    is_poor = np.zeros(villages.height, dtype=np.bool_)
    has_task = np.zeros(villages.height, dtype=np.bool_)
    for number, each in enumerate(assumed):
        here = np.flatnonzero(county == number)
        hardship = township_luck[here] * chance.lognormal(0, 0.7, here.size)
        hardest = here[np.argsort(-hardship)]
        is_poor[hardest[: each.poor_villages]] = True
        others = round(each.task_share * (here.size - each.poor_villages))
        has_task[hardest[: each.poor_villages + others]] = True
    in_step2 = np.array([each.step == "step2" for each in assumed])[county]
    named = villages.join(
        townships.select(township_code="area_code", township_name="area_name"),
        on="township_code",
        how="left",
        maintain_order="left",
    ).select(pl.concat_str("township_name", "area_name").str.contains(MINORITY_NAMES))
    is_old_base = chance.random(villages.height) < 0.10
    return Places(
        counties=counties,
        townships=townships,
        villages=villages,
        county=county,
        township=township,
        is_poor=is_poor,
        has_task=has_task,
        in_step2=in_step2,
        in_poor_county=np.array([each.poor_county is not None for each in assumed])[county],
        is_old_base=is_old_base,
        is_minority=named.to_series().to_numpy() | (chance.random(villages.height) < 0.01),
        population=population,
        poor_people=_poor_people(chance, county, population, is_poor, has_task, in_step2),
    )


def _poor_people(
    chance: np.random.Generator,
    county: Ints,
    population: Ints,
    is_poor: Flags,
    has_task: Flags,
    in_step2: Flags,
) -> Ints:
    """Registered poor people of each village; both steps add up exactly to the policy."""
    programme = assumption("programme")
    assumed = list(county_assumptions().values())
    hardship = has_task * population * np.where(is_poor, POOR_VILLAGE_WEIGHT, 1.0)
    hardship = hardship * np.clip(chance.lognormal(0, 0.45, population.size), 0.4, 2.2)
    in_county = total_by(county, hardship, len(assumed))
    weight = np.array([each.poor for each in assumed]) / np.maximum(in_county, 1)
    share = weight[county] * hardship
    people = np.zeros(population.size, dtype=np.int64)
    for step, total in (
        (~in_step2, programme["step1_people"]),
        (in_step2, programme["people"] - programme["step1_people"]),
    ):
        people[step] = _capped(total, share[step], LARGEST_POOR_SHARE * population[step])
    return people


def _capped(total: int, weights: Floats, cap: Floats) -> Ints:
    """Whole numbers by weight that add up to ``total``, none much above its cap."""
    scaled = weights / weights.sum() * total
    for _ in range(20):
        over = scaled > cap
        scaled = np.where(over, cap, scaled)
        free = ~over
        scaled[free] *= (total - scaled[over].sum()) / scaled[free].sum()
    return largest_remainder(total, scaled)


def _rows(codes: pl.Series, of: pl.Series) -> Ints:
    position = {code: row for row, code in enumerate(of)}
    return np.array([position[code] for code in codes], dtype=np.int64)
