"""Maps without a network: outlines, hatching, villages, legends."""

import json

import polars as pl
import pydeck as pdk
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from pages.ui import maps
from pages.ui.maps import labels
from pages.ui.maps.hatching import hatching
from pages.ui.maps.layers import MAX_RADIUS, MIN_RADIUS, radius

SQUARES = {
    code: shapely.to_geojson(shapely.box(west, 45, west + 1, 46))
    for code, west in (("230126", 127), ("230127", 128))
}
OUTLINES = pl.DataFrame({"area_code": list(SQUARES), "outline_geojson": list(SQUARES.values())})
COUNTIES = pl.DataFrame(
    {
        "area_code": ["230126", "230127"],
        "name": ["Bayan", "Mulan"],
        "light": ["green", "grey"],
        "light_reason": [None, "not_reported"],
        "tip": ["Bayan", "Mulan"],
        "lon": [127.5, 128.5],
        "lat": [45.5, 45.5],
        "turn": [0, 0],
    }
)
VILLAGES = pl.DataFrame(
    {
        "area_code": ["v1", "v2", "v3"],
        "name": ["One", "Two", "Three"],
        "light": ["red", "grey", "green"],
        "light_reason": [None, "not_reported", None],
        "tip": ["<img src=x>", "Two", "Three"],
        "lon": [127.2, 127.4, None],
        "lat": [45.2, 45.4, None],
        "people": [90, None, 10],
    }
)


def layers(deck) -> dict[str, dict]:
    return {layer["id"]: layer for layer in json.loads(deck.to_json())["layers"]}


def test_no_map_asks_for_tiles():
    described = json.loads(maps.deck(OUTLINES, COUNTIES, VILLAGES).to_json())
    # pydeck's own mark for "no style was given", which Streamlit leaves alone.
    assert described["mapStyle"] == "__MAP_STYLE__"
    assert described.get("mapProvider") is None
    assert "http" not in json.dumps(described)


def test_counties_are_filled_by_light_and_the_silent_ones_hatched():
    drawn = layers(maps.deck(OUTLINES, COUNTIES))
    fills = {f["code"]: f["fill"][3] for f in drawn[maps.COUNTIES]["data"]["features"]}
    assert fills["230126"] > 0
    assert fills["230127"] == 0
    assert len(drawn["hatching"]["data"]) > 10


def test_every_hatching_line_lies_inside_its_outline():
    outline = shapely.from_geojson(SQUARES["230126"]).buffer(1e-3)
    assert all(outline.covers(shapely.LineString(line)) for line in hatching(SQUARES["230126"]))


def test_villages_without_a_position_are_left_out_and_named():
    drawn = layers(maps.deck(OUTLINES, COUNTIES, VILLAGES))
    assert {point["code"] for point in drawn[maps.VILLAGES]["data"]} == {"v1", "v2"}
    assert maps.unplaced(VILLAGES)["name"].to_list() == ["Three"]


def test_silent_village_is_a_ring():
    points = layers(maps.deck(OUTLINES, COUNTIES, VILLAGES))[maps.VILLAGES]["data"]
    assert {point["code"]: point["fill"][3] for point in points} == {"v1": 215, "v2": 0}


def test_a_map_without_outlines_still_shows_villages_and_names():
    drawn = layers(maps.deck(OUTLINES.head(0), COUNTIES, VILLAGES))
    assert drawn[maps.COUNTIES]["data"]["features"] == []
    assert len(drawn[maps.VILLAGES]["data"]) == 2
    assert len(drawn["names"]["data"]) == 2


def test_map_of_one_county_is_nearer_and_in_its_middle():
    city = maps.deck(OUTLINES, COUNTIES).initial_view_state
    county = maps.deck(OUTLINES, COUNTIES, area="230127").initial_view_state
    assert county.zoom > city.zoom
    assert (county.longitude, county.latitude) == (128.5, 45.5)
    assert city.longitude == 128


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([0, 0, 0], [MIN_RADIUS] * 3),
        ([7, 7, 7], [MAX_RADIUS] * 3),
        ([None, None], [MIN_RADIUS] * 2),
        ([0, 25, 100], [MIN_RADIUS, (MIN_RADIUS + MAX_RADIUS) / 2, MAX_RADIUS]),
    ],
)
def test_area_of_a_point_grows_with_its_people(people, expected):
    assert radius(pl.Series(people, dtype=pl.Int64)).to_list() == expected


def test_legend_counts_each_light_and_tells_reasons_of_grey_apart():
    frame = pl.DataFrame(
        {
            "light": ["red", "grey", "grey", "grey", "green", None],
            "light_reason": [None, "not_reported", "not_due", "not_due", "provisional", None],
        }
    )
    assert maps.legend(frame) == [
        ("green", None, 1),
        ("red", None, 1),
        ("grey", "not_due", 2),
        ("grey", "not_reported", 1),
    ]


def test_what_is_worse_is_drawn_last_and_of_those_what_is_smaller():
    villages = pl.concat([VILLAGES.head(1)] * 4).with_columns(
        area_code=pl.Series(["big", "small", "fine", "silent"]),
        light=pl.Series(["red", "red", "green", "grey"]),
        people=pl.Series([90, 10, 50, 50]),
    )
    points = layers(maps.deck(OUTLINES, COUNTIES, villages))[maps.VILLAGES]["data"]
    assert [point["code"] for point in points] == ["silent", "fine", "big", "small"]


def test_a_village_can_be_marked_and_centred():
    deck = maps.deck(OUTLINES, COUNTIES, VILLAGES, marked="v1", centre="v1")
    place = VILLAGES.filter(area_code="v1").select("lon", "lat").row(0)
    assert tuple(layers(deck)["mark"]["data"][0]["place"]) == place
    view = json.loads(deck.to_json())["initialViewState"]
    assert (view["longitude"], view["latitude"]) == place


def test_villages_of_a_short_list_have_a_ring_where_they_lie():
    deck = maps.deck(OUTLINES, COUNTIES, VILLAGES, listed=["v1", "v3"])
    places = [tuple(ring["place"]) for ring in layers(deck)["listed"]["data"]]
    assert places == [VILLAGES.filter(area_code="v1").select("lon", "lat").row(0)]
    assert "listed" not in layers(maps.deck(OUTLINES, COUNTIES, VILLAGES))


def written(counties, **settings) -> set[str]:
    drawn = layers(maps.deck(OUTLINES, counties, **settings))["names"]["data"]
    return {name["text"] for name in drawn}


def crowded(*turns: int) -> pl.DataFrame:
    """Five counties: four a hundredth of a degree apart, one a degree away."""
    return pl.concat([COUNTIES.head(1)] * 5).with_columns(
        area_code=pl.Series(["230126", "230102", "230103", "230104", "230127"]),
        name=pl.Series(["Bayan", "Daoli", "Nangang", "Daowai", "Mulan"]),
        lon=pl.Series([127.5, 127.51, 127.52, 127.53, 128.5]),
        turn=pl.Series(turns),
    )


def test_where_names_would_overlap_those_whose_turn_is_first_are_written():
    # There is room for three lines.
    assert written(crowded(0, 1, 2, 3, 4)) == {"Bayan", "Daoli", "Nangang", "Mulan"}
    assert written(crowded(3, 0, 1, 2, 4)) == {"Daoli", "Nangang", "Daowai", "Mulan"}


def test_in_the_same_turn_the_larger_county_is_named():
    assert {"Bayan", "Mulan"} < written(crowded(0, 0, 0, 0, 0))


def test_the_map_of_a_county_names_it_and_only_neighbours_that_fit_whole():
    assert written(crowded(3, 0, 1, 2, 0), area="230126") == {"Bayan", "Daoli", "Nangang"}


@given(
    st.lists(
        st.tuples(
            st.floats(125.5, 130.5), st.floats(44, 46.7), st.sampled_from(["双城区", "Bin"])
        ),
        min_size=1,
        max_size=18,
    )
)
def test_no_name_lies_on_another(places):
    counties = pl.DataFrame(
        {
            "area_code": [f"{number}" for number in range(len(places))],
            "lon": [place[0] for place in places],
            "lat": [place[1] for place in places],
            "name": [place[2] for place in places],
            "turn": 0,
        }
    )
    view = pdk.ViewState(longitude=128, latitude=45.4, zoom=6.2)
    kept = labels.fitting(counties, {}, view, area=None, pixels=300)
    # At this zoom a degree is 105 pixels wide, and 149 high at this latitude.
    boxes = [
        (
            row["lon"] * 104.6,
            row["shift"][1] - row["lat"] * 149,
            7.5 * (3 if row["name"] == "双城区" else 1.74),
        )
        for row in kept.iter_rows(named=True)
    ]
    for number, (x, y, half) in enumerate(boxes):
        for other_x, other_y, other_half in boxes[:number]:
            is_beside = abs(x - other_x) >= half + other_half - 1
            is_above = abs(y - other_y) >= 20 - 2
            assert is_beside or is_above
    assert kept.height >= 1


def test_a_village_without_a_position_moves_nothing():
    deck = maps.deck(OUTLINES, COUNTIES, VILLAGES, marked="v3", centre="v3")
    assert "mark" not in layers(deck)
    plain = maps.deck(OUTLINES, COUNTIES, VILLAGES)
    assert (
        json.loads(deck.to_json())["initialViewState"]
        == (json.loads(plain.to_json())["initialViewState"])
    )


def test_only_villages_can_be_clicked_where_there_are_some():
    assert not layers(maps.deck(OUTLINES, COUNTIES, VILLAGES))[maps.COUNTIES]["pickable"]
    assert layers(maps.deck(OUTLINES, COUNTIES))[maps.COUNTIES]["pickable"]


def test_a_city_of_villages_is_sent_in_less_than_400_kilobytes():
    """What SPEED asks of a map of 1,900 points, with names as long as real ones."""
    count = 1900
    villages = pl.DataFrame(
        {
            "area_code": [f"230126{number:06}" for number in range(count)],
            "light": "yellow",
            "light_reason": pl.Series([None] * count, dtype=pl.String),
            "tip": "村名三字\n某某县某某镇\n未脱贫100人\n▲ 偏慢",
            "lon": [127 + number / 1000 for number in range(count)],
            "lat": 45.5,
            "people": list(range(count)),
        }
    )
    sent = maps.deck(OUTLINES, COUNTIES, villages).to_json().encode("utf-8")
    assert len(sent) < 400_000
