"""The register as counties send it: one row per registered household and year."""

from datetime import date

import numpy as np
import polars as pl

from data.catalogue import forms
from data.sample.chance import Days, Flags, Floats, Ints, generator
from data.sample.incomes import PARTS, guarantees, income
from data.sample.people import ATTRIBUTES, CAUSES
from data.sample.register import ABSENT, STATUSES
from data.sample.world import World

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
    "程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
)
FALL_BACK_CAUSES = ("illness", "disaster", "failed_project", "labour", "schooling")
MEASURE_SHARES = {
    "industry": 0.62, "training_jobs": 0.24, "resettlement": 0.02, "ecology": 0.03,
    "social_security": 0.45,
}  # fmt: skip
NO_DAY = np.datetime64("NaT", "D")


def household_sheet(world: World, year: int) -> pl.DataFrame:
    """Every household on the register in a year, with those that left it that year.

    Returns:
        One row per household: county_code (to share the rows out over files) and the fields of
        the form ``households`` by their codes, in words; no name is a person's.
    """
    state = world.register.years[year]
    households = world.register.households
    here = np.flatnonzero(state.status != ABSENT)
    villages = world.places.villages
    village = pl.Series(households.village[here])
    serial = pl.Series(households.serial()[here])
    earned = income(world, year)
    exited_on, fell_back_on, cause = _turns(world, year)
    codes = villages["area_code"].gather(village)
    yes = {code: _yes_no(flags[here]) for code, flags in guarantees(world, year).items()}
    luck = generator(world.seed, f"household sheets {year}").random((6, state.status.size))
    sheet = {
        "county_code": villages["county_code"].gather(village),
        "area_code": codes,
        "area_name": villages["area_name"].gather(village),
        "household_code": codes + serial.cast(pl.String).str.zfill(4),
        "year": pl.Series([year]).new_from_index(0, here.size),
        "head": _names(households.surname[here], "某某"),
        "people": state.people[here],
        "attribute": _words("attribute", ATTRIBUTES, households.attribute[here]),
        "register_status": _words("register_status", STATUSES, state.status[here]),
        "main_cause": _words("main_cause", CAUSES, households.main_cause[here]),
        "other_causes": _words("other_causes", CAUSES, households.other_cause[here]),
        "is_minority": _yes_no(households.is_minority[here]),
        "is_soldier_family": _yes_no(households.is_soldier_family[here]),
        "identified_on": households.identified_on[here],
        "exited_on": exited_on[here],
        "fell_back_on": fell_back_on[here],
        "fall_back_cause": _words("fall_back_cause", FALL_BACK_CAUSES, cause[here]),
        **{f"income_{part}_cny": _whole(earned.parts[part][here]) for part in PARTS},
        "production_cost_cny": _whole(earned.production_cost[here]),
        "net_income_per_head_cny": earned.per_head[here],
        **yes,
        "housing_grade": _grades(luck[0], yes["has_safe_housing"], here),
        "has_skill": _yes_no(luck[1, here] < 0.3 + 0.13 * (year - 2015)),
        "has_medical_insurance": _yes_no(luck[2, here] < 0.97),
        "helper": _names(households.surname[here] * 7 % len(SURNAMES), "某"),
        "measures": _measures(luck[3][here]),
    }
    return pl.DataFrame(sheet)


def _turns(
    world: World, year: int
) -> tuple[
    Days,
    Days,
    Ints,
]:
    """Day of the last exit and of the last fall back of each household, and its cause."""
    state = world.register.years[year]
    size = state.status.size
    chance = generator(world.seed, "days of exits")
    days = chance.integers(0, 50, len(world.register.households))[:size]
    cause = chance.integers(0, len(FALL_BACK_CAUSES), len(world.register.households))[:size]
    exited_on = np.full(size, NO_DAY)
    left = state.exited_year > 0
    first = np.array([f"{max(each, 1970)}-11-01" for each in range(2000, 2021)], dtype="M8[D]")
    exited_on[left] = first[state.exited_year[left] - 2000] + days[left].astype("m8[D]")
    fell_back_on = np.full(size, NO_DAY)
    for past in range(2016, year + 1):
        month = world.register.years[past].fell_back_month
        fell = np.flatnonzero(month)
        middle = np.array([date(past, each, 15) for each in range(1, 13)], dtype="M8[D]")
        fell_back_on[fell] = middle[month[fell] - 1]
    back = state.is_poor & left
    fell_back_on[~back] = NO_DAY
    return exited_on, fell_back_on, np.where(back, cause, -1)


def _words(field: str, codes: tuple[str, ...], number: Ints) -> pl.Series:
    """The form's first Chinese word for each code; null for −1."""
    choices = forms()["households"].fields[field].choices
    words = pl.Series([choices[code][0] for code in codes])
    return words.gather(pl.Series(number).replace({-1: None}))


def _yes_no(flags: Flags) -> pl.Series:
    return pl.Series(["否", "是"]).gather(flags.astype(np.int64))


def _names(number: Ints, given: str) -> pl.Series:
    return pl.Series([surname + given for surname in SURNAMES]).gather(number % len(SURNAMES))


def _whole(amounts: Floats) -> Ints:
    return amounts.astype(np.int64)


def _grades(luck: Floats, safe: pl.Series, here: Ints) -> pl.Series:
    is_safe = (safe == "是").to_numpy()
    grade = np.where(
        is_safe, np.where(luck[here] < 0.35, 0, 1), np.where(luck[here] < 0.7, 2, 3)
    )
    return pl.Series(["A级", "B级", "C级", "D级"]).gather(grade)


def _measures(luck: Floats) -> pl.Series:
    """Which of the five batches help a household, read off one draw; a few have none."""
    words = forms()["households"].fields["measures"].choices
    sets = []
    for bits in range(1000):
        scattered = [(bits * prime % 997) / 997 for prime in (331, 577, 739, 883, 149)]
        sets.append(
            "、".join(
                words[code][0]
                for (code, share), draw in zip(MEASURE_SHARES.items(), scattered, strict=True)
                if draw < share
            )
            or None
        )
    return pl.Series(sets).gather((luck * 1000).astype(np.int64))
