"""Earlier scorecards beside each other, and what a county wrote."""

from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.score_history import history, replies
from tests.score_frames import THREE, no_evaluations, no_lifted, progress
from tests.tables import table

YEAR_2016, YEAR_2017, SEPTEMBER = date(2017, 2, 28), date(2018, 2, 28), date(2018, 9, 30)


def at(*values: int):
    rows = [
        f"| c{number} | household_pairing | {value} | 100 |"
        for number, value in enumerate(values, start=1)
    ]
    return progress("| area | indicator | actual | target |\n" + "\n".join(rows))


DEDUCTIONS = table("""
    | area_code | year | points | decided_on |
    | c1        | 2016 |      5 | 2017-06-01 |
    | c1        | 2017 |      4 | 2017-06-01 |
""")
LOOKS = {SEPTEMBER: at(90, 60, 30), YEAR_2016: at(20, 60, 40), YEAR_2017: at(80, 60, 30)}


def found():
    rows = history(LOOKS, THREE, no_evaluations(), no_lifted(), DEDUCTIONS)
    return {(row["area_code"], row["as_of"]): row for row in rows.to_dicts()}


def test_each_look_has_the_score_and_band_of_its_day():
    rows = found()
    assert [rows["c1", day]["score"] for day in sorted(LOOKS)] == [20, 80 - 4, 90]
    assert [rows["c1", day]["band"] for day in sorted(LOOKS)] == ["band3", "band1", "band1"]
    assert [rows["c1", day]["assessment_year"] for day in sorted(LOOKS)] == [2016, 2017, 2018]
    assert rows["c1", YEAR_2017]["figures_on"] == date(2017, 12, 31)


def test_what_was_decided_after_a_look_is_not_in_it():
    # The deduction of 2016 was decided in June 2017, after that assessment had closed.
    assert found()["c1", YEAR_2016]["deducted_points"] == 0
    assert found()["c1", YEAR_2017]["deducted_points"] == 4


def test_looks_are_in_the_order_of_their_days():
    rows = history(LOOKS, THREE, no_evaluations(), no_lifted(), DEDUCTIONS)
    assert rows["as_of"].unique(maintain_order=True).to_list() == sorted(LOOKS)


NOTICES = table("""
    | area_code | rule      | year | told_on    | replied_on | reply | promise | decided_on |
    | c1        | scorecard | 2017 | 2017-11-10 | 2017-11-14 | rain  | in May  | 2017-11-20 |
    | c1        | scorecard | 2016 | 2016-11-10 | 2016-11-14 | old   | -       | -          |
    | c1        | year_task | 2017 | 2017-11-25 | 2017-11-26 | other | -       | -          |
    | c2        | scorecard | 2017 | 2017-11-10 | -          | -     | -       | -          |
""").with_columns(decision=pl.lit("reminder"), document_no=pl.lit("7"))


def reply(area: str, as_of: date):
    rows = replies(NOTICES, as_of=as_of).filter(area_code=area).to_dicts()
    return rows[0] if rows else None


def test_the_last_reply_to_a_scorecard_stays_until_the_county_is_told_anew():
    shown = reply("c1", date(2018, 3, 31))
    assert (shown["year"], shown["reply"], shown["promise"]) == (2017, "rain", "in May")
    assert shown["decision"] == "reminder"
    earlier = reply("c1", date(2017, 11, 9))
    assert (earlier["year"], earlier["reply"]) == (2016, "old")


def test_a_reply_and_a_decision_are_not_known_before_their_days():
    told = reply("c1", date(2017, 11, 13))
    assert told["told_on"] == date(2017, 11, 10)
    assert told["reply"] is told["promise"] is told["replied_on"] is None
    replied = reply("c1", date(2017, 11, 14))
    assert (replied["reply"], replied["decision"], replied["decided_on"]) == (
        "rain",
        None,
        None,
    )
    assert reply("c2", date(2017, 11, 9)) is None


def test_who_was_told_and_has_not_replied_has_an_empty_reply():
    assert reply("c2", YEAR_2017)["reply"] is None


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="notices lacks replied_on"):
        replies(NOTICES.drop("replied_on"), as_of=YEAR_2017)
