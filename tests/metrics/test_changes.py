import pytest

from data.errors import MissingColumnsError
from metrics.changes import since
from tests.tables import table

VALUES = {state: f"{state}_value" for state in ("reported", "checked", "certified")}
NOW = table("""
    | area_code | indicator_code  | period     | reported | checked | certified | part | whole |
    | c1        | people_ready    | 2018-01-31 |      120 |     100 |        80 |    - |     - |
    | c1        | problems_closed | 2018-01-31 |       75 |       - |         - |   30 |    40 |
    | c1        | fund_spent_rate | 2018-01-31 |        5 |       - |         - |   50 |  1000 |
    | c2        | people_ready    | 2018-01-31 |        5 |       - |         - |    - |     - |
    | c2        | fund_spent_rate | 2017-12-31 |       90 |       - |         - |  450 |   500 |
    | c3        | relapse_people  | 2018-01-31 |        2 |       - |         - |    - |     - |
""").rename({"part": "numerator", "whole": "denominator", **VALUES})
BEFORE = table("""
    | area_code | indicator_code  | latest_period | reported | checked | certified |
    | c1        | people_ready    | 2017-12-31    |      110 |     100 |        90 |
    | c1        | problems_closed | 2017-12-31    |       70 |       - |         - |
    | c1        | fund_spent_rate | 2017-12-31    |       95 |       - |         - |
    | c2        | fund_spent_rate | 2017-12-31    |       88 |       - |         - |
    | c3        | relapse_people  | 2017-12-31    |       40 |       - |         - |
""").rename(VALUES)


def rows():
    frame = since(NOW, BEFORE)
    return {
        (row["area_code"], row["indicator_code"]): row for row in frame.iter_rows(named=True)
    }


def test_each_state_has_its_own_change():
    row = rows()["c1", "people_ready"]
    changes = [row[f"{state}_change"] for state in ("reported", "checked", "certified")]
    assert changes == [120 - 110, 100 - 100, 80 - 90]


def test_what_a_share_leaves_is_counted():
    assert rows()["c1", "problems_closed"]["left_over"] == 40 - 30


def test_a_first_value_has_no_change():
    assert rows()["c2", "people_ready"]["reported_change"] is None


def test_what_counts_within_a_year_has_no_change_in_january():
    """Money of 2018 is not compared with that of 2017; problems of all years go on."""
    assert rows()["c1", "fund_spent_rate"]["reported_change"] is None
    assert rows()["c1", "fund_spent_rate"]["is_anew"]
    assert rows()["c3", "relapse_people"]["is_anew"]
    assert rows()["c1", "problems_closed"]["reported_change"] == 75 - 70
    assert not rows()["c1", "problems_closed"]["is_anew"]


def test_a_value_carried_into_january_is_still_of_its_year():
    """c2 corrected December's figure and has sent none for January."""
    assert rows()["c2", "fund_spent_rate"]["reported_change"] == 90 - 88
    assert not rows()["c2", "fund_spent_rate"]["is_anew"]


def test_a_first_value_starts_nothing_anew():
    assert not rows()["c2", "people_ready"]["is_anew"]


def test_rows_stay_in_their_order():
    assert since(NOW, BEFORE)["area_code"].to_list() == NOW["area_code"].to_list()


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="before lacks checked_value"):
        since(NOW, BEFORE.drop("checked_value"))
