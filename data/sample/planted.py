"""Falsified returns, planted so that tests know what the checks of the data should find."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from data.sample.chance import Ints, generator
from data.sample.exits import Exits
from data.sample.places import Places

KINDS = {
    "repeated_increments": "people_ready",
    "rounded_digits": "people_ready",
    "year_end_padding": "people_ready",
    "inflated": "people_lifted",
    "income_bunching": "households",
    "exits_without_guarantees": "households",
    "fall_without_document": "people_ready",
    "more_than_registered": "people_lifted",
}
"""Kinds of falsification and where each shows: an indicator or the form ``households``."""

VILLAGES_OF_KIND = 3
SMALLEST = 200


@dataclass(frozen=True)
class Planted:
    """Rows in `Places.villages` of the villages that falsify, by kind."""

    villages: dict[str, Ints]

    def write(self, path: Path, places: Places) -> None:
        """Write the list: one row per village, with its kind and where it shows."""
        codes = places.villages["area_code"]
        pl.concat(
            pl.DataFrame(
                {"area_code": codes.gather(found), "kind": kind, "shows_in": KINDS[kind]}
            )
            for kind, found in self.villages.items()
        ).sort("kind", "area_code").write_csv(path)


def planted(seed: int, places: Places, course: Exits) -> Planted:
    """A few larger villages for each kind; none of them lags for a reason of its own."""
    chance = generator(seed, "planted")
    large = places.has_task & (places.poor_people >= SMALLEST) & (course.reason == 0)
    behind = np.flatnonzero(large & places.in_step2 & ~course.is_delisted(2018))
    inflated = chance.choice(behind, VILLAGES_OF_KIND, replace=False)
    others = np.setdiff1d(np.flatnonzero(large & ~places.in_step2), inflated)
    drawn = chance.choice(others, VILLAGES_OF_KIND * (len(KINDS) - 1), replace=False)
    groups = iter(drawn.reshape(-1, VILLAGES_OF_KIND))
    return Planted({kind: inflated if kind == "inflated" else next(groups) for kind in KINDS})


def falsify_year(kind: str, honest: Ints, before: int, year: int) -> Ints:
    """The twelve monthly counts of people ready that a falsifying village reports.

    Args:
        kind: One of KINDS that shows in people_ready.
        honest: The true counts of January to December, cumulative since the baseline.
        before: The count reported in the December before.
        year: A fall without a document happens in 2017 only.
    """
    total = max(int(honest[-1]) - before, 0)
    counts: Ints = honest.copy()
    season = np.clip(np.arange(12) - 1, 0, 8)
    match kind:
        case "repeated_increments":
            counts = before + season * (total // 8)
        case "rounded_digits":
            steps = np.diff(honest, prepend=before)
            counts = before + np.cumsum(
                np.where(steps > 0, np.maximum(steps // 10 * 10, 10), 0)
            )
        case "year_end_padding":
            counts = before + np.floor(0.3 * np.maximum(honest - before, 0)).astype(np.int64)
        case "fall_without_document" if year == 2017:
            counts = np.where(np.arange(12) >= 6, honest - total // 3 - 2, honest)
    counts = np.minimum(counts, honest[-1]).astype(np.int64)
    counts[-1] = honest[-1]
    return counts


def inflated_count(out: Ints, still_poor: Ints) -> Ints:
    """People out of poverty as an inflating village reports them: half as many again."""
    half_more: Ints = np.minimum(out * 3 // 2, out + still_poor * 9 // 10)
    return half_more
