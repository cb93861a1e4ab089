"""This year's task of the people of a village: bounded by its poor, begun where exits stood."""

from datetime import date

from metrics.year_starts import people_tasks, starts
from tests.tables import table

# v1: 40 were planned this year, and 30 still poor when it began. v2: nobody counted who was
# ready at the end of 2016, when 50 were out.
CURVE = table("""
    | area_code | indicator_code | month      | planned_value |
    | v1        | people_ready   | 2016-12-31 |            60 |
    | v1        | people_ready   | 2017-05-31 |            75 |
    | v1        | people_ready   | 2017-06-30 |            80 |
    | v1        | people_ready   | 2017-12-31 |           100 |
    | v2        | people_ready   | 2016-12-31 |            50 |
    | v2        | people_ready   | 2017-05-31 |            55 |
    | v2        | people_ready   | 2017-06-30 |            60 |
    | v2        | people_ready   | 2017-12-31 |            80 |
    | v2        | bridges        | 2017-06-30 |             1 |
""")
PEOPLE = table("""
    | area_code | indicator_code        | month      | reported_value |
    | v1        | people_ready          | 2016-12-31 |             60 |
    | v1        | people_ready          | 2017-06-30 |             75 |
    | v1        | poor_people_remaining | 2016-12-31 |             30 |
    | v2        | people_lifted         | 2016-12-31 |             50 |
    | v2        | people_ready          | 2017-06-30 |             62 |
    | v2        | poor_people_remaining | 2016-12-31 |             90 |
""")


def test_no_more_is_due_than_were_poor_and_who_is_out_was_ready():
    rows = people_tasks(PEOPLE, CURVE, as_of=date(2017, 6, 30))
    found = {row["area_code"]: row for row in rows.to_dicts()}
    assert found["v1"]["due_value"] == 30
    assert found["v1"]["completion_rate"] == (75 - 60) / 30
    assert found["v2"]["due_value"] == 80 - 50
    assert found["v2"]["done_value"] == 62 - 50
    assert set(rows["indicator_code"]) == {"people_ready"}


def test_only_what_is_planned_through_another_figure_starts_where_that_stood():
    begun = starts(PEOPLE, ("people_ready", "people_lifted"), as_of=date(2017, 6, 30))
    assert begun.rows() == [("v2", "people_ready", 50)]
