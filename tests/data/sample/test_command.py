from datetime import date

import polars as pl
import pytest

from data.errors import WarehouseError
from data.sample.command import make_sample
from data.warehouse import queries
from data.warehouse.scope import CITY
from data.warehouse.snapshots import versions


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A sample of one month, and what was told of its making."""
    home = tmp_path_factory.mktemp("warehouse")
    told = []
    make_sample(home, through=date(2016, 1, 31), seed=5, progress=told.append)
    return home, told


def test_one_command_makes_one_snapshot(made):
    home, _ = made
    assert len(versions(home)) == 1


def test_progress_rises_to_the_end(made):
    _, told = made
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)


def test_the_list_of_planted_villages_lies_beside_the_warehouse(made):
    home, _ = made
    assert (home / "planted.csv").exists()
    assert list((home / "sample").glob("模拟_*"))


def test_the_warehouse_holds_the_totals_and_says_that_it_is_simulated(made, monkeypatch):
    home, _ = made
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{home}")
    version = versions(home)[-1]
    state = queries.programme_state(CITY, version)
    assert state["data_class"].to_list() == ["simulated"]
    targets = queries.targets(CITY, version, as_of=date(2016, 12, 31))
    total = targets.filter(pl.col("indicator_code") == "people_lifted")["target_value"].sum()
    assert total == 201_087
    batches = queries.batches(CITY, version)
    assert batches["rows_rejected"].sum() == 0
    assert batches["received_at"].dt.date().max() < date(2016, 4, 1)


def test_the_warehouse_holds_the_whole_list_of_works_and_where_they_lie(made, monkeypatch):
    home, _ = made
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{home}")
    version = versions(home)[-1]
    works = queries.works(CITY, version, as_of=date(2016, 1, 31))
    planned = works.group_by("programme").agg(pl.col("quantity_planned").sum())
    assert dict(planned.iter_rows())["roads_village_access"] == pytest.approx(3000)
    places = queries.work_places(CITY, version)
    assert places["is_schematic"].all()
    nowhere = works.join(places, on="work_code", how="anti")["programme"]
    assert set(nowhere) == {"housing_repair", "housing_new"}


def test_a_second_sample_in_one_folder_is_refused(made):
    home, _ = made
    with pytest.raises(WarehouseError, match="already"):
        make_sample(home, through=date(2016, 1, 31), seed=5)
