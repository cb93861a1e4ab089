from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.decision_rows import SCHEMA
from metrics.decisions import candidates, needs_decision
from tests.tables import table

JUNE = date(2018, 6, 30)

ATTENTION = table("""
    | area_code | org_unit_code | rule          | stage           | points_behind | short_by |
    | bin       | -             | task_missed   | meets_talk_rule |          0.02 |       20 |
    | yanshou   | -             | task_missed   | meets_talk_rule |          0.20 |      900 |
    | mulan     | -             | task_missed   | decided         |          0.30 |      500 |
    | yanshou   | -             | task_behind   | warning         |          0.40 |      700 |
    | acheng    | -             | task_behind   | reminder        |          0.06 |       10 |
    | -         | transport     | works_late    | warning         |          0.15 |       40 |
    | -         | housing       | works_late    | warning         |          0.15 |       90 |
    | -         | finance       | money_unspent | warning         |          0.12 |      300 |
""").with_columns(
    unit_kind=pl.when(pl.col("area_code").is_null())
    .then(pl.lit("office"))
    .otherwise(pl.lit("area")),
    indicator_code=pl.lit("people_lifted"),
    value=pl.lit(80.0),
    planned=pl.lit(100.0),
    since=pl.lit(JUNE),
    late_indicators=pl.lit(["people_lifted"]),
)
VETOES = table("""
    | area_code | veto        | value | threshold | state           |
    | bayan     | wrong_exits | 0.025 |      0.02 | failed          |
    | bayan     | approval    |  0.81 |      0.90 | failed          |
    | hulan     | missed      |  0.04 |      0.02 | failed          |
    | yanshou   | missed      | 0.021 |      0.02 | not_established |
    | bin       | missed      |     - |         - | not_applicable  |
""")
PROJECTIONS = table("""
    | area_code | target_value | projected_value | chance |
    | shangzhi  |         1000 |             940 |   0.19 |
    | fangzheng |          500 |             300 |   0.05 |
    | yanshou   |         2000 |            1000 |   0.01 |
    | bayan     |         3000 |            2900 |   0.20 |
    | mulan     |          100 |               - |      - |
""")
PROBLEMS = table("""
    | code | area_code | lead_office | found_on   | due_date   | done_on    | closed_on  |
    | p1   | bayan     | transport   | 2018-01-10 | 2018-05-31 | -          | -          |
    | p2   | bin       | transport   | 2018-01-10 | 2018-04-30 | -          | -          |
    | p3   | bin       | -           | 2018-01-10 | 2018-06-20 | -          | -          |
    | p4   | bin       | health      | 2018-01-10 | 2018-03-31 | 2018-06-01 | 2018-07-01 |
    | p5   | bin       | health      | 2018-01-10 | 2018-09-30 | -          | -          |
""").rename({"code": "problem_code"})
NOTHING = (ATTENTION.clear(), VETOES.clear(), PROJECTIONS.clear(), PROBLEMS.clear())


def lines(rows: pl.DataFrame) -> list[tuple]:
    return rows.select("kind", pl.coalesce("area_code", "org_unit_code"), "cause").rows()


def everything(as_of: date = JUNE) -> pl.DataFrame:
    return candidates(ATTENTION, VETOES, PROJECTIONS, PROBLEMS, as_of=as_of)


def test_the_worst_kind_comes_first_and_each_kind_in_its_own_order():
    assert lines(everything()) == [
        ("veto", "hulan", "evaluation"),  # 0.02 over a limit of 0.02
        ("veto", "bayan", "evaluation"),  # 0.005 over a limit of 0.02
        ("talk", "yanshou", "task"),
        ("talk", "bin", "task"),
        ("unlikely", "fangzheng", "task"),
        ("unlikely", "shangzhi", "task"),
        ("warning", "housing", "works"),  # as far behind as transport, 90 short and not 40
        ("warning", "transport", "works"),
        ("warning", "finance", "money"),
        ("problems", "transport", "problems"),
        ("problems", "bin", "problems"),
    ]


def test_at_most_five_go_before_the_group():
    rows = needs_decision(ATTENTION, VETOES, PROJECTIONS, PROBLEMS, as_of=JUNE)
    assert rows.equals(everything().head(5))


def test_a_unit_has_one_line_for_each_cause():
    rows = everything()
    yanshou = rows.filter(area_code="yanshou")
    assert lines(yanshou) == [("talk", "yanshou", "task")]  # not also warned, nor unlikely
    assert rows.select("unit_kind", "area_code", "org_unit_code", "cause").is_unique().all()


def test_what_was_decided_or_only_reminded_needs_no_decision():
    assert {"mulan", "acheng"}.isdisjoint(everything()["area_code"].drop_nulls())


def test_an_area_with_several_vetoes_has_one_line_with_the_worst():
    bayan = everything().filter(area_code="bayan").row(0, named=True)
    assert (bayan["detail"], bayan["count"], bayan["url_path"]) == (
        "wrong_exits",
        2,
        "scorecard",
    )
    assert (bayan["value"], bayan["planned"]) == (0.025, 0.02)


def test_figures_stand_with_the_line():
    rows = everything()
    unlikely = rows.filter(area_code="fangzheng").row(0, named=True)
    assert (unlikely["chance"], unlikely["short_by"]) == (0.05, 500 - 300)
    assert (unlikely["value"], unlikely["planned"]) == (300, 500)
    talk = rows.filter(area_code="bin", cause="task").row(0, named=True)
    assert (talk["detail"], talk["points_behind"]) == ("task_missed", 0.02)
    assert talk["url_path"] == "attention"


def test_overdue_problems_are_counted_by_the_office_that_leads_them():
    rows = everything().filter(kind="problems")
    office, area = rows.to_dicts()
    assert (office["count"], office["days_overdue"]) == (2, 31 + 30)
    assert office["since"] == date(2018, 4, 30)
    assert (area["area_code"], area["days_overdue"]) == ("bin", 10)


def test_an_even_chance_of_the_limit_itself_is_not_unlikely():
    assert everything().filter(kind="unlikely", area_code="bayan").is_empty()


def test_equal_ones_come_in_the_order_of_codes_however_they_arrive():
    equal = ATTENTION.filter(stage="warning").with_columns(
        points_behind=pl.lit(0.2), short_by=pl.lit(1.0)
    )
    rows = candidates(equal.reverse(), *NOTHING[1:], as_of=JUNE)
    assert lines(rows) == [
        ("warning", "yanshou", "task"),
        ("warning", "finance", "money"),
        ("warning", "housing", "works"),
        ("warning", "transport", "works"),
    ]
    assert rows.equals(candidates(equal, *NOTHING[1:], as_of=JUNE))


def test_nothing_to_decide_is_an_empty_list_of_the_same_columns():
    rows = needs_decision(*NOTHING, as_of=JUNE)
    assert rows.is_empty()
    assert rows.schema == pl.Schema(SCHEMA)


@pytest.mark.parametrize(
    ("place", "column"),
    [(0, "stage"), (1, "threshold"), (2, "target_value"), (3, "lead_office")],
)
def test_missing_column_is_named_in_the_error(place, column):
    frames = [ATTENTION, VETOES, PROJECTIONS, PROBLEMS]
    frames[place] = frames[place].drop(column)
    with pytest.raises(MissingColumnsError, match=f"lacks {column}"):
        candidates(*frames, as_of=JUNE)
