from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import MissingColumnsError
from metrics.problems import COUNTS, STATES, ledger, summary
from tests.tables import table

JUNE = date(2018, 6, 30)

PROBLEMS = table("""
    | problem_code | source | area_code | found_on   | due_date   | done_on    | closed_on  |
    | p1           | audit  | bayan     | 2018-01-10 | 2018-04-30 | 2018-04-20 | 2018-05-10 |
    | p2           | audit  | bayan     | 2018-01-10 | 2018-06-29 | -          | -          |
    | p3           | audit  | yanshou   | 2018-01-10 | 2018-05-31 | -          | -          |
    | p4           | audit  | yanshou   | 2018-01-10 | 2018-05-31 | 2018-06-20 | 2018-07-05 |
    | p5           | letter | bin       | 2018-06-01 | 2018-06-30 | 2018-07-01 | -          |
    | p6           | letter | bin       | 2018-06-01 | 2018-08-31 | -          | -          |
    | p7           | letter | bin       | 2018-07-01 | 2018-08-31 | -          | -          |
""")


def states(as_of: date) -> dict[str, str]:
    return dict(ledger(PROBLEMS, as_of=as_of).select("problem_code", "state").iter_rows())


def test_state_follows_from_the_dates_known_on_the_day():
    assert states(JUNE) == {
        "p1": "closed",
        "p2": "overdue",
        "p3": "overdue",
        "p4": "awaiting_check",  # put right late, closed in July
        "p5": "open",  # due today
        "p6": "open",
    }
    july = states(date(2018, 7, 31))
    assert (july["p4"], july["p5"], july["p7"]) == ("closed", "awaiting_check", "open")


def test_days_are_counted_from_the_due_date():
    rows = {row["problem_code"]: row for row in ledger(PROBLEMS, as_of=JUNE).to_dicts()}
    assert (rows["p2"]["days_overdue"], rows["p3"]["days_overdue"]) == (1, 30)
    assert (rows["p5"]["days_left"], rows["p6"]["days_left"]) == (0, 31 + 31)
    assert (rows["p4"]["days_overdue"], rows["p1"]["days_left"]) == (None, None)


def test_the_longest_overdue_come_first_and_the_closed_last():
    codes = ledger(PROBLEMS, as_of=JUNE)["problem_code"].to_list()
    assert codes == ["p3", "p2", "p5", "p6", "p4", "p1"]


def test_a_later_closing_is_not_known_yet():
    p4 = ledger(PROBLEMS, as_of=JUNE).filter(problem_code="p4")
    assert p4["closed_on"].to_list() == [None]


def test_summary_counts_each_state_and_the_share_that_is_closed():
    row = summary(ledger(PROBLEMS, as_of=JUNE)).row(0, named=True)
    assert [row[name] for name in COUNTS] == [6, 2, 2, 1, 1]
    assert row["closed_rate"] == 1 / 6
    assert row["longest_overdue"] == 30


def test_summary_by_source_puts_the_most_overdue_first():
    rows = summary(ledger(PROBLEMS, as_of=JUNE), by="source")
    assert rows["source"].to_list() == ["audit", "letter"]
    audit, letter = rows.to_dicts()
    assert (audit["total_count"], audit["overdue_count"], audit["closed_rate"]) == (4, 2, 1 / 4)
    assert (letter["total_count"], letter["closed_rate"]) == (2, 0)
    assert letter["longest_overdue"] is None


def test_no_problems_are_none_and_have_no_share():
    nothing = ledger(PROBLEMS, as_of=date(2017, 12, 31))
    assert nothing.is_empty()
    row = summary(nothing).row(0, named=True)
    assert (row["total_count"], row["closed_rate"]) == (0, None)
    assert summary(nothing, by="area_code").is_empty()


days = st.dates(date(2018, 1, 1), date(2018, 12, 31))
ledgers = st.lists(
    st.tuples(days, days, st.none() | days, st.none() | days), min_size=1, max_size=8
)


@given(ledgers, days)
def test_every_problem_found_has_one_state_and_the_parts_add_up(rows, as_of):
    frame = pl.DataFrame(
        [(f"p{number}", "audit", *row) for number, row in enumerate(rows)],
        schema=dict.fromkeys(("problem_code", "source"), pl.String)
        | dict.fromkeys(("found_on", "due_date", "done_on", "closed_on"), pl.Date),
        orient="row",
    )
    known = ledger(frame, as_of=as_of)
    assert known.height == sum(found <= as_of for found, *_ in rows)
    assert set(known["state"]) <= set(STATES)
    assert known.filter(state="overdue")["days_overdue"].min() is None or (
        known.filter(state="overdue")["days_overdue"].min() > 0
    )
    whole = summary(known).row(0, named=True)
    by_source = summary(known, by="source")
    for name in COUNTS:
        assert whole[name] == by_source[name].sum()
    assert whole["total_count"] == sum(whole[f"{state}_count"] for state in STATES)


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="problems lacks due_date"):
        ledger(PROBLEMS.drop("due_date"), as_of=JUNE)
    with pytest.raises(MissingColumnsError, match="ledger lacks lead_office"):
        summary(ledger(PROBLEMS, as_of=JUNE), by="lead_office")
