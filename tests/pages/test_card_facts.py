"""What cards say beside their figure."""

import pytest

from pages.ui import card_facts
from pages.ui.messages import speaking

SPENT = {"indicator_code": "fund_spent_rate", "is_anew": False}


@pytest.mark.parametrize(
    ("row", "chinese"),
    [
        (SPENT | {"reported_change": 12.27}, "较上月\u3000+12.27个百分点"),
        (SPENT | {"reported_change": None}, ""),
        # January's spending is of new money; December's would make it a fall by 90 points.
        (SPENT | {"reported_change": None, "is_anew": True}, "按年度重新起算，不与上年比较"),
    ],
)
def test_change_since_last_month_is_said_where_there_is_one(row, chinese):
    with speaking("zh"):
        assert card_facts.change(row) == chinese


def test_what_was_done_ahead_is_no_negative_carry_over():
    """Planned 20 by last year's end and 23.1 done: this year begins 3.1 ahead."""
    task = {"due_value": 10.0, "planned_done": 4.0, "done_value": 5.0, "completion_rate": 0.5}
    with speaking("zh"):
        ahead = dict(
            card_facts.year_facts(task | {"carried_value": -3.1}, "rural_roads", "完成")
        )
        behind = dict(
            card_facts.year_facts(task | {"carried_value": 3.1}, "rural_roads", "完成")
        )
    assert ahead["上年超额完成"] == behind["其中上年结转"] == "3.10公里"
    assert "其中上年结转" not in ahead


@pytest.mark.parametrize(
    ("code", "name"), [("safe_water_villages", "完成率（自基期算）"), ("rural_roads", "完成率")]
)
def test_a_share_is_attained_from_where_it_stood(code, name):
    row = {"indicator_code": code, "target_value": 100.0, "planned_value": 70.0}
    with speaking("zh"):
        facts = card_facts.programme_facts(
            row | {"actual_value": 93.0, "attainment_rate": 0.895}
        )
    assert facts[-1] == (name, "89.50%")
