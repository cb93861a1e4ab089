"""The year of an assessment, which stays open until the end of February."""

from datetime import date

import pytest

from metrics.assessment import assessment_days, assessment_year, figures_day


@pytest.mark.parametrize(
    ("as_of", "year", "figures"),
    [
        (date(2017, 12, 31), 2017, date(2017, 12, 31)),
        (date(2018, 1, 1), 2017, date(2017, 12, 31)),
        (date(2018, 1, 31), 2017, date(2017, 12, 31)),
        (date(2018, 2, 28), 2017, date(2017, 12, 31)),
        (date(2018, 3, 1), 2018, date(2018, 3, 1)),
        (date(2018, 9, 30), 2018, date(2018, 9, 30)),
    ],
)
def test_in_january_and_february_the_assessment_is_last_years_with_decembers_figures(
    as_of, year, figures
):
    assert assessment_year(as_of) == year
    assert figures_day(as_of) == figures


def test_each_earlier_assessment_is_looked_at_on_the_day_it_closed():
    closed = [date(2017, 2, 28), date(2018, 2, 28)]
    assert assessment_days(date(2018, 9, 30)) == [*closed, date(2018, 9, 30)]
    assert [figures_day(day) for day in closed] == [date(2016, 12, 31), date(2017, 12, 31)]
    assert assessment_days(date(2018, 2, 28)) == [closed[0], date(2018, 2, 28)]
    assert assessment_days(date(2016, 3, 31)) == [date(2016, 3, 31)]
