"""What documents changed within a year, and when a look at progress asks for it."""

from datetime import date

import pytest

from data.warehouse import queries
from data.warehouse.schema import fct_designation, fct_observation, import_batch
from data.warehouse.scope import CITY, Scope

V1, V2, OTHER = "230126100200", "230126100201", "230127101200"
BAYAN, MULAN = "230126", "230127"
YEAR_END = date(2017, 12, 31)


def lifted(area, year, value, **more):
    return {
        "area_code": area,
        "indicator_code": "people_lifted",
        "period": date(year, 12, 31),
        "obs_value": value,
        **more,
    }


ROWS = [
    lifted(V1, 2016, 30.0),
    lifted(V1, 2017, 24.0, document_no="动管〔2017〕9号"),
    lifted(V2, 2016, 10.0),
    lifted(V2, 2017, 25.0, document_no="动管〔2017〕9号"),
    lifted(OTHER, 2016, 40.0),
    lifted(OTHER, 2017, 35.0),
]
TASKS = [{"area_code": area} for area in (V1, V2, OTHER, BAYAN, MULAN)]


def changes(frame):
    names = ("area_code", "indicator_code", "lowered_by", "raised_by")
    return sorted(frame.select(names).iter_rows())


@pytest.fixture
def version(fill):
    return fill({fct_designation: TASKS, fct_observation: ROWS})


def test_a_document_lowers_and_raises_by_the_change_from_the_value_before(version):
    found = queries.corrections(CITY, version, as_of=YEAR_END)
    assert changes(found) == [
        (V1, "people_lifted", 30 - 24, 0),
        (V2, "people_lifted", 0, 25 - 10),
    ]


def test_only_the_twelve_months_before_count(version):
    assert queries.corrections(CITY, version, as_of=date(2016, 12, 31)).is_empty()
    assert queries.corrections(CITY, version, as_of=date(2015, 6, 30)).is_empty()


def test_the_newest_batch_is_what_a_document_changed_to(fill):
    version = fill(
        {
            import_batch: [{"import_id": 1}, {"import_id": 2}],
            fct_designation: TASKS,
            fct_observation: [
                *ROWS[:1],
                lifted(V1, 2017, 20.0, document_no="更正〔2018〕1号"),
                lifted(V1, 2017, 27.0, document_no="更正〔2018〕2号", import_id=2),
            ],
        }
    )
    found = queries.corrections(CITY, version, as_of=YEAR_END)
    assert changes(found) == [(V1, "people_lifted", 30 - 27, 0)]


def test_a_scope_that_ends_at_the_county_gets_sums(version):
    found = queries.corrections(Scope("county", "230126", "aggregate"), version, as_of=YEAR_END)
    assert changes(found) == [(BAYAN, "people_lifted", 30 - 24, 25 - 10)]


def test_a_look_at_progress_brings_them_where_something_fell(version):
    def brought(level):
        frames = queries.progress_frames(CITY, version, as_of=YEAR_END, level=level)
        return changes(frames["corrections"])

    # Mulan fell from 40 to 35; the villages of Bayan rose together, one of them fell.
    assert [row[0] for row in brought("village")] == [V1, V2]
    assert [row[0] for row in brought("county")] == [V1, V2]
    frames = queries.progress_frames(CITY, version, as_of=YEAR_END, level="county", area=BAYAN)
    assert frames["corrections"].is_empty()
