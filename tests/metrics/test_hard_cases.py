"""Of the people still poor, those in households that are hard to lift."""

import pytest

from data.errors import MissingColumnsError
from metrics.hard_cases import hard_cases
from tests.tables import table

STILL_POOR = table("""
    | area_code | main_cause | attribute           | people |
    | v1        | illness    | ordinary            |      3 |
    | v1        | disability | minimum_allowance   |      2 |
    | v1        | labour     | -                   |      1 |
    | v1        | skills     | specially_supported |      4 |
    | v1        | skills     | minimum_allowance   |      5 |
    | v2        | -          | -                   |      6 |
""")


def test_hard_are_the_ill_the_disabled_those_without_labour_and_the_specially_supported():
    found = {area: (all_, hard) for area, all_, hard in hard_cases(STILL_POOR).iter_rows()}
    assert found["v1"] == (3 + 2 + 1 + 4 + 5, 3 + 2 + 1 + 4)


def test_who_has_no_known_cause_is_not_called_hard():
    found = {area: (all_, hard) for area, all_, hard in hard_cases(STILL_POOR).iter_rows()}
    assert found["v2"] == (6, 0)


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="still_poor lacks attribute"):
        hard_cases(STILL_POOR.drop("attribute"))
