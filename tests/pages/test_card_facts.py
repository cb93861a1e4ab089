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
