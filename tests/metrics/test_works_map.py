"""The months of a map's timeline and the counts of its legend."""

from datetime import date

import polars as pl

from metrics.calendar import month_end, month_ends
from metrics.works_map import CHANGES, state_counts, state_months, states_at
from metrics.works_projects import projects
from tests.frames import AREAS
from tests.work_frames import no_works, works

SEPTEMBER = date(2018, 9, 30)
WORKS = works("""
    | code | year | start_due  | started    | due        | finished   | accepted   | preparing |
    | R1   | 2017 | 2017-05-10 | 2017-06-20 | 2017-09-30 | 2018-07-12 | 2018-09-05 | no        |
    | R2   | 2018 | 2018-05-10 | -          | 2018-10-31 | -          | -          | yes       |
    | B1   | 2018 | 2018-11-30 | -          | 2019-10-31 | -          | -          | yes       |
""").with_columns(
    programme=pl.when(pl.col("work_code") == "B1")
    .then(pl.lit("bridges"))
    .otherwise("programme")
)


def look(rows=WORKS) -> pl.DataFrame:
    return projects(rows, AREAS, as_of=SEPTEMBER)


def number(year: int, month: int) -> int:
    return year * 12 + month - 1


def test_each_change_has_the_month_from_which_it_counts():
    """R1 was due on 30 September 2017, so it is late from October on; B1 was to start on the
    last of November, so that it is late from December on.
    """
    months = {row.pop("work_code"): row for row in state_months(look()).to_dicts()}
    assert months["R1"] == {
        "listed": number(2017, 1),
        "preparing": None,
        "start_due": number(2017, 5),
        "started": number(2017, 6),
        "finish_due": number(2017, 10),
        "finished": number(2018, 7),
        "accepted": number(2018, 9),
    }
    assert months["B1"]["preparing"] == number(2018, 9)
    assert months["B1"]["start_due"] == number(2018, 12)
    assert tuple(months["B1"]) == CHANGES


def test_the_states_of_many_months_follow_the_days():
    found = states_at(look(), month_ends(date(2016, 12, 31), SEPTEMBER))
    of_one = found.filter(pl.col("work_code") == "R1")
    states = dict(of_one.select("month", "state").iter_rows())
    expected = {
        (2017, 1): "planned",
        (2017, 5): "not_started",
        (2017, 6): "under_way",
        (2017, 11): "under_way",
        (2017, 12): "winter_stop",
        (2018, 4): "winter_stop",
        (2018, 5): "under_way",
        (2018, 7): "complete",
        (2018, 9): "accepted",
    }
    assert {key: states[month_end(*key)] for key in expected} == expected
    assert month_end(2016, 12) not in states
    late = {
        month for month, is_late in of_one.select("month", "is_late").iter_rows() if is_late
    }
    assert late == {month_end(2017, 5), *month_ends(date(2017, 10, 31), date(2018, 6, 30))}


def test_the_last_month_of_the_timeline_is_the_look_of_the_day():
    now = look()
    last = states_at(now, [SEPTEMBER])
    assert (
        last.select("work_code", "state", "is_late").rows()
        == now.select("work_code", "state", "is_late").rows()
    )


def test_a_legend_counts_every_state_also_those_of_none():
    found = state_counts(look())
    assert dict(found.select("state", "project_count").iter_rows()) == {
        "planned": 0,
        "preparing": 1,
        "not_started": 1,
        "under_way": 0,
        "winter_stop": 0,
        "complete": 0,
        "accepted": 1,
    }
    assert found["late_count"].to_list() == [0, 0, 1, 0, 0, 0, 0]
    assert found["project_count"].sum() == look().height


def test_a_legend_by_programme_has_every_state_of_each():
    found = state_counts(look(), by=("programme",))
    assert found.height == 2 * 7
    assert found["project_count"].sum() == look().height
    assert found.filter(pl.col("programme") == "bridges")["project_count"].sum() == 1


def test_without_projects_a_legend_is_all_zero():
    found = state_counts(look(no_works()))
    assert found["project_count"].to_list() == [0] * 7
    assert states_at(look(no_works()), [SEPTEMBER]).is_empty()
    assert state_months(look(no_works())).is_empty()
