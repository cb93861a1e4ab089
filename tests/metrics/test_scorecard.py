"""The county scorecard as worked tables: totals, reported share, places, bands."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import MissingColumnsError
from metrics import rank_draws
from metrics.score_items import items
from metrics.scorecard import scorecard
from metrics.vetoes import vetoes
from tests.score_frames import (
    THREE,
    card,
    counties,
    no_deductions,
    no_evaluations,
    no_lifted,
    progress,
)
from tests.tables import table

DECEMBER = date(2017, 12, 31)

WORKED = progress("""
    | area | indicator              | actual | target | planned | year_ago |
    | c1   | villages_delisted      |     40 |     50 |      45 |       20 |
    | c1   | annual_task_attainment |     90 |    100 |     100 |        - |
    | c1   | ledger_completeness    |     95 |    100 |     100 |       85 |
    | c1   | household_pairing      |     70 |    100 |     100 |       60 |
    | c1   | fund_disclosure        |     50 |    100 |     100 |       50 |
    | c1   | bridges                |     10 |     20 |      12 |        5 |
    | c1   | grid_upgrade           |     30 |    100 |      40 |       20 |
""")
ONE = counties(c1="task")


def test_score_adds_the_items_with_their_weights_and_works_stand_beside():
    row = card(WORKED, ONE, as_of=DECEMBER)["c1"]
    assert row["effect_score"] == pytest.approx((80 + 90) / 2)
    assert row["identification_score"] == pytest.approx(95)
    assert row["support_score"] == pytest.approx(70)
    assert row["funds_score"] == pytest.approx(50)
    assert row["works_score"] == pytest.approx((50 + 30) / 2)
    whole = 0.50 * 85 + 0.20 * 95 + 0.15 * 70 + 0.15 * 50
    assert row["gross_score"] == row["score"] == pytest.approx(whole)


def test_beside_the_score_stands_what_the_plan_asks_for_by_now():
    row = card(WORKED, ONE, as_of=DECEMBER)["c1"]
    plan = 0.50 * (90 + 100) / 2 + 0.20 * 100 + 0.15 * 100 + 0.15 * 100
    assert row["planned_score"] == pytest.approx(plan)


def test_pace_of_the_score_is_that_of_its_items_with_a_value_on_both_days():
    row = card(WORKED, ONE, as_of=DECEMBER)["c1"]
    moved = 0.25 * (80 - 40) + 0.20 * (95 - 85) + 0.15 * (70 - 60) + 0.15 * (50 - 50)
    assert row["score_change_year"] == pytest.approx(moved)
    assert row["score_change_month"] is None


DECIDED = table("""
    | area_code | year | points | decided_on |
    | c1        | 2017 |      3 | 2017-10-01 |
    | c1        | 2017 |   -0.5 | 2017-11-01 |
    | c1        | 2017 |      9 | 2018-01-15 |
    | c1        | 2016 |      7 | 2016-12-01 |
""")


def test_deductions_of_the_assessment_year_decided_by_the_day_are_taken_off():
    gross = card(WORKED, ONE, as_of=DECEMBER)["c1"]["gross_score"]
    row = card(WORKED, ONE, as_of=DECEMBER, deductions=DECIDED)["c1"]
    assert row["deducted_points"] == 3 - 0.5
    assert row["score"] == pytest.approx(gross - 2.5)
    # In January the assessment of 2017 is still open, and takes what was decided since.
    january = card(WORKED, ONE, as_of=date(2018, 1, 31), deductions=DECIDED)["c1"]
    assert january["assessment_year"] == 2017
    assert january["deducted_points"] == 3 - 0.5 + 9
    march = card(WORKED, ONE, as_of=date(2018, 3, 31), deductions=DECIDED)["c1"]
    assert (march["assessment_year"], march["deducted_points"]) == (2018, 0)


def test_a_score_never_leaves_0_to_100():
    many = DECIDED.with_columns(points=pl.lit(1000.0))
    assert card(WORKED, ONE, as_of=DECEMBER, deductions=many)["c1"]["score"] == 0
    bonus = DECIDED.with_columns(points=pl.lit(-1000.0))
    assert card(WORKED, ONE, as_of=DECEMBER, deductions=bonus)["c1"]["score"] == 100


SUPPORT = (
    *("resident_team_coverage", "household_pairing", "village_specialty", "labour_skill"),
    *("household_income_project", "digital_tv", "clinic_standard", "health_card"),
    *("info_to_village", "migrant_insurance"),
)


def silent(count: int) -> pl.DataFrame:
    """Ten due items at 60 of 100 in three counties; the last of c1 are not reported."""
    rows = [
        f"| {area} | {code} | {'-' if is_silent else 60} | 100 | "
        f"{'not_reported | not_reported' if is_silent else '- | -'} |"
        for area in ("c1", "c2", "c3")
        for number, code in enumerate(SUPPORT)
        for is_silent in [area == "c1" and number >= len(SUPPORT) - count]
    ]
    return progress(
        "| area | indicator | actual | target | state | reason |\n" + "\n".join(rows)
    )


def test_what_is_due_and_not_reported_counts_as_nothing():
    row = card(silent(2), as_of=DECEMBER)["c1"]
    assert (row["reported_items"], row["due_items"]) == (8, 10)
    assert row["score"] == pytest.approx(60 * 8 / 10)
    assert row["band"] is not None


def test_who_reported_less_than_80_percent_has_no_score_no_place_and_no_band():
    rows = card(silent(3), as_of=DECEMBER)
    row = rows["c1"]
    assert (row["reported_items"], row["due_items"]) == (7, 10)
    assert row["gross_score"] == pytest.approx(60 * 7 / 10)
    unscored = ("score", "rank_low", "rank_high", "rank", "band")
    assert [row[name] for name in unscored] == [None] * 5
    assert (row["group_size"], row["ranked_size"]) == (3, 2)
    assert (rows["c2"]["rank_low"], rows["c2"]["rank_high"]) == (1, 2)


def test_a_county_that_only_carries_old_values_has_no_score():
    rows = silent(0).with_columns(
        cycle_state=pl.when(area_code="c1").then(pl.lit("carried")).otherwise("cycle_state")
    )
    row = card(rows, as_of=DECEMBER)["c1"]
    assert (row["reported_items"], row["due_items"]) == (0, 10)
    assert row["gross_score"] == pytest.approx(60)
    assert row["score"] is None


def level(**actuals: float) -> pl.DataFrame:
    """The same ten items of each county, all at one value."""
    rows = [
        f"| {area} | {code} | {actual} | 100 |"
        for area, actual in actuals.items()
        for code in SUPPORT
    ]
    return progress("| area | indicator | actual | target |\n" + "\n".join(rows))


def test_three_counties_one_clearly_before_the_other_have_a_third_each():
    rows = card(level(c1=20, c2=80, c3=50), as_of=DECEMBER)
    assert {area: row["band"] for area, row in rows.items()} == {
        "c1": "band3",
        "c2": "band1",
        "c3": "band2",
    }
    assert {area: row["rank"] for area, row in rows.items()} == {"c1": 3, "c2": 1, "c3": 2}


@pytest.mark.parametrize("value", [0, 40, 100])
def test_counties_that_are_all_equal_share_all_places_and_nobody_has_a_rank(value):
    for row in card(level(c1=value, c2=value, c3=value), as_of=DECEMBER).values():
        assert row["score"] == pytest.approx(value)
        assert (row["rank_low"], row["rank_high"]) == (1, 3)
        assert row["rank"] is None
        assert row["band"] == "band1-band3"


def test_two_that_tie_before_a_third_share_their_places():
    rows = card(level(c1=70, c2=70, c3=30), as_of=DECEMBER)
    for area in ("c1", "c2"):
        assert (rows[area]["rank_low"], rows[area]["rank_high"]) == (1, 2)
        assert (rows[area]["rank"], rows[area]["band"]) == (None, "band1-band2")
    assert (rows["c3"]["rank"], rows["c3"]["band"]) == (3, "band3")


def test_fewer_than_three_have_places_and_neither_rank_nor_band():
    pair = card(level(c1=70, c2=30), as_of=DECEMBER)
    assert [(row["rank_low"], row["rank_high"]) for row in pair.values()] == [
        (1, 1),
        (2, 2),
        (None, None),
    ]
    assert {(row["rank"], row["band"]) for row in pair.values()} == {(None, None)}
    alone = card(level(c1=70), ONE, as_of=DECEMBER)["c1"]
    assert (alone["rank_low"], alone["rank_high"]) == (1, 1)
    assert (alone["rank"], alone["band"]) == (None, None)


def test_groups_are_placed_apart_and_areas_without_a_task_have_no_row():
    areas = counties(c1="task", c2="poor_county", c3="no_task", c4="task")
    rows = card(level(c1=20, c2=80, c3=99, c4=50), areas, as_of=DECEMBER)
    assert set(rows) == {"c1", "c2", "c4"}
    assert (rows["c1"]["rank_low"], rows["c4"]["rank_low"]) == (2, 1)
    assert (rows["c2"]["rank_low"], rows["c2"]["group_size"]) == (1, 1)


def test_one_month_of_data_has_a_score_of_what_is_due_and_no_pace():
    rows = card(level(c1=20, c2=80, c3=50), as_of=date(2016, 3, 31))
    assert rows["c2"]["score"] == pytest.approx(80)
    assert rows["c2"]["due_items"] == len(SUPPORT)
    assert rows["c2"]["score_change_month"] is rows["c2"]["score_change_year"] is None


def test_a_county_of_which_nothing_is_due_has_no_score():
    nothing = progress("""
        | area | indicator              | actual | target | state   | reason  |
        | c1   | annual_task_attainment |      - |    100 | not_due | not_due |
        | c1   | special_fund_growth    |      9 |      - | -       | -       |
    """)
    row = card(nothing, as_of=DECEMBER)["c1"]
    assert (row["due_items"], row["reported_items"]) == (0, 0)
    assert row["gross_score"] is row["score"] is row["band"] is row["planned_score"] is None


def test_targets_that_are_met_score_100_however_far_they_are_passed():
    rows = card(level(c1=100, c2=130, c3=100), as_of=DECEMBER)
    assert [row["score"] for row in rows.values()] == pytest.approx([100] * 3)
    assert {row["band"] for row in rows.values()} == {"band1-band3"}


EVALUATED = pl.DataFrame(
    {
        "area_code": ["c1"],
        "exit_year": [2017],
        "surveyed_on": [date(2018, 5, 1)],
        "released_on": [date(2018, 8, 9)],
        "evaluator": ["university"],
        "exited_people_sampled": [1000],
        "wrong_exit_people": [60],
        "unregistered_people_surveyed": [1000],
        "missed_people": [0],
        "households_surveyed": [500],
        "households_approving": [490],
        "registered_people_remaining": [10],
        "base_people": [100_000],
        "document_no": ["12"],
    }
)


def test_who_is_vetoed_keeps_score_and_places_but_has_neither_rank_nor_band():
    figures = level(c1=80, c2=50, c3=20)
    rows = card(figures, as_of=date(2018, 9, 30), evaluations=EVALUATED)
    row = rows["c1"]
    assert row["veto_state"] == "failed"
    assert row["score"] == pytest.approx(80)
    assert (row["rank_low"], row["rank_high"]) == (1, 1)
    assert (row["rank"], row["band"]) == (None, None)
    assert (rows["c2"]["rank"], rows["c2"]["band"]) == (2, "band2")
    assert rows["c2"]["veto_state"] == "not_applicable"


@pytest.mark.parametrize(("tied", "rank"), [(3, 1), (4, None)])
def test_in_a_larger_group_a_rank_is_told_up_to_three_places(tied, rank):
    chosen = {f"c{number:02}": 90.0 if number < tied else number for number in range(20)}
    areas = counties(**dict.fromkeys(chosen, "task"))
    rows = card(level(**chosen), areas, as_of=DECEMBER)
    assert (rows["c00"]["rank_low"], rows["c00"]["rank_high"]) == (1, tied)
    assert rows["c00"]["rank"] == rank


TWENTY = {f"c{number:02}": 5.0 * number for number in range(20)}


def test_thirds_of_a_group_are_even_where_it_does_not_divide():
    names = dict.fromkeys(TWENTY, "task")
    for size, thirds in ((3, [1, 1, 1]), (4, [1, 2, 1]), (10, [3, 4, 3]), (20, [7, 6, 7])):
        chosen = dict(list(TWENTY.items())[:size])
        areas = counties(**{code: names[code] for code in chosen})
        bands = [row["band"] for row in card(level(**chosen), areas, as_of=DECEMBER).values()]
        assert [bands.count(f"band{third}") for third in (1, 2, 3)] == thirds


MIXED = progress("""
    | area | indicator         | actual | target |
    | c1   | villages_delisted |     30 |     50 |
    | c1   | household_pairing |     99 |    100 |
    | c2   | villages_delisted |     31 |     50 |
    | c2   | household_pairing |     80 |    100 |
    | c3   | villages_delisted |     10 |     50 |
    | c3   | household_pairing |     10 |    100 |
""")


def test_an_order_that_hangs_on_the_weights_is_an_interval():
    rows = card(MIXED, as_of=DECEMBER)
    # By weights c1 is ahead: (0.50 * 60 + 0.15 * 99) / 0.65 > (0.50 * 62 + 0.15 * 80) / 0.65.
    assert rows["c1"]["score"] > rows["c2"]["score"]
    for area in ("c1", "c2"):
        assert (rows[area]["rank_low"], rows[area]["rank_high"]) == (1, 2)
        assert (rows[area]["rank"], rows[area]["band"]) == (None, "band1-band2")
    assert (rows["c3"]["rank"], rows["c3"]["band"]) == (3, "band3")


STEPS = progress("""
    | area | indicator     | actual | target | target_date |
    | c1   | people_lifted |    884 |   1000 | 2016-12-31  |
    | c1   | people_ready  |    890 |   1000 | 2016-12-31  |
    | c2   | people_lifted |    885 |   1000 | 2016-12-31  |
    | c2   | people_ready  |    890 |   1000 | 2016-12-31  |
    | c3   | people_lifted |    400 |   1000 | 2018-12-31  |
    | c3   | people_ready  |    600 |   1000 | 2018-12-31  |
""")


def test_one_promise_is_one_item_whichever_of_its_figures_counts():
    rows = card(STEPS, as_of=date(2017, 9, 30))
    # c3 alone counts those ready. Apart, c1 would be the worst of two and behind c3.
    assert rows["c3"]["score"] == 60
    assert (rows["c3"]["rank_low"], rows["c3"]["rank_high"]) == (3, 3)
    assert (rows["c1"]["rank_low"], rows["c1"]["rank_high"]) == (2, 2)


def test_the_same_figures_always_give_the_same_places():
    assert card(MIXED, as_of=DECEMBER) == card(MIXED, as_of=DECEMBER)


def test_normalisations_are_the_way_the_range_and_the_order():
    items = np.array([[0.2, 0.5], [0.6, 0.5], [1.0, np.nan]])
    way, within, order = rank_draws.normalised(items)
    assert way.tolist()[0] == [0.2, 0.5]
    assert within[:, 0].tolist() == pytest.approx([0, 0.5, 1])
    # Nobody differs: the way itself.
    assert within[:2, 1].tolist() == [0.5, 0.5]
    # The part of the group below, and half of those level.
    assert order[:, 0].tolist() == pytest.approx([(below + 1 / 2) / 3 for below in range(3)])
    assert order[:2, 1].tolist() == pytest.approx([1 / 2, 1 / 2])
    assert np.isnan(order[2, 1])


grids = st.integers(1, 6).flatmap(
    lambda members: st.lists(
        st.lists(st.integers(0, 10), min_size=4, max_size=4), min_size=members, max_size=members
    )
)


def placed(grid: list[list[int]]) -> list[tuple[int, int]]:
    low, high = rank_draws.places(
        rank_draws.Scores(
            items=np.array(grid) / 10,
            areas=["effect", "effect", "support", "funds"],
            weights={"effect": 0.5, "support": 0.25, "funds": 0.25},
            deducted=np.zeros(len(grid)),
        )
    )
    return list(zip(low.tolist(), high.tolist(), strict=True))


@given(grids)
@settings(max_examples=40, deadline=None)
def test_places_are_inside_the_group_and_do_not_hang_on_the_order_of_its_members(grid):
    places = placed(grid)
    assert all(1 <= low <= high <= len(grid) for low, high in places)
    assert placed(grid[::-1]) == places[::-1]


@given(grids)
@settings(max_examples=40, deadline=None)
def test_who_is_better_in_every_item_is_never_placed_behind(grid):
    best = [11, 11, 11, 11]
    assert placed([*grid, best])[-1] == (1, 1)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=4), st.integers(0, 100))
@settings(max_examples=30, deadline=None)
def test_a_better_value_never_lowers_the_score(values, more):
    codes = SUPPORT[: len(values)]
    worse, better = (
        progress(
            "| area | indicator | actual | target |\n"
            + "\n".join(
                f"| c1 | {code} | {value} | 100 |"
                for code, value in zip(codes, shown, strict=True)
            )
        )
        for shown in (values, [values[0] + more, *values[1:]])
    )
    before, after = (card(rows, ONE, as_of=DECEMBER)["c1"]["score"] for rows in (worse, better))
    assert 0 <= before <= after <= 100


def test_missing_column_is_named_in_the_error():
    rows = items(WORKED, ONE, as_of=DECEMBER)
    known = vetoes(no_evaluations(), ONE, no_lifted(), as_of=DECEMBER)
    with pytest.raises(MissingColumnsError, match="items lacks weight"):
        scorecard(rows.drop("weight"), known, no_deductions(), ONE, as_of=DECEMBER)
    with pytest.raises(MissingColumnsError, match="deductions lacks points"):
        scorecard(rows, known, no_deductions().drop("points"), ONE, as_of=DECEMBER)


def test_a_group_without_items_keeps_its_counties():
    rows = card(WORKED, THREE, as_of=DECEMBER)
    assert set(rows) == set(THREE["area_code"])
    assert (rows["c2"]["score"], rows["c2"]["due_items"]) == (None, 0)
