from datetime import date

import pytest

from data.intake.validation.periods import last_day

SEPTEMBER = date(2018, 9, 30)


@pytest.mark.parametrize(
    "text",
    [
        "2018-09-30",
        "2018/9/30",
        "2018.9.30",
        "20180930",
        "2018年9月30日",
        "2018-09-30 00:00:00",
        "2018-09",
        "2018-9",
        "201809",
        "2018年9月",
        "2018年09月底",
        "２０１８年９月",
        "2018Q3",
        "2018年第三季度",
        "2018年3季度",
    ],
)
def test_september_2018_is_read_in_every_way_it_is_written(text):
    assert last_day(text) == SEPTEMBER


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018年上半年", date(2018, 6, 30)),
        ("2018H2", date(2018, 12, 31)),
        ("2018", date(2018, 12, 31)),
        ("2018年度", date(2018, 12, 31)),
        ("2016-02", date(2016, 2, 29)),
        ("2018-09-01", date(2018, 9, 1)),
    ],
)
def test_a_period_is_its_last_day_and_a_day_itself(text, day):
    assert last_day(text) == day


@pytest.mark.parametrize(
    "text", ["", "9月", "2018-13", "2018-02-30", "二〇一八年", "2018Q5", "0000"]
)
def test_what_names_no_day_month_or_year_is_null(text):
    assert last_day(text) is None
