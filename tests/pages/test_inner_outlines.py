"""Outlines that an office sends for its townships are on the maps of their county."""

import json
import shutil

import pytest
import shapely

from data.__main__ import main
from data.warehouse.engine import data_version
from data.warehouse.scope import CITY
from pages.ui import load, maps
from pages.ui.inner_outlines import inner_outlines
from pages.ui.maps import works as works_maps
from tests.pages.test_maps import COUNTIES, OUTLINES, layers
from tests.pages.test_works_map import CLASSES, PROJECTS

BAYAN, TOWNSHIP = "230126", "230126100"


@pytest.fixture
def with_township(_lagging_home, tmp_path, monkeypatch, fresh_caches):
    """A copy of the small programme with an outline of one township of Bayan."""
    home = tmp_path / "warehouse"
    shutil.copytree(_lagging_home, home)
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{home}")
    with load.reading(CITY, data_version()):
        outline = load.outlines().filter(area_code=BAYAN)["outline_geojson"].item()
    middle = shapely.from_geojson(outline).representative_point()
    feature = {
        "type": "Feature",
        "properties": {"行政区划代码": TOWNSHIP},
        "geometry": json.loads(shapely.to_geojson(middle.buffer(0.02, quad_segs=2))),
    }
    path = tmp_path / "乡镇边界.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert main(["import", "--form", "geography", str(path)]) == 0


def test_an_imported_township_is_drawn_in_its_county_alone(with_township):
    with load.reading(CITY, data_version()):
        sent = inner_outlines(BAYAN)
        assert len(sent) == 1
        assert inner_outlines("230129") == inner_outlines("230100") == []
    villages = maps.deck(OUTLINES, COUNTIES, area=BAYAN, inner=sent)
    works = works_maps.deck(OUTLINES, COUNTIES, PROJECTS, order=CLASSES, inner=sent)
    for deck in (villages, works):
        (feature,) = layers(deck)["inner"]["data"]["features"]
        assert feature["geometry"] == json.loads(sent[0])


def test_without_them_nothing_is_drawn():
    assert "inner" not in layers(maps.deck(OUTLINES, COUNTIES, area=BAYAN))
