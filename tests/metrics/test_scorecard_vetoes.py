"""Vetoes of an evaluation as worked tables, with the doubt of their samples."""

from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.binomial import interval
from metrics.vetoes import county_states, vetoes
from tests.score_frames import counties, no_evaluations, no_lifted
from tests.tables import table

AREAS = counties(c1="poor_county", c2="poor_county", c3="task", c4="no_task")
SEPTEMBER = date(2018, 9, 30)
LIFTED = table("""
    | area_code | month      | reported_value |
    | c1        | 2016-12-31 |          20000 |
    | c1        | 2017-12-31 |          38000 |
    | c1        | 2018-06-30 |          38000 |
    | c1        | 2018-12-31 |          41000 |
""")
SAMPLES = {
    "exited_people_sampled": 1500,
    "wrong_exit_people": 9,
    "unregistered_people_surveyed": 2000,
    "missed_people": 12,
    "households_surveyed": 800,
    "households_approving": 760,
    "registered_people_remaining": 2000,
    "base_people": 400_000,
}


def evaluation(area: str = "c1", **changed) -> dict:
    return {
        "area_code": area,
        "exit_year": 2017,
        "surveyed_on": date(2018, 5, 20),
        "released_on": date(2018, 8, 9),
        "evaluator": "university",
        "document_no": "61",
        **SAMPLES,
        **changed,
    }


def found(*rows: dict, as_of: date = SEPTEMBER, lifted: pl.DataFrame = LIFTED) -> dict:
    evaluations = pl.DataFrame(rows, schema=no_evaluations().schema)
    frame = vetoes(evaluations, AREAS, lifted, as_of=as_of)
    return {(row["area_code"], row["veto"]): row for row in frame.to_dicts()}


def test_figures_are_shares_of_their_samples():
    rows = found(evaluation())
    assert rows["c1", "wrong_exits"]["value"] == 9 / 1500
    assert rows["c1", "wrong_exits"]["sample_size"] == 1500
    assert rows["c1", "missed"]["value"] == 12 / 2000
    assert rows["c1", "approval"]["value"] == 760 / 800
    assert rows["c1", "approval"]["sample_size"] == 800
    assert rows["c1", "approval"]["threshold"] == 0.90
    low, high = interval(9, 1500, confidence=0.95)
    assert (rows["c1", "wrong_exits"]["low"], rows["c1", "wrong_exits"]["high"]) == (low, high)
    assert high < 0.02
    assert {row["state"] for (area, _), row in rows.items() if area == "c1"} == {"passed"}


def test_incidence_adds_those_wrongly_out_and_those_missed_scaled_up():
    row = found(evaluation())["c1", "incidence"]
    # 38,000 were out at the end of 2017, so 360,000 are neither poor on the register nor out.
    wrong, missed = 9 / 1500 * 38_000, 12 / 2000 * (400_000 - 2_000 - 38_000)
    assert row["value"] == pytest.approx((2_000 + wrong + missed) / 400_000)
    lows = [interval(9, 1500, confidence=0.975)[0], interval(12, 2000, confidence=0.975)[0]]
    assert row["low"] == pytest.approx((2_000 + lows[0] * 38_000 + lows[1] * 360_000) / 400_000)
    assert row["sample_size"] == 1500 + 2000


@pytest.mark.parametrize(
    ("wrong", "sample", "state", "is_met"),
    [
        (9, 1500, "passed", True),
        # 1.5 % of 200: between 0.3 % and 4.3 %.
        (3, 200, "not_established", True),
        # 2.5 % of 200: between 0.8 % and 5.7 %: over the limit, and not established.
        (5, 200, "not_established", False),
        # 6 % of 1,000: between 4.6 % and 7.7 %.
        (60, 1000, "failed", False),
    ],
)
def test_a_veto_is_established_when_the_whole_interval_is_on_one_side(
    wrong, sample, state, is_met
):
    row = found(evaluation(wrong_exit_people=wrong, exited_people_sampled=sample))
    shown = row["c1", "wrong_exits"]
    assert (shown["state"], shown["is_met"]) == (state, is_met)


@pytest.mark.parametrize(
    ("approving", "state", "is_met"),
    [(475, "passed", True), (455, "not_established", True), (400, "failed", False)],
)
def test_approval_is_to_be_at_least_its_limit(approving, state, is_met):
    row = found(evaluation(households_surveyed=500, households_approving=approving))
    assert (row["c1", "approval"]["state"], row["c1", "approval"]["is_met"]) == (state, is_met)


def test_a_figure_exactly_at_its_limit_passes_as_set():
    rows = found(evaluation(wrong_exit_people=20, exited_people_sampled=1000))
    assert rows["c1", "wrong_exits"]["value"] == 0.02
    assert rows["c1", "wrong_exits"]["is_met"] is True
    rows = found(evaluation(households_surveyed=1000, households_approving=900))
    assert rows["c1", "approval"]["is_met"] is True


def test_only_the_county_that_was_evaluated_has_vetoes():
    rows = found(evaluation())
    assert rows["c2", "approval"]["state"] == "not_applicable"
    assert rows["c2", "approval"]["value"] is None
    assert rows["c2", "approval"]["threshold"] == 0.90
    assert {area for area, _ in rows} == {"c1", "c2", "c3"}


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        # Surveyed and not yet released.
        (date(2018, 7, 31), "not_applicable"),
        (date(2018, 8, 9), "passed"),
        # The assessment of 2018, the year of the release, closes in February 2019.
        (date(2019, 2, 28), "passed"),
        (date(2019, 3, 31), "not_applicable"),
    ],
)
def test_an_evaluation_counts_from_its_release_in_the_assessment_of_that_year(as_of, state):
    assert found(evaluation(), as_of=as_of)["c1", "wrong_exits"]["state"] == state


def test_an_early_release_counts_in_the_assessment_of_the_exit_year():
    early = evaluation(released_on=date(2018, 2, 20))
    assert found(early, as_of=date(2018, 2, 28))["c1", "missed"]["state"] == "passed"
    future = evaluation(exit_year=2019, released_on=date(2018, 2, 20))
    assert found(future, as_of=SEPTEMBER)["c1", "missed"]["state"] == "not_applicable"


def test_an_evaluation_without_a_day_of_release_is_not_told():
    row = found(evaluation(released_on=None))["c1", "wrong_exits"]
    assert (row["state"], row["value"]) == ("not_applicable", None)


def test_the_newest_evaluation_counts():
    again = evaluation(
        surveyed_on=date(2018, 8, 1), released_on=date(2018, 9, 1), wrong_exit_people=60
    )
    assert found(again, evaluation())["c1", "wrong_exits"]["state"] == "failed"
    assert found(again, evaluation(), as_of=date(2018, 8, 31))["c1", "wrong_exits"][
        "value"
    ] == (9 / 1500)


@pytest.mark.parametrize(
    ("missing", "vetoes_without"),
    [
        ({"households_surveyed": None}, {"approval"}),
        ({"households_surveyed": 0, "households_approving": 0}, {"approval"}),
        ({"missed_people": None}, {"missed", "incidence"}),
        ({"base_people": None}, {"incidence"}),
        # More poor and out than live there.
        ({"base_people": 39_000}, {"incidence"}),
        ({"wrong_exit_people": 1501}, {"wrong_exits", "incidence"}),
    ],
)
def test_a_figure_that_is_not_given_is_not_established(missing, vetoes_without):
    rows = found(evaluation(**missing))
    empty = {
        veto for (area, veto), row in rows.items() if area == "c1" and row["value"] is None
    }
    assert empty == vetoes_without
    assert {rows["c1", veto]["state"] for veto in empty} == {"not_established"}


def test_without_a_figure_of_people_out_of_poverty_the_incidence_is_not_established():
    rows = found(evaluation(), lifted=no_lifted())
    assert rows["c1", "incidence"]["state"] == "not_established"
    assert rows["c1", "missed"]["state"] == "passed"


def test_the_state_of_a_county_is_that_of_its_worst_figure():
    frame = pl.DataFrame(
        [
            ("c1", "passed"),
            ("c1", "not_established"),
            ("c2", "not_established"),
            ("c2", "failed"),
            ("c3", "not_applicable"),
        ],
        schema=["area_code", "state"],
        orient="row",
    )
    assert dict(county_states(frame).iter_rows()) == {
        "c1": "not_established",
        "c2": "failed",
        "c3": "not_applicable",
    }


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="evaluations lacks missed_people"):
        vetoes(no_evaluations().drop("missed_people"), AREAS, LIFTED, as_of=SEPTEMBER)
    with pytest.raises(MissingColumnsError, match="lifted lacks month"):
        vetoes(no_evaluations(), AREAS, LIFTED.drop("month"), as_of=SEPTEMBER)
