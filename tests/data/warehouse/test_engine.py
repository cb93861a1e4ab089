"""What goes in and comes out of a version."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest
from sqlalchemy import Engine, bindparam, event, func, select, update

from data.errors import WarehouseError
from data.warehouse.engine import OPEN_VERSIONS, append, data_version, open_version, read
from data.warehouse.schema import (
    dim_area,
    fct_household_year,
    fct_observation,
    import_batch,
    warehouse_info,
)
from data.warehouse.snapshots import writing


def test_frame_comes_back_as_it_went_in(home):
    households = pl.DataFrame(
        {
            "household_key": ["a", "b"],
            "year": [2016, 2016],
            "area_code": ["230126100200", "230126100201"],
            "people": [3, 1],
            "register_status": ["not_exited", "ready"],
            "income_wage_cny": [Decimal("1234.56"), None],
            "identified_on": [date(2015, 12, 31), None],
            "has_skill": [True, None],
            "import_id": [1, 1],
            "row_number": [2, 3],
        }
    )
    with writing(home, task="test") as engine, engine.begin() as connection:
        append(connection, fct_household_year, households)
    found = read(
        select(*(fct_household_year.c[name] for name in households.columns)),
        open_version(data_version()),
    )
    assert found.rows() == households.rows()
    assert found.schema["income_wage_cny"] == pl.Decimal(18, 2)
    assert found.schema["identified_on"] == pl.Date


def test_columns_a_frame_lacks_are_null(home):
    batch = pl.DataFrame(
        {
            "import_id": [7],
            "file_name": ["a.csv"],
            "file_sha256": ["0"],
            "form_code": ["observations"],
            "received_at": [datetime(2017, 1, 1)],
            "rows_read": [0],
            "rows_accepted": [0],
            "rows_rejected": [0],
            "batch_state": ["complete"],
            "data_class": ["simulated"],
        }
    )
    with writing(home, task="test") as engine, engine.begin() as connection:
        append(connection, import_batch, batch)
        append(connection, import_batch, batch.clear())
    found = read(select(import_batch), open_version(data_version()))
    assert found.select("import_id", "document_no", "sent_on").rows() == [(7, None, None)]


@pytest.mark.parametrize("hostile", ["'; drop table dim_area; --", "%", "' or 1=1 --", "\\"])
def test_values_are_bound_and_never_become_sql(home, hostile):
    engine, sent = open_version(data_version()), []
    event.listen(
        Engine, "before_cursor_execute", lambda *args: sent.append(args[2]), named=False
    )
    statement = select(dim_area).where(dim_area.c.area_code == bindparam("code", hostile))
    assert read(statement, engine).is_empty()
    assert sent and not any(hostile in text for text in sent)
    assert read(select(func.count()).select_from(dim_area), engine).item() == 3_400


def test_only_a_few_versions_stay_open_and_an_old_one_opens_again(home):
    opened = []
    for _ in range(OPEN_VERSIONS + 2):
        with writing(home, task="test"):
            pass
        opened.append((data_version(), open_version(data_version())))
    assert all(open_version(version) is engine for version, engine in opened[-OPEN_VERSIONS:])
    oldest, engine = opened[0]
    assert open_version(oldest) is not engine
    assert read(select(warehouse_info), engine).height == 2


def test_reader_in_the_middle_of_a_result_outlives_its_engine(home):
    engine = open_version(data_version())
    with engine.connect() as connection:
        result = connection.execute(select(dim_area.c.area_code))
        first = result.fetchone()
        for _ in range(OPEN_VERSIONS + 1):
            with writing(home, task="test"):
                pass
            open_version(data_version())
        assert first is not None
        assert len(result.fetchall()) == 3_399


def test_many_readers_at_once_get_their_own_answers(home, fill):
    rows = [
        {
            "area_code": "230126100200",
            "indicator_code": f"code_{number}",
            "period": date(2016, 1, 31),
            "obs_value": float(number),
        }
        for number in range(40)
    ]
    version = fill({fct_observation: rows})

    def ask(number):
        statement = select(fct_observation.c.obs_value).where(
            fct_observation.c.indicator_code == f"code_{number}"
        )
        return read(statement, open_version(version)).item()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, list(range(40)) * 10)) == [float(n) for n in range(40)] * 10


@pytest.mark.parametrize("version", ["v000999-abcdef", "../CURRENT", "", "v1", "/etc/passwd"])
def test_version_that_is_not_kept_is_a_sentence(home, version):
    with pytest.raises(WarehouseError, match="no longer kept"):
        open_version(version)


def test_version_of_another_schema_is_refused(home):
    with writing(home, task="test") as engine, engine.begin() as connection:
        connection.execute(
            update(warehouse_info)
            .where(warehouse_info.c.info_key == "schema_version")
            .values(info_value="0")
        )
    with pytest.raises(WarehouseError, match="tables of version 0"):
        open_version(data_version())


def test_pages_can_not_write(home):
    with (
        pytest.raises(Exception, match="read-only"),
        open_version(data_version()).begin() as connection,
    ):
        connection.execute(update(dim_area).values(area_name="x"))
