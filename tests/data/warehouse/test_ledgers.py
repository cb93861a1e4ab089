"""What the ledgers show on a day: nothing that came later, and the newest batch of each."""

from datetime import date

import pytest

from data.warehouse import queries
from data.warehouse.schema import (
    fct_deduction,
    fct_evaluation,
    fct_notice,
    fct_problem,
    import_batch,
)
from data.warehouse.scope import CITY, Scope

BAYAN, MULAN, VILLAGE = "230126", "230127", "230126100200"
FOUND, DUE = date(2016, 3, 1), date(2016, 6, 30)
DONE, CLOSED = date(2016, 6, 20), date(2016, 7, 5)
TWO = [{"import_id": 1}, {"import_id": 2, "file_name": "ledger.csv", "form_code": "problems"}]


def problem(code="1", **fields):
    return {"problem_code": code, "area_code": VILLAGE, "found_on": FOUND, "due_date": DUE} | (
        fields
    )


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        (date(2016, 2, 29), None),
        (FOUND, (None, None, None)),
        (date(2016, 6, 19), (None, None, None)),
        (DONE, (DONE, None, None)),
        (date(2016, 7, 4), (DONE, None, None)),
        (CLOSED, (DONE, CLOSED, "验收表")),
    ],
    ids=str,
)
def test_a_problem_is_found_done_and_closed_in_turn(fill, day, seen):
    row = problem(done_on=DONE, closed_on=CLOSED, evidence="验收表")
    version = fill({fct_problem: [row]})
    found = queries.problems(CITY, version, as_of=day)
    states = found.select("done_on", "closed_on", "evidence").rows()
    assert states == ([] if seen is None else [seen])


def test_evidence_of_what_awaits_its_check_comes_with_being_done(fill):
    version = fill({fct_problem: [problem(done_on=DONE, evidence="管护协议")]})
    for day, evidence in ((date(2016, 6, 19), None), (DONE, "管护协议")):
        found = queries.problems(CITY, version, as_of=day)
        assert found["evidence"].to_list() == [evidence]


def test_the_newest_ledger_says_what_is_true_of_a_problem(fill):
    rows = [
        problem("1", measure="旧"),
        problem("2"),
        problem("1", import_id=2, measure="新", area_code=MULAN, closed_on=CLOSED),
    ]
    version = fill({import_batch: TWO, fct_problem: rows})
    names = ["problem_code", "area_code", "measure", "closed_on", "import_id"]
    found = queries.problems(CITY, version, as_of=CLOSED).select(names)
    assert found.rows() == [("1", MULAN, "新", CLOSED, 2), ("2", VILLAGE, None, None, 1)]
    # It moved away, so its old row isn't Bayan's any more.
    own = queries.problems(Scope("county", BAYAN, "village"), version, as_of=CLOSED)
    assert own["problem_code"].to_list() == ["2"]


def test_a_withdrawn_ledger_gives_the_one_before(fill):
    batches = [TWO[0], TWO[1] | {"batch_state": "withdrawn"}]
    rows = [problem("1", measure="旧"), problem("1", import_id=2, measure="新")]
    version = fill({import_batch: batches, fct_problem: rows})
    assert queries.problems(CITY, version, as_of=DUE)["measure"].to_list() == ["旧"]


def test_a_row_of_the_ledger_leads_to_its_file(fill):
    version = fill({import_batch: TWO, fct_problem: [problem(import_id=2, row_number=7)]})
    own = Scope("county", BAYAN, "village")
    (row,) = queries.problems(own, version, as_of=DUE).iter_rows(named=True)
    files = queries.batches(own, version)
    assert files.select("import_id", "file_name").rows() == [(row["import_id"], "ledger.csv")]
    assert row["row_number"] == 7


def test_nobody_sees_an_evaluation_before_it_is_released(fill):
    rows = [
        {"area_code": BAYAN, "released_on": date(2016, 5, 20)},
        {"area_code": MULAN, "released_on": None},
    ]
    version = fill({fct_evaluation: rows})
    for scope in (CITY, Scope("county", BAYAN, "village")):
        before, after = (
            queries.evaluations(scope, version, as_of=date(2016, 5, day)) for day in (19, 20)
        )
        assert before.is_empty()
        assert after["area_code"].to_list() == [BAYAN]


def test_two_surveys_of_one_county_are_two_rows_and_a_correction_is_none(fill):
    rows = [
        {"area_code": BAYAN, "missed_people": 1},
        {"area_code": BAYAN, "missed_people": 2, "surveyed_on": date(2016, 1, 20)},
        {"area_code": BAYAN, "missed_people": 3, "import_id": 2},
    ]
    version = fill({import_batch: TWO, fct_evaluation: rows})
    found = queries.evaluations(CITY, version, as_of=DUE)
    assert found["missed_people"].to_list() == [3, 2]


def test_a_notice_is_told_answered_and_decided_in_turn(fill):
    told, replied, decided = date(2016, 7, 10), date(2016, 7, 15), date(2016, 7, 20)
    row = {
        "area_code": BAYAN,
        "half": 1,
        "told_on": told,
        "replied_on": replied,
        "reply": "情况",
        "promise": "承诺",
        "decided_on": decided,
        "decision": "reminder",
    }
    version = fill({fct_notice: [row]})
    names = ["told_on", "replied_on", "reply", "promise", "decided_on", "decision"]
    looks = {
        day: queries.notices(CITY, version, as_of=date(2016, 7, day)).select(names).rows()
        for day in (9, 10, 15, 20)
    }
    assert looks == {
        9: [],
        10: [(told, None, None, None, None, None)],
        15: [(told, replied, "情况", "承诺", None, None)],
        20: [(told, replied, "情况", "承诺", decided, "reminder")],
    }


def test_what_an_office_was_told_is_the_city_s_alone(fill):
    rows = [
        {"area_code": BAYAN},
        {"org_unit_code": "finance"},
        # Told again of the same thing: the newest step of one line.
        {"org_unit_code": "finance", "import_id": 2, "document_no": "2"},
        {"org_unit_code": "finance", "half": 1},
    ]
    version = fill({import_batch: TWO, fct_notice: rows})
    found = queries.notices(CITY, version, as_of=DUE.replace(year=2017))
    lines = set(found.select("area_code", "org_unit_code", "half", "document_no").rows())
    assert lines == {
        (BAYAN, None, None, None),
        (None, "finance", None, "2"),
        (None, "finance", 1, None),
    }
    for prefix in (BAYAN, MULAN):
        own = queries.notices(
            Scope("county", prefix, "village"), version, as_of=date(2017, 1, 1)
        )
        assert own["area_code"].to_list() == [prefix] * (prefix == BAYAN)


def test_a_deduction_counts_from_its_decision_and_a_bonus_lowers_the_sum(fill):
    day = date(2016, 2, 20)
    rows = [
        {"area_code": BAYAN, "points": 2.0},
        {"area_code": BAYAN, "kind": "bonus", "points": -0.5},
        {"area_code": BAYAN, "document_no": "2", "decided_on": date(2016, 2, 21)},
    ]
    version = fill({fct_deduction: rows})
    before = queries.deductions(CITY, version, as_of=date(2016, 2, 19))
    assert before.is_empty()
    assert queries.deductions(CITY, version, as_of=day)["points"].sum() == 2.0 - 0.5
    later = queries.deductions(CITY, version, as_of=date(2016, 2, 21))
    assert later["points"].sum() == 2.0 - 0.5 + 1.0
