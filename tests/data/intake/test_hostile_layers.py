"""A map layer is read by C code; whatever it holds, the sender gets a sentence and no more."""

import json
import os
import sqlite3
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from data.intake.problems import UnreadableFileError
from data.intake.readers import sandbox
from data.intake.returns import file_content, read_return
from tests.layers import write_layer

ROOT = Path(__file__).parents[3]
POINT = "POINT (127.4 46.1)"
FIELDS = {"area_code": ["230126"]}


def refused(path, **options):
    with pytest.raises(UnreadableFileError) as caught:
        read_return(path, file_content(path), form="geography", **options)
    return caught.value.problem_code


def file(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


STREAM = {
    "type": "gdal_streamed_alg",
    "command_line": "gdal vector pipeline read secret.gpkg ! write stolen.gpkg",
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.geojson", b'{"type": "FeatureCollection", "features": ['),
        ("a.geojson", b"{" * 100_000),
        ("a.geojson", json.dumps(STREAM).encode()),
        ("a.geojson", b'{"type": "Topology", "objects": {}, "arcs": []}'),
        ("a.gpkg", b"SQLite format 3\0" + bytes(4096)),
        ("a.shp", struct.pack(">i", 9994) + bytes(20)),
        ("a.zip", b"PK\x05\x06" + bytes(18)),
    ],
    ids=["cut", "deep", "streamed", "topology", "gpkg", "shp", "zip"],
)
def test_what_is_no_layer_is_refused_with_a_sentence(tmp_path, name, content):
    for suffix in (".shx", ".dbf") if name == "a.shp" else ():
        file(tmp_path, f"a{suffix}", bytes(100))
    path = file(tmp_path, name, content)
    assert refused(path) in {
        "layer_broken",
        "empty_file",
        "archive_of_layers",
        "not_text",
        "workbook_broken",
    }


def test_a_virtual_or_remote_data_set_is_no_layer(tmp_path):
    """Neither a description that points elsewhere nor an address is ever opened."""
    target = write_layer(tmp_path / "secret.gpkg", FIELDS, [POINT])
    layer = f"<OGRVRTLayer name='x'><SrcDataSource>{target}</SrcDataSource></OGRVRTLayer>"
    virtual = f"<OGRVRTDataSource>{layer}</OGRVRTDataSource>"
    assert refused(file(tmp_path, "a.vrt", virtual.encode())) in {
        "no_header_of",
        "broken_quotes",
    }
    for address in (
        "/vsicurl/http://127.0.0.1/a.gpkg",
        "/vsizip/a.zip",
        "http://127.0.0.1/a.geojson",
    ):
        with pytest.raises(UnreadableFileError, match="file_missing"):
            file_content(Path(address))


READ = """
import sys
from data.intake.readers import layer
layer.know_three_formats()
import pyogrio
print(sorted(pyogrio.list_drivers()))
"""


def test_the_reader_knows_three_formats_and_no_more():
    done = subprocess.run(
        [sys.executable, "-c", READ], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['ESRI Shapefile', 'GPKG', 'GeoJSON']"


def test_settings_of_the_environment_do_not_reach_the_reader(tmp_path, monkeypatch):
    monkeypatch.setenv("GDAL_SKIP", "GPKG")
    monkeypatch.setenv("SHAPE_ENCODING", "ISO-8859-1")
    path = write_layer(tmp_path / "a.gpkg", FIELDS, [POINT])
    assert read_return(path, file_content(path), form="geography").table.height == 1


def test_a_view_that_never_ends_is_ended(tmp_path, monkeypatch):
    path = write_layer(tmp_path / "a.gpkg", FIELDS, [POINT], layer="a")
    numbers = "with recursive n(x) as (select 1 union all select x + 1 from n)"
    endless = f"{numbers} select x as fid, x as area_code, null as geom from n"
    with sqlite3.connect(path) as database:
        database.execute("drop table a")
        database.execute(f"create view a as {endless}")
    monkeypatch.setattr(sandbox, "SECONDS", 4)
    assert refused(path) in {"layer_reader_ended", "layer_broken"}


def test_a_reader_that_dies_is_a_sentence_too(tmp_path, monkeypatch):
    path = write_layer(tmp_path / "a.gpkg", FIELDS, [POINT])
    monkeypatch.setattr(sandbox, "_LAYER", "import os; os.abort()")
    assert refused(path) == "layer_reader_ended"


def archive(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def test_an_archive_is_not_unpacked_into_other_folders(tmp_path):
    parts = {f"../../evil{suffix}": b"x" for suffix in (".shp", ".shx", ".dbf")}
    path = archive(tmp_path / "a.zip", parts)
    assert refused(path) == "layer_broken"
    assert [each.name for each in tmp_path.parent.glob("evil*")] == []


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"readme.txt": b"x"}, "archive_of_layers"),
        ({"a.shp": b"x", "b.shp": b"x"}, "archive_of_layers"),
        ({"a.shp": b"x", "a.shx": b"x"}, "shapefile_incomplete"),
        ({"a.shp": bytes(300_000_000), "a.shx": b"", "a.dbf": b""}, "workbook_bomb"),
    ],
    ids=["none", "two", "no table", "bomb"],
)
def test_an_archive_holds_one_whole_shapefile(tmp_path, parts, problem):
    assert refused(archive(tmp_path / "a.zip", parts)) == problem


def test_the_reader_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    os.makedirs(tmp_path / "scratch")
    monkeypatch.setattr("tempfile.tempdir", None)
    path = write_layer(tmp_path / "a.gpkg", FIELDS, [POINT])
    read_return(path, file_content(path), form="geography")
    assert list((tmp_path / "scratch").iterdir()) == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.gpkg", "scratch"]
