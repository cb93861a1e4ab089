"""Shape, pace, peers and hazard, with the arithmetic in the test."""

from datetime import date
from math import exp

import polars as pl
import pytest

from metrics.projection import project
from tests.series import bounds, month, monthly, promised, summed


def landing(observations, targets, **look):
    rows = project(observations, targets, **look)
    return dict(rows.select("area_code", "projected_value").iter_rows())


def faded(increments, shapes=None):
    """Exponentially weighted sum of increments over that of shapes."""
    ages = range(len(increments) - 1, -1, -1)
    weights = [0.75**age for age in ages]
    shapes = shapes or [1] * len(increments)
    above = sum(w * x for w, x in zip(weights, increments, strict=True))
    return above / sum(w * s for w, s in zip(weights, shapes, strict=True))


def certainty(count):
    """1 / sum of the squared weights, which add up to 1."""
    weights = [0.75**age for age in range(count)]
    return sum(weights) ** 2 / sum(weight**2 for weight in weights)


def test_recent_months_weigh_more():
    increments = [10, 10, 10, 40]
    found = landing(monthly(a=summed(increments)), promised(month(6), a=200), as_of=month(4))
    assert faded(increments) > sum(increments) / 4
    assert found["a"] == pytest.approx(70 + 2 * faded(increments))


def test_peers_are_weighted_by_what_they_usually_add():
    """A large area goes on as usual; a small one of late twice as fast as usual."""
    large, small = [100] * 6, [1, 1, 1, 1, 4, 4]
    usual = {"large": 100, "small": 12 / 6}
    relative = {"large": 1, "small": faded(small) / usual["small"]}
    peers = sum(usual[a] * relative[a] for a in usual) / (100 + 2)
    n = certainty(6)
    pace = {a: usual[a] * (n * relative[a] + 2 * peers) / (n + 2) for a in usual}
    found = landing(
        monthly(large=summed(large), small=summed(small)),
        promised(month(8), large=1000, small=100),
        as_of=month(6),
    )
    assert found["large"] == pytest.approx(600 + 2 * pace["large"])
    assert found["small"] == pytest.approx(12 + 2 * pace["small"])
    # The small one can't pull the large one up: a mean of the two would be 1.4.
    assert 1 < peers < 1.02


def test_the_common_pace_for_everybody_leaves_the_sum_as_it_is():
    """All together move as fast as the areas by themselves, whatever one borrows."""
    areas = {"a": [9, 1, 8, 2, 7], "b": [1, 2, 3, 4, 5], "c": [0, 0, 3, 0, 0]}
    observations = monthly(**{code: summed(values) for code, values in areas.items()})
    found = landing(observations, promised(month(6), a=99, b=99, c=99), as_of=month(5))
    added = sum(found.values()) - sum(map(sum, areas.values()))
    assert added == pytest.approx(sum(faded(values) for values in areas.values()))


def test_one_area_alone_is_its_own_peer():
    increments = [4, 0, 2, 6]
    found = landing(monthly(a=summed(increments)), promised(month(5), a=99), as_of=month(4))
    assert found["a"] == pytest.approx(12 + faded(increments))


JUNE_ONLY = [0, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0]


def test_month_shape_of_one_year_is_shrunk_to_flat_by_another():
    """June has 12 of a mean of 1: (12 + 1) / 2 = 6.5; the other months (0 + 1) / 2 = 0.5."""
    shapes = [0.5] * 5 + [6.5] + [0.5] * 6
    pace = faded(JUNE_ONLY, shapes)
    found = landing(monthly(a=summed(JUNE_ONLY)), promised(month(18), a=99), as_of=month(12))
    assert found["a"] == pytest.approx(12 + pace * (5 * 0.5 + 6.5))


def test_month_shape_of_two_years_is_shrunk_less():
    """June: (12 + 12 + 1) / 3; the others (0 + 0 + 1) / 3."""
    shapes = ([1 / 3] * 5 + [25 / 3] + [1 / 3] * 6) * 2
    pace = faded(JUNE_ONLY * 2, shapes)
    observations = monthly(a=summed(JUNE_ONLY * 2))
    found = landing(observations, promised(month(27), a=99), as_of=month(24))
    assert found["a"] == pytest.approx(24 + pace * 3 / 3)


def test_month_shape_forgets_what_is_more_than_three_years_ago():
    """One odd year, then three of June only: (12 * 3 + 1) / 4 in June, 1 / 4 else."""
    increments = [12] + [0] * 11 + JUNE_ONLY * 3
    shapes = ([1 / 4] * 5 + [37 / 4] + [1 / 4] * 6) * 4
    found = landing(monthly(a=summed(increments)), promised(month(51), a=99), as_of=month(48))
    assert found["a"] == pytest.approx(48 + faded(increments, shapes) * 3 / 4)


def test_month_shape_never_comes_from_the_current_year():
    """Until December is there, 2016 shapes nothing: the shape is flat."""
    observations = monthly(a=summed(JUNE_ONLY[:11]))
    found = landing(observations, promised(month(12), a=99), as_of=month(11))
    assert found["a"] == pytest.approx(12 + faded(JUNE_ONLY[:11]))


def test_month_shape_is_that_of_all_areas_together():
    """9 in June and 3 in July of 12 a year: (9 + 1) / 2 and (3 + 1) / 2."""
    a, b = [0] * 5 + [9] + [0] * 6, [0] * 6 + [3] + [0] * 5
    shapes = [0.5] * 5 + [5, 2] + [0.5] * 5
    n = sum(w * s for w, s in zip([0.75**k for k in range(11, -1, -1)], shapes, strict=True))
    n = n**2 / sum((0.75 ** (11 - k) * s) ** 2 for k, s in enumerate(shapes))
    usual = {"a": 9 / 12, "b": 3 / 12}
    relative = {"a": faded(a, shapes) / usual["a"], "b": faded(b, shapes) / usual["b"]}
    peers = sum(usual[area] * relative[area] for area in "ab") / (9 / 12 + 3 / 12)
    pace = {area: usual[area] * (n * relative[area] + 2 * peers) / (n + 2) for area in "ab"}
    found = landing(
        monthly(a=summed(a), b=summed(b)), promised(month(14), a=20, b=20), as_of=month(12)
    )
    assert found["a"] == pytest.approx(9 + 2 * 0.5 * pace["a"])
    assert found["b"] == pytest.approx(3 + 2 * 0.5 * pace["b"])


MARCH_TO_OCTOBER = [0, 0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1, 1, 1]


def test_the_plan_shapes_the_first_year():
    """12 * 0.125 = 1.5 from March to October, 0 in the other months."""
    increments = [0, 0, 15, 15, 15]
    pace = faded(increments, [0, 0, 1.5, 1.5, 1.5])
    assert pace == pytest.approx(10)
    found = landing(
        monthly(a=summed(increments)),
        promised(month(12), a=200),
        as_of=month(5),
        plan_shape=MARCH_TO_OCTOBER,
    )
    assert found["a"] == pytest.approx(45 + 10 * 5 * 1.5)


def test_a_month_without_season_does_not_explode():
    """3 in January, where nothing was planned, are 3 more in all, not infinitely many."""
    increments = [3, 0, 15, 15, 15]
    pace = faded(increments, [0, 0, 1.5, 1.5, 1.5])
    found = landing(
        monthly(a=summed(increments)),
        promised(month(12), a=200),
        as_of=month(5),
        plan_shape=MARCH_TO_OCTOBER,
    )
    assert found["a"] == pytest.approx(48 + pace * 5 * 1.5)
    assert found["a"] < 130


def test_before_the_season_nothing_is_known_to_move():
    """Works in April: 1 % of the year. Nothing so far, so nothing is projected to come."""
    season = [0, 0, 0, 0, 0.08, 0.22, 0.4, 0.6, 0.8, 0.95, 1, 1]
    found = landing(
        monthly(a=[0] * 4), promised(month(12), a=90), as_of=month(4), plan_shape=season
    )
    assert found["a"] == 0


def test_a_bound_slows_the_pace_down_as_few_are_left():
    """A tenth of those left goes every month: 10 of 95 in the middle, and so on."""
    left = [100 * 0.9**months for months in range(7)]
    hazard = (left[0] - left[1]) / ((left[0] + left[1]) / 2)
    found = landing(
        monthly(a=[100 - people for people in left[1:]]),
        promised(month(8), a=90),
        as_of=month(6),
        bound=bounds(a=100),
    )
    assert found["a"] == pytest.approx(100 - left[6] * exp(-2 * hazard))
    assert found["a"] == pytest.approx(100 - left[6] * 0.9**2, rel=1e-3)


def test_a_bound_is_never_passed():
    found = landing(
        monthly(a=summed([24] * 4)),
        promised(month(20), a=100),
        as_of=month(4),
        bound=bounds(a=100),
    )
    assert 96 < found["a"] < 100


def test_peers_with_a_bound_are_weighted_by_who_is_left_as_well():
    """Hazards of areas with nobody left count for nothing."""
    steady = [100 * (1 - 0.9**months) for months in range(1, 7)]
    alone = landing(
        monthly(a=steady), promised(month(8), a=90), as_of=month(6), bound=bounds(a=100)
    )
    beside = landing(
        monthly(a=steady, done=summed([50, 50, 0, 0, 0, 0])),
        promised(month(8), a=90, done=100),
        as_of=month(6),
        bound=bounds(a=100, done=100),
    )
    # In the months before, those who are done had hazards too: they do shape nothing here.
    assert beside["a"] == pytest.approx(alone["a"])
    assert beside["done"] == 100


def test_areas_with_and_without_a_bound_have_peers_of_their_own():
    increments = {"free": [1, 2, 3, 4, 5], "bounded": [5, 4, 3, 2, 1]}
    observations = monthly(**{area: summed(values) for area, values in increments.items()})
    targets = promised(month(8), free=90, bounded=90)
    found = landing(observations, targets, as_of=month(5), bound=bounds(free=None, bounded=100))
    for area, bound in (("free", None), ("bounded", 100)):
        alone = landing(
            observations.filter(pl.col("area_code") == area),
            targets.filter(pl.col("area_code") == area),
            as_of=month(5),
            bound=bounds(**{area: bound}),
        )
        assert found[area] == alone[area]


def test_an_area_that_never_moved_takes_its_peers_part_of_the_hazard():
    """Half of the people left are in b, whose hazard is 0.2; a gets 2 / (n + 2) of the mean."""
    left = [100 * 0.8**months for months in range(6)]
    hazard = 2 * (1 - 0.8) / (1 + 0.8)
    n = certainty(5)
    together = left[5] * hazard / (left[5] + left[5])
    pace = (n * 0 + 2 * together) / (n + 2)
    found = landing(
        monthly(a=[0] * 5, b=[100 - people for people in left[1:]]),
        promised(month(8), a=left[5], b=100),
        as_of=month(5),
        bound=bounds(a=left[5], b=100),
    )
    assert found["a"] == pytest.approx(left[5] * (1 - exp(-3 * pace)))


def test_the_bound_of_the_look_counts():
    observations, targets = monthly(a=summed([5] * 6)), promised(month(9), a=90)
    moving = pl.DataFrame(
        {
            "area_code": "a",
            "period": [month(3), month(6), month(9)],
            "bound_value": [500.0, 60.0, 31.0],
        }
    )
    look = {"as_of": month(6)}
    assert project(observations, targets, **look, bound=moving).equals(
        project(observations, targets, **look, bound=bounds(a=60))
    )


def test_weeks_have_the_shape_of_their_month():
    """A year of weeks in which only those that end in June move; then half a year on."""
    days = pl.date_range(date(2016, 1, 1), date(2016, 12, 30), "7d", eager=True)
    is_june = (days.dt.month() == 6).cast(pl.Float64)
    observations = pl.DataFrame(
        {"area_code": "a", "period": days, "obs_value": is_june.cum_sum()}
    )
    targets = promised(date(2017, 6, 30), a=99).with_columns(baseline_date=date(2015, 12, 25))
    weeks, june = len(days), int(is_june.sum())
    assert (weeks, june) == (53, 4)
    shape = {True: (weeks / june + 1) / 2, False: (0 + 1) / 2}
    increments = is_june.to_list()
    pace = faded(increments, [shape[moved == 1] for moved in increments])
    # 26 weeks end until 30 June 2017, five of them in June.
    found = landing(observations, targets, as_of=date(2016, 12, 31))
    assert found["a"] == pytest.approx(june + pace * (21 * shape[False] + 5 * shape[True]))
