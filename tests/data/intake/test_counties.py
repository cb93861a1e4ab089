"""Villages, townships and works beside the outline of their county, schematic or imported."""

import numpy as np
import pytest
import shapely
from shapely import box

from data.intake.command import import_files
from data.intake.messages import word
from data.intake.results import told
from data.warehouse import queries
from data.warehouse.engine import data_version
from data.warehouse.scope import CITY
from tests.layers import write_layer
from tests.small_programme import csv_text

BAYAN, TOWNSHIP, VILLAGE = "230126", "230126100", "230126100200"
OWN = box(127.2, 46.0, 127.8, 46.3)
"""What Bayan's own outline is in these tests; its schematic one goes farther."""
KM = 1 / (111.32 * np.cos(np.radians(46.15)))
"""Degrees of longitude at this latitude."""


@pytest.fixture
def geography(home, tmp_path):
    """Import places as one layer, or as one layer each in one command; the last's result."""

    def send(*layers):
        paths = [
            write_layer(
                tmp_path / f"{len(list(tmp_path.glob('*.gpkg')))}.gpkg",
                {"行政区划代码": [code for code, _ in places]},
                [shape.wkt for _, shape in places],
            )
            for places in layers
        ]
        return import_files(paths, home=home, form="geography")[-1]

    return send


def schematic(code):
    outlines = queries.outlines(CITY, data_version())
    return shapely.from_geojson(outlines.filter(area_code=code)["outline_geojson"].item())


def east_of(border, km):
    return shapely.Point(border + km * KM, 46.15)


def across(border, share):
    """An outline of 60 km from west to east with this share of it west of a border."""
    west = border - 60 * KM * share
    return box(west, 46.1, west + 60 * KM, 46.2)


def errors(result):
    return result.issues.filter(severity="error").select("row_number", "problem_code").rows()


def sentence(result, language):
    (issue,) = told(
        result.issues.filter(severity="error"), {}, result.form_code, language
    ).to_dicts()
    return issue["reason"]


def test_a_township_in_another_county_is_refused_and_told_how_far_away(geography):
    mulan = schematic("230127").representative_point().buffer(0.02)
    result = geography([(TOWNSHIP, mulan)])
    assert errors(result) == [(1, "outside_its_county")]
    away = shapely.distance(
        *(shapely.transform(each, lambda xy: xy / [KM, 1 / 111.32])
          for each in (schematic(BAYAN), mulan))
    )  # fmt: skip
    assert sentence(result, "en").startswith(
        "The place doesn’t lie in the county of the area code (230126, "
    )
    text = word(result.issues.filter(severity="error")["detail"].item(), "en")
    assert float(text.split()[1]) == pytest.approx(away, rel=0.02)


@pytest.mark.parametrize(
    ("share", "expected"), [(0.6, []), (0.45, [(1, "mostly_outside_county")])]
)
@pytest.mark.parametrize("code", [TOWNSHIP, VILLAGE])
def test_the_greater_part_of_an_outline_lies_in_its_county(geography, code, share, expected):
    geography([(BAYAN, OWN)])
    result = geography([(code, across(127.8, share))])
    assert errors(result) == expected
    if expected:
        # Half a kilometre beyond the border still counts as inside: 0.5 of 60.
        assert sentence(result, "zh") == (
            "边界的大部分不在所填区划代码的区县内（230126，界内占46%）"
        )


@pytest.mark.parametrize("share", [1, 1.3])
def test_an_outline_as_large_as_the_county_is_not_a_villages(geography, share):
    geography([(BAYAN, OWN)])
    taller = box(127.2, 46.0, 127.8, 46.0 + 0.3 * share)
    county = (0.6 / KM) * (0.3 * 111.32)
    result = geography([(VILLAGE, taller)])
    assert errors(result) == [(1, "as_large_as_county")]
    assert sentence(result, "en") == (
        "The outline is as large as the whole county of the area code "
        f"(230126 has {county:,.0f} km², the outline {share * county:,.0f} km²)"
    )


def test_a_point_may_be_kilometres_off_a_schematic_outline_but_not_off_a_surveyed_one(
    geography,
):
    border = schematic(BAYAN).intersection(box(126, 46.1499, 129, 46.1501)).bounds[2]
    assert errors(geography([(VILLAGE, east_of(border, 2))])) == []
    assert errors(geography([(VILLAGE, east_of(border, 15))])) == [(1, "outside_its_county")]
    assert errors(geography([(BAYAN, OWN)])) == []
    assert errors(geography([(VILLAGE, east_of(127.8, 0.4))])) == []
    result = geography([(VILLAGE, east_of(127.8, 2))])
    assert errors(result) == [(1, "outside_its_county")]
    assert sentence(result, "zh") == "位置不在所填区划代码的区县内（230126，界外2.0公里）"


def test_the_countys_outline_in_the_same_file_or_command_is_the_one_that_counts(geography):
    places = [(VILLAGE, east_of(127.8, 2)), (TOWNSHIP, across(127.8, 0.4))]
    wrong = ["outside_its_county", "mostly_outside_county"]
    assert errors(geography([(BAYAN, OWN), *places])) == list(zip((2, 3), wrong, strict=True))
    result = geography([(BAYAN, OWN)], places)
    assert errors(result) == list(zip((1, 2), wrong, strict=True))
    # The right outline of the county brings along what was outside the wrong one.
    wide = OWN.union(schematic(BAYAN)).union(across(127.8, 0.4).buffer(0.01))
    assert errors(geography([(BAYAN, wide), *places])) == []


def test_villages_of_the_villages_form_are_held_against_the_surveyed_outline(
    geography, home, tmp_path
):
    geography([(BAYAN, OWN)])
    far = east_of(127.8, 2)
    table = (
        "| 代码 | 年度 | 总户数 | 总人口数 | 经度 | 纬度 |\n"
        f"| 巴彦甲 | 2017 | 300 | 1000 | {far.x} | {far.y} |"
    )
    path = tmp_path / "村.csv"
    path.write_text(csv_text(table, sent_on="2018-01-20"), encoding="utf-8")
    (result,) = import_files([path], home=home)
    assert [problem for _, problem in errors(result)] == ["outside_its_county"]


def test_a_road_may_leave_its_county_and_a_work_outside_is_a_remark(geography, home, tmp_path):
    geography([(BAYAN, OWN)])
    header = "项目编号 | 数据时点 | 工程类别 | 项目名称 | 代码 | 计划年度 | 计划工程量"
    lines = {"leaves": (127.79, 127.95), "outside": (127.82, 127.95)}
    rows = [
        f"| {code} | 2018-09 | 路面加宽 | 甲路 | 巴彦甲 | 2018 | 12 "
        f"| LINESTRING ({west} 46.1; {east} 46.1) |"
        for code, (west, east) in lines.items()
    ]
    text = csv_text("\n".join([f"| {header} | 空间位置 |", *rows]), sent_on="2018-10-05")
    path = tmp_path / "工程.csv"
    lines_of = text.replace("LINESTRING (", '"LINESTRING (').replace("; ", ", ")
    path.write_text(lines_of.replace("46.1)", '46.1)"'), encoding="utf-8")
    (result,) = import_files([path], home=home)
    assert result.state == "complete"
    found = result.issues.filter(problem_code="work_outside_county")
    assert found["row_number"].to_list() == [6]
