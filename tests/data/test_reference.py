from datetime import date

import polars as pl
import pytest

from data.reference import FOLDER, areas
from data.warehouse.schema import dim_area

# Counted from the published division list of 2017: level, kind, number of areas.
KINDS = """
    city      prefecture       1
    county    district         9
    county    county           7
    county    city             2
    township  town           108
    township  township        58
    township  subdistrict    138
    township  quasi           29
    village   village       1880
    village   community     1010
    village   quasi          158
"""

CODE_LENGTH = {"city": 6, "county": 6, "township": 9, "village": 12}


def of_level(level):
    return areas().filter(pl.col("area_level") == level)


def test_areas_have_the_columns_of_the_warehouse():
    assert areas().columns == [column.name for column in dim_area.columns]


def test_city_has_18_counties_333_townships_and_3048_village_units():
    counts = {level: of_level(level).height for level in CODE_LENGTH}
    assert counts == {"city": 1, "county": 18, "township": 333, "village": 3_048}


def test_areas_are_of_the_kinds_of_the_division_list():
    counted = areas().group_by("area_level", "area_kind").len().rows()
    listed = [line.split() for line in KINDS.strip().splitlines()]
    assert sorted(counted) == sorted(
        (level, kind, int(number)) for level, kind, number in listed
    )


def test_codes_are_text_of_digits_and_unique():
    codes = areas()["area_code"]
    assert codes.dtype == pl.String
    assert codes.str.contains(r"^\d+$").all()
    assert codes.is_unique().all()


@pytest.mark.parametrize("level", CODE_LENGTH)
def test_code_of_a_level_has_its_length(level):
    assert set(of_level(level)["area_code"].str.len_chars()) == {CODE_LENGTH[level]}


@pytest.mark.parametrize(
    ("level", "parent_level"),
    [("county", "city"), ("township", "county"), ("village", "township")],
)
def test_every_parent_exists_one_level_up(level, parent_level):
    parents = set(of_level(parent_level)["area_code"])
    assert set(of_level(level)["parent_code"]) <= parents


@pytest.mark.parametrize("level", ["township", "village"])
def test_code_begins_with_the_code_of_the_parent(level):
    frame = of_level(level)
    assert frame["area_code"].str.starts_with(frame["parent_code"]).all()


def test_every_code_begins_with_the_prefix_of_the_city():
    assert areas()["area_code"].str.starts_with("2301").all()


def test_village_knows_its_township_and_county():
    village = areas().row(by_predicate=pl.col("area_code") == "230129206202", named=True)
    assert (village["township_code"], village["county_code"]) == ("230129206", "230129")


def test_county_is_its_own_county_and_lies_in_no_township():
    county = areas().row(by_predicate=pl.col("area_code") == "230126", named=True)
    assert (county["area_name"], county["area_name_en"]) == ("巴彦县", "Bayan County")
    assert (county["parent_code"], county["county_code"]) == ("230100", "230126")
    assert county["township_code"] is None


def test_only_the_city_and_its_counties_have_english_names():
    named = areas().filter(pl.col("area_name_en").is_not_null())
    assert sorted(named["area_level"].unique()) == ["city", "county"]
    assert named.height == 1 + 18


def test_names_of_villages_repeat_even_within_a_county():
    villages = of_level("village").filter(pl.col("area_kind") == "village")
    assert villages.filter(pl.col("area_name") == "胜利村").height == 14
    repeated = villages.group_by("county_code", "area_name").len().filter(pl.col("len") > 1)
    assert {("230127", "太平村"), ("230129", "福安村")} <= set(
        repeated.select("county_code", "area_name").rows()
    )


def test_villages_are_named_as_people_write_them():
    villages = of_level("village").filter(pl.col("area_kind") == "village")
    assert villages["area_name"].str.ends_with("村").all()
    assert not villages["area_name"].str.contains("委").any()


def test_every_area_is_valid_through_the_whole_programme():
    frame = areas()
    assert frame["valid_from"].max() <= date(2015, 12, 31)
    assert (
        frame["valid_to"].null_count() == frame["successor_code"].null_count() == frame.height
    )


def test_order_within_a_level_is_the_order_of_the_codes():
    for level in CODE_LENGTH:
        ordered = of_level(level).sort("sort_order")
        assert ordered["area_code"].is_sorted()
        assert ordered["sort_order"].to_list() == list(range(1, ordered.height + 1))


def test_only_counties_have_a_point_to_write_their_name_at():
    placed = areas().filter(pl.col("lon").is_not_null() | pl.col("lat").is_not_null())
    assert set(placed["area_level"]) == {"county"}
    assert placed.height == 18
    assert placed["lon"].is_between(125.7, 130.3).all()
    assert placed["lat"].is_between(44.0, 46.7).all()


@pytest.mark.parametrize(
    "name", ["harbin_series.csv", "heilongjiang_series.csv", "national_rural_poverty.csv"]
)
def test_every_published_figure_names_its_source(name):
    series = pl.read_csv(FOLDER / name, infer_schema=False)
    assert series.height >= 11
    assert series["source"].null_count() == series["verified"].null_count() == 0


def test_readme_speaks_of_every_reference_file():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in FOLDER.iterdir() if path.suffix in {".csv", ".txt"}}
    assert {name for name in files if f"`{name}`" not in readme} == set()
