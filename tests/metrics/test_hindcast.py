import polars as pl
import pytest

from metrics.hindcast import COLUMNS, cover, hindcast
from metrics.projection import project
from tests.series import bounds, month, monthly, promised, summed

STEADY = summed([10] * 9)
UNEVEN = summed([9, 11, 8, 12, 10, 2, 11, 30, 10])
OBSERVATIONS = monthly(a=STEADY, b=UNEVEN)
TARGETS = promised(month(9), a=90, b=110)


def test_each_earlier_month_says_what_it_projected_for_the_due_date():
    rows = hindcast(OBSERVATIONS, TARGETS, as_of=month(9))
    assert rows.columns == COLUMNS
    origins = [month(number) for number in (4, 5, 6, 7, 8)]
    assert rows["origin"].unique().sort().to_list() == origins
    assert set(rows["period"]) == {month(9)}
    for origin in origins:
        projected = project(OBSERVATIONS, TARGETS, as_of=origin)
        found = rows.filter(pl.col("origin") == origin)
        for column in ("projected_value", "projected_low", "projected_high"):
            assert found[column].to_list() == projected[column].to_list()
    assert set(rows.filter(pl.col("area_code") == "b")["actual_value"]) == {UNEVEN[8]}


def test_what_is_due_later_is_not_known_yet():
    assert hindcast(OBSERVATIONS, promised(month(12), a=90, b=110), as_of=month(9)).is_empty()


def test_some_months_ahead_is_judged_as_soon_as_they_have_passed():
    rows = hindcast(monthly(a=STEADY), TARGETS, as_of=month(9), ahead=2)
    pairs = rows.select("origin", "period").unique(maintain_order=True).rows()
    assert pairs == [(month(number), month(number + 2)) for number in (4, 5, 6, 7)]
    assert rows["projected_value"].to_list() == pytest.approx([60, 70, 80, 90])
    assert rows["actual_value"].to_list() == [60, 70, 80, 90]


def test_inside_is_judged_where_there_are_a_band_and_a_report():
    observations = monthly(a=[*STEADY[:8], None], b=UNEVEN)
    rows = hindcast(observations, TARGETS, as_of=month(9))
    judged = rows.select("area_code", "origin", "is_inside")
    assert judged.filter(pl.col("area_code") == "a")["is_inside"].null_count() == 5
    b = rows.filter(pl.col("area_code") == "b")
    assert b.filter(pl.col("projected_low").is_null())["is_inside"].to_list() == [None, None]
    for row in b.filter(pl.col("projected_low").is_not_null()).iter_rows(named=True):
        is_between = row["projected_low"] <= row["actual_value"] <= row["projected_high"]
        assert row["is_inside"] == is_between


def test_an_origin_knows_no_later_bound():
    moving = pl.concat(
        bounds(a=limit, b=limit).with_columns(period=pl.lit(month(number)))
        for number, limit in ((1, 200), (7, 150))
    )
    look = {"as_of": month(9), "ahead": 1}
    rows = hindcast(OBSERVATIONS, TARGETS, **look, bound=moving)
    early = pl.col("origin") < month(7)
    first = hindcast(OBSERVATIONS, TARGETS, **look, bound=bounds(a=200, b=200))
    second = hindcast(OBSERVATIONS, TARGETS, **look, bound=bounds(a=150, b=150))
    assert rows.filter(early).equals(first.filter(early))
    assert rows.filter(~early).equals(second.filter(~early))


def test_later_returns_change_no_hindcast():
    later = monthly(2016, a=[None] * 9 + [900, 0], b=[None] * 9 + [-5, 7]).drop_nulls()
    look = {"as_of": month(9), "ahead": 1}
    before = hindcast(OBSERVATIONS, TARGETS, **look)
    assert hindcast(pl.concat([OBSERVATIONS, later]), TARGETS, **look).equals(before)


def test_cover_adds_up_before_it_divides():
    hindcasts = pl.DataFrame(
        {
            "period": [month(6), month(7), month(7), month(7), month(8)],
            "is_inside": [True, True, False, None, True],
        }
    )
    assert cover(hindcasts).rows() == [
        (month(6), 1, 1, 1.0),
        (month(7), 3, 2, 2 / 3),
        (month(8), 4, 3, 3 / 4),
    ]


def test_before_anything_was_judged_there_is_no_cover():
    early = hindcast(OBSERVATIONS, TARGETS, as_of=month(3))
    assert early.columns == COLUMNS
    assert cover(early).is_empty()
