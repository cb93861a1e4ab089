from datetime import date

import pytest

from data.errors import MissingColumnsError
from metrics import milestones
from tests.tables import table


def test_the_policys_steps_add_up_to_the_whole():
    rows = milestones.of_policy("people_lifted")
    assert rows.rows() == [
        ("step1", date(2017, 12, 31), 161898, 161898),
        ("step2", date(2018, 12, 31), 39189, 161898 + 39189),
    ]


def test_an_indicator_without_steps_has_no_points():
    assert milestones.of_policy("bridges").is_empty()


def test_an_area_has_the_points_of_its_own_targets_by_due_date():
    planned = table("""
        | step  | target_date | target_value |
        | step2 | 2018-12-31  |           30 |
        | step1 | 2017-12-31  |           12 |
    """)
    rows = milestones.of_area(planned)
    assert rows["step"].to_list() == ["step1", "step2"]
    assert rows["total_value"].to_list() == [12, 12 + 30]


def test_missing_column_is_named_in_the_error():
    planned = table("""
        | step  | target_date |
        | step2 | 2018-12-31  |
    """)
    with pytest.raises(MissingColumnsError, match="planned lacks target_value"):
        milestones.of_area(planned)
