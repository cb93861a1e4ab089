"""When a county reached each stage on the way off the list."""

from datetime import date

import pytest

from data.errors import MissingColumnsError
from metrics.stage_dates import stage_dates
from tests.tables import table

SERIES = table("""
    | area_code | month      | reported_value | checked_value | certified_value |
    | c1        | 2017-12-31 |              1 |             - |               - |
    | c1        | 2018-03-31 |              1 |             1 |               - |
    | c1        | 2018-08-31 |              1 |             1 |               1 |
    | c2        | 2017-12-31 |              0 |             - |               - |
    | c2        | 2018-08-31 |              1 |             - |               - |
""")


def _since(area):
    rows = stage_dates(SERIES).filter(area_code=area)
    return dict(rows.select("stage", "since").iter_rows())


def test_each_stage_has_the_first_month_it_was_reached():
    assert _since("c1") == {
        "applied": date(2017, 12, 31),
        "reviewed": date(2018, 3, 31),
        "approved": date(2018, 8, 31),
    }


def test_stage_not_reached_is_null_and_zero_is_not_a_stage():
    assert _since("c2") == {
        "applied": date(2018, 8, 31),
        "reviewed": None,
        "approved": None,
    }


def test_stages_stand_in_their_order():
    assert stage_dates(SERIES)["stage"].to_list() == ["applied", "reviewed", "approved"] * 2


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="series lacks certified_value"):
        stage_dates(SERIES.drop("certified_value"))
