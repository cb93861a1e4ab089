"""Kilometres never fall: what a return takes back is a row of its own."""

from datetime import date

import polars as pl

from metrics.works_checks import COLUMNS, changes
from metrics.works_projects import projects
from metrics.works_sums import sums
from tests.frames import AREAS
from tests.work_frames import works

SEPTEMBER = date(2018, 9, 30)


def returns(text: str) -> pl.DataFrame:
    return works(text).with_columns(document_no=pl.lit(None, pl.String))


SENT = returns("""
    | code | period     | done | started    | finished   | accepted   | due        |
    | R1   | 2018-06-30 | 3    | 2018-05-20 | -          | -          | 2018-10-31 |
    | R1   | 2018-07-31 | 6    | 2018-05-20 | -          | -          | 2018-10-31 |
    | R1   | 2018-08-31 | 5    | 2018-05-20 | -          | -          | 2019-10-31 |
    | R2   | 2018-07-31 | 10   | 2018-05-20 | 2018-07-20 | 2018-07-30 | 2018-10-31 |
    | R2   | 2018-08-31 | -    | 2018-05-20 | -          | -          | 2018-10-31 |
    | R2   | 2018-09-30 | 9    | 2018-05-20 | -          | -          | 2018-09-30 |
""")


def found(**choices) -> list[tuple]:
    rows = changes(SENT, as_of=choices.get("as_of", SEPTEMBER))
    names = ("work_code", "kind", "period_before", "period", "value_before", "value")
    return rows.select(names).rows()


def test_a_fall_between_two_returns_is_a_row_with_both_values():
    july, august = date(2018, 7, 31), date(2018, 8, 31)
    assert ("R1", "quantity_fell", july, august, 6, 5) in found()


def test_a_period_without_a_quantity_takes_nothing_back_but_does_not_hide_a_fall():
    """R2 says 10, nothing, 9: the 9 are held against the 10."""
    falls = [row for row in found() if row[:2] == ("R2", "quantity_fell")]
    assert falls == [("R2", "quantity_fell", date(2018, 7, 31), SEPTEMBER, 10, 9)]


def test_steps_that_are_taken_back_and_finishes_that_are_put_off_are_said():
    rows = changes(SENT, as_of=SEPTEMBER)
    days = rows.filter(pl.col("kind") != "quantity_fell").select(
        "work_code", "kind", "day_before", "day"
    )
    assert set(days.rows()) == {
        ("R1", "finish_moved", date(2018, 10, 31), date(2019, 10, 31)),
        ("R2", "finish_withdrawn", date(2018, 7, 20), None),
        ("R2", "acceptance_withdrawn", date(2018, 7, 30), None),
    }


def test_the_newest_comes_first_and_what_comes_later_is_not_seen():
    rows = changes(SENT, as_of=SEPTEMBER)
    assert rows.columns == COLUMNS
    assert rows["period"].to_list() == sorted(rows["period"], reverse=True)
    assert found(as_of=date(2018, 7, 31)) == []


def test_a_figure_shows_what_was_sent_and_is_not_held_up():
    """R2's 10 km of July are none in August, when its completion is taken back."""
    values = []
    for month in (date(2018, 7, 31), date(2018, 8, 31)):
        now = projects(SENT, AREAS, as_of=month)
        values += sums(now, month=month, level="city")["reported_value"].to_list()
    assert values == [10, 0]


def test_whoever_only_grows_is_not_in_the_list():
    rising = SENT.filter(pl.col("work_code") == "R1", pl.col("period") < date(2018, 8, 1))
    assert changes(rising, as_of=SEPTEMBER).is_empty()
    assert changes(SENT.clear(), as_of=SEPTEMBER).is_empty()
