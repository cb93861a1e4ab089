"""Items of the county scorecard as worked tables: scores, pace, weights, gains."""

from datetime import date

import polars as pl
import pytest

from data.catalogue import indicators
from data.errors import MissingColumnsError
from metrics.item_score import with_scores
from metrics.score_items import items
from metrics.score_kinds import kinds
from tests.score_frames import THREE, counties, progress
from tests.tables import table

SEPTEMBER, DECEMBER = date(2017, 9, 30), date(2017, 12, 31)


def found(rows: pl.DataFrame, *, as_of: date = SEPTEMBER, before=None, areas=THREE) -> dict:
    frame = items(rows, areas, before, as_of=as_of)
    return {(row["area_code"], row["indicator_code"]): row for row in frame.to_dicts()}


def score(row: str, *, as_of: date = SEPTEMBER) -> dict:
    head = "| area | indicator | actual | baseline | target | planned |\n"
    [one] = found(progress(head + row), as_of=as_of).values()
    return one


@pytest.mark.parametrize(
    ("row", "points", "planned"),
    [
        # On the way: the share of the promised way.
        ("| c1 | bridges       |  30 |  0 | 40 | 20 |", 30 / 40, 20 / 40),
        ("| c1 | digital_tv    |  85 | 60 | 100 | 80 |", 25 / 40, 20 / 40),
        ("| c1 | unsafe_houses_left | 25 | 100 | 0 | 50 |", 75 / 100, 50 / 100),
        # Over the target and under the start is neither more than all nor less than nothing.
        ("| c1 | bridges       |  44 |  0 | 40 | 20 |", 1, 20 / 40),
        ("| c1 | digital_tv    |  55 | 60 | 100 | 80 |", 0, 20 / 40),
        # Past the target at the start: kept, or the share of it that is left.
        ("| c1 | straw_use     |  45 | 70 | 60 | 60 |", 45 / 60, 1),
        ("| c1 | straw_use     |  60 | 70 | 60 | 60 |", 1, 1),
        # The start isn't known: the share of the target.
        ("| c1 | fund_disclosure | 75 | - | 100 | 100 |", 75 / 100, 1),
        # A flow against the periods that have ended: 1 of 2 checks is due by September.
        ("| c1 | identification_checks | 1 | 0 | 2 | 1 |", 1, 1),
        # What is to stay at 0 is at 0 or not.
        ("| c1 | relapse_people | 0 | 0 | 0 | 0 |", 1, 1),
        ("| c1 | relapse_people | 3 | 0 | 0 | 0 |", 0, 1),
    ],
)
def test_score_is_the_share_of_the_promised_way(row, points, planned):
    one = score(row)
    assert one["state"] == "scored"
    assert one["score"] == pytest.approx(100 * points)
    assert one["planned_score"] == pytest.approx(100 * planned)


STATES = progress("""
    | area | indicator            | actual | target | state        | reason            |
    | c1   | bridges              |      - |     40 | not_reported | not_reported      |
    | c1   | digital_tv           |      - |    100 | not_due      | not_due           |
    | c1   | paved_road           |      - |    100 | no_task      | no_task           |
    | c1   | special_fund_growth  |      9 |      - | reported     | no_target         |
    | c1   | fund_spent_rate      |      - |      - | not_reported | not_reported      |
    | c1   | counties_delisted    |      1 |      1 | reported     | awaiting_approval |
    | c1   | household_pairing    |     80 |    100 | carried      | -                 |
    | c1   | ledger_completeness  |     80 |    100 | not_due      | -                 |
    | c1   | resident_team_coverage |  80  |    100 | reported     | provisional       |
    | c1   | health_card          |     80 |    100 | reported     | no_baseline       |
""")


def test_due_and_not_reported_is_zero_and_everything_without_a_measure_is_null():
    rows = found(STATES)
    scores = {code: row["score"] for (_, code), row in rows.items()}
    assert scores == {
        "bridges": 0,
        "digital_tv": None,
        "paved_road": None,
        "special_fund_growth": None,
        "fund_spent_rate": None,
        "counties_delisted": None,
        "household_pairing": 80,
        "ledger_completeness": 80,
        "resident_team_coverage": 80,
        "health_card": None,
    }
    states = {code: row["state"] for (_, code), row in rows.items()}
    assert states["fund_spent_rate"] == "no_target"
    assert states["counties_delisted"] == "awaiting_approval"


def test_a_value_that_is_carried_scores_but_is_not_reported():
    rows = found(STATES)
    assert rows["c1", "household_pairing"]["is_reported"] is False
    assert rows["c1", "ledger_completeness"]["is_reported"] is True
    assert rows["c1", "bridges"]["is_reported"] is False


READY = progress("""
    | area | indicator         | actual | target | target_date | state    | reason  |
    | c1   | people_lifted     |     40 |    100 | 2018-12-31  | -        | -       |
    | c1   | people_ready      |     70 |    100 | 2018-12-31  | -        | -       |
    | c1   | villages_delisted |      2 |     10 | 2018-12-31  | -        | -       |
    | c1   | villages_ready    |      5 |     10 | 2018-12-31  | -        | -       |
    | c2   | people_lifted     |     90 |    100 | 2016-12-31  | -        | -       |
    | c2   | people_ready      |     95 |    100 | 2016-12-31  | -        | -       |
    | c3   | people_lifted     |     40 |    100 | 2018-12-31  | -        | -       |
    | c3   | people_ready      |      - |    100 | 2018-12-31  | no_task  | no_task |
""")


def counted(as_of: date) -> set[tuple[str, str]]:
    rows = found(READY, as_of=as_of)
    assert all((row["weight"] is not None) == row["is_counted"] for row in rows.values())
    return {key for key, row in rows.items() if row["is_counted"]}


def test_inside_a_year_those_ready_count_and_past_the_date_the_official_figure():
    assert counted(SEPTEMBER) == {
        ("c1", "people_ready"),
        ("c1", "villages_ready"),
        ("c2", "people_lifted"),
        ("c3", "people_lifted"),
    }


def test_at_the_end_of_a_year_the_official_figure_counts():
    assert counted(DECEMBER) == {
        ("c1", "people_lifted"),
        ("c1", "villages_delisted"),
        ("c2", "people_lifted"),
        ("c3", "people_lifted"),
    }


def test_the_figure_that_does_not_count_has_its_score_beside():
    row = found(READY)["c1", "people_lifted"]
    assert (row["score"], row["weight"], row["gain"]) == (40, None, None)


def test_the_parts_of_a_sum_count_and_the_sum_does_not():
    rows = found(
        progress("""
            | area | indicator            | actual | target |
            | c1   | rural_roads          |     30 |     60 |
            | c1   | roads_village_access |     30 |     60 |
        """)
    )
    assert rows["c1", "rural_roads"]["is_counted"] is False
    assert rows["c1", "roads_village_access"]["is_counted"] is True


WEIGHTED = progress("""
    | area | indicator              | actual | target | state    | reason  |
    | c1   | villages_delisted      |     40 |     50 | -        | -       |
    | c1   | annual_task_attainment |     90 |    100 | -        | -       |
    | c1   | identification_checks  |      2 |      2 | -        | -       |
    | c1   | household_pairing      |     70 |    100 | -        | -       |
    | c1   | fund_disclosure        |     50 |    100 | -        | -       |
    | c1   | bridges                |     10 |     20 | -        | -       |
    | c2   | villages_delisted      |     40 |     50 | -        | -       |
    | c2   | annual_task_attainment |      - |    100 | not_due  | not_due |
    | c2   | household_pairing      |     70 |    100 | -        | -       |
""")


def test_weights_are_equal_in_an_area_and_go_to_the_areas_with_due_items():
    rows = found(WEIGHTED)
    weights = {key: row["weight"] for key, row in rows.items()}
    assert weights["c1", "villages_delisted"] == pytest.approx(0.50 / 2)
    assert weights["c1", "annual_task_attainment"] == pytest.approx(0.50 / 2)
    assert weights["c1", "identification_checks"] == pytest.approx(0.20)
    assert weights["c1", "household_pairing"] == pytest.approx(0.15)
    assert weights["c1", "fund_disclosure"] == pytest.approx(0.15)
    assert weights["c1", "bridges"] is None
    # c2 has due items in two areas, of 0.50 + 0.15.
    assert weights["c2", "villages_delisted"] == pytest.approx(0.50 / 0.65)
    assert weights["c2", "household_pairing"] == pytest.approx(0.15 / 0.65)
    assert weights["c2", "annual_task_attainment"] is None


def test_gain_is_what_the_total_would_rise_by_at_the_target():
    rows = found(WEIGHTED)
    assert rows["c1", "villages_delisted"]["gain"] == pytest.approx(0.25 * (100 - 80))
    assert rows["c1", "household_pairing"]["gain"] == pytest.approx(0.15 * (100 - 70))
    assert rows["c1", "identification_checks"]["gain"] == 0
    assert rows["c1", "bridges"]["gain"] is None


FLOWS = progress("""
    | area | indicator              | actual | target | state        | reason       |
    | c1   | identification_checks  |      1 |      2 | -            | -            |
    | c1   | relapse_people         |      3 |      0 | -            | -            |
    | c2   | identification_checks  |      - |      2 | not_reported | not_reported |
""")


def test_what_a_year_missed_can_not_be_gained_any_more():
    december, september = found(FLOWS, as_of=DECEMBER), found(FLOWS)
    checks = ("c1", "identification_checks")
    assert september[checks]["gain"] == pytest.approx(0.5 * (100 - 50))
    assert december[checks]["gain"] is None
    assert december["c1", "relapse_people"]["gain"] is None
    assert september["c1", "relapse_people"]["gain"] is None
    # A report that is missing can still come.
    assert december["c2", "identification_checks"]["gain"] == 100


MOVED = progress("""
    | area | indicator             | actual | baseline | target | planned | year_ago |
    | c1   | household_pairing     |     80 |       50 |    100 |     100 |       60 |
    | c1   | bridges               |     10 |        0 |     40 |      20 |        - |
    | c1   | identification_checks |      1 |        0 |      2 |       1 |        0 |
    | c1   | relapse_people        |      3 |        0 |      0 |       0 |        0 |
""")
AUGUST = table("""
    | area_code | indicator_code        | reported_value |
    | c1        | household_pairing     |             75 |
    | c1        | bridges               |              8 |
    | c1        | identification_checks |              1 |
    | c1        | relapse_people        |              3 |
""")


def test_pace_is_the_way_made_since_last_month_and_a_year_ago():
    rows = found(MOVED, before=AUGUST)
    pairing = rows["c1", "household_pairing"]
    assert pairing["score"] == 100 * (80 - 50) / 50
    assert pairing["score_change_month"] == pytest.approx(100 * (80 - 75) / 50)
    assert pairing["score_change_year"] == pytest.approx(100 * (80 - 60) / 50)
    assert rows["c1", "bridges"]["score_change_month"] == pytest.approx(100 * (10 - 8) / 40)
    assert rows["c1", "bridges"]["score_change_year"] is None
    assert rows["c1", "relapse_people"]["score_change_year"] == 0 - 100


def test_a_flow_is_held_against_what_was_due_by_the_month_before():
    # In August as in September 1 of 2 checks is due: 100 points both times.
    assert found(MOVED, before=AUGUST)["c1", "identification_checks"]["score_change_month"] == 0


def test_in_february_pace_is_that_of_december_against_november():
    rows = found(MOVED, before=AUGUST, as_of=date(2018, 2, 28))
    assert rows["c1", "bridges"]["score_change_month"] == pytest.approx(100 * (10 - 8) / 40)


def test_a_flow_starts_anew_in_january():
    rows = kinds().join(MOVED, on="indicator_code").with_columns(month_ago_value=3.0)
    paces = {
        month: dict(
            with_scores(rows, as_of=date(2018, month, 27))
            .select("indicator_code", "score_change_month")
            .iter_rows()
        )
        for month in (2, 3)
    }
    # A day inside a month looks at the month before: in February at January.
    assert paces[2]["relapse_people"] is None
    assert paces[3]["relapse_people"] == 0
    assert paces[2]["bridges"] == pytest.approx(100 * (10 - 3) / 40)


def test_without_an_earlier_month_nothing_is_known_to_have_moved():
    assert found(MOVED)["c1", "household_pairing"]["score_change_month"] is None


HARVEST = progress("""
    | area | indicator     | actual | target | year_ago | target_date |
    | c1   | people_lifted |     80 |    100 |       50 | 2018-12-31  |
    | c1   | people_ready  |     85 |    100 |       60 | 2018-12-31  |
    | c2   | people_lifted |     80 |    100 |       50 | 2016-12-31  |
    | c2   | people_ready  |     85 |    100 |       60 | 2016-12-31  |
""")
NOVEMBER = table("""
    | area_code | indicator_code | reported_value |
    | c1        | people_lifted  |             50 |
    | c1        | people_ready   |             78 |
    | c2        | people_lifted  |             76 |
    | c2        | people_ready   |             78 |
""")


def test_december_is_compared_with_those_who_were_ready_in_november():
    rows = found(HARVEST, before=NOVEMBER, as_of=DECEMBER)
    # Out in December 80, ready in November 78; a year ago it was December too: out 50.
    assert rows["c1", "people_lifted"]["score_change_month"] == pytest.approx(80 - 78)
    assert rows["c1", "people_lifted"]["score_change_year"] == pytest.approx(80 - 50)


def test_in_september_a_year_ago_is_compared_with_those_who_were_ready_then():
    rows = found(HARVEST)
    assert rows["c1", "people_ready"]["score_change_year"] == pytest.approx(85 - 60)
    # Due since: the official 80 of now against the 60 who were ready while it wasn't due yet.
    since = HARVEST.with_columns(target_date=date(2017, 8, 31))
    changed = found(since)["c1", "people_lifted"]["score_change_year"]
    assert changed == pytest.approx(80 - 60)


def test_past_the_target_date_the_official_figure_is_compared_with_itself():
    rows = found(HARVEST, before=NOVEMBER, as_of=DECEMBER)
    assert rows["c2", "people_lifted"]["score_change_month"] == pytest.approx(80 - 76)
    assert rows["c2", "people_lifted"]["score_change_year"] == pytest.approx(80 - 50)


def test_areas_without_a_task_have_no_items():
    areas = counties(c1="task", c2="no_task", c3="task")
    assert {area for area, _ in found(WEIGHTED, areas=areas)} == {"c1"}


def test_items_are_those_of_the_four_areas_of_assessment_and_works():
    known = {code: entry.assessment_area for code, entry in indicators().items()}
    rows = found(
        progress("| area | indicator | actual | target |\n| c1 | poverty_incidence | 1 | 2 |")
    )
    assert known["poverty_incidence"] is None
    assert rows == {}


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="progress lacks light_reason"):
        items(WEIGHTED.drop("light_reason"), THREE, as_of=SEPTEMBER)
    with pytest.raises(MissingColumnsError, match="areas lacks group"):
        items(WEIGHTED, THREE.drop("group"), as_of=SEPTEMBER)
    with pytest.raises(MissingColumnsError, match="before lacks reported_value"):
        items(WEIGHTED, THREE, AUGUST.drop("reported_value"), as_of=SEPTEMBER)
