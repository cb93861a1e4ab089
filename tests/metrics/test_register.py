from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.plan import planned, roll_up
from metrics.register import ADDED, ITEMS, LEFT, bridge, rates
from tests.frames import AREAS, adjusted, no_plans, targets
from tests.tables import table

# Village v1 in 2017, by how its households stood at the end of 2016 and at the end of 2017:
# 10 people stay poor and become 11 by a birth and 12 less 1; 4 get ready; 8 exit, one of them
# born; 3 are removed; 2 die and their household is closed; 5 have no row any more; 6 who were
# out fall back; 20 stay out, one of 21 having died; 7 are new and poor, 2 are new and out.
CHANGES = table("""
    | area_code | year | status_before | register_status | people_before | people | up | down |
    | v1        | 2017 | not_exited    | not_exited      |            10 |     11 |  2 |    1 |
    | v1        | 2017 | not_exited    | ready           |             4 |      4 |  0 |    0 |
    | v1        | 2017 | not_exited    | exited_supported |            7 |      8 |  1 |    0 |
    | v1        | 2017 | not_exited    | removed         |             3 |      3 |  0 |    0 |
    | v1        | 2017 | not_exited    | closed          |             2 |      2 |  0 |    0 |
    | v1        | 2017 | ready         | -               |             5 |      0 |  0 |    0 |
    | v1        | 2017 | exited_supported | fell_back    |             6 |      6 |  0 |    0 |
    | v1        | 2017 | exited        | exited          |            21 |     20 |  0 |    1 |
    | v1        | 2017 | -             | not_exited      |             0 |      7 |  0 |    0 |
    | v1        | 2017 | -             | exited_supported |            0 |      2 |  0 |    0 |
    | v2        | 2017 | not_exited    | exited          |             9 |      9 |  0 |    0 |
    | v3        | 2017 | not_exited    | not_exited      |             4 |      4 |  0 |    0 |
""").rename({"up": "people_increase", "down": "people_decrease"})


def line(rows: pl.DataFrame, area: str, name: str) -> dict:
    return rows.filter(area_code=area, line=name).row(0, named=True)


def test_line_a_leads_from_who_was_poor_to_who_is():
    found = line(bridge(CHANGES, AREAS, level="village"), "v1", "A")
    assert {item: found[item] for item in ITEMS} == {
        "start": 10 + 4 + 7 + 3 + 2 + 5,
        "newly_identified": 7 + 2,
        "fallen_back": 6,
        "natural_increase": 2 + 1,
        "exited": 8 + 2,
        "removed": 3,
        "natural_decrease": 1,
        "closed": 2,
        "unexplained": 5,
        "end": 11 + 4 + 6 + 7,
    }


def test_line_b_knows_no_exits_and_has_births_and_deaths_of_all():
    found = line(bridge(CHANGES, AREAS, level="village"), "v1", "B")
    assert {item: found[item] for item in ITEMS} == {
        "start": (10 + 4 + 7 + 3 + 2 + 5) + (6 + 21),
        "newly_identified": 7 + 2,
        "fallen_back": 0,
        "natural_increase": 2 + 1,
        "exited": 0,
        "removed": 3,
        "natural_decrease": 1 + 1,
        "closed": 2,
        "unexplained": 5,
        "end": (11 + 4 + 6 + 7) + (8 + 20 + 2),
    }


@pytest.mark.parametrize("level", ["village", "township", "county", "city"])
def test_both_lines_close_at_every_level(level):
    rows = bridge(CHANGES, AREAS, level=level)
    assert rows.height == 2 * {"village": 3, "township": 2, "county": 2, "city": 1}[level]
    gained, lost = pl.sum_horizontal(ADDED), pl.sum_horizontal(LEFT)
    assert rows.filter(pl.col("start") + gained - lost != pl.col("end")).is_empty()


def test_a_parents_line_is_the_sum_of_its_areas():
    villages, city = (bridge(CHANGES, AREAS, level=level) for level in ("village", "city"))
    for name in ("A", "B"):
        total = line(city, "230100", name)
        summed = villages.filter(line=name).select(pl.col(*ITEMS).sum()).row(0, named=True)
        assert {item: total[item] for item in ITEMS} == summed


def test_a_household_whose_row_is_missing_is_never_hidden():
    lost = line(bridge(CHANGES, AREAS, level="county"), "bayan", "A")
    assert lost["unexplained"] == 5
    kept = line(bridge(CHANGES, AREAS, level="county"), "yanshou", "A")
    assert kept["unexplained"] == 0


TARGETS = targets("""
    | area_code | indicator_code | target_date | target_value |
    | v1        | people_lifted  | 2017-12-31  |           60 |
    | v2        | people_lifted  | 2017-12-31  |           20 |
""")


def both_rates(promises: pl.DataFrame, as_of: date) -> dict:
    plan = roll_up(planned(promises, no_plans(), as_of=as_of), AREAS, level="county")
    rows = rates(bridge(CHANGES, AREAS, level="county"), plan)
    return rows.filter(area_code="bayan").row(0, named=True)


def test_rate_a_keeps_the_policys_figure_and_rate_b_counts_who_is_there():
    found = both_rates(TARGETS, date(2017, 12, 31))
    lifted, still_poor = (8 + 20 + 2) + 9, 11 + 4 + 6 + 7
    assert (found["lifted_people"], found["still_poor_people"]) == (lifted, still_poor)
    assert found["rate_a"] == lifted / (60 + 20)
    assert found["rate_b"] == lifted / (lifted + still_poor)
    assert found["removed_people"] == 3


def test_lifted_is_net_of_who_fell_back():
    found = both_rates(TARGETS, date(2017, 12, 31))
    ever_exited = 6 + 21 + 8 + 2 + 9
    assert found["lifted_people"] == ever_exited - 6 - 1


def test_rate_b_carries_the_light_only_after_an_approved_adjustment():
    later = date(2018, 3, 1)
    both = pl.concat([TARGETS, adjusted(TARGETS[:1], to=50.0, approved_on=later)])
    before = both_rates(both, date(2017, 12, 31))
    assert (before["light_rate"], before["adjusted_target"]) == ("A", None)
    after = both_rates(both, later)
    assert (after["light_rate"], after["adjusted_target"]) == ("B", 50 + 20)
    assert after["policy_target"] == 60 + 20


def test_removed_people_add_up_over_the_years():
    more = CHANGES.with_columns(year=pl.col("year") + 1)
    rows = rates(
        bridge(pl.concat([CHANGES, more]), AREAS, level="county"),
        roll_up(planned(TARGETS, no_plans(), as_of=date(2018, 12, 31)), AREAS, level="county"),
    )
    bayan = rows.filter(area_code="bayan")
    assert bayan["removed_people"].to_list() == [3, 3 + 3]


def test_an_empty_register_has_no_rows():
    empty = bridge(CHANGES.clear(), AREAS, level="county")
    assert empty.is_empty()
    assert empty.columns == ["area_code", "area_name", "year", "line", *ITEMS]


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="changes lacks status_before"):
        bridge(CHANGES.drop("status_before"), AREAS, level="county")
