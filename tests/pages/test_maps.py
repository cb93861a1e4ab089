"""Maps without a network: outlines, hatching, villages, legends."""

import json

import polars as pl
import pytest
import shapely

from pages.ui import maps
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
