"""No query gives a row outside the scope, whatever it is asked for."""

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.errors import ScopeError
from data.warehouse import queries
from data.warehouse.schema import (
    fct_deduction,
    fct_designation,
    fct_evaluation,
    fct_household_year,
    fct_notice,
    fct_observation,
    fct_plan,
    fct_problem,
    fct_target,
    fct_work,
    fct_work_place,
    import_batch,
)
from data.warehouse.scope import CITY, Scope

VILLAGES = ("230126100200", "230126101200", "230127100200", "230129100200", "230112200200")
AREAS = ("230100", "230126", "230127", "230126100", *VILLAGES)
INDICATORS = ("people_ready", "relapse_people", "rural_roads", "bridges", "city_look_back")
END = date(2016, 12, 31)

scopes = st.builds(
    Scope,
    st.sampled_from(["leadership", "county", "planner"]),
    st.sampled_from(["2301", "230126", "230127", "230129", "230126100", "230126100200"]),
    st.sampled_from(["aggregate", "village", "household"]),
)
hostile = st.sampled_from(
    ["", "%", "_", "' or '1'='1", "230126' --", "2301%", "\x00", "\\", "２３０１", "9" * 50]
)
texts = st.text(max_size=20)
area_asked = st.one_of(st.sampled_from(AREAS), hostile, texts)
indicator_asked = st.one_of(st.sampled_from(INDICATORS), hostile, texts)
levels = st.sampled_from(["city", "county", "township", "village"])
days = st.dates(date(2015, 1, 1), date(2019, 1, 1))

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def observed(area, indicator):
    return [
        {"area_code": area, "indicator_code": indicator, "period": period, "obs_value": 1.0}
        | {"document_no": document}
        for period, document in ((date(2016, 1, 31), None), (END, "1"))
    ]


@pytest.fixture
def version(fill):
    """Every kind of row in five counties and the city."""
    counties = [area[:6] for area in VILLAGES]
    rows = [
        *(row for area in VILLAGES for row in observed(area, "people_ready")),
        *(row for area in VILLAGES for row in observed(area, "relapse_people")),
        *(row for area in set(counties) for row in observed(area, "bridges")),
        *observed("230100", "city_look_back"),
    ]
    promised = {"indicator_code": "people_lifted"}
    return fill(
        {
            import_batch: [{"import_id": 1}],
            fct_observation: rows,
            fct_designation: [{"area_code": area} for area in (*VILLAGES, *set(counties))],
            fct_target: [
                promised | {"area_code": area, "target_value": 1.0}
                for area in ("230100", *VILLAGES)
            ],
            fct_plan: [
                promised | {"area_code": area, "year": 2016, "planned_value": 1.0}
                for area in ("230100", *VILLAGES)
            ],
            fct_household_year: [
                {
                    "area_code": area,
                    "household_key": area,
                    "year": year,
                    "register_status": "not_exited",
                    "people": 3,
                }
                for area in VILLAGES
                for year in (2015, 2016)
            ],
            fct_problem: [
                {"area_code": area, "problem_code": area, "closed_on": date(2016, 5, 1)}
                | {"evidence": "佐证", "measure": "措施", "responsible_office": "单位"}
                for area in AREAS
            ],
            fct_evaluation: [{"area_code": area} for area in set(counties)],
            fct_notice: [
                *({"area_code": area} for area in set(counties)),
                {"org_unit_code": "finance"},
            ],
            fct_deduction: [{"area_code": area} for area in set(counties)],
            fct_work: [
                {"work_code": area, "area_code": area, "owner": "单位", "photo_url": "a.jpg"}
                for area in {*VILLAGES, *counties}
            ],
            fct_work_place: [{"work_code": area} for area in {*VILLAGES, *counties}],
        }
    )


def answers(scope, version, day, level, area, indicator):
    """The frames of every query that can be asked for this."""
    asked = {
        "areas": lambda: queries.areas(scope, version, as_of=day),
        "outlines": lambda: queries.outlines(scope, version),
        "actuals": lambda: queries.actuals(
            scope, version, as_of=day, level=level, indicators=[indicator], area=area
        ),
        "all actuals": lambda: queries.actuals(scope, version, as_of=day, level=level),
        "series": lambda: queries.series(
            scope, version, indicators=[indicator], level=level, area=area, through=day
        ),
        "targets": lambda: queries.targets(scope, version, as_of=day),
        "plans": lambda: queries.plans(scope, version),
        "register": lambda: queries.register_changes(scope, version, through_year=day.year),
        "still poor": lambda: queries.still_poor(scope, version, year=day.year),
        "coverage": lambda: queries.coverage(scope, version, as_of=day),
        "all corrections": lambda: queries.corrections(scope, version, as_of=day),
        "sources": lambda: queries.sources(
            scope, version, area=area, indicator=indicator, as_of=day
        ),
        "problems": lambda: queries.problems(scope, version, as_of=day),
        "evaluations": lambda: queries.evaluations(scope, version, as_of=day),
        "notices": lambda: queries.notices(scope, version, as_of=day),
        "deductions": lambda: queries.deductions(scope, version, as_of=day),
        "works": lambda: queries.works(scope, version, as_of=day),
        "work returns": lambda: queries.work_returns(scope, version, as_of=day),
        # Projects of this file are named for their area.
        "places": lambda: queries.work_places(scope, version).rename(
            {"work_code": "area_code"}
        ),
    }
    for name, ask in asked.items():
        try:
            yield name, ask()
        except ScopeError:
            assert scope.detail == "aggregate"
    try:
        frames = queries.progress_frames(
            scope, version, as_of=day, level=level, area=area, indicators=[indicator]
        )
    except ScopeError:
        assert scope.detail == "aggregate"
    else:
        yield from frames.items()


@quick
@given(scopes, days, levels, area_asked, indicator_asked)
@example(Scope("county", "230126", "village"), END, "city", "230100", "city_look_back")
@example(Scope("county", "230126", "village"), END, "county", "230127", "bridges")
@example(Scope("county", "230126", "village"), END, "village", "", "people_ready")
def test_no_query_gives_a_row_outside_the_scope(version, scope, day, level, area, indicator):
    for name, frame in answers(scope, version, day, level, area, indicator):
        column = "county_code" if name == "coverage" else "area_code"
        # In the city's scope a null is the city's own return or one of its offices.
        codes = set(frame[column]) - ({None} if scope.area_prefix == "2301" else set())
        assert all(code.startswith(scope.area_prefix) for code in codes), name
        if scope.detail == "aggregate":
            assert all(len(code) == 6 for code in codes), name


@pytest.mark.parametrize("prefix", ["2301", "230126"])
def test_a_scope_that_ends_at_the_county_counts_problems_of_villages_untold(version, prefix):
    told, counted = (
        queries.problems(Scope("county", prefix, detail), version, as_of=END)
        for detail in ("village", "aggregate")
    )
    assert counted["problem_code"].to_list() == told["problem_code"].to_list()
    below = told["area_code"].str.len_chars() > 6
    texts = counted.select("problem", "measure", "responsible_office", "evidence")
    assert texts.filter(below).null_count().row(0) == (below.sum(),) * 4
    assert texts.filter(~below).equals(told.filter(~below).select(texts.columns))


@pytest.mark.parametrize("prefix", ["2301", "230126"])
def test_a_scope_that_ends_at_the_county_counts_works_of_villages_untold(version, prefix):
    told, counted = (
        queries.works(Scope("county", prefix, detail), version, as_of=END)
        for detail in ("village", "aggregate")
    )
    assert counted["work_code"].to_list() == told["work_code"].to_list()
    below = told["area_code"].str.len_chars() > 6
    assert 0 < below.sum() < len(below)
    texts = counted.select("work_name", "owner", "photo_url")
    assert texts.filter(below).null_count().row(0) == (below.sum(),) * 3
    assert texts.filter(~below).equals(told.filter(~below).select(texts.columns))


@quick
@given(days, levels, area_asked)
def test_nothing_lies_outside_the_area_asked_for(version, day, level, area):
    frame = queries.actuals(CITY, version, as_of=day, level=level, area=area)
    prefix = "2301" if area == "230100" else area
    assert all(code.startswith(prefix) for code in frame["area_code"])


@pytest.mark.parametrize("prefix", ["230126", "230127"])
def test_a_county_sees_all_of_its_own(version, prefix):
    whole = dict(answers(CITY, version, END, "village", "230100", "people_ready"))
    own = dict(
        answers(
            Scope("county", prefix, "village"),
            version,
            END,
            "village",
            "230100",
            "people_ready",
        )
    )
    for name in set(whole) - {"coverage"}:
        inside = whole[name].filter(whole[name]["area_code"].str.starts_with(prefix))
        assert own[name].equals(inside), name
    empty = {name for name, frame in own.items() if frame.is_empty()}
    # Nothing was reported for the baseline, nor a year before, from where it could have fallen.
    assert empty == {"baselines", "year_ago", "corrections"}


def test_the_state_of_the_data_is_everybody_s(version):
    states = [
        queries.programme_state(scope, version).row(0)
        for scope in (CITY, Scope("county", "230126", "aggregate"))
    ]
    assert states[0] == states[1]
