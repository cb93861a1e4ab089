"""What works show on a day: the newest period by then, of it the newest batch."""

from datetime import date

import pytest

from data.warehouse import queries
from data.warehouse.schema import fct_work, fct_work_place, import_batch
from data.warehouse.scope import CITY, Scope

BAYAN, VILLAGE = "230126", "230126100200"
JUNE, AUGUST = date(2016, 6, 30), date(2016, 8, 31)
STARTED, FINISHED = date(2016, 5, 20), date(2016, 8, 12)
TWO = [{"import_id": 1}, {"import_id": 2, "file_name": "works.csv", "form_code": "works"}]
LINE = "LINESTRING (127.4 46.1, 127.5 46.2)"


def work(code="R1", **fields):
    return {"work_code": code, "area_code": VILLAGE, "period": JUNE} | fields


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        (date(2016, 6, 29), []),
        (JUNE, [(JUNE, STARTED, None, 0.0)]),
        (date(2016, 8, 30), [(JUNE, STARTED, None, 0.0)]),
        (AUGUST, [(AUGUST, STARTED, FINISHED, 1.0)]),
    ],
    ids=str,
)
def test_a_project_is_as_its_newest_period_by_the_day_has_it(fill, day, seen):
    later = {"period": AUGUST, "finished_on": FINISHED, "quantity_done": 1.0}
    rows = [work(started_on=STARTED, quantity_done=0.0), work(started_on=STARTED, **later)]
    version = fill({fct_work: rows})
    found = queries.works(CITY, version, as_of=day)
    names = ["period", "started_on", "finished_on", "quantity_done"]
    assert found.select(names).rows() == seen


def test_the_newest_batch_says_what_is_true_of_a_period(fill):
    rows = [
        work(period=AUGUST, work_name="旧"),
        work("R2"),
        work(import_id=2, work_name="早"),
        work(import_id=2, period=AUGUST, work_name="新"),
    ]
    version = fill({import_batch: TWO, fct_work: rows})
    found = queries.works(CITY, version, as_of=AUGUST)
    assert found.select("work_code", "work_name", "import_id").rows() == [
        ("R1", "新", 2),
        ("R2", "危桥", 1),
    ]
    assert queries.works(CITY, version, as_of=JUNE)["work_name"].to_list() == ["早", "危桥"]


def test_a_date_that_lies_ahead_is_not_seen_early(fill):
    row = work(disclosed_on=AUGUST, planned_start_on=date(2016, 9, 1))
    version = fill({fct_work: [row]})
    found = queries.works(CITY, version, as_of=date(2016, 7, 1))
    assert found.select("disclosed_on", "planned_start_on").rows() == [(None, date(2016, 9, 1))]


def test_only_the_programmes_asked_for_are_read(fill):
    rows = [
        work("B1"),
        work("R1", programme="roads_network"),
        work("R2", programme="grid_lines"),
    ]
    version = fill({fct_work: rows})
    asked = {
        programmes: queries.works(CITY, version, as_of=JUNE, programmes=programmes)["work_code"]
        for programmes in (None, ("roads_network", "grid_lines"), ("bridges",), ())
    }
    assert {programmes: list(codes) for programmes, codes in asked.items()} == {
        None: ["B1", "R1", "R2"],
        ("roads_network", "grid_lines"): ["R1", "R2"],
        ("bridges",): ["B1"],
        (): [],
    }


def test_a_project_that_changed_its_programme_is_only_of_the_newer_one(fill):
    later = work(period=AUGUST, programme="roads_widening")
    version = fill({fct_work: [work(programme="roads_network"), later]})
    for programme, seen in (("roads_network", []), ("roads_widening", ["R1"])):
        found = queries.works(CITY, version, as_of=AUGUST, programmes=(programme,))
        assert found["work_code"].to_list() == seen


def test_a_withdrawn_batch_gives_work_and_place_of_the_one_before(fill):
    batches = [TWO[0], TWO[1] | {"batch_state": "withdrawn"}]
    rows = [work(work_name="旧"), work(import_id=2, work_name="新")]
    places = [{"work_code": "R1"}, {"work_code": "R1", "geometry": LINE, "import_id": 2}]
    version = fill({import_batch: batches, fct_work: rows, fct_work_place: places})
    assert queries.works(CITY, version, as_of=AUGUST)["work_name"].to_list() == ["旧"]
    found = queries.work_places(CITY, version)
    assert found.rows() == [("R1", "POINT (127.4 46.1)", False)]


def test_a_batch_without_places_leaves_the_earlier_ones(fill):
    rows = [work(), work(import_id=2, period=AUGUST)]
    places = [{"work_code": "R1", "geometry": LINE, "is_schematic": True}]
    version = fill({import_batch: TWO, fct_work: rows, fct_work_place: places})
    assert queries.work_places(CITY, version).rows() == [("R1", LINE, True)]


def test_a_place_goes_with_its_project_to_another_county(fill):
    rows = [work(), work(import_id=2, period=AUGUST, area_code="230127")]
    version = fill({import_batch: TWO, fct_work: rows, fct_work_place: [{"work_code": "R1"}]})
    bayan, mulan = Scope("county", BAYAN, "village"), Scope("county", "230127", "village")
    assert queries.work_places(bayan, version).is_empty()
    assert queries.work_places(mulan, version).height == 1


def test_a_scope_that_ends_at_the_county_is_shown_no_place_below_it(fill):
    rows = [work(), work("R2", area_code=BAYAN)]
    places = [{"work_code": "R1"}, {"work_code": "R2", "geometry": LINE}]
    version = fill({fct_work: rows, fct_work_place: places})
    aggregate = Scope("leadership", "2301", "aggregate")
    assert queries.work_places(aggregate, version)["work_code"].to_list() == ["R2"]


def test_returns_have_a_row_for_each_period_of_its_newest_batch(fill):
    batches = [TWO[0], TWO[1] | {"document_no": "测〔2016〕9号"}]
    road = {"programme": "roads_network"}
    rows = [
        work(quantity_done=3.0, **road),
        work(period=AUGUST, quantity_done=5.0, **road),
        work("B1", period=AUGUST),
        work(import_id=2, period=AUGUST, quantity_done=4.0, **road),
    ]
    version = fill({import_batch: batches, fct_work: rows})
    found = queries.work_returns(CITY, version, as_of=AUGUST)
    names = ["work_code", "period", "quantity_done", "document_no"]
    sent = [("R1", JUNE, 3.0, None), ("R1", AUGUST, 4.0, "测〔2016〕9号")]
    assert found.select(names).rows() == [("B1", AUGUST, None, None), *sent]
    early = queries.work_returns(CITY, version, as_of=JUNE)
    assert early.select(names).rows() == sent[:1]
    of_bridges = queries.work_returns(CITY, version, as_of=AUGUST, programmes=("bridges",))
    assert of_bridges["work_code"].to_list() == ["B1"]


def test_returns_are_not_told_below_a_scope_that_ends_at_the_county(fill):
    version = fill({fct_work: [work(), work("R2", area_code=BAYAN)]})
    found = queries.work_returns(Scope("leadership", "2301", "aggregate"), version, as_of=JUNE)
    assert found.select("work_code", "area_code", "work_name").rows() == [
        ("R1", BAYAN, None),
        ("R2", BAYAN, "危桥"),
    ]
