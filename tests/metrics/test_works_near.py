"""Straight-line distances that a reader can check by hand, and what holds for any places."""

import polars as pl
import pyproj
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import MissingColumnsError
from metrics.works_near import REASONS, near, nearest_served

# One degree of latitude is 111.1 km here, one of longitude at 46° north 77.5 km.
NORTH_M, EAST_M = 111_140, 77_470
ELLIPSOID = pyproj.Geod(ellps="WGS84")
VILLAGE_TYPES = {
    "area_code": pl.String,
    "lon": pl.Float64,
    "lat": pl.Float64,
    "position_kind": pl.String,
    "road": pl.String,
}
PLACE_TYPES = {"work_code": pl.String, "geometry": pl.String, "is_schematic": pl.Boolean}


def villages(*rows: tuple) -> pl.DataFrame:
    """Villages by code, lon, lat, position_kind and what they say of their road."""
    return pl.DataFrame(list(rows), VILLAGE_TYPES, orient="row")


def village(code="v1", lon=127.5, lat=46.0, kind="surveyed", road="no") -> tuple:
    return code, lon, lat, kind, road


def places(**geometries: str) -> pl.DataFrame:
    """Projects with real places, by code."""
    rows = [(code, geometry, False) for code, geometry in geometries.items()]
    return pl.DataFrame(rows, PLACE_TYPES, orient="row")


def about(metres: float):
    return pytest.approx(metres, rel=0.002, abs=0.01)


@pytest.mark.parametrize(
    ("geometry", "metres"),
    [
        ("POINT (127.5 46.01)", 0.01 * NORTH_M),
        ("POINT (127.51 46.0)", 0.01 * EAST_M),
        ("POINT (127.5 46.0)", 0),
        # A road that runs east to west a hundredth of a degree north of the village.
        ("LINESTRING (127.48 46.01, 127.52 46.01)", 0.01 * NORTH_M),
        # One that ends before it: the end counts, not the line prolonged.
        ("LINESTRING (127.4 46.0, 127.48 46.0)", 0.02 * EAST_M),
        ("MULTILINESTRING ((127.0 46.0, 127.1 46.0), (127.5 46.02, 127.5 47))", 0.02 * NORTH_M),
        ("POLYGON ((127.48 46.01, 127.52 46.01, 127.5 46.1, 127.48 46.01))", 0.01 * NORTH_M),
        ("POLYGON ((127.4 45.9, 127.6 45.9, 127.5 46.1, 127.4 45.9))", 0),
    ],
)
def test_a_distance_is_that_to_the_nearest_point_of_the_project(geometry, metres):
    found = near(places(R1=geometry), villages(village()), within_m=3_000)
    assert found.select("area_code", "work_code").rows() == [("v1", "R1")]
    assert found["distance_m"].item() == about(metres)


def test_only_what_lies_within_the_limit_is_near_and_the_nearest_comes_first():
    found = near(
        places(R3="POINT (127.5 46.03)", R2="POINT (127.5 46.02)", R1="POINT (127.5 45.99)"),
        villages(village("v2", lat=46.1), village("v1")),
        within_m=2_500,
    )
    assert found.select("area_code", "work_code").rows() == [("v1", "R1"), ("v1", "R2")]


def test_what_lies_just_as_far_as_the_limit_is_near():
    place = places(R1="POINT (127.5 46.01)")
    apart = near(place, villages(village()), within_m=3_000)["distance_m"].item()
    assert near(place, villages(village()), within_m=apart).height == 1
    assert near(place, villages(village()), within_m=apart - 0.01).is_empty()


@pytest.mark.parametrize(
    ("lon", "lat"), [(87.6, 43.8), (104.1, 30.6), (127.5, 46.0), (126.0, 45.0)], ids=str
)
def test_another_city_is_measured_in_its_own_zone(lon, lat):
    """Ürümqi and Chengdu lie far from Harbin's zone, where a length would come out wrong."""
    found = near(
        places(R1=f"POINT ({lon + 0.02} {lat})"),
        villages(village("v1", lon, lat)),
        within_m=5_000,
    )
    metres = ELLIPSOID.inv(lon, lat, lon + 0.02, lat)[2]
    assert found["distance_m"].item() == pytest.approx(metres, rel=0.001)


def test_a_made_up_place_on_either_side_makes_the_distance_one_of_the_map():
    real, drawn = "LINESTRING (127.5 46.0, 127.6 46.0)", "LINESTRING (127.5 46.0, 127.4 46.0)"
    works = places(R1=real, R2=drawn).with_columns(is_schematic=pl.col("work_code") == "R2")
    found = near(works, villages(village("v1"), village("v2", kind="schematic")), within_m=10)
    assert found.select("area_code", "work_code", "is_schematic").rows() == [
        ("v1", "R1", False),
        ("v1", "R2", True),
        ("v2", "R1", True),
        ("v2", "R2", True),
    ]


def test_a_village_without_a_position_is_near_nothing():
    nowhere = village("v2", lon=None, lat=None, kind=None)
    found = near(places(R1="POINT (127.5 46.0)"), villages(nowhere, village()), within_m=1)
    assert found["area_code"].to_list() == ["v1"]
    assert near(places(R1="POINT (127.5 46.0)"), villages(nowhere), within_m=1).is_empty()


def test_without_projects_or_villages_nothing_is_near():
    pairs = near(places(R1="POINT (127.5 46.0)"), villages(village()), within_m=1)
    for works, points in (
        (places(), villages(village())),
        (places(R1="POINT (127.5 46.0)"), villages()),
        (places(), villages()),
    ):
        found = near(works, points, within_m=1_000)
        assert found.is_empty() and found.schema == pairs.schema


def distances(*rows: tuple) -> list[tuple]:
    found = nearest_served(villages(*rows), service="road")
    return found.select("area_code", "nearest_code", "reason").rows()


def test_an_unserved_village_is_measured_to_the_nearest_served_one():
    found = nearest_served(
        villages(
            village("v1"),
            village("v2", lat=46.01, road="not_reported"),
            village("v3", lat=46.02, road="yes"),
            village("v4", lat=46.05, road="yes"),
            village("v5", lon=127.52, lat=46.05),
        ),
        service="road",
    )
    assert found.select("area_code", "nearest_code").rows() == [("v1", "v3"), ("v5", "v4")]
    assert found["distance_m"].to_list() == [about(0.02 * NORTH_M), about(0.02 * EAST_M)]
    assert found["is_at_most"].to_list() == [False, False]
    assert found["reason"].to_list() == [None, None]


def test_of_two_just_as_near_the_code_decides():
    twins = village("v3", lat=46.02, road="yes"), village("v2", lat=46.02, road="yes")
    assert distances(village(), *twins) == [("v1", "v2", None)]
    assert distances(village(), *reversed(twins)) == [("v1", "v2", None)]


def test_made_up_positions_are_not_measured_on_either_side():
    """v3 is nearest on the map, but nobody knows where it lies: v4 is at most so near."""
    rows = (
        village("v1"),
        village("v2", kind="schematic"),
        village("v3", lat=46.01, kind="schematic", road="yes"),
        village("v4", lat=46.03, road="yes"),
    )
    assert distances(*rows) == [("v1", "v4", None), ("v2", None, "schematic")]
    found = nearest_served(villages(*rows), service="road")
    assert found["is_at_most"].to_list() == [True, None]
    assert found["distance_m"].to_list() == [about(0.03 * NORTH_M), None]


def test_what_cannot_be_measured_says_why():
    nowhere = village("v2", lon=None, lat=None, kind=None)
    assert distances(village(), nowhere, village("v3", kind="schematic")) == [
        ("v1", None, "no_served_village"),
        ("v2", None, "no_position"),
        ("v3", None, "schematic"),
    ]
    made_up = village("v4", kind="schematic", road="yes")
    assert distances(village(), made_up) == [("v1", None, "no_served_village")]


@pytest.mark.parametrize("rows", [[], [village(road="yes")], [village(road="not_asked")]])
def test_where_nobody_lacks_the_service_no_distance_is_asked_for(rows):
    some = nearest_served(villages(village(), village("v2", road="yes")), service="road")
    found = nearest_served(villages(*rows), service="road")
    assert found.is_empty() and found.schema == some.schema


def test_a_missing_column_or_service_is_named():
    with pytest.raises(MissingColumnsError, match="points lacks position_kind"):
        near(places(), villages().drop("position_kind"), within_m=1)
    with pytest.raises(MissingColumnsError, match="villages lacks canal"):
        nearest_served(villages(), service="canal")


lons, lats = st.integers(125_700, 130_200), st.integers(44_100, 46_700)
spots = st.tuples(lons, lats).map(lambda spot: (spot[0] / 1000, spot[1] / 1000))
limits = st.sampled_from([0.0, 1_000.0, 20_000.0, 300_000.0])
looks = settings(max_examples=30, deadline=None)


def as_villages(found: list[tuple[float, float]]) -> pl.DataFrame:
    return villages(*(village(f"{n:02}", *spot) for n, spot in enumerate(found)))


def as_places(found: list[tuple[float, float]]) -> pl.DataFrame:
    return places(**{f"{n:02}": f"POINT ({x} {y})" for n, (x, y) in enumerate(found)})


@looks
@given(st.lists(spots, max_size=6), st.lists(spots, max_size=6), limits)
def test_near_is_symmetric_and_exactly_what_lies_within_the_limit(here, there, within_m):
    found = near(as_places(there), as_villages(here), within_m=within_m)
    back = near(as_places(here), as_villages(there), within_m=within_m)
    pairs = {(a, b): apart for a, b, apart, _ in found.iter_rows()}
    assert pairs == pytest.approx({(a, b): apart for b, a, apart, _ in back.iter_rows()})
    for one, (x, y) in enumerate(here):
        for other, (east, north) in enumerate(there):
            metres = ELLIPSOID.inv(x, y, east, north)[2]
            apart = pairs.get((f"{one:02}", f"{other:02}"))
            if apart is None:
                assert metres > within_m * 0.999
            else:
                assert apart <= within_m
                assert apart == pytest.approx(metres, rel=0.001, abs=1e-6)


answers = st.sampled_from(["yes", "no", "not_reported", "not_asked"])
kinds = st.sampled_from(["surveyed", "schematic"])


@looks
@given(st.lists(st.tuples(spots, kinds, answers), max_size=10))
def test_nobody_served_is_nearer_and_everyone_unserved_is_listed_once(found):
    rows = villages(
        *(village(f"{n:02}", *spot, kind, road) for n, (spot, kind, road) in enumerate(found))
    )
    told = nearest_served(rows, service="road")
    unserved = rows.filter(road="no")
    assert told["area_code"].to_list() == unserved["area_code"].to_list()
    assert set(told["reason"].drop_nulls()) <= set(REASONS)
    assert (told["distance_m"].is_null() == told["reason"].is_not_null()).all()
    assert (told["distance_m"].is_null() == told["nearest_code"].is_null()).all()
    served = rows.filter(road="yes", position_kind="surveyed")
    measured = told.drop_nulls("distance_m").join(rows, on="area_code")
    assert set(measured["nearest_code"]) <= set(served["area_code"])
    for row in measured.iter_rows(named=True):
        others = [
            ELLIPSOID.inv(row["lon"], row["lat"], lon, lat)[2]
            for lon, lat in served.select("lon", "lat").iter_rows()
        ]
        assert row["distance_m"] == pytest.approx(min(others), rel=0.001, abs=1e-6)
