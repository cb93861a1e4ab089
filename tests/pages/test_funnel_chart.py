"""The funnel shows each village among its peers, and the limits by which one is called low."""

import polars as pl
import pytest

from metrics.funnel import LIMIT, with_peers
from pages.ui import charts
from pages.ui.messages import speaking
from tests.tables import table

# Share 240/400 = 0.6 of the peers. z of 100 people: (30 - 60)/4.9 = -6.1, of the rest 0 to 2.
PEERS = with_peers(
    table("""
    | name     | place  | light  | group | step  | target_value | actual_value |
    | Slow     | Bayan  | red    | task  | step1 |          100 |           30 |
    | <b>X</b> | Bayan  | yellow | task  | step1 |          100 |           70 |
    | Fast     | Mulan  | green  | task  | step1 |          100 |           70 |
    | Same     | Mulan  | green  | task  | step1 |          100 |           70 |
    | Silent   | Mulan  | grey   | task  | step1 |           50 |            - |
""").with_columns(tip=pl.col("name"))
)


@pytest.fixture(autouse=True)
def _in_english():
    with speaking("en"):
        yield


def test_each_village_that_reported_is_a_sign_at_its_people_and_share():
    mean, low, high, signs = charts.funnel(PEERS).figure.data
    assert list(signs.x) == [100, 100, 100, 100]
    assert list(signs.y) == pytest.approx([0.3, 0.7, 0.7, 0.7])
    assert list(mean.y) == pytest.approx([0.6] * len(mean.x))
    assert (low.y <= mean.y).all()
    assert (mean.y <= high.y).all()


def test_the_limits_are_those_by_which_a_village_is_called_low():
    low = charts.funnel(PEERS).figure.data[1]
    spread = PEERS["peer_spread"][0]
    expected = [max(0.6 - LIMIT * spread / people**0.5, 0) for people in low.x]
    assert list(low.y) == pytest.approx(expected, abs=1e-6)


def test_summary_and_table_say_who_is_low():
    # Without the peers' own spread, so that one of four is outside.
    strict = PEERS.with_columns(peer_z=pl.Series([-6.1, 2.04, 2.04, 1.9, None]))
    drawing = charts.funnel(strict)
    assert drawing.summary == "4 villages against their peers (60.0%): 1 low, 2 high."
    assert drawing.rows["Village"].to_list() == ["Slow", "Same", "<b>X</b>", "Fast"]
    assert drawing.rows["Against its peers"].to_list() == [
        *("low", "within the limits", "high", "high"),
    ]


def test_name_from_a_file_is_no_markup_in_the_funnel():
    signs = charts.funnel(PEERS).figure.data[3]
    assert not any("<b>" in said for said in signs.customdata)


@pytest.mark.parametrize("count", [0, 1])
def test_one_village_or_none_still_has_a_chart(count):
    drawing = charts.funnel(PEERS.head(count))
    assert len(drawing.figure.data[3].x) == count
    assert drawing.rows.height == count
