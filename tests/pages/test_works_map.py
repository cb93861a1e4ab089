"""The map of works without a network: places, classes, sizes, what is sent."""

import itertools
import json

import numpy as np
import polars as pl
import pytest
import shapely

from pages.ui.charts import works_years
from pages.ui.maps import Sent, places, works, works_layers
from pages.ui.maps.fitting import CLOSE_ZOOM
from pages.ui.messages import speaking
from pages.ui.palette import DARK, LIGHT, rgb
from pages.ui.works.classes import CLASSES, classed, counts, of_places
from tests.pages.test_maps import COUNTIES, OUTLINES

PLACES = pl.DataFrame(
    {
        "work_code": ["L-1", "B-1", "A-1"],
        "geometry": [
            "LINESTRING (127.1 45.1, 127.1001 45.1502, 127.1 45.2)",
            "POINT (127.51234567 45.5)",
            "POLYGON ((127 45, 127.2 45, 127.2 45.2, 127 45.2, 127 45))",
        ],
        "is_schematic": [True, False, False],
    }
)
PROJECTS = pl.DataFrame(
    {
        "work_code": ["L-1", "B-1", "B-2"],
        "look": ["late", "accepted", "accepted"],
        "tip": [None, "桥", "二桥"],
        "is_line": [True, False, False],
        "path": [[[127.1, 45.1], [127.1, 45.2]], [[127.5, 45.5]], [[127.6, 45.6]]],
        "people": pl.Series([None, None, None], dtype=pl.Int64),
    }
)
VILLAGES = pl.DataFrame(
    {
        "area_code": ["v1", "v2"],
        "lon": [127.3, None],
        "lat": [45.3, None],
        "tip": ["One", "Two"],
        "look": ["no", "no"],
        "colour": ["#a11218", "#a11218"],
        "is_filled": [True, False],
        "people": pl.Series([None, None], dtype=pl.Int64),
    }
)


def sent(projects: pl.DataFrame = PROJECTS, **settings) -> dict:
    """The deck as the browser gets it."""
    deck = works.deck(OUTLINES, COUNTIES, projects, order=CLASSES[::-1], **settings)
    return json.loads(deck.to_json())


def layer(deck: dict, name: str) -> dict:
    return next(each for each in deck["layers"] if each["id"] == name)


def test_a_line_keeps_its_ends_and_a_point_and_an_area_have_one_corner():
    fine = places.paths(PLACES, is_coarse=False)
    assert fine["path"][0].to_list() == [[127.1, 45.1], [127.1001, 45.1502], [127.1, 45.2]]
    assert fine["path"][1].to_list() == [[127.5123, 45.5]]
    assert fine["path"][2].to_list() == [[127.1, 45.1]]
    assert fine["is_line"].to_list() == [True, False, False]


def test_the_map_of_the_city_leaves_out_corners_nobody_sees():
    coarse = places.paths(PLACES, is_coarse=True)
    assert coarse["path"][0].to_list() == [[127.1, 45.1], [127.1, 45.2]]
    assert coarse["path"][1].to_list() == [[127.512, 45.5]]


def test_every_part_of_a_place_is_drawn():
    two = pl.DataFrame(
        {
            "work_code": ["M-1"],
            "geometry": ["MULTILINESTRING ((127 45, 127 45.1), (128 45, 128 45.1))"],
            "is_schematic": [False],
        }
    )
    assert places.paths(two, is_coarse=False)["work_code"].to_list() == ["M-1", "M-1"]
    assert places.paths(two.head(0), is_coarse=True).is_empty()


def test_each_class_has_its_layers_and_late_ones_lie_on_top():
    deck = sent()
    names = [each["id"] for each in deck["layers"]]
    assert names.index("works_points_accepted") < names.index("works_lines_late")
    assert "works_lines_accepted" not in names
    late = layer(deck, "works_lines_late")
    assert late["getWidth"] > works_layers.WIDTHS[False]
    assert late["data"] == [{"tip": "L-1", "p": [[127.1, 45.1], [127.1, 45.2]]}]
    assert layer(deck, "works_points_accepted")["data"][0] == {
        "code": "B-1",
        "tip": "桥",
        "p": [127.5, 45.5],
    }


def test_places_grow_with_the_people_they_serve():
    served = PROJECTS.with_columns(people=pl.Series([None, 10, 1000], dtype=pl.Int64))
    points = layer(sent(served), "works_points_accepted")["data"]
    assert points[0]["r"] < points[1]["r"]
    lines = served.with_columns(people=pl.Series([500, 10, 1000], dtype=pl.Int64))
    assert layer(sent(lines), "works_lines_late")["getWidth"] == "@@=r"


def test_village_without_a_position_is_not_drawn():
    deck = sent(villages=VILLAGES)
    assert [each["code"] for each in layer(deck, "villages_no")["data"]] == ["v1"]


def test_what_needs_no_visit_is_sent_bare_on_the_map_of_the_city():
    city = layer(sent(bare=["accepted"]), "works_points_accepted")
    assert city["data"] == [[127.5, 45.5], [127.6, 45.6]]
    assert (city["getPosition"], city["pickable"]) == ("@@=-", False)
    county = layer(sent(bare=["accepted"], area="230126"), "works_points_accepted")
    assert [each["code"] for each in county["data"]] == ["B-1", "B-2"]
    villages = layer(sent(bare=["no"], villages=VILLAGES), "villages_no")
    assert villages["data"] == [[127.3, 45.3]]


def test_chosen_place_has_a_ring_and_the_map_is_close_to_it():
    deck = sent(marked=[[127.1, 45.1], [127.1, 45.15], [127.1, 45.2]])
    assert layer(deck, "mark")["data"] == [{"place": [127.1, 45.15]}]
    assert deck["initialViewState"]["zoom"] >= CLOSE_ZOOM


def test_nothing_and_one_project_are_drawn():
    assert "works_lines_late" not in [each["id"] for each in sent(PROJECTS.head(0))["layers"]]
    assert len(layer(sent(PROJECTS.head(1)), "works_lines_late")["data"]) == 1


# How colours look without the cones for red, or for green: Machado, Oliveira and Fernandes
# 2009, severity 1, in linear RGB.
SIGHTS = {
    "usual": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "no_red": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no_green": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}
XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]


def lab(colour: str, sight: str) -> np.ndarray:
    """CIELAB of a colour as somebody sees it, white of D65."""
    signal = np.array(rgb(colour)[:3]) / 255
    linear = np.where(signal <= 0.04045, signal / 12.92, ((signal + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(SIGHTS[sight]) @ linear, 0, 1)
    part = np.array(XYZ) @ seen / [0.9505, 1, 1.089]
    f = np.where(part > 0.008856, np.cbrt(part), 7.787 * part + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_any_two_classes_can_be_told_apart(palette, sight):
    """A difference of 10 in CIELAB is seen at a glance; 2.3 is just noticeable."""
    assert set(CLASSES) < set(palette.works)
    for one, other in itertools.combinations(palette.works.values(), 2):
        assert np.linalg.norm(lab(one, sight) - lab(other, sight)) >= 9.5, (one, other)


def test_deck_made_before_is_sent_as_it_is():
    assert Sent('{"layers":[]}').to_json() == '{"layers":[]}'


def test_outlines_of_the_city_stay_near_the_true_ones():
    simple = works._coarse(dict(OUTLINES.iter_rows()))
    for code, text in OUTLINES.iter_rows():
        before, after = shapely.from_geojson(text), shapely.from_geojson(simple[code])
        assert before.symmetric_difference(after).area < 0.01 * before.area


def test_classes_put_what_is_late_apart_and_urgent_first():
    rows = pl.DataFrame(
        {
            "area_code": ["v1", "v1", "v2", "v2"],
            "state": ["winter_stop", "accepted", "not_started", "under_way"],
            "is_late": [True, False, True, False],
        }
    )
    shown = classed(rows)
    assert shown["look"].to_list() == ["late", "accepted", "not_started", "under_way"]
    assert counts(shown) == [
        *(("not_started", 1), ("late", 1)),
        *(("under_way", 1), ("accepted", 1)),
    ]
    assert of_places(shown).rows() == [("v1", "late"), ("v2", "not_started")]


YEARS = pl.DataFrame(
    {
        "year": [2016, 2017, 2018],
        "planned_value": [10.0, 20.0, 30.0],
        "reported_value": [9.5, 0.0, None],
        "certified_value": [4.0, 0.0, None],
    }
)


def test_years_show_planned_complete_and_accepted_and_nothing_where_it_is_to_come():
    with speaking("en"):
        drawing = works_years(YEARS, unit="km", places=1)
    planned, complete, accepted = drawing.figure.data
    assert list(planned.text) == ["10.0", "20.0", "30.0"]
    assert list(complete.text) == ["9.5", "0.0", ""]
    assert list(accepted.text) == ["4.0", "0.0", ""]
    assert drawing.rows["Complete"].to_list() == ["9.5", "0.0", "—"]
    assert "planned 60.0, complete 9.5, accepted 4.0 km" in drawing.summary


@pytest.mark.parametrize("rows", [YEARS.head(1), YEARS.with_columns(pl.col("^.*_value$") * 0)])
def test_one_year_and_years_of_nothing_are_drawn(rows):
    drawing = works_years(rows, unit="km", places=0)
    assert len(drawing.figure.data[0].y) == rows.height


def test_a_sum_of_nothing_reported_is_a_dash():
    silent = YEARS.with_columns(certified_value=pl.lit(None, pl.Float64))
    with speaking("en"):
        assert "accepted — km" in works_years(silent, unit="km", places=1).summary
