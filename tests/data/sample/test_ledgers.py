"""Problems, evaluations, notices and deductions of the sample agree with its other returns."""

from datetime import date
from math import comb

import polars as pl
import pytest

from data.sample.counts import counts
from data.sample.evaluations import deduction_sheets, evaluation_sheets
from data.sample.files import observations
from data.sample.notices import notice_sheets
from data.sample.problems import ledger, problem_sheets
from data.sample.tasks import tasks
from data.sample.world import world

END = date(2018, 9, 30)
BAYAN, MULAN, YANSHOU = "230126", "230127", "230129"
CLOSED, AWAITING, OVERDUE = "已销号", "已完成待验收", "逾期"


@pytest.fixture(scope="module")
def reported(full):
    return observations(full)


@pytest.fixture(scope="module")
def ledgers(full):
    """The ledger files by the month they were made for."""
    return {sheet.name[:7]: sheet.table for sheet in problem_sheets(full)}


@pytest.fixture(scope="module")
def told(full):
    """Every row of every file of notices, with the file's name."""
    sheets = notice_sheets(full, counts(full), tasks(full)["people_lifted"])
    return pl.concat(sheet.table.with_columns(file=pl.lit(sheet.name)) for sheet in sheets)


def tallied(table, month):
    """Problems found and closed by a month end, by county; what is the city's own left out."""
    is_closed = (pl.col("closed_on") <= month).fill_null(False)
    found = table.filter(pl.col("found_on") <= month, pl.col("area_code") != "230100")
    return {
        county: (number, closed)
        for county, number, closed in found.group_by(pl.col("area_code").str.head(6))
        .agg(pl.len(), is_closed.sum())
        .iter_rows()
    }


def test_the_rate_of_closed_problems_is_the_ledger_s_in_every_county_and_month(
    full, reported, ledgers
):
    rates = reported.filter(pl.col("indicator_code") == "problems_closed")
    for month in full.calendar.months:
        sent = rates.filter(pl.col("period") == month)
        parts = sent.select("area_code", "denominator", "numerator").iter_rows()
        shares = {county: (found, closed) for county, found, closed in parts}
        # The last ledger knows every earlier month, each quarter's its own.
        assert shares == tallied(ledgers["2018-09"], month), month
        if month.month % 3 == 0:
            assert shares == tallied(ledgers[f"{month:%Y-%m}"], month), month


def test_most_problems_are_closed_some_wait_and_some_are_overdue(ledgers):
    table = ledgers["2018-09"]
    states = dict(table.group_by("state").len().iter_rows())
    assert 150 <= table.height <= 200
    assert states[CLOSED] > 0.75 * table.height
    assert 3 <= states[AWAITING] <= 15
    assert 3 <= states[OVERDUE] <= 20
    levels = set(table["area_code"].str.len_chars())
    assert levels == {6, 12}
    assert (table["area_code"] == "230100").sum() == 12
    assert table["source"].n_unique() == 12


def test_a_problem_has_one_code_for_ever(full, ledgers):
    later = ledger(full).select("problem_code", "found_on", "area_code", "problem")
    assert later["problem_code"].is_unique().all()
    for table in ledgers.values():
        assert table.select(later.columns).equals(later.head(table.height))


def test_the_ledger_points_at_no_village_that_falsifies(full, ledgers):
    codes = full.places.villages["area_code"]
    falsify = {code for rows in full.planted.villages.values() for code in codes.gather(rows)}
    assert falsify.isdisjoint(ledgers["2018-09"]["area_code"])


def test_a_ledger_in_between_ends_with_the_month_that_was_asked_for(full):
    short = world(through=date(2016, 2, 29), seed=full.seed)
    (sheet,) = problem_sheets(short)
    assert sheet.name == "2016-02_问题整改台账"
    assert sheet.table["found_on"].max() <= date(2016, 2, 29)


def surveys(simulated):
    sheets = evaluation_sheets(simulated, counts(simulated))
    return {row["area_code"]: row for sheet in sheets for row in sheet.table.to_dicts()}


def binomial(n, p, numbers):
    return sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in numbers)


def open_questions(survey):
    """Figures that pass as they are, and whose exact 95 % interval reaches past the limit."""
    exited, wrong = survey["exited_people_sampled"], survey["wrong_exit_people"]
    others, missed = survey["unregistered_people_surveyed"], survey["missed_people"]
    asked, approve = survey["households_surveyed"], survey["households_approving"]
    assert wrong / exited < 0.02 and missed / others < 0.02 and approve / asked > 0.9
    chances = {
        "wrong": binomial(exited, 0.02, range(wrong + 1)),
        "missed": binomial(others, 0.02, range(missed + 1)),
        "approval": binomial(asked, 0.9, range(approve, asked + 1)),
    }
    return {name for name, chance in chances.items() if chance > 0.025}


def test_bayan_and_mulan_pass_and_one_figure_of_mulan_is_not_established(full):
    found = surveys(full)
    assert {county: open_questions(survey) for county, survey in found.items()} == {
        "230184": set(),
        BAYAN: set(),
        MULAN: {"wrong"},
    }
    for county in (BAYAN, MULAN):
        survey = found[county]
        # After the city's review at the end of March, before the approval at the end of August.
        assert survey["exit_year"] == 2017
        assert date(2018, 3, 31) < survey["surveyed_on"] < survey["released_on"]
        assert survey["released_on"] < date(2018, 8, 31)


def test_a_survey_counts_the_poor_as_the_county_s_returns_do(full, reported):
    remaining = reported.filter(
        pl.col("indicator_code") == "poverty_incidence",
        pl.col("verification") == "reported",
        pl.col("period") == date(2017, 12, 31),
    )
    for county, survey in surveys(full).items():
        own = remaining.filter(pl.col("area_code").str.starts_with(county))
        assert survey["registered_people_remaining"] == own["numerator"].sum()
        # Villages without a task have people too.
        assert survey["base_people"] >= own["denominator"].sum()


def test_yanshou_is_surveyed_in_2020(full):
    assert YANSHOU not in surveys(full)
    (survey,) = (
        row
        for code, row in surveys(world(through=date(2020, 2, 29), seed=full.seed)).items()
        if code == YANSHOU
    )
    assert survey["exit_year"] == 2019


def test_who_missed_the_year_s_task_is_told_in_january(told, reported):
    attained = reported.filter(
        pl.col("indicator_code") == "annual_task_attainment",
        pl.col("period") == date(2016, 12, 31),
    )
    short = attained.filter(pl.col("numerator") < pl.col("denominator"))["area_code"]
    january = told.filter(pl.col("file") == "2016-12_提醒告知表")
    assert set(january["area_code"]) == set(short)
    assert january["told_on"].unique().to_list() == [date(2017, 1, 12)]
    assert january["decision"].null_count() == january.height


def test_the_meeting_talks_to_those_furthest_behind_and_twice_is_supervision(told, reported):
    year_ends = told.filter(pl.col("file").str.contains("12_提醒研究表"))
    decided = {
        year: dict(
            year_ends.filter(year=year, rule="年度减贫任务未完成")
            .select("area_code", "decision")
            .iter_rows()
        )
        for year in (2016, 2017)
    }
    assert decided[2016][YANSHOU] == "约谈"
    assert decided[2017][YANSHOU] == "重点督办"
    assert decided[2017][BAYAN] == "不约谈"
    attained = reported.filter(
        pl.col("indicator_code") == "annual_task_attainment",
        pl.col("period") == date(2016, 12, 31),
    )
    share = dict(attained.select("area_code", "obs_value").iter_rows())
    talked = [share[county] for county, word in decided[2016].items() if word == "约谈"]
    others = [share[county] for county, word in decided[2016].items() if word == "不约谈"]
    assert max(talked) < min(others)


def test_a_notice_is_told_before_it_is_answered_and_answered_before_the_meeting(told):
    days = told.select("told_on", "replied_on", "decided_on")
    assert (days["replied_on"] > days["told_on"]).sum() > 30
    assert not (days["replied_on"] <= days["told_on"]).any()
    assert not (days["decided_on"] <= days["replied_on"]).any()
    assert days["replied_on"].null_count() > 0
    offices = told.filter(pl.col("area_code").is_null())["org_unit_code"]
    assert set(offices) == {"市住建局", "市交通运输局", "市财政局"}


def test_a_reply_quotes_no_figure_that_is_revised_later(told):
    """The page shows what a county is behind by as it is known now, beside the reply."""
    replies = told["reply"].drop_nulls()
    assert len(replies) > 30
    assert not replies.str.contains(r"\d|百分点|两项").any()


def test_what_was_overdue_at_the_year_s_end_is_taken_off(full, ledgers):
    for sheet in deduction_sheets(full):
        year = sheet.table["year"][0]
        december = ledgers[f"{year}-12"].filter(
            # The ledger is sent some days into January.
            pl.col("state") == OVERDUE,
            pl.col("due_date") < date(year, 12, 31),
            pl.col("area_code") != "230100",
        )
        overdue = december.group_by(pl.col("area_code").str.head(6)).len()
        taken = sheet.table.filter(kind="问题整改不力").select("area_code", "points")
        assert dict(taken.iter_rows()) == {code: 0.5 * n for code, n in overdue.iter_rows()}
    assert {sheet.name[:4] for sheet in deduction_sheets(full)} == {"2016", "2017"}
