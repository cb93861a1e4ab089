"""How long one projection takes, for the poor villages and for a nation of villages."""

import time
from datetime import date

import numpy as np
import polars as pl

from metrics.calendar import month_ends
from metrics.projection import project
from tests.bench.report import Line

MONTHS = month_ends(date(2016, 1, 31), date(2018, 9, 30))
# Areas, rounds of which the quickest counts, and milliseconds not to be exceeded.
SIZES = ((163, 50, 20), (128_000, 3, 3000))
MISSED = 0.03


def lines() -> list[Line]:
    return [
        Line(f"{areas:,} areas, {len(MONTHS)} months", _took(areas, rounds), None, "ms", goal)
        for areas, rounds, goal in SIZES
    ]


def _took(areas: int, rounds: int) -> float:
    frames = _frames(areas)
    took = []
    for _ in range(rounds):
        started = time.perf_counter()
        project(**frames, as_of=MONTHS[-1])
        took.append(time.perf_counter() - started)
    return min(took) * 1000


def _frames(areas: int) -> dict[str, pl.DataFrame]:
    """Counts that grow by chance, a few reports missed, two due dates, and a register."""
    chance = np.random.default_rng(2016)
    value = chance.poisson(5, (areas, len(MONTHS))).cumsum(axis=1).astype(float)
    codes = [f"23{number:010}" for number in range(areas)]
    observations = pl.DataFrame(
        {
            "area_code": np.repeat(codes, len(MONTHS)),
            "period": pl.Series(MONTHS).gather(np.tile(np.arange(len(MONTHS)), areas)),
            "obs_value": value.ravel(),
        }
    )
    is_reported = pl.Series(chance.random(observations.height) >= MISSED)
    dues = pl.Series([date(2018, 12, 31), date(2019, 12, 31)])
    return {
        "observations": observations.filter(is_reported),
        "targets": pl.DataFrame(
            {
                "area_code": codes,
                "baseline_value": 0.0,
                "target_value": value[:, -1] * 1.3,
                "target_date": dues.gather(np.arange(areas) % 2),
            }
        ),
        "bound": pl.DataFrame({"area_code": codes, "bound_value": value[:, -1] * 1.6}),
    }
