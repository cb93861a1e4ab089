"""From what the warehouse gives to what the projection takes."""

from datetime import date

import polars as pl
import pytest

from data.catalogue import settings
from data.errors import MissingColumnsError
from metrics.landings import COLUMNS, landings, of_steps
from metrics.projection_frames import projection_frames, series_indicators
from metrics.step_lines import in_one_county
from tests.frames import AREAS, adjusted, no_plans, targets
from tests.tables import table

AS_OF = date(2017, 3, 31)
# v1 reports every month, v2 not in February; v3 belongs to the other step.
SERIES = table("""
    | area_code | indicator_code        | month      | latest_period | reported_value |
    | v1        | people_ready          | 2017-01-31 | 2017-01-31    |             10 |
    | v1        | people_ready          | 2017-02-28 | 2017-02-28    |             12 |
    | v1        | people_ready          | 2017-03-31 | 2017-03-31    |             15 |
    | v2        | people_ready          | 2017-01-31 | 2017-01-31    |              4 |
    | v2        | people_ready          | 2017-02-28 | 2017-01-31    |              4 |
    | v2        | people_ready          | 2017-03-31 | 2017-03-31    |              9 |
    | v3        | people_ready          | 2017-01-31 | -             |              - |
    | v3        | people_ready          | 2017-02-28 | 2017-02-28    |              7 |
    | v3        | people_ready          | 2017-03-31 | 2017-02-28    |              7 |
    | v1        | people_lifted         | 2017-03-31 | 2016-12-31    |             10 |
    | v2        | people_lifted         | 2017-03-31 | 2016-12-31    |              4 |
    | v3        | people_lifted         | 2017-03-31 | -             |              - |
    | v1        | poor_people_remaining | 2017-03-31 | 2017-03-31    |             20 |
    | v2        | poor_people_remaining | 2017-03-31 | 2017-03-31    |             11 |
    | v3        | poor_people_remaining | 2017-03-31 | 2017-03-31    |             30 |
""")
TARGETS = targets("""
    | area_code | indicator_code | target_date | target_value |
    | v1        | people_lifted  | 2017-12-31  |           30 |
    | v2        | people_lifted  | 2017-12-31  |           20 |
    | v3        | people_lifted  | 2018-12-31  |           40 |
""")


def frames(level, *, series=SERIES, promised=TARGETS, indicator="people_ready"):
    return projection_frames(
        AREAS, series, promised, no_plans(), indicator=indicator, level=level, as_of=AS_OF
    )


def values(frame, column):
    return {
        (area, day): value
        for area, day, value in frame.select("area_code", "period", column).iter_rows()
    }


def test_a_village_that_carries_its_last_report_has_not_reported():
    reported = values(frames("village").observations, "obs_value")
    assert reported["v2", date(2017, 1, 31)] == 4
    assert reported["v2", date(2017, 2, 28)] is None
    assert reported["v2", AS_OF] == 9


def test_a_county_is_the_sum_of_its_villages_with_what_some_carry():
    reported = values(frames("county").observations, "obs_value")
    assert reported["bayan", date(2017, 2, 28)] == 12 + 4
    assert reported["bayan", AS_OF] == 15 + 9


def test_a_county_of_which_nobody_reported_has_not_reported():
    reported = values(frames("county").observations, "obs_value")
    assert reported["yanshou", date(2017, 1, 31)] is None
    assert reported["yanshou", AS_OF] is None


def test_the_city_is_projected_step_by_step_because_they_are_due_on_different_days():
    found = frames("city")
    assert found.places.sort("step").rows() == [
        ("230100", "step1", "230100 step1"),
        ("230100", "step2", "230100 step2"),
    ]
    due = found.targets.sort("area_code").select("area_code", "target_date", "target_value")
    assert due.rows() == [
        ("230100 step1", date(2017, 12, 31), 30 + 20),
        ("230100 step2", date(2018, 12, 31), 40),
    ]


def test_where_there_is_one_step_the_key_is_the_code():
    assert frames("county").places["key"].to_list() == ["bayan", "yanshou"]


def test_people_are_bounded_by_those_out_of_poverty_and_those_still_poor():
    """Nobody is out in v3 before its first year's end is reported."""
    bound = values(frames("county").bound, "bound_value")
    assert bound["bayan", AS_OF] == (10 + 4) + (20 + 11)
    assert bound["yanshou", AS_OF] == 30


def test_the_bound_is_unknown_while_a_village_never_said_who_is_poor():
    silent = SERIES.filter(
        ~((pl.col("area_code") == "v2") & (pl.col("indicator_code") == "poor_people_remaining"))
    )
    unknown = pl.concat(
        [
            silent,
            SERIES.filter(pl.col("area_code") == "v2")
            .head(1)
            .with_columns(
                indicator_code=pl.lit("poor_people_remaining"),
                month=pl.lit(AS_OF),
                reported_value=pl.lit(None, pl.Float64),
            ),
        ]
    )
    bound = values(frames("county", series=unknown).bound, "bound_value")
    assert bound["bayan", AS_OF] is None
    assert bound["yanshou", AS_OF] == 30


def test_villages_are_bounded_by_the_list():
    listed = targets("""
        | area_code | indicator_code    | target_date | target_value |
        | v1        | villages_delisted | 2017-12-31  |            1 |
        | v2        | villages_delisted | 2017-12-31  |            1 |
    """)
    ready = SERIES.filter(pl.col("indicator_code") == "people_ready").with_columns(
        indicator_code=pl.lit("villages_ready"),
        reported_value=(pl.col("reported_value") > 9).cast(pl.Float64),
    )
    assert series_indicators("villages_ready") == ("villages_ready",)
    found = frames("county", series=ready, promised=listed, indicator="villages_ready")
    assert values(found.bound, "bound_value")["bayan", AS_OF] == 2
    assert values(found.observations, "obs_value")["bayan", AS_OF] == 1
    assert found.targets["target_value"].to_list() == [2]


def test_an_approved_adjusted_target_is_the_one_to_reach():
    v2 = TARGETS.filter(pl.col("area_code") == "v2")
    approved = adjusted(v2, to=12.0, approved_on=date(2017, 2, 1))
    later = adjusted(v2, to=12.0, approved_on=date(2017, 5, 1))
    for version, target in ((approved, 30 + 12), (later, 30 + 20)):
        found = frames("county", promised=pl.concat([TARGETS, version])).targets
        assert found.filter(pl.col("area_code") == "bayan")["target_value"].to_list() == [
            target
        ]


def test_the_baseline_keeps_its_day_and_the_plan_its_shape():
    found = frames("county")
    assert set(found.targets["baseline_date"]) == {date(2015, 12, 31)}
    assert found.plan_shape == settings().plan_shapes["people_ready"]


def test_months_after_the_look_are_left_out():
    later = SERIES.with_columns(
        pl.col("month") + pl.duration(days=365), reported_value=pl.lit(9999.0)
    )
    before = landings(frames("county"), AREAS, as_of=AS_OF)
    poisoned = frames("county", series=pl.concat([SERIES, later]))
    assert landings(poisoned, AREAS, as_of=AS_OF).equals(before)


def test_landings_have_a_name_a_step_and_the_newest_value():
    rows = landings(frames("county"), AREAS, as_of=AS_OF)
    assert rows.columns == COLUMNS
    shown = ("area_name", "step", "target_value", "actual_value", "required_pace", "reason")
    assert rows.select(shown).rows() == [
        # Out or still poor are 45 of the 50 people and 30 of the 40.
        ("巴彦", "step1", 45, 15 + 9, (45 - 24) / 9, "too_early"),
        ("延寿", "step2", 30, 7, (30 - 7) / 21, "too_early"),
    ]


def test_a_step_that_is_one_county_has_that_countys_projection():
    alone = in_one_county(AREAS)
    counties = landings(frames("county"), AREAS, as_of=AS_OF)
    city = of_steps(landings(frames("city"), AREAS, as_of=AS_OF), counties, alone)
    values = [name for name in COLUMNS if not name.startswith("area_")]
    for step, county in alone.items():
        own = counties.filter(area_code=county, step=step).select(values)
        assert city.filter(step=step).select(values).equals(own)


def test_missing_columns_are_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="series lacks latest_period"):
        frames("county", series=SERIES.drop("latest_period"))
