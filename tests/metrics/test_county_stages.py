import pytest

from data.errors import MissingColumnsError
from metrics.county_stages import county_stages
from tests.tables import table

COUNTIES = table("""
    | area_code | reported_value | checked_value | certified_value |
    | c1        |              1 |             1 |               1 |
    | c2        |              1 |             1 |               0 |
    | c3        |              1 |             - |               - |
    | c4        |              0 |             - |               - |
    | c5        |              - |             - |               - |
""")


def test_the_furthest_state_gives_the_stage():
    rows = county_stages(COUNTIES)
    assert rows["stage"].to_list() == ["approved", "reviewed", "applied", None, None]
    assert rows["stage_number"].to_list() == [5, 2, 1, 0, 0]


def test_a_county_waits_from_its_application_until_it_is_approved():
    assert county_stages(COUNTIES)["is_waiting"].to_list() == [False, True, True, False, False]


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="counties lacks checked_value"):
        county_stages(COUNTIES.drop("checked_value"))
