"""What each query gives, on tables small enough to check by hand."""

from datetime import date, datetime

import pytest

from data.errors import ScopeError
from data.warehouse import queries
from data.warehouse.schema import (
    fct_designation,
    fct_observation,
    fct_plan,
    fct_target,
    import_batch,
)
from data.warehouse.scope import CITY, Scope

V1, V2, YANSHOU_VILLAGE = "230126100200", "230126100201", "230129100200"
BAYAN, YANSHOU, ACHENG, DAOLI, HARBIN = "230126", "230129", "230112", "230102", "230100"
JAN, FEB, MAR = date(2016, 1, 31), date(2016, 2, 29), date(2016, 3, 31)
AGGREGATE = Scope("county", "2301", "aggregate")
ROLES = [
    {"area_code": BAYAN, "step": "step1", "poor_county": "provincial"},
    {"area_code": YANSHOU, "step": "step2", "poor_county": "national"},
    {"area_code": ACHENG, "step": "step1"},
    {"area_code": V1, "is_poor_village": True, "agricultural_population": 900},
    {"area_code": YANSHOU_VILLAGE, "step": "step1"},
    {
        "area_code": V1,
        "valid_from": date(2017, 1, 1),
        "is_poor_village": True,
        "is_old_base_area": True,
        "agricultural_population": 880,
    },
]


def ready(area, period, value, **more):
    return {
        "area_code": area,
        "indicator_code": "people_ready",
        "period": period,
        "obs_value": value,
        **more,
    }


@pytest.fixture
def roles(fill):
    """Areas by code, with the roles of a day."""
    version = fill({fct_designation: ROLES})

    def _roles(as_of):
        frame = queries.areas(CITY, version, as_of=as_of)
        return {row["area_code"]: row for row in frame.iter_rows(named=True)}

    return _roles


def test_area_has_its_own_role_or_its_county_s(roles):
    found = roles(MAR)
    assert len(found) == 3_400
    assert next(iter(found)) == HARBIN
    assert {code: found[code]["step"] for code in (BAYAN, V1, V2, YANSHOU_VILLAGE, DAOLI)} == {
        BAYAN: "step1",
        V1: "step1",
        V2: "step1",
        YANSHOU_VILLAGE: "step1",
        DAOLI: None,
    }
    assert found["230129100"]["step"] == "step2"
    groups = {code: found[code]["group"] for code in (HARBIN, BAYAN, V2, ACHENG, DAOLI)}
    assert groups == {
        HARBIN: None,
        BAYAN: "poor_county",
        V2: "poor_county",
        ACHENG: "task",
        DAOLI: "no_task",
    }
    assert [found[code]["poor_county"] for code in (YANSHOU_VILLAGE, ACHENG)] == [
        "national",
        None,
    ]
    assert [found[code]["has_task"] for code in (V1, "230126100", V2, DAOLI)] == [
        True,
        True,
        False,
        False,
    ]


def test_role_holds_from_its_date(roles):
    before, after = roles(date(2016, 12, 31))[V1], roles(date(2017, 1, 1))[V1]
    assert (before["agricultural_population"], before["is_old_base_area"]) == (900, False)
    assert (after["agricultural_population"], after["is_old_base_area"]) == (880, True)
    assert roles(date(2015, 12, 30))[V1]["is_poor_village"] is False


def test_areas_end_at_the_county_for_a_scope_that_does(fill):
    frame = queries.areas(AGGREGATE, fill({fct_designation: ROLES}), as_of=MAR)
    assert frame["area_level"].value_counts().sort("area_level").rows() == [
        ("city", 1),
        ("county", 18),
    ]


@pytest.mark.parametrize("level", ["village", "township"])
def test_village_rows_are_refused_to_a_scope_that_ends_at_the_county(fill, level):
    version = fill({fct_observation: [ready(V1, JAN, 1.0)]})
    asked = {"as_of": JAN, "level": level}
    with pytest.raises(ScopeError, match="shows counties"):
        queries.actuals(AGGREGATE, version, **asked)
    with pytest.raises(ScopeError, match="shows counties"):
        queries.progress_frames(AGGREGATE, version, **asked)
    with pytest.raises(ScopeError, match="shows counties"):
        queries.series(
            AGGREGATE, version, indicators=["people_ready"], level=level, through=JAN
        )
    with pytest.raises(ScopeError, match="shows counties"):
        queries.sources(AGGREGATE, version, area=BAYAN, indicator="people_ready", as_of=JAN)
    assert queries.actuals(AGGREGATE, version, as_of=JAN, level="county").height > 0


def test_unknown_level_is_a_mistake_of_the_caller(home, fill):
    with pytest.raises(ValueError, match="level is one of city, county, township, village"):
        queries.actuals(CITY, fill({}), as_of=JAN, level="province")


@pytest.mark.parametrize("prefix", ["", "2301%", "'", "23", "２３０１"])
def test_scope_without_an_area_sees_nothing(fill, prefix):
    version = fill({})
    with pytest.raises(ScopeError, match="has no area it may see"):
        queries.areas(Scope("county", prefix, "village"), version, as_of=JAN)
    with pytest.raises(ScopeError, match="has no area it may see"):
        queries.programme_state(Scope("county", prefix, "village"), version)


def test_township_has_nothing_to_see_for_a_scope_that_ends_at_the_county(fill):
    version = fill({fct_target: [target(V1, 1.0)]})
    with pytest.raises(ScopeError, match="has no area it may see"):
        queries.targets(Scope("county", "230126100", "aggregate"), version, as_of=JAN)


def test_day_is_answered_by_the_month_end_before_it(fill):
    rows = [ready(V1, JAN, 1.0), ready(V1, FEB, 2.0), ready(V1, MAR, 3.0)]
    version = fill({fct_observation: rows})
    answers = {
        date(2016, 1, 30): [],
        JAN: [1.0],
        date(2016, 2, 28): [1.0],
        FEB: [2.0],
        date(2016, 3, 30): [2.0],
        MAR: [3.0],
        date(2030, 6, 15): [3.0],
    }
    for level in ("city", "county", "township", "village"):
        found = {
            as_of: queries.actuals(
                CITY, version, as_of=as_of, level=level, indicators=["people_ready"]
            )["reported_value"].to_list()
            for as_of in answers
        }
        assert found == answers


def test_area_asked_for_is_the_area_and_what_lies_in_it(fill):
    rows = [ready(V1, JAN, 1.0), ready(V2, JAN, 2.0), ready(YANSHOU_VILLAGE, JAN, 4.0)]
    version = fill({fct_observation: rows})

    def values(level, area):
        frame = queries.actuals(
            CITY, version, as_of=JAN, level=level, indicators=["people_ready"], area=area
        )
        return dict(frame.select("area_code", "reported_value").iter_rows())

    assert values("village", V1) == {V1: 1.0}
    assert values("village", BAYAN) == {V1: 1.0, V2: 2.0}
    assert values("county", HARBIN) == {BAYAN: 3.0, YANSHOU: 4.0}
    assert values("city", HARBIN) == {HARBIN: 7.0}
    assert values("city", BAYAN) == {}


def target(area, value, **more):
    return {
        "area_code": area,
        "indicator_code": "people_lifted",
        "target_value": value,
        **more,
    }


def test_adjusted_target_counts_from_its_approval(fill):
    approved = {
        "target_version": "adjusted",
        "document_no": "哈扶组〔2016〕9号",
        "approved_on": date(2016, 11, 1),
    }
    rows = [target(V1, 100.0), target(V1, 60.0, **approved)]
    version = fill({fct_target: rows})

    def known(as_of):
        frame = queries.targets(CITY, version, as_of=as_of)
        return dict(frame.select("target_version", "target_value").iter_rows())

    assert known(date(2016, 10, 31)) == {"policy": 100.0}
    assert known(date(2016, 11, 1)) == {"policy": 100.0, "adjusted": 60.0}


def test_newest_batch_of_targets_and_plans_counts(fill):
    plan = {"area_code": V1, "indicator_code": "people_lifted", "year": 2016}
    version = fill(
        {
            import_batch: [
                {"import_id": 1},
                {"import_id": 2},
                {"import_id": 3, "batch_state": "withdrawn"},
            ],
            fct_target: [target(V1, 9.0, import_id=2), target(V1, 100.0)],
            fct_plan: [
                plan | {"planned_value": 5.0},
                plan | {"planned_value": 6.0, "import_id": 3},
            ],
        }
    )
    assert queries.targets(CITY, version, as_of=MAR)["target_value"].to_list() == [9.0]
    assert queries.plans(CITY, version).rows() == [(V1, "people_lifted", 2016, 5.0)]


def test_scope_that_ends_at_the_county_gets_targets_and_plans_added_up(fill):
    later = {"target_date": date(2018, 12, 31)}
    plan = {"indicator_code": "people_lifted", "year": 2016}
    version = fill(
        {
            fct_target: [
                target(V1, 1.0),
                target(V2, 2.0),
                target(YANSHOU_VILLAGE, 4.0, **later),
            ],
            fct_plan: [
                plan | {"area_code": V1, "planned_value": 1.0},
                plan | {"area_code": V2, "planned_value": 2.0},
            ],
        }
    )
    found = queries.targets(AGGREGATE, version, as_of=MAR)
    assert found.select("area_code", "target_date", "target_value").rows() == [
        (BAYAN, date(2017, 12, 31), 3.0),
        (YANSHOU, date(2018, 12, 31), 4.0),
    ]
    assert queries.plans(AGGREGATE, version).rows() == [(BAYAN, "people_lifted", 2016, 3.0)]
    assert queries.targets(CITY, version, as_of=MAR).columns == found.columns


def test_figure_leads_to_its_files_and_rows(fill):
    batches = [
        {"import_id": 1, "file_name": "巴彦县.csv", "sending_office": "巴彦县扶贫办"},
        {
            "import_id": 2,
            "file_name": "更正.csv",
            "document_no": "批1",
            "sent_on": date(2016, 2, 3),
            "received_at": datetime(2016, 2, 4, 8),
        },
    ]
    rows = [
        ready(V1, JAN, 10.0, row_number=5),
        ready(V2, JAN, 20.0, row_number=6),
        ready(V2, JAN, 21.0, row_number=9, import_id=2, document_no="更1"),
        ready(V2, FEB, 30.0, row_number=7),
        ready(YANSHOU_VILLAGE, JAN, 40.0, row_number=8),
    ]
    version = fill({import_batch: batches, fct_observation: rows})
    found = queries.sources(CITY, version, area=BAYAN, indicator="people_ready", as_of=JAN)
    names = ["area_code", "obs_value", "file_name", "row_number", "document_no"]
    assert found.select(names).rows() == [
        (V1, 10.0, "巴彦县.csv", 5, None),
        (V2, 21.0, "更正.csv", 9, "更1"),
    ]
    total = queries.actuals(CITY, version, as_of=JAN, level="county", area=BAYAN)
    total = total.filter(indicator_code="people_ready")["reported_value"].item()
    assert found["obs_value"].sum() == total == 31.0


def test_sum_of_indicators_leads_to_its_parts(fill):
    rows = [
        ready(BAYAN, JAN, 10.0, indicator_code="roads_network"),
        ready(BAYAN, JAN, 5.0, indicator_code="roads_widening"),
        ready(BAYAN, JAN, 7.0, indicator_code="bridges"),
    ]
    version = fill({fct_observation: rows})
    found = queries.sources(CITY, version, area=BAYAN, indicator="rural_roads", as_of=JAN)
    assert found.select("indicator_code", "obs_value").rows() == [
        ("roads_network", 10.0),
        ("roads_widening", 5.0),
    ]


def test_county_sees_the_files_that_hold_its_rows(fill):
    batches = [{"import_id": number, "file_name": f"{number}.csv"} for number in (1, 2, 3, 4)]
    version = fill(
        {
            import_batch: batches,
            fct_observation: [
                ready(V1, JAN, 1.0),
                ready(YANSHOU_VILLAGE, JAN, 1.0, import_id=2),
            ],
            fct_target: [target(V1, 1.0, import_id=3)],
        }
    )
    county = queries.batches(Scope("county", BAYAN, "village"), version)
    assert county["file_name"].to_list() == ["3.csv", "1.csv"]
    assert queries.batches(CITY, version).height == 4


def test_frames_of_progress_hold_now_the_baseline_and_a_year_ago(fill):
    days = [date(2015, 12, 31), FEB, date(2016, 3, 31), date(2017, 2, 28)]
    rows = [ready(V1, day, float(number)) for number, day in enumerate(days)]
    version = fill({fct_observation: rows, fct_target: [target(V1, 1.0)]})
    for level in ("village", "county"):
        frames = queries.progress_frames(
            CITY,
            version,
            as_of=date(2017, 2, 28),
            level=level,
            area=BAYAN,
            indicators=["people_ready"],
        )
        assert list(frames) == [
            *("areas", "actuals", "baselines", "year_ago", "targets", "plans"),
            "corrections",
        ]
        values = {
            name: frames[name]["reported_value"].item()
            for name in ("actuals", "baselines", "year_ago")
        }
        assert values == {"actuals": 3.0, "baselines": 0.0, "year_ago": 1.0}
        assert frames["targets"].height == 1
        assert frames["areas"].height == 3_400


def test_empty_warehouse_answers_with_empty_frames_of_the_same_columns(fill):
    empty = fill({})
    asked = {"as_of": JAN, "level": "county"}
    before = queries.actuals(CITY, empty, **asked)
    assert before.is_empty()
    full = fill({import_batch: [{"import_id": 9}], fct_observation: [ready(V1, JAN, 1.0)]})
    assert before.schema == queries.actuals(CITY, full, **asked).schema
    for level in ("county", "village"):
        frames = queries.progress_frames(CITY, empty, as_of=JAN, level=level)
        assert frames["actuals"].is_empty() and frames["year_ago"].is_empty()
    assert queries.coverage(CITY, empty, as_of=JAN).is_empty()
