"""Steps and areas are projected from the sums of their villages."""

from datetime import date

import polars as pl
import pytest

from metrics.projection_outlook import Assumption
from metrics.step_inputs import inputs
from metrics.step_projection import outlook, path, shifted
from tests.tables import table

AS_OF = date(2018, 9, 30)
READY = {"v1": 10, "v2": 5}


def _series() -> pl.DataFrame:
    """Two villages: 10 and 5 people ready a month since April 2018; 200 and 100 registered."""
    rows = []
    for number, month in enumerate(range(4, 10), 1):
        end = date(2018, month, 31 if month in (5, 7, 8) else 30)
        for village, pace in READY.items():
            values = {
                "people_ready": pace * number,
                "people_lifted": 0,
                "poor_people_remaining": 20 * pace,
            }
            rows += [
                {
                    "area_code": village,
                    "indicator_code": code,
                    "month": end,
                    "reported_value": float(value),
                }
                for code, value in values.items()
            ]
    return pl.DataFrame(rows)


PLANNED = table("""
    | area_code | baseline_date | target_date | baseline_value | target_value |
    | v1        | 2015-12-31    | 2018-12-31  |              0 |          240 |
    | v2        | 2015-12-31    | 2018-12-31  |              0 |          100 |
""").with_columns(
    indicator_code=pl.lit("people_ready"), adjusted_target_value=pl.lit(None, pl.Float64)
)
PLACES = table("""
    | area_code | step  |
    | v1        | step2 |
    | v2        | step2 |
""")
WHOLE = inputs(_series(), PLANNED, PLACES, by=pl.col("step"))
PARTS = inputs(_series(), PLANNED, PLACES, by=pl.col("area_code"))


def test_a_group_is_the_sum_of_its_villages():
    assert WHOLE.targets.select("target_value", "target_date").row(0) == (
        240 + 100,
        date(2018, 12, 31),
    )
    now = WHOLE.observations.filter(pl.col("period") == AS_OF)
    assert now["obs_value"].item() == 6 * 10 + 6 * 5
    assert WHOLE.bound.filter(pl.col("period") == AS_OF)["bound_value"].item() == 200 + 100


def test_goal_is_everyone_on_the_register_where_that_is_fewer_than_the_document_says():
    row = outlook(WHOLE, as_of=AS_OF).row(0, named=True)
    assert (row["document_value"], row["register_value"], row["target_value"]) == (
        340,
        300,
        300,
    )
    assert row["expected_left"] == pytest.approx(300 - row["projected_value"])
    assert row["document_gap"] == pytest.approx(340 - row["projected_value"])
    assert row["required_pace"] == (300 - 90) / 3
    assert row["reason"] is None
    assert row["prospect"] == "unlikely", "15 a month so far, 70 a month are needed"


def test_past_the_date_who_is_missing_now_is_left():
    over = PLANNED.with_columns(target_date=pl.lit(date(2018, 6, 30)))
    row = outlook(inputs(_series(), over, PLACES, by=pl.col("step")), as_of=AS_OF).row(
        0, named=True
    )
    assert (row["prospect"], row["projected_value"]) == ("overdue", None)
    assert row["expected_left"] == 300 - 90


def test_approved_adjustment_is_the_document_from_then_on():
    adjusted = PLANNED.with_columns(adjusted_target_value=pl.Series([190.0, None]))
    given = inputs(_series(), adjusted, PLACES, by=pl.col("step"))
    assert outlook(given, as_of=AS_OF)["document_value"].item() == 190 + 100


def test_register_that_nobody_reported_bounds_nothing():
    ready = _series().filter(pl.col("indicator_code") == "people_ready")
    row = outlook(inputs(ready, PLANNED, PLACES, by=pl.col("step")), as_of=AS_OF).row(
        0, named=True
    )
    assert (row["register_value"], row["target_value"]) == (None, 340)


def test_path_begins_at_what_is_reached_and_ends_at_the_landing():
    way = path(WHOLE, as_of=AS_OF)
    landing = outlook(WHOLE, as_of=AS_OF).row(0, named=True)
    assert way.row(0)[1:] == (AS_OF, 90, 90, 90)
    assert way["month"].to_list()[-1] == date(2018, 12, 31)
    assert way["projected_value"].to_list()[-1] == pytest.approx(landing["projected_value"])


def test_extra_people_in_one_part_move_the_whole_by_as_many():
    more = path(PARTS, as_of=AS_OF, assumed=Assumption(extra=4, areas=("v1",)))
    moved = shifted(path(WHOLE, as_of=AS_OF), path(PARTS, as_of=AS_OF), more)
    base = path(WHOLE, as_of=AS_OF)
    gain = moved["projected_value"] - base["projected_value"]
    assert gain.to_list() == pytest.approx([0, 4 * 1, 4 * 2, 4 * 3])


def test_group_without_a_target_has_no_row():
    lone = table("| area_code | step |\n| v9 | step2 |")
    assert outlook(inputs(_series(), PLANNED, lone, by=pl.col("step")), as_of=AS_OF).is_empty()
