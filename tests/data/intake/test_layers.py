"""Map layers into the warehouse: GeoPackage, GeoJSON, Shapefile, with all that may be wrong."""

import csv
import shutil
import sqlite3
import zipfile
from datetime import date

import numpy as np
import pyproj
import pytest
import shapely
from pybind11_coordtransform import wgs84_to_gcj02_Nx2
from sqlalchemy import select

from data.intake.command import import_files
from data.intake.messages import word
from data.intake.returns import file_content, read_return
from data.warehouse.engine import data_version, open_version, read
from data.warehouse.schema import (
    fct_area_place,
    fct_village_year,
    fct_work,
    fct_work_place,
    import_batch,
)
from tests.layers import write_layer

LINE = "LINESTRING (127.4 46.1, 127.45 46.15, 127.5 46.2)"
POINT = "POINT (127.4 46.1)"
POLYGON = "POLYGON ((127.4 46.1, 127.5 46.1, 127.5 46.2, 127.4 46.1))"
BAYAN, MULAN = "230126100200", "230127101200"


def fields(count=1, **more):
    """Fields of good projects, R1 and on, as an office names them."""
    usual = {
        "项目编号": [f"R{number}" for number in range(1, count + 1)],
        "行政区划代码": [BAYAN] * count,
        "数据时点": ["2018-09"] * count,
        "工程类别": ["路网改善工程"] * count,
        "项目名称": ["巴彦镇至富江乡公路"] * count,
        "计划年度": [2018] * count,
        "计划工程量": [12.5] * count,
        "开工日期": np.array(["2018-05-02"] * count, dtype="datetime64[D]"),
    }
    return usual | more


def bridges(count=1):
    """Fields of projects that are points."""
    return fields(count, 工程类别=["危桥改造"] * count, 计划工程量=[1.0] * count)


def stored(table):
    return read(select(table), open_version(data_version()))


def send(home, path, **options):
    (result,) = import_files([path], home=home, **options)
    return result


def problems(result):
    errors = result.issues.filter(severity="error")
    return sorted(errors.select("row_number", "column_name", "problem_code").rows())


def remarks(result):
    """Remarks on what is in a layer, not on its lacking a sender."""
    found = result.issues.filter(severity="warning")["problem_code"].to_list()
    return [code for code in found if code != "head_missing"]


def place(work="R1"):
    return shapely.from_wkt(stored(fct_work_place).filter(work_code=work)["geometry"].item())


@pytest.mark.parametrize("suffix", ["gpkg", "geojson"])
def test_points_lines_and_polygons_come_from_one_layer(real_home, tmp_path, suffix):
    crs = "EPSG:4326" if suffix == "geojson" else "EPSG:4490"
    path = write_layer(tmp_path / f"路.{suffix}", fields(3), [LINE, POINT, POLYGON], crs=crs)
    result = send(real_home, path)
    assert (result.state, result.form_code, result.encoding) == ("complete", "works", suffix)
    assert (problems(result), remarks(result)) == ([], ["line_as_point"])
    row = stored(fct_work).row(0, named=True)
    assert (row["work_name"], row["quantity_planned"]) == ("巴彦镇至富江乡公路", 12.5)
    assert (row["started_on"], row["row_number"]) == (date(2018, 5, 2), 1)
    for work, shape in zip(("R1", "R2", "R3"), (LINE, POINT, POLYGON), strict=True):
        assert place(work).normalize() == shapely.from_wkt(shape).normalize()


@pytest.mark.parametrize("shape", [LINE, POINT, POLYGON], ids=["line", "point", "polygon"])
def test_a_shapefile_holds_points_lines_or_polygons(real_home, tmp_path, shape):
    path = write_layer(tmp_path / "路.shp", fields(), [shape], encoding="GB18030")
    assert send(real_home, path).state == "complete"
    assert place().normalize() == shapely.from_wkt(shape).normalize()


@pytest.mark.parametrize("code", ["EPSG:4547", "EPSG:3857", "EPSG:32652"])
def test_a_projected_layer_is_taken_to_degrees(real_home, tmp_path, code):
    forth = pyproj.Transformer.from_crs("EPSG:4326", code, always_xy=True)
    x, y = forth.transform(127.4, 46.1)
    path = write_layer(tmp_path / "桥.gpkg", bridges(), [f"POINT ({x} {y})"], crs=code)
    result = send(real_home, path)
    assert (result.state, remarks(result)) == ("complete", [])
    assert shapely.distance(place(), shapely.Point(127.4, 46.1)) < 1e-6


def test_an_old_datum_is_remarked_on(real_home, tmp_path):
    path = write_layer(tmp_path / "桥.gpkg", bridges(), [POINT], crs="EPSG:4610")
    assert remarks(send(real_home, path)) == ["rough_coordinates"]


def shapefile(folder, encoding="GB18030", *, page=True, **options):
    path = write_layer(folder / "路网.shp", fields(), [LINE], encoding=encoding, **options)
    if not page:
        path.with_suffix(".cpg").unlink()
    return path


@pytest.mark.parametrize("encoding", ["GB18030", "UTF-8"])
def test_a_shapefile_comes_in_either_encoding(real_home, tmp_path, encoding):
    result = send(real_home, shapefile(tmp_path, encoding))
    assert (result.state, result.encoding) == ("complete", f"shp-{encoding.lower()}")
    row = stored(fct_work).row(0, named=True)
    assert (row["work_name"], row["area_code"]) == ("巴彦镇至富江乡公路", BAYAN)


@pytest.mark.parametrize("said", [None, "936", "UTF-8", "ISO-8859-1", "?"])
def test_texts_are_read_whatever_the_cpg_says(tmp_path, said):
    path = shapefile(tmp_path, page=said is not None)
    if said is not None:
        path.with_suffix(".cpg").write_text(said, encoding="ascii")
    received = read_return(path, file_content(path), form="works")
    assert received.encoding == "shp-gb18030"
    assert "巴彦镇至富江乡公路" in received.table.row(0)


def test_names_that_a_shapefile_cut_are_found_by_their_beginning(real_home, tmp_path):
    money = {"计划投资": [1.5e6], "已支付资金（万元）": [20.0], "计划完工日期": ["2018-10"]}
    path = write_layer(tmp_path / "路.shp", fields(**money), [LINE], encoding="GB18030")
    result = send(real_home, path)
    assert {"行政区划代", "计划完工日"} <= set(result.headers.values())
    assert stored(fct_work)["planned_finish_on"].to_list() == [date(2018, 10, 31)]
    # 已支付资金 has lost its unit, and the sender is told as what it was read.
    (remark,) = result.issues.filter(problem_code="unit_may_be_cut").iter_rows(named=True)
    assert "已支付资金 (元)" in remark["detail"]


def test_a_shapefile_comes_in_capitals_and_in_an_archive(real_home, tmp_path):
    path = shapefile(tmp_path)
    capitals = tmp_path / "capitals"
    capitals.mkdir()
    for part in tmp_path.glob("路网.*"):
        shutil.copy(part, capitals / part.name.upper())
    archive = tmp_path / "路网.zip"
    with zipfile.ZipFile(archive, "w") as package:
        for part in tmp_path.glob("路网.*"):
            if part.suffix != ".zip":
                package.write(part, f"数据/{part.name}")
    assert send(real_home, capitals / "路网.SHP").state == "complete"
    assert send(real_home, path).state == "already"
    assert send(real_home, archive).state == "complete"
    assert stored(import_batch).height == 2


def test_a_shapefile_with_other_attributes_is_another_file(real_home, tmp_path):
    send(real_home, shapefile(tmp_path))
    write_layer(tmp_path / "路网.shp", fields(计划工程量=[13.5]), [LINE], encoding="GB18030")
    assert send(real_home, tmp_path / "路网.shp").import_id == 2
    assert stored(fct_work)["quantity_planned"].to_list() == [12.5, 13.5]


@pytest.mark.parametrize("part", [".dbf", ".shx"])
def test_a_shapefile_that_is_not_whole_says_what_it_lacks(real_home, tmp_path, part):
    path = shapefile(tmp_path)
    path.with_suffix(part).unlink()
    result = send(real_home, path)
    assert problems(result) == [(None, None, "shapefile_incomplete")]
    assert result.issues["detail"].to_list() == [part]


def test_a_part_of_a_shapefile_alone_points_to_the_whole(real_home, tmp_path):
    path = shapefile(tmp_path)
    assert problems(send(real_home, path.with_suffix(".dbf"))) == [
        (None, None, "shapefile_part")
    ]


def test_a_layer_that_does_not_say_its_system_needs_it_said(real_home, tmp_path):
    path = shapefile(tmp_path)
    path.with_suffix(".prj").unlink()
    assert problems(send(real_home, path)) == [(None, None, "no_coordinate_system")]
    assert send(real_home, path, system="cgcs2000").state == "complete"


def test_a_csv_in_gcj_02_lies_where_the_survey_says(real_home, tmp_path):
    ((lon, lat),) = wgs84_to_gcj02_Nx2(np.array([[127.4, 46.1]])).tolist()
    path = tmp_path / "桥.csv"
    path.write_text(
        "坐标系,GCJ-02\n项目编号,行政区划代码,数据时点,工程类别,项目名称,计划年度,计划工程量,经度,纬度\n"
        f"R1,{BAYAN},2018-09,危桥改造,甲桥,2018,1,{lon},{lat}\n",
        encoding="gb18030",
    )
    assert send(real_home, path).state == "complete"
    assert shapely.distance(place(), shapely.Point(127.4, 46.1)) < 1e-6


@pytest.mark.parametrize("said", ["option", "field"])
def test_a_layer_in_gcj_02_is_taken_back_too(real_home, tmp_path, said):
    ((lon, lat),) = wgs84_to_gcj02_Nx2(np.array([[127.4, 46.1]])).tolist()
    more = {"坐标系": ["GCJ-02"]} if said == "field" else {}
    path = write_layer(tmp_path / "桥.gpkg", fields(**more), [f"POINT ({lon} {lat})"])
    system = "gcj02" if said == "option" else None
    assert send(real_home, path, system=system).state == "complete"
    assert shapely.distance(place(), shapely.Point(127.4, 46.1)) < 1e-6


def test_head_lines_of_a_layer_are_fields_with_one_value(home, tmp_path):
    head = {"报送单位": ["巴彦县交通局"], "报送日期": ["2018-10-04"], "数据性质": ["模拟数据"]}
    path = write_layer(tmp_path / "路.gpkg", fields(**head), [LINE])
    result = send(home, path)
    assert (result.state, result.issues.height) == ("complete", 0)
    batch = stored(import_batch).row(0, named=True)
    assert batch["sending_office"] == "巴彦县交通局"
    assert (batch["sent_on"], batch["data_class"]) == (date(2018, 10, 4), "simulated")


def test_a_layer_that_names_no_sender_is_remarked_on(real_home, tmp_path):
    sent = {"报送日期": ["2018-10-04"]}
    result = send(real_home, write_layer(tmp_path / "路.gpkg", fields(**sent), [LINE]))
    assert result.state == "complete"
    assert result.issues.select("problem_code", "severity").rows() == [
        ("head_missing", "warning")
    ]
    assert word(result.issues["detail"].item(), "zh") == "报送单位、填报人"
    assert word(result.issues["detail"].item(), "en") == "Sending office, Filled in by"


def test_other_layers_are_named_and_not_read(real_home, tmp_path):
    path = write_layer(tmp_path / "工程.gpkg", fields(), [LINE], layer="路")
    write_layer(path, fields(), [POINT], layer="桥", append=True)
    result = send(real_home, path)
    assert remarks(result) == ["other_sheets"]
    assert "桥" in result.issues["detail"].to_list()
    assert stored(fct_work).height == 1


def test_villages_come_as_points_and_outlines(real_home, tmp_path):
    sheet = {
        "行政村代码": [BAYAN, MULAN],
        "年度": [2017, 2017],
        "总户数": [300, 200],
        "总人口数": [900, 700],
        "通班车": ["是", "否"],
    }
    outline = "POLYGON ((128.0 46.0, 128.05 46.0, 128.05 46.05, 128.0 46.0))"
    path = write_layer(tmp_path / "村.gpkg", sheet, [POINT, outline])
    result = send(real_home, path)
    assert (result.state, result.form_code) == ("complete", "villages")
    assert stored(fct_village_year)["has_bus"].to_list() == [True, False]
    places = stored(fct_area_place).select("area_code", "place_kind").rows()
    assert places == [(BAYAN, "point"), (MULAN, "outline")]


# A layer with every kind of fault: its shape, or what else is wrong with the project.
FAULTS = [
    ("GEOMETRYCOLLECTION EMPTY", {}, "geometry", "empty_geometry"),
    (None, {}, "geometry", "empty_geometry"),
    ("LINESTRING (127.4 46.1, 127.4 46.1)", {}, "geometry", "invalid_geometry"),
    (
        "POLYGON ((127.4 46, 127.5 46.1, 127.5 46, 127.4 46.1, 127.4 46))",
        {},
        "geometry",
        "invalid_geometry",
    ),
    ("GEOMETRYCOLLECTION (POINT (127.4 46.1))", {}, "geometry", "wrong_geometry_kind"),
    ("POINT (46.1 127.4)", {}, "geometry", "lat_lon_swapped"),
    ("POINT (116.39 39.9)", {}, "geometry", "outside_city"),
    ("POINT (127.41 46.11)", {"行政区划代码": "230999100200"}, "area_code", "unknown_area"),
    ("POINT (127.42 46.12)", {"工程类别": "运河"}, "programme", "unknown_programme"),
    ("POINT (127.43 46.13)", {}, "work_code", "place_taken"),
    ("POINT (127.43 46.13)", {}, "work_code", "place_taken"),
    ("POINT (127.44 46.14)", {"项目名称": "13812345678"}, "work_name", "personal_number"),
]


@pytest.mark.parametrize("suffix", ["gpkg", "geojson"])
def test_every_kind_of_fault_is_reported_by_row(real_home, tmp_path, suffix):
    count = len(FAULTS) + 1
    columns = bridges(count)
    for row, (_, change, _, _) in enumerate(FAULTS):
        for name, value in change.items():
            columns[name][row] = value
    shapes = [*(shape for shape, *_ in FAULTS), LINE]
    crs = "EPSG:4326" if suffix == "geojson" else "EPSG:4490"
    path = write_layer(tmp_path / f"工程.{suffix}", columns, shapes, crs=crs)
    result = send(real_home, path)
    expected = [(row, *fault) for row, (_, _, *fault) in enumerate(FAULTS, start=1)]
    assert problems(result) == expected
    assert (result.state, result.rows_read, result.rows_rejected) == ("refused", 13, 12)
    assert remarks(result) == ["unknown_areas"]
    assert "230999100200 (1)" in result.issues["detail"].to_list()
    with result.rejects_path.open(encoding="utf-8-sig") as file:
        rejects = list(csv.reader(file))
    assert rejects[0] == ["行号", "列", "内容", "原因", "处理建议"]
    assert [int(row[0]) for row in rejects[1:]] == list(range(1, 13))
    assert all(all(row[place] for place in (3, 4)) for row in rejects[1:])
    assert "13812345678" not in result.rejects_path.read_text(encoding="utf-8-sig")
    good = send(real_home, path, accept_good=True)
    assert (good.state, good.rows_accepted) == ("partial", 1)
    assert stored(fct_work)["work_code"].to_list() == ["R13"]
    assert stored(fct_work_place)["row_number"].to_list() == [13]


def test_a_layer_without_features_is_refused(real_home, tmp_path):
    path = write_layer(tmp_path / "路.gpkg", fields(), [LINE], layer="路")
    with sqlite3.connect(path) as database:
        for (trigger,) in database.execute(
            "select name from sqlite_master where type='trigger'"
        ).fetchall():
            database.execute(f'drop trigger "{trigger}"')
        database.execute('delete from "路"')
    assert problems(send(real_home, path)) == [(None, None, "empty_file")]
