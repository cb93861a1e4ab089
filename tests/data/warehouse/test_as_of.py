"""What holds of any data: no look ahead, children make their parent, certified is less."""

from datetime import date
from itertools import pairwise
from random import Random

import polars as pl
import pytest

from data.catalogue import indicators
from data.reference import areas
from data.warehouse import queries
from data.warehouse.marts.calendar import month_end
from data.warehouse.schema import fct_designation, fct_observation, import_batch
from data.warehouse.scope import CITY

MONTHS = [date(2015, 12, 31), *(month_end(date(2016, month, 1)) for month in range(1, 13))]
MONTHS += [month_end(date(2017, month, 1)) for month in range(1, 7)]
SUMS = ("people_ready", "relapse_people", "eco_jobs", "bridges", "roads_network")
SHARES = ("household_pairing", "labour_skill", "township_paved", "fund_spent_rate")
LEVELS = ("city", "county", "township", "village")
COUNTS = ("expected_areas", "valued_areas", "current_areas")
VALUES = ["reported_value", "checked_value", "certified_value"]


def random_rows(seed):
    """Returns with gaps, from some villages, townships and counties; certified ≤ checked."""
    random = Random(seed)
    rows = []
    for code in (*SUMS, *SHARES):
        indicator = indicators()[code]
        places = areas().filter(area_level=indicator.level)["area_code"].to_list()
        for area in random.sample(places, min(len(places), 12)):
            base = 0
            for period in MONTHS:
                base += random.randint(0, 9)
                if random.random() < 0.4:
                    continue
                value = random.randint(0, 9) if indicator.measure == "flow" else base
                for verification in ("reported", "checked", "certified"):
                    row = {"obs_value": float(value)}
                    if code in SHARES:
                        row = {"numerator": float(value), "denominator": 200.0}
                        row["obs_value"] = value / 2
                    rows.append(
                        row
                        | {
                            "area_code": area,
                            "indicator_code": code,
                            "period": period,
                            "verification": verification,
                        }
                    )
                    value = random.randint(0, value)
    return rows


def roles():
    named = areas().filter(pl.col("area_level").is_in(["county", "village"]))
    return [{"area_code": code, "step": "step1"} for code in named["area_code"]]


def look(version, level, as_of):
    frame = queries.actuals(CITY, version, as_of=as_of, level=level)
    return frame.sort("indicator_code", "area_code")


@pytest.mark.parametrize("seed", [1, 2])
def test_later_rows_change_nothing_seen_before(fill, seed):
    rows = random_rows(seed)
    cut = date(2016, 9, 30)
    seen = [row for row in rows if row["period"] <= cut]
    newer = [row | {"import_id": 2} for row in rows if row["period"] > cut]
    early = fill({fct_designation: roles(), fct_observation: seen})
    looks = [(level, month) for level in LEVELS for month in MONTHS if month <= cut]
    before = {(level, month): look(early, level, month) for level, month in looks}
    late = fill({import_batch: [{"import_id": 2}], fct_observation: newer})
    for (level, month), frame in before.items():
        assert look(late, level, month).equals(frame), (level, month)
    assert not look(late, "city", MONTHS[-1]).equals(look(early, "city", MONTHS[-1]))


@pytest.mark.parametrize("seed", [3, 4])
def test_children_sum_to_their_parent_at_any_month(fill, seed):
    version = fill({fct_designation: roles(), fct_observation: random_rows(seed)})
    parents = dict(areas().select("area_code", "parent_code").iter_rows())
    for month in MONTHS[::3]:
        for parent, child in pairwise(LEVELS):
            # A parent's row is a sum only where the indicator is reported further down.
            codes = [
                code
                for code in (*SUMS, "rural_roads")
                if LEVELS.index(indicators()[code].level) >= LEVELS.index(child)
            ]
            asked = pl.col("indicator_code").is_in(codes)
            summed = (
                look(version, child, month)
                .filter(asked)
                .with_columns(pl.col("area_code").replace_strict(parents))
                .group_by("indicator_code", "area_code")
                .agg(
                    *(pl.col(name).sum() for name in COUNTS),
                    *(
                        pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)
                        for name in VALUES
                    ),
                )
                .sort("indicator_code", "area_code")
            )
            above = look(version, parent, month).filter(asked)
            assert summed.height > 0
            assert summed.equals(above.select(summed.columns)), (child, month)


def test_certified_is_at_most_checked_and_that_at_most_reported(fill):
    version = fill({fct_designation: roles(), fct_observation: random_rows(5)})
    for level in LEVELS:
        frame = look(version, level, MONTHS[-1]).drop_nulls(VALUES)
        assert frame.height > 0
        assert (frame["certified_value"] <= frame["checked_value"] + 1e-9).all()
        assert (frame["checked_value"] <= frame["reported_value"] + 1e-9).all()
