"""A user's own outlines and points take the place of the schematic ones, area by area."""

from datetime import date

import polars as pl
import pyproj
import pytest
import shapely
import shapely.affinity
from shapely import box
from sqlalchemy import update

from data.catalogue import forms
from data.intake.command import import_files
from data.intake.messages import hint, word
from data.warehouse import marts, queries
from data.warehouse.engine import data_version
from data.warehouse.schema import dim_area, import_batch
from data.warehouse.scope import CITY, Scope
from data.warehouse.snapshots import writing
from tests.layers import write_layer
from tests.small_programme import csv_text

DAY = date(2018, 9, 30)
BAYAN, MULAN, YANSHOU = "230126", "230127", "230129"
VILLAGE, TOWNSHIP = "230126100200", "230126100"


def send(home, path, **options):
    (result,) = import_files([path], home=home, form="geography", **options)
    return result


def layer(tmp_path, places, name="边界.gpkg", **fields):
    columns = {"行政区划代码": [code for code, _ in places]} | {
        name: [value] * len(places) for name, value in fields.items()
    }
    shapes = [shape if isinstance(shape, str) else shape.wkt for _, shape in places]
    return write_layer(tmp_path / name, columns, shapes)


def outline(code):
    row = queries.outlines(CITY, data_version()).filter(area_code=code)
    return shapely.from_geojson(row["outline_geojson"].item())


def position(code):
    area = queries.areas(CITY, data_version(), as_of=DAY).filter(area_code=code)
    return area.select("lon", "lat", "position_kind").row(0)


def remarks(result):
    return result.issues.filter(severity="warning").select("problem_code", "detail").rows()


def square_kilometres(shape):
    return abs(pyproj.Geod(ellps="WGS84").geometry_area_perimeter(shape)[0]) / 1e6


def west_of(shape, share):
    """The western part of a shape, one piece with that share of its area."""
    west, south, east, north = shape.bounds
    low, high = west, east
    for _ in range(30):
        middle = (low + high) / 2
        part = shape.intersection(box(west, south, middle, north))
        low, high = (middle, high) if part.area < share * shape.area else (low, middle)
    return part


def problems(result):
    errors = result.issues.filter(severity="error")
    return sorted(errors.select("row_number", "problem_code").rows())


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "shp", "csv"])
def test_outlines_and_points_replace_the_schematic_ones(home, tmp_path, suffix):
    county = outline(BAYAN).buffer(-0.01).simplify(0.01)
    inside = county.point_on_surface()
    if suffix == "csv":
        path = tmp_path / "边界.csv"
        path.write_text(
            "行政区划代码,资料来源,空间位置\n"
            f'{BAYAN},市自然资源局,"{county.wkt}"\n{VILLAGE},市自然资源局,{inside.wkt}\n',
            encoding="utf-8",
        )
        results = [send(home, path, system="cgcs2000")]
    elif suffix == "shp":
        source = {"资料来源": "市自然资源局"}
        results = [
            send(home, layer(tmp_path, [(code, shape)], f"{code}.shp", **source))
            for code, shape in ((BAYAN, county), (VILLAGE, inside))
        ]
    else:
        places = [(BAYAN, county), (VILLAGE, inside)]
        path = layer(tmp_path, places, f"边界.{suffix}", 资料来源="市自然资源局")
        results = [send(home, path)]
    assert {result.state for result in results} == {"complete"}
    outlines = queries.outlines(CITY, data_version())
    assert outlines.height == 18
    imported = outlines.filter(~pl.col("is_schematic"))
    assert imported.select("area_code", "outline_source").rows() == [(BAYAN, "市自然资源局")]
    assert shapely.hausdorff_distance(outline(BAYAN), county) < 0.01
    lon, lat, kind = position(VILLAGE)
    assert (kind, shapely.distance(shapely.Point(lon, lat), inside) < 2e-5) == (
        "surveyed",
        True,
    )
    assert position(BAYAN)[2] == "surveyed"
    assert position(MULAN)[2] == position("230126100201")[2] == "schematic"


def test_schematic_positions_move_into_the_new_outline(home, tmp_path):
    half = outline(BAYAN)
    west, south, east, north = half.bounds
    half = half.intersection(box(west, south, (west + east) / 2, north))
    half = max(getattr(half, "geoms", [half]), key=lambda part: part.area)
    send(home, layer(tmp_path, [(BAYAN, half)]))
    areas = queries.areas(Scope("county", BAYAN, "village"), data_version(), as_of=DAY)
    below = areas.filter(pl.col("area_level") == "village")
    assert below["position_kind"].unique().to_list() == ["schematic"]
    points = shapely.points(below.select("lon", "lat").to_numpy())
    assert shapely.covers(half.buffer(0.002), points).all()


def test_a_village_with_an_outline_lies_inside_it_unless_it_has_a_point(home, tmp_path):
    square = box(127.40, 46.10, 127.42, 46.12)
    send(home, layer(tmp_path, [(VILLAGE, square)]))
    lon, lat, kind = position(VILLAGE)
    assert kind == "surveyed" and square.contains(shapely.Point(lon, lat))
    send(home, layer(tmp_path, [(VILLAGE, "POINT (127.401 46.101)")], "点.gpkg"))
    assert position(VILLAGE) == (127.401, 46.101, "surveyed")
    villages = queries.outlines(CITY, data_version(), level="village")
    assert villages["area_code"].to_list() == [VILLAGE]
    assert queries.outlines(CITY, data_version(), level="township").is_empty()


def test_the_newest_outline_counts_and_a_withdrawn_one_gives_the_one_before(home, tmp_path):
    before, was = outline(BAYAN), position(VILLAGE)
    first, second = before.buffer(-0.02), before.buffer(-0.05)
    for number, shape in enumerate((first, second)):
        send(home, layer(tmp_path, [(BAYAN, shape)], f"{number}.gpkg"))
    assert outline(BAYAN).area == pytest.approx(second.area, rel=0.02)
    for batch, expected in ((2, first), (1, before)):
        with writing(home, task="test") as engine, engine.begin() as connection:
            withdrawn = update(import_batch).where(import_batch.c.import_id == batch)
            connection.execute(withdrawn.values(batch_state="withdrawn"))
            marts.rebuild(connection)
        assert outline(BAYAN).area == pytest.approx(expected.area, rel=0.02)
    assert outline(BAYAN).equals(before)
    assert position(VILLAGE) == was


def test_places_are_made_anew_only_when_others_count(home, tmp_path):
    """Straightening a million bends takes seconds, so a monthly return leaves it alone."""
    send(home, layer(tmp_path, [(VILLAGE, "POINT (127.4 46.1)")]))
    with writing(home, task="test") as engine, engine.begin() as connection:
        connection.execute(
            update(dim_area).where(dim_area.c.area_code == VILLAGE).values(lon=1)
        )
    path = tmp_path / "月报.csv"
    table = "| 代码 | 指标代码 | 数据时点 | 数值 |\n| 巴彦 | bridges | 2018-09 | 3 |"
    path.write_text(csv_text(table, sent_on="2018-10-05"), encoding="utf-8")
    assert import_files([path], home=home)[0].state == "complete"
    assert position(VILLAGE)[0] == 1
    send(home, layer(tmp_path, [(TOWNSHIP, "POINT (127.5 46.1)")], "乡.gpkg"))
    assert position(VILLAGE)[0] == 127.4


def test_neighbours_keep_their_border_when_outlines_are_simplified(home, tmp_path):
    # A border with 2,000 bends, each smaller than anyone sees on a map.
    ys = [46.0 + step * 0.0001 for step in range(2_001)]
    border = [(127.5 + (step % 2) * 0.00005, y) for step, y in enumerate(ys)]
    west = shapely.Polygon([*border, (127.3, 46.2), (127.3, 46.0)])
    east = shapely.Polygon([*border, (127.7, 46.2), (127.7, 46.0)])
    send(home, layer(tmp_path, [(TOWNSHIP, west), ("230126101", east)]))
    found = queries.outlines(CITY, data_version(), level="township")
    left, right = shapely.from_geojson(found["outline_geojson"].to_numpy())
    assert len(left.exterior.coords) < 100
    assert left.intersection(right).area == 0
    assert left.union(right).geom_type == "Polygon" and not left.union(right).interiors


def test_areas_without_an_outline_are_listed(home, tmp_path):
    counties = queries.outlines(CITY, data_version())
    shapes = shapely.from_geojson(counties["outline_geojson"].to_numpy())
    places = list(zip(counties["area_code"], shapes, strict=True))[:16]
    result = send(home, layer(tmp_path, places))
    assert result.state == "complete"
    assert remarks(result) == [
        ("counties_without_outline", "2/18：230183 尚志市、230184 五常市")
    ]
    # What came before is no longer missing.
    rest = list(zip(counties["area_code"], shapes, strict=True))[16:]
    assert remarks(send(home, layer(tmp_path, rest, "其余.gpkg"))) == []


def test_missing_villages_are_those_of_the_counties_in_the_file(home, tmp_path):
    result = send(home, layer(tmp_path, [(VILLAGE, "POINT (127.4 46.1)")]))
    ((problem, detail),) = remarks(result)
    areas = queries.areas(Scope("county", BAYAN, "village"), data_version(), as_of=DAY)
    count = areas.filter(area_level="village").height
    assert problem == "villages_without_point"
    assert detail.startswith(f"{count - 1}/{count}：230126100")


FAULTS = [
    ("239999", box(127.4, 46.1, 127.5, 46.2), "unknown_area"),
    ("230100", box(127.5, 46.1, 127.6, 46.2), "wrong_level"),
    ("230126101", "LINESTRING (127.4 46.1, 127.5 46.2)", "wrong_geometry_kind"),
    ("230126102", "POLYGON EMPTY", "empty_geometry"),
    (
        "230126103",
        "POLYGON ((127.4 46, 127.5 46.1, 127.5 46, 127.4 46.1, 127.4 46))",
        "invalid_geometry",
    ),
    ("230126104", "POINT (46.1 127.4)", "lat_lon_swapped"),
    ("230126200", "POINT (116.4 39.9)", "outside_city"),
    ("230129100200", "POINT (127.45 46.15)", "outside_its_county"),
    ("230126100200", "POINT (127.41 46.11)", "duplicate"),
    ("230126100200", "POINT (127.42 46.12)", "duplicate"),
    ("230126100201", "POINT (127.43 46.13)", "area_place_taken"),
    ("230126100202", "POINT (127.43 46.13)", "area_place_taken"),
    ("230126100", box(127.30, 46.2, 127.40, 46.3), "outlines_overlap"),
    ("230126202", box(127.39, 46.2, 127.49, 46.3), "outlines_overlap"),
]


def test_every_fault_of_an_outline_or_point_is_reported_by_row(home, tmp_path):
    result = send(home, layer(tmp_path, [(code, shape) for code, shape, _ in FAULTS]))
    expected = [(row, problem) for row, (_, _, problem) in enumerate(FAULTS, start=1)]
    assert problems(result) == expected
    assert ("unknown_areas", "239999 (1)") in remarks(result)
    overlaps = result.issues.filter(problem_code="outlines_overlap")["detail"].to_list()
    assert overlaps == ["230126202", "230126100"]
    assert position("230126100200")[2] == "schematic"


def test_a_point_is_held_against_the_county_s_outline_of_the_same_file(home, tmp_path):
    """Bayan's own outline as the user has it is smaller than the schematic one."""
    west, south, east, north = outline(BAYAN).bounds
    own = box(west, south, (west + east) / 2, north).intersection(outline(BAYAN))
    places = [
        (BAYAN, own),
        (VILLAGE, own.point_on_surface()),
        ("230126101200", shapely.Point(east - 0.05, own.centroid.y)),
    ]
    assert problems(send(home, layer(tmp_path, places))) == [(3, "outside_its_county")]


def told(result, severity):
    found = result.issues.filter(severity=severity).select("row_number", "problem_code")
    return sorted(found.filter(pl.col("row_number").is_not_null()).rows())


def detail(result, problem):
    text = result.issues.filter(problem_code=problem)["detail"].item()
    return word(text, "zh"), word(text, "en")


def test_an_outline_may_not_overlap_an_imported_one_of_another_file(home, tmp_path):
    mulan, both = outline(MULAN), outline(BAYAN).union(outline(MULAN))
    assert send(home, layer(tmp_path, [(MULAN, mulan)])).state == "complete"
    wide = outline(BAYAN).buffer(0.08).intersection(both)
    refused = send(home, layer(tmp_path, [(BAYAN, wide)], "巴彦.gpkg"))
    assert told(refused, "error") == [(1, "overlaps_imported")]
    common = square_kilometres(wide.intersection(mulan))
    chinese, english = detail(refused, "overlaps_imported")
    assert chinese == f"230127 木兰县（重叠{common:.0f}平方公里）"
    assert english == f"230127 木兰县 (by {common:.0f} km²)"
    # Slivers along a border that two offices drew are none; and what the file replaces isn't
    # there any more.
    near = outline(BAYAN).buffer(0.0005)
    assert send(home, layer(tmp_path, [(BAYAN, near)], "近.gpkg")).state == "complete"
    narrow = mulan.difference(wide.buffer(0.001))
    pair = layer(tmp_path, [(BAYAN, wide), (MULAN, narrow)], "两县.gpkg")
    result = send(home, pair)
    assert (result.state, problems(result)) == ("complete", [])


def test_files_of_one_command_are_compared_with_each_other(home, tmp_path):
    wide = outline(BAYAN).buffer(0.08).intersection(outline(BAYAN).union(outline(MULAN)))
    paths = [
        layer(tmp_path, [(MULAN, outline(MULAN))], "木兰.gpkg"),
        layer(tmp_path, [(BAYAN, wide)], "巴彦.gpkg"),
    ]
    first, second = import_files(paths, home=home, form="geography")
    assert (first.state, problems(second)) == ("complete", [(1, "overlaps_imported")])


def test_an_outline_that_overlaps_a_schematic_one_is_remarked_on(home, tmp_path):
    wide = outline(BAYAN).buffer(0.08).intersection(outline(BAYAN).union(outline(MULAN)))
    result = send(home, layer(tmp_path, [(BAYAN, wide)]))
    assert result.state == "complete"
    assert told(result, "warning") == [(1, "overlaps_schematic")]
    assert detail(result, "overlaps_schematic")[0].startswith("230127 木兰县（重叠")


def test_an_outline_with_hardly_any_of_the_old_one_is_refused(home, tmp_path):
    """A box of some 40 km² for a county of 3,000."""
    tiny = shapely.box(128.40, 45.45, 128.48, 45.51)
    result = send(home, layer(tmp_path, [(YANSHOU, tiny)]))
    assert problems(result) == [(1, "outline_elsewhere")]
    before, after = square_kilometres(outline(YANSHOU)), square_kilometres(tiny)
    assert detail(result, "outline_elsewhere") == (
        f"230129 延寿县，原{before:,.0f}平方公里，现{after:.1f}平方公里，"
        "现边界100%在原边界内，覆盖原边界的1%",
        f"230129 延寿县, {before:,.0f} km² before and {after:.1f} km² now; 100 % of the new "
        "one lies inside the old one and covers 1 % of it",
    )
    other_code = send(home, layer(tmp_path, [(YANSHOU, outline(MULAN))], "错码.gpkg"))
    assert problems(other_code) == [(1, "outline_elsewhere")]


@pytest.mark.parametrize(
    ("share", "expected"), [(0.85, []), (0.7, [(1, "differs_from_old_outline")])]
)
def test_an_outline_that_differs_much_is_remarked_on(home, tmp_path, share, expected):
    part = west_of(outline(YANSHOU), share)
    result = send(home, layer(tmp_path, [(YANSHOU, part)]))
    assert (result.state, told(result, "warning")) == ("complete", expected)


def test_an_outline_beside_the_old_one_is_remarked_on_though_it_is_as_large(home, tmp_path):
    moved = shapely.affinity.translate(outline(YANSHOU), yoff=-0.12)
    found = told(send(home, layer(tmp_path, [(YANSHOU, moved)])), "warning")
    assert (1, "differs_from_old_outline") in found


def test_a_wrong_outline_is_mended_by_importing_the_right_one(home, tmp_path):
    """Even if the right one has next to nothing of the wrong one that is in force."""
    right = outline(YANSHOU)
    west, east = west_of(right, 0.25), right.difference(west_of(right, 0.3))
    for number, shape in enumerate((west, east, right)):
        result = send(home, layer(tmp_path, [(YANSHOU, shape)], f"{number}.gpkg"))
        assert told(result, "warning") == [(1, "differs_from_old_outline")]
    assert outline(YANSHOU).area == pytest.approx(right.area, rel=0.01)


def test_an_outline_of_a_village_may_move_anywhere_in_its_county(home, tmp_path):
    """There is no schematic one to tell which of the two is wrong."""
    send(home, layer(tmp_path, [(VILLAGE, box(127.40, 46.10, 127.42, 46.12))]))
    moved = layer(tmp_path, [(VILLAGE, box(127.30, 46.10, 127.32, 46.12))], "新.gpkg")
    result = send(home, moved)
    assert (result.state, told(result, "warning")) == (
        "complete",
        [(1, "differs_from_old_outline")],
    )


def test_a_small_outline_leaves_no_hole_in_the_city(home, tmp_path):
    whole = outline(YANSHOU)
    send(home, layer(tmp_path, [(YANSHOU, west_of(whole, 0.3))]))
    east = whole.difference(west_of(whole, 0.8).buffer(0.1)).representative_point()
    result = send(home, layer(tmp_path, [("230129100", east)], "点.gpkg"))
    # In the city, but not in the county as it is now.
    assert problems(result) == [(1, "outside_its_county")]


def test_a_row_with_an_unknown_code_spoils_no_other_at_its_place(home, tmp_path):
    point = "POINT (127.43 46.13)"
    places = [("239999", point), (VILLAGE, point), ("239998", point)]
    result = send(home, layer(tmp_path, places), accept_good=True)
    assert problems(result) == [(1, "unknown_area"), (3, "unknown_area")]
    assert position(VILLAGE) == (127.43, 46.13, "surveyed")


def test_the_hint_on_a_place_of_two_areas_names_columns_of_the_form():
    for language in ("zh", "en"):
        assert forms()["works"].fields["is_schematic"].name.of(language) not in hint(
            "area_place_taken", language
        )


def test_a_row_without_a_place_is_rejected(home, tmp_path):
    path = tmp_path / "点.csv"
    path.write_text(f"代码,经度,纬度\n{VILLAGE},,\n{BAYAN},127.4,46.1\n", encoding="utf-8")
    assert problems(send(home, path)) == [(2, "missing_value")]


def test_geography_is_only_taken_by_name(home, tmp_path):
    path = layer(tmp_path, [(VILLAGE, "POINT (127.4 46.1)")])
    (result,) = import_files([path], home=home)
    assert problems(result) == [(None, "no_header")]


def test_scope_holds_for_imported_outlines(home, tmp_path):
    square = box(127.40, 46.10, 127.42, 46.12)
    send(home, layer(tmp_path, [(VILLAGE, square)]))
    version = data_version()
    for prefix, count in (("2301", 1), (BAYAN, 1), (YANSHOU, 0)):
        found = queries.outlines(Scope("county", prefix, "village"), version, level="village")
        assert found.height == count
