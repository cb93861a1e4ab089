"""What holds for any series, not only for those somebody thought of."""

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.hindcast import hindcast
from metrics.projection import project
from metrics.projection_path import fan
from tests.series import bounds, month, monthly, promised

CODES = ("a", "b", "c")
FACTS = ["required_pace", "recent_pace_3", "recent_pace_12", "reason", "provisional"]
VALUES = ["projected_value", "projected_low", "projected_high"]
looks = st.integers(1, 30)
increments = st.none() | st.integers(-20, 50)
targets_of = st.none() | st.integers(0, 600)
shapes = st.none() | st.just([0, 0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1, 1, 1])


@st.composite
def series(draw) -> pl.DataFrame:
    """Counts of three areas over up to 30 months: falls, missed months, standing still."""
    columns = {}
    for code in CODES:
        value, values = 0, []
        for added in draw(st.lists(increments, min_size=30, max_size=30)):
            value = max(value + (added or 0), 0)
            values.append(None if added is None else value)
        columns[code] = values
    return monthly(**columns)


@st.composite
def promises(draw) -> pl.DataFrame:
    return pl.concat(
        promised(month(draw(st.integers(2, 40))), **{code: draw(targets_of)}) for code in CODES
    )


def limits(draw_or_none):
    return (
        None if draw_or_none is None else bounds(**dict(zip(CODES, draw_or_none, strict=True)))
    )


registers = (st.none() | st.tuples(*[st.none() | st.integers(0, 900)] * 3)).map(limits)


def look(observations, targets, number, register, shape):
    return project(observations, targets, as_of=month(number), bound=register, plan_shape=shape)


@given(series(), promises(), looks, registers, shapes)
@settings(max_examples=25, deadline=None)
def test_the_band_holds_the_projection_and_lies_between_now_and_the_bound(
    observations, targets, number, register, shape
):
    rows = look(observations, targets, number, register, shape)
    assert rows["area_code"].to_list() == sorted(CODES)
    known = observations.filter(pl.col("period") <= month(number)).drop_nulls()
    now = known.group_by("area_code").agg(pl.col("obs_value").sort_by("period").last())
    rows = rows.join(now, on="area_code", how="left")
    if register is not None:
        rows = rows.join(register, on="area_code", how="left")
    for row in rows.filter(pl.col("projected_value").is_not_null()).iter_rows(named=True):
        slack = 1e-9 * (1 + abs(row["projected_value"]))
        values = [row["obs_value"], row["projected_value"]]
        if row["projected_low"] is not None:
            values[1:1] = [row["projected_low"]]
            values.append(row["projected_high"])
        limit = row.get("bound_value")
        if limit is not None:
            values.append(max(limit, row["obs_value"]))
        assert all(left <= right + slack for left, right in pairwise(values))
        assert row["chance"] is None or 0 <= row["chance"] <= 1


@given(series(), promises(), looks, registers, shapes)
@settings(max_examples=25, deadline=None)
def test_every_area_has_either_a_projection_or_a_reason(
    observations, targets, number, register, shape
):
    rows = look(observations, targets, number, register, shape)
    open_ = ("target_met", "register_below_target")
    is_projected = pl.col("projected_value").is_not_null()
    has_reason = pl.col("reason").is_not_null() & ~pl.col("reason").is_in(open_)
    assert rows.filter(is_projected == has_reason).is_empty()
    numbers = rows.select(pl.col(pl.Float64)).unpivot()["value"].drop_nulls()
    assert numbers.is_finite().all()


@given(series(), looks, registers, st.integers(0, 300), st.integers(0, 300))
@settings(max_examples=25, deadline=None)
def test_a_higher_target_is_never_likelier(observations, number, register, target, more):
    low, high = (
        look(
            observations,
            promised(month(36), **dict.fromkeys(CODES, aim)),
            number,
            register,
            None,
        )
        for aim in (target, target + more)
    )
    both = low.join(high, on="area_code", suffix="_of_more").drop_nulls(
        ["chance", "chance_of_more"]
    )
    assert (both["chance"] >= both["chance_of_more"]).all()
    assert low.select(VALUES).equals(high.select(VALUES))


@given(series(), promises(), looks, registers, shapes, st.randoms())
@settings(max_examples=25, deadline=None)
def test_the_order_of_rows_and_areas_is_irrelevant(
    observations, targets, number, register, shape, random
):
    def shuffled(frame):
        return frame[random.sample(range(frame.height), frame.height)]

    before = look(observations, targets, number, register, shape)
    after = look(
        shuffled(observations),
        shuffled(targets),
        number,
        None if register is None else shuffled(register),
        shape,
    )
    assert after.equals(before)


@given(series(), promises(), looks, registers, st.sampled_from([0.001, 0.5, 1000]))
@settings(max_examples=25, deadline=None)
def test_another_unit_scales_the_answer(observations, targets, number, register, unit):
    scaled = look(
        observations.with_columns(pl.col("obs_value") * unit),
        targets.with_columns(pl.col("baseline_value", "target_value") * unit),
        number,
        None if register is None else register.with_columns(pl.col("bound_value") * unit),
        None,
    )
    plain = look(observations, targets, number, register, None)
    assert scaled.select(FACTS[3:]).equals(plain.select(FACTS[3:]))
    for column in (*VALUES, *FACTS[:3]):
        assert scaled[column].is_null().equals(plain[column].is_null())
        expected = (plain[column].drop_nulls() * unit).to_list()
        assert scaled[column].drop_nulls().to_list() == pytest.approx(
            expected, rel=1e-9, abs=1e-9
        )


@given(series(), promises(), looks, registers, shapes, st.integers(-900, 9000))
@settings(max_examples=25, deadline=None)
def test_poisoned_months_ahead_change_nothing(
    observations, targets, number, register, shape, poison
):
    is_later = pl.col("period") > month(number)
    poisoned = observations.with_columns(
        obs_value=pl.when(is_later).then(float(poison)).otherwise("obs_value")
    )
    cut = observations.filter(~is_later)
    before = look(cut, targets, number, register, shape)
    assert look(poisoned, targets, number, register, shape).equals(before)


@given(series(), promises(), st.integers(1, 12), registers, st.none() | st.integers(1, 4))
@settings(max_examples=10, deadline=None)
def test_poisoned_months_ahead_change_no_hindcast(
    observations, targets, number, register, ahead
):
    cut = observations.filter(pl.col("period") <= month(number))
    known = {"as_of": month(number), "ahead": ahead, "bound": register}
    before = hindcast(cut, targets, **known)
    assert hindcast(observations, targets, **known).equals(before)


@given(series(), promises(), looks, registers, shapes)
@settings(max_examples=25, deadline=None)
def test_the_way_to_the_landing_never_turns_back(
    observations, targets, number, register, shape
):
    path = fan(observations, targets, as_of=month(number), bound=register, plan_shape=shape)
    step = pl.col("projected_value").diff().over("area_code", order_by="period")
    assert (path.select(step.alias("step"))["step"].drop_nulls() >= -1e-9).all()
    landing = look(observations, targets, number, register, shape)
    projected = landing.filter(pl.col("projected_value").is_not_null())
    ends = path.group_by("area_code", maintain_order=True).last()
    assert ends.select("area_code", *VALUES).equals(projected.select("area_code", *VALUES))
