from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.progress import progress
from metrics.two_rates import two_rates
from tests.frames import AREAS, actuals, adjusted, no_actuals, no_plans, targets

# The policy's figure, and a register that ended at 71,683 people, as it did in reality.
POLICY = targets("""
    | area_code | indicator_code | target_date | target_value |
    | v1        | people_lifted  | 2018-12-31  |       201087 |
""")
VALUES = actuals("""
    | area_code | indicator_code        | reported_value |
    | bayan     | people_lifted         |          71000 |
    | bayan     | poor_people_remaining |            683 |
    | bin       | people_lifted         |              5 |
""")
APPROVED = date(2019, 3, 1)


def look(promises: pl.DataFrame, as_of: date) -> pl.DataFrame:
    return progress(
        AREAS,
        VALUES,
        no_actuals(),
        no_actuals(),
        promises,
        no_plans(),
        as_of=as_of,
        level="county",
    )


def test_rate_a_is_of_the_policy_figure_and_rate_b_of_everyone_counted_now():
    found = two_rates(look(POLICY, date(2018, 12, 31))).row(0, named=True)
    assert found["area_code"] == "bayan"
    assert found["rate_a"] == 71_000 / 201_087
    assert found["rate_b"] == 71_000 / (71_000 + 683)
    assert (found["policy_target"], found["adjusted_target"]) == (201_087, None)
    assert found["light_rate"] == "A"


def test_the_page_does_not_show_36_percent_for_ever():
    both = pl.concat([POLICY, adjusted(POLICY, to=71_683.0, approved_on=APPROVED)])
    before, after = look(both, date(2018, 12, 31)), look(both, date(2019, 3, 31))
    lifted = {"area_code": "bayan", "indicator_code": "people_lifted"}
    # 71,000 of 201,087 is 35 %; of the 71,683 that there are it is 99 %, and 683 are overdue.
    assert before.filter(**lifted)["light"].item() == "red"
    assert after.filter(**lifted)["light"].item() == "yellow"
    assert two_rates(after)["light_rate"].item() == "B"
    assert after.filter(**lifted)["attainment_rate"].item() == 71_000 / 201_087


def test_an_area_without_a_target_has_no_rates():
    assert two_rates(look(POLICY, date(2018, 12, 31)))["area_code"].to_list() == ["bayan"]


def test_missing_column_is_named_in_the_error():
    rows = look(POLICY, APPROVED).drop("adjusted_target_value")
    with pytest.raises(MissingColumnsError, match="progress lacks adjusted_target_value"):
        two_rates(rows)
