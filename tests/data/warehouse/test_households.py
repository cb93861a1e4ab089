"""Who is still poor by the register of a year, by cause and attribute."""

from data.warehouse.queries import still_poor
from data.warehouse.queries.households import STILL_POOR
from data.warehouse.schema import fct_household_year, import_batch
from data.warehouse.scope import CITY, Scope
from metrics.register import POOR

V1, V2, MULAN_VILLAGE = "230126100200", "230126100201", "230127100200"


def household(key, people, *, status="not_exited", area=V1, year=2017, **more):
    return {
        "household_key": key,
        "area_code": area,
        "year": year,
        "people": people,
        "register_status": status,
        **more,
    }


def counted(version, scope=CITY, year=2017):
    frame = still_poor(scope, version, year=year)
    return {
        (area, cause, kind): (homes, people)
        for area, cause, kind, homes, people in frame.iter_rows()
    }


def test_people_still_poor_are_added_up_by_village_cause_and_attribute(fill):
    ill = {"main_cause": "illness", "attribute": "ordinary"}
    version = fill(
        {
            fct_household_year: [
                household("a", 3, **ill),
                household("b", 2, status="fell_back", **ill),
                household("c", 1, status="ready", main_cause="labour"),
                household("d", 4, area=V2, **ill),
                household("e", 5, status="exited_supported", **ill),
                household("f", 6, status="removed", **ill),
                household("g", 7, year=2016, **ill),
            ]
        }
    )
    assert counted(version) == {
        (V1, "illness", "ordinary"): (2, 3 + 2),
        (V1, "labour", None): (1, 1),
        (V2, "illness", "ordinary"): (1, 4),
    }


def test_a_corrected_household_counts_once(fill):
    version = fill(
        {
            import_batch: [{"import_id": 1}, {"import_id": 2}],
            fct_household_year: [
                household("a", 3, main_cause="illness"),
                household("a", 2, main_cause="disability", import_id=2),
                household("b", 5, main_cause="illness"),
                # Found out only later: it had exited after all.
                household("b", 5, main_cause="illness", status="exited", import_id=2),
            ],
        }
    )
    assert counted(version) == {(V1, "disability", None): (1, 2)}


def test_a_household_put_elsewhere_by_a_correction_counts_there_alone(fill):
    version = fill(
        {
            import_batch: [{"import_id": 1}, {"import_id": 2}],
            fct_household_year: [
                household("a", 3, main_cause="illness"),
                household("a", 3, main_cause="illness", area=MULAN_VILLAGE, import_id=2),
            ],
        }
    )
    assert counted(version, Scope("county", "230126", "village")) == {}
    assert counted(version) == {(MULAN_VILLAGE, "illness", None): (1, 3)}


def test_a_reader_of_counties_gets_their_sums(fill):
    version = fill(
        {
            fct_household_year: [
                household("a", 3, main_cause="illness"),
                household("b", 2, main_cause="illness", area=V2),
                household("c", 9, main_cause="illness", area=MULAN_VILLAGE),
            ]
        }
    )
    bayan = Scope("county", "230126", "aggregate")
    assert counted(version, bayan) == {("230126", "illness", None): (2, 3 + 2)}


def test_still_poor_means_the_same_here_and_in_the_bridge():
    assert set(STILL_POOR) == set(POOR)
