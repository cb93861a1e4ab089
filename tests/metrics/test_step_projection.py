"""Steps and areas are held against everyone who can still be lifted."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from metrics.projection_frames import ProjectionFrames
from metrics.projection_outlook import Assumption
from metrics.step_projection import outlook, path, shifted

AS_OF = date(2018, 9, 30)
EVEN = tuple(month / 12 for month in range(1, 13))
DAYS = [date(2018, month, day) for month, day in enumerate((30, 31, 30, 31, 31, 30), 4)]


def frames(target=340, register=300, due=date(2018, 12, 31), paces=(10, 5), as_parts=False):
    """Two counties: 10 and 5 people more ready each month since April 2018."""
    codes = ["c1", "c2"] if as_parts else ["city"]
    monthly = paces if as_parts else [sum(paces)]
    shares = [pace / sum(monthly) for pace in monthly]
    rows = [
        (code, day, float(pace * number))
        for code, pace in zip(codes, monthly, strict=True)
        for number, day in enumerate(DAYS, 1)
    ]
    observations = pl.DataFrame(rows, schema=["area_code", "period", "obs_value"], orient="row")
    return ProjectionFrames(
        indicator="people_ready",
        places=pl.DataFrame({"key": codes, "area_code": codes, "step": "step2"}),
        observations=observations,
        targets=pl.DataFrame(
            {
                "area_code": codes,
                "baseline_date": date(2015, 12, 31),
                "baseline_value": 0.0,
                "target_date": due,
                "target_value": [target * share for share in shares],
            }
        ),
        bound=observations.select(
            "area_code",
            "period",
            bound_value=pl.lit(None, pl.Float64)
            if register is None
            else pl.col("area_code").replace_strict(
                codes, [register * share for share in shares], return_dtype=pl.Float64
            ),
        ),
        plan_shape=EVEN,
    )


WHOLE, PARTS = frames(), frames(as_parts=True)


def test_goal_is_everyone_on_the_register_where_that_is_fewer_than_the_document_says():
    row = outlook(WHOLE, as_of=AS_OF).row(0, named=True)
    assert (row["document_value"], row["register_value"], row["target_value"]) == (
        340,
        300,
        300,
    )
    assert row["expected_left"] == pytest.approx(300 - row["projected_value"])
    assert row["required_pace"] == (300 - 90) / 3
    assert row["reason"] is None
    assert row["prospect"] == "unlikely", "15 a month so far, 70 a month are needed"


def test_past_the_date_who_is_missing_now_is_left():
    row = outlook(frames(due=date(2018, 6, 30)), as_of=AS_OF).row(0, named=True)
    assert (row["prospect"], row["projected_value"]) == ("overdue", None)
    assert row["expected_left"] == 300 - 90


def test_register_that_nobody_reported_bounds_nothing():
    row = outlook(frames(register=None), as_of=AS_OF).row(0, named=True)
    assert (row["register_value"], row["target_value"]) == (None, 340)


def test_who_is_there_has_met_it():
    row = outlook(frames(target=90), as_of=AS_OF).row(0, named=True)
    assert (row["prospect"], row["required_pace"]) == ("met", 0)


def test_path_begins_at_what_is_reached_and_ends_at_the_landing():
    way = path(WHOLE, as_of=AS_OF)
    landing = outlook(WHOLE, as_of=AS_OF).row(0, named=True)
    assert way.row(0)[1:] == (AS_OF, 90, 90, 90)
    assert way["month"].to_list()[-1] == date(2018, 12, 31)
    assert way["projected_value"].to_list()[-1] == pytest.approx(landing["projected_value"])


def test_extra_people_in_one_part_move_the_whole_by_as_many():
    more = path(PARTS, as_of=AS_OF, assumed=Assumption(extra=4, areas=("c1",)))
    base = path(WHOLE, as_of=AS_OF)
    moved = shifted(base, path(PARTS, as_of=AS_OF), more)
    gain = moved["projected_value"] - base["projected_value"]
    assert gain.to_list() == pytest.approx([0, 4 * 1, 4 * 2, 4 * 3])


def test_what_comes_later_changes_nothing():
    later = WHOLE.observations.tail(1).with_columns(
        period=pl.lit(date(2018, 10, 31)), obs_value=pl.lit(9999.0)
    )
    poisoned = replace(WHOLE, observations=pl.concat([WHOLE.observations, later]))
    assert outlook(poisoned, as_of=AS_OF).equals(outlook(WHOLE, as_of=AS_OF))
