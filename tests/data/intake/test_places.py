"""Where rows lie: coordinate systems taken to WGS84, and every kind of place that is wrong."""

import csv
import io
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pyproj
import pytest
import shapely
from pybind11_coordtransform import gcj02tobd09, wgs84_to_gcj02_Nx2

from data.intake.checking import check_return
from data.intake.places.shifts import unshifted
from data.intake.returns import Content, read_return

HEADER = [
    "项目编号",
    "数据时点",
    "工程类别",
    "项目名称",
    "行政区划代码",
    "计划年度",
    "计划工程量",
]
BAYAN, YANSHOU = "230126100200", "230129100200"
METRE = 1e-5
"""Degrees, about."""

# Longitudes and latitudes in six counties, from one end of the city to the other.
WGS84 = np.array(
    [
        [126.62, 45.75],
        [127.41, 46.09],
        [127.16, 44.92],
        [128.33, 45.45],
        [128.83, 45.84],
        [129.55, 46.32],
    ]
)


@pytest.fixture
def placed(reference):
    """Check projects at places: one cell a row and column, below the head lines given."""

    def check(column, cells, *, head=(), system=None, area=BAYAN, **more):
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerows(head)
        columns = column.split()
        writer.writerow([*HEADER, *columns, *more])
        for number, cell in enumerate(cells, start=1):
            row = [f"R{number}", "2018-09", "危桥改造", "甲桥", area, "2018", "1"]
            writer.writerow([*row, *(cell if len(columns) > 1 else [cell]), *more.values()])
        content = Content({".csv": text.getvalue().encode()}, sha256="", is_layer=False)
        received = read_return(Path("工程.csv"), content, form=None, system=system)
        return check_return(received, reference, arrived_on=date(2018, 10, 5))

    return check


def points(found):
    return shapely.get_coordinates(shapely.from_wkt(found.rows["geometry"].to_numpy()))


def gcj02():
    return wgs84_to_gcj02_Nx2(WGS84, check_out_of_china=False)


def bd09():
    return np.array([gcj02tobd09(*point) for point in gcj02()])


@pytest.mark.parametrize(("name", "shifted"), [("GCJ-02", gcj02), ("BD-09", bd09)])
def test_points_of_web_maps_come_back_to_where_they_were(placed, name, shifted):
    cells = shifted().tolist()
    assert np.abs(np.array(cells) - WGS84).max() > 300 * METRE
    for found in (
        placed("经度 纬度", cells, head=[["坐标系", name]]),
        placed("经度 纬度", cells, system={"GCJ-02": "gcj02", "BD-09": "bd09"}[name]),
    ):
        assert np.abs(points(found) - WGS84).max() < 0.5 * METRE
        assert found.errors.is_empty()


def test_the_way_back_from_gcj_02_is_exact_to_a_millimetre():
    assert np.abs(unshifted(gcj02(), "gcj02") - WGS84).max() < METRE / 1000


def test_points_are_shifted_as_everybody_shifts_them():
    """A point in the middle of Beijing, as printed with the algorithm that all programs use."""
    wgs84, gcj02 = [[116.404, 39.915]], [[116.41024449916938, 39.91640428150164]]
    assert np.abs(unshifted(np.array(gcj02), "gcj02") - wgs84).max() < 1e-9
    bd09, gcj02 = [[116.404, 39.915]], [[116.39762729119315, 39.90865673957631]]
    back = unshifted(np.array(bd09), "bd09"), unshifted(np.array(gcj02), "gcj02")
    assert np.abs(back[0] - back[1]).max() < 1e-9


@pytest.mark.parametrize("code", ["EPSG:4547", "EPSG:4509", "epsg：4530"])
def test_projected_coordinates_are_taken_to_degrees(placed, code):
    number = code[-4:]
    forth = pyproj.Transformer.from_crs("EPSG:4326", f"EPSG:{number}", always_xy=True)
    near = WGS84
    x, y = forth.transform(near[:, 0], near[:, 1])
    found = placed("经度 纬度", np.column_stack([x, y]).tolist(), head=[["坐标系", code]])
    assert np.abs(points(found) - near).max() < 1e-6


@pytest.mark.parametrize("word", ["CGCS2000", "国家2000", "WGS-84", "2000国家大地坐标系"])
def test_cgcs2000_and_wgs84_are_taken_as_they_are(placed, word):
    found = placed("经度 纬度", [[127.4, 46.1]], head=[["坐标系", word]])
    assert points(found).tolist() == [[127.4, 46.1]]
    assert found.issues.is_empty()


def test_a_table_with_places_and_no_system_is_remarked_on(placed):
    found = placed("经度 纬度", [[127.4, 46.1]])
    assert found.issues["problem_code"].to_list() == ["coordinate_system_assumed"]
    assert placed("计量单位", ["座"]).issues.is_empty()


LINE = "LINESTRING (127.4 46.1, 127.5 46.2)"


@pytest.mark.parametrize(
    "text",
    [
        LINE,
        "MULTILINESTRING ((127.4 46.1, 127.5 46.2), (127.5 46.2, 127.6 46.2))",
        "POLYGON ((127.4 46.1, 127.5 46.1, 127.5 46.2, 127.4 46.1))",
        "SRID=4326;POINT (127.4 46.1)",
        "point z (127.4 46.1 130)",
    ],
)
def test_points_lines_and_polygons_are_read(placed, text):
    found = placed("空间位置", [text])
    assert found.errors.is_empty()
    stored = shapely.from_wkt(found.rows["geometry"][0])
    plain = shapely.force_2d(shapely.from_wkt(text.removeprefix("SRID=4326;").upper()))
    assert stored.equals(plain)


# What is written, and what it is rejected for.
WRONG = {
    "somewhere": "not_a_geometry",
    "LINESTRING (127.4 46.1)": "not_a_geometry",
    "POINT (127.4)": "not_a_geometry",
    "POINT (nan nan)": "not_a_geometry",
    "POINT EMPTY": "empty_geometry",
    "LINESTRING Z EMPTY": "empty_geometry",
    "GEOMETRYCOLLECTION (POINT (127.4 46.1))": "wrong_geometry_kind",
    "CIRCULARSTRING (127 46, 127.1 46.1, 127.2 46)": "wrong_geometry_kind",
    "GEOMETRYCOLLECTION (" * 50_000: "wrong_geometry_kind",
    "LINESTRING (127.4 46.1, 127.4 46.1)": "invalid_geometry",
    "POLYGON ((127.4 46, 127.5 46.1, 127.5 46, 127.4 46.1, 127.4 46))": "invalid_geometry",
    "POINT (46.1 127.4)": "lat_lon_swapped",
    "LINESTRING (46.1 127.4, 46.2 127.5)": "lat_lon_swapped",
    "POINT (116.39 39.9)": "outside_city",
    "LINESTRING (127.4 46.1, 133 46.1)": "outside_city",
    "POINT (42500000 4996000)": "not_degrees",
}


@pytest.mark.parametrize("text", WRONG, ids=lambda text: text[:30])
def test_a_place_that_is_wrong_is_rejected_in_its_row(placed, text):
    found = placed("空间位置", [LINE, text])
    errors = found.errors.select("row_number", "column_name", "problem_code").rows()
    assert errors == [(3, "geometry", WRONG[text])]
    assert found.errors["value"][0] == text[:80]
    assert found.good["geometry"].to_list() == [LINE]


def test_a_polygon_that_crosses_itself_is_told_in_words(placed):
    crossing = next(text for text in WRONG if text.startswith("POLYGON"))
    assert placed("空间位置", [crossing]).errors["detail"].to_list() == ["self_intersection"]


def test_wrong_longitude_and_latitude_are_told_in_their_columns(placed):
    cells = [[46.1, 127.4], [127.4, ""], ["", 46.1], ["东经127度", 46.1], [116.4, 39.9]]
    found = placed("经度 纬度", cells)
    assert sorted(found.errors.select("row_number", "column_name", "problem_code").rows()) == [
        (2, "lon", "lat_lon_swapped"),
        (3, "lon", "position_incomplete"),
        (4, "lon", "position_incomplete"),
        (5, "lon", "not_a_number"),
        (6, "lon", "outside_city"),
    ]


def test_two_projects_of_one_programme_at_one_place_are_both_rejected(placed):
    found = placed("经度 纬度", [[127.4, 46.1], [127.5, 46.1], [127.4, 46.1]])
    errors = found.errors.select("row_number", "problem_code", "detail").rows()
    assert errors == [(2, "place_taken", "4"), (4, "place_taken", "2")]
    schematic = placed("经度 纬度", [[127.4, 46.1]] * 2, 是否示意位置="是")
    assert schematic.errors.is_empty()


def test_a_project_outside_its_county_is_remarked_on(placed):
    found = placed("经度 纬度", [[127.4, 46.1]], head=[["坐标系", "WGS84"]], area=YANSHOU)
    assert found.errors.is_empty()
    assert found.issues["problem_code"].to_list() == ["work_outside_county"]


def test_unknown_codes_are_counted_listed_and_rejected(placed, reference):
    codes = ["230999", BAYAN, "230888", "230999"]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for number, code in enumerate(codes):
        writer.writerow([f"R{number}", "2018-09", "危桥改造", "甲", code, "2018", "1"])
    content = Content({".csv": text.getvalue().encode()}, sha256="", is_layer=False)
    received = read_return(Path("工程.csv"), content, form=None)
    found = check_return(received, reference, arrived_on=date(2018, 10, 5))
    remark = found.issues.filter(pl.col("row_number").is_null())
    assert remark.select("problem_code", "severity", "detail").rows() == [
        ("unknown_areas", "warning", "230888 (1)、230999 (2)")
    ]
    assert found.errors["row_number"].to_list() == [2, 4, 5]
    assert found.good["work_code"].to_list() == ["R1"]
