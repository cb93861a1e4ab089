"""What pages read of the ledgers, on the small programme."""

from datetime import date

import pytest

from data.warehouse.engine import data_version
from data.warehouse.scope import CITY, Scope
from pages.ui import load


@pytest.fixture
def reading(small_home):
    """Read for a scope, as a page would."""
    return lambda scope: load.reading(scope, data_version())


def test_ledgers_grow_with_the_as_of_date(reading):
    with reading(CITY):
        heights = {
            as_of: [
                read(as_of=as_of).height
                for read in (load.problems, load.evaluations, load.notices, load.deductions)
            ]
            for as_of in (date(2017, 12, 31), date(2018, 6, 30), date(2018, 9, 30))
        }
    assert heights == {
        date(2017, 12, 31): [1, 0, 0, 0],
        date(2018, 6, 30): [3, 1, 0, 1],
        date(2018, 9, 30): [4, 1, 2, 1],
    }


def test_a_county_reads_its_own_ledger_and_finds_its_files(reading):
    with reading(Scope("county", "230129", "village")):
        problems = load.problems(as_of=date(2018, 9, 30))
        files = load.batches()
    assert problems["problem_code"].to_list() == ["2018-002"]
    file = files.filter(import_id=problems["import_id"].item())
    assert file.select("file_name", "sending_office").rows() == [
        ("问题整改台账.csv", "测试单位")
    ]
