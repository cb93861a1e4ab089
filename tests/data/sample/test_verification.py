import numpy as np
import polars as pl
import pytest

from data.catalogue import indicators
from data.sample.files import observations
from data.sample.groups import members
from data.sample.verification import sparse, verified

KEY = ["indicator_code", "area_code"]


@pytest.fixture(scope="module")
def rows(full):
    return observations(full)


def test_verified_is_what_was_reported_some_months_before():
    reported = np.array([[0.0, 10, 20, 30]])
    assert verified(reported, months_later=2).tolist() == [[0, 0, 0, 10]]
    assert verified(reported, months_later=1, share=0.55).tolist() == [[0, 0, 5, 11]]


def test_verified_is_never_above_a_reported_figure_that_fell():
    reported = np.array([[10.0, 10, 7, 7]])
    assert verified(reported, months_later=1).tolist() == [[0, 10, 7, 7]]


def test_a_fall_is_verified_in_its_own_month_and_nothing_is_sent_before_there_is_anything():
    reported = np.array([[0.0, 10, 10, 7, 7]])
    by = verified(reported, months_later=1)
    when = np.array([True, False, True, False, False])
    assert sparse(by, reported, when).tolist() == [[False, False, True, True, False]]


def test_certified_is_at_most_checked_and_checked_at_most_reported_at_any_month(rows, full):
    wide = carried(rows, full)
    checked, certified, reported = (wide[name] for name in ("checked", "certified", "reported"))
    assert (checked > 0).sum() > 10_000
    assert (certified > 0).sum() > 10_000
    assert (checked.fill_null(0) <= reported + 1e-9).all()
    both = wide.filter(pl.col("certified").is_not_null())
    without_checks = ["agri_fund_share"]
    assert (
        both.filter(~pl.col("indicator_code").is_in(without_checks))
        .select((pl.col("certified") <= pl.col("checked") + 1e-9).all())
        .item()
    )
    assert (both["certified"] <= both["reported"] + 1e-9).all()


def carried(rows, full):
    """Latest value of each verification at each month, where anything was verified."""
    verified_series = rows.filter(pl.col("verification") != "reported").select(KEY).unique()
    series = rows.join(verified_series, on=KEY, how="semi").sort("period")
    months = pl.DataFrame({"month": full.calendar.months})
    grid = verified_series.join(months, how="cross").sort("month")
    for name in ("reported", "checked", "certified"):
        latest = series.filter(pl.col("verification") == name).select(
            *KEY, "period", pl.col("obs_value").alias(name)
        )
        grid = grid.join_asof(
            latest, left_on="month", right_on="period", by=KEY, check_sortedness=False
        ).drop("period")
    return grid.filter(pl.col("reported").is_not_null())


def test_only_indicators_with_a_certifying_step_are_certified(rows):
    certified = rows.filter(pl.col("verification") == "certified")["indicator_code"].unique()
    kinds = {code: indicators()[code].certification for code in certified}
    assert "none" not in kinds.values()


def test_every_indicator_that_offices_report_is_reported_by_every_area_of_its_group(rows, full):
    reported = rows.filter(pl.col("verification") == "reported")
    found = dict(
        reported.group_by("indicator_code").agg(pl.col("area_code").n_unique()).iter_rows()
    )
    for indicator in indicators().values():
        if indicator.components:
            assert indicator.code not in found
        elif indicator.level == "city":
            assert found[indicator.code] == 1
        else:
            assert found[indicator.code] == members(indicator.area_group, full.places).size


def test_values_come_only_at_the_ends_of_their_cycle(rows):
    months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "event": 12}
    reported = rows.filter(pl.col("verification") == "reported").with_columns(
        length=pl.col("indicator_code").replace_strict(
            {each.code: months[each.cycle] for each in indicators().values()}
        )
    )
    assert (reported["period"].dt.month() % reported["length"] == 0).all()


def test_levels_have_a_baseline_and_flows_have_none(rows, full):
    baseline = set(rows.filter(pl.col("period").dt.year() == 2015)["indicator_code"].unique())
    for indicator in indicators().values():
        if indicator.measure == "flow":
            assert indicator.code not in baseline
    levels = {each.code for each in indicators().values() if each.measure == "level"}
    # Nothing exited before the programme; projects and problems are counted from its start.
    from_the_start = {"fund_disclosure", "problems_closed", "third_party_evaluation"}
    assert levels - baseline == from_the_start
