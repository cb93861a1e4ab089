import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.funnel import LIMIT, with_peers


def among_peers(ready: list[float | None], target: float = 100, **groups) -> pl.DataFrame:
    columns = {"group": "task", "step": "step1"} | groups
    frame = pl.DataFrame({"actual_value": ready}, schema={"actual_value": pl.Float64})
    frame = frame.with_columns(
        pl.lit(float(target)).alias("target_value"),
        *(
            pl.lit(value).alias(name) if isinstance(value, str) else pl.Series(name, value)
            for name, value in columns.items()
        ),
    )
    return with_peers(frame)


def deviations(ready: list[float | None], target: float = 100, **groups) -> list[float | None]:
    return among_peers(ready, target, **groups)["peer_z"].to_list()


def test_peers_that_hardly_differ_are_measured_by_chance_alone():
    # Share 250/500 = 0.5: one deviation is sqrt(100 * 0.5 * 0.5) = 5 people. The spread is
    # smaller than chance, so it isn't taken out.
    assert deviations([50, 50, 50, 48, 52]) == pytest.approx([0, 0, 0, -2 / 5, 2 / 5])


def test_the_peers_own_spread_is_taken_out():
    ready = [20.0, 35.0, 45.0, 50.0, 50.0, 55.0, 65.0, 80.0, 40.0, 60.0, 0.0]
    plain = [(value - 500 / 11) / (100 * (5 / 11) * (6 / 11)) ** 0.5 for value in ready]
    ordered = sorted(plain)
    # Eleven villages: the second and the last but one are the tenth and the ninetieth percent.
    low, high = ordered[1], ordered[-2]
    phi = sum(min(max(z, low), high) ** 2 for z in plain) / 11
    assert sum(abs(z) > 2 for z in plain) == 6
    expected = [z / phi**0.5 for z in plain]
    assert deviations(ready) == pytest.approx(expected)
    assert sum(z < -2 for z in expected) == 1


def test_peers_are_of_the_same_group_and_step():
    ready = [10.0, 10.0, 90.0, 90.0]
    alike = deviations(ready, group=["task", "task", "poor_county", "poor_county"])
    assert alike == pytest.approx([0, 0, 0, 0])
    assert deviations(ready) != pytest.approx([0, 0, 0, 0])


def test_who_did_not_report_has_no_place_and_moves_nobody():
    assert deviations([40, None, 60])[1] is None
    assert deviations([40, None, 60])[::2] == deviations([40, 60])


def test_where_all_are_out_nobody_is_low():
    assert deviations([100, 100, 100]) == [None, None, None]


def test_a_village_beyond_its_target_does_not_hide_one_that_is_behind():
    # Of 100 each, 100, 100 and 40 count: share 240/300 = 0.8, one deviation sqrt(100*0.8*0.2).
    plain = [(value - 80) / 4 for value in (100, 100, 40)]
    low, high = sorted(plain)[0], sorted(plain)[-1]
    phi = sum(min(max(z, low), high) ** 2 for z in plain) / 3
    assert deviations([130, 160, 40]) == pytest.approx([z / phi**0.5 for z in plain])


def test_the_limits_of_the_funnel_narrow_with_the_people_of_a_village():
    # Share 250/500 = 0.5, spread 1: one deviation of a share of 100 people is 0.05.
    rows = among_peers([50, 50, 50, 48, 52])
    assert rows["peer_rate"].to_list() == [0.5] * 5
    assert rows["peer_spread"].to_list() == pytest.approx([0.5] * 5)
    assert rows["ready_rate"].to_list() == [0.5, 0.5, 0.5, 0.48, 0.52]
    lowest = 0.5 - LIMIT * 0.5 / 100**0.5
    assert lowest == pytest.approx(0.4)


@given(st.lists(st.integers(0, 100), min_size=3, max_size=30))
def test_a_village_is_low_just_where_it_lies_under_the_limit(ready):
    rows = among_peers([float(value) for value in ready]).drop_nulls("peer_z")
    for row in rows.iter_rows(named=True):
        limit = row["peer_rate"] - LIMIT * row["peer_spread"] / 100**0.5
        is_low = row["peer_z"] < -LIMIT
        assert is_low == (row["ready_rate"] < limit) or row["ready_rate"] == pytest.approx(
            limit
        )
