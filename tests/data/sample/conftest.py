from datetime import date

import pytest

from data.sample.files import write_world
from data.sample.world import world

SEED = 7
YEAR_END = date(2016, 12, 31)


@pytest.fixture(scope="session")
def first_year():
    """The programme through 2016, the smallest span with a register at both ends."""
    return world(through=YEAR_END, seed=SEED)


@pytest.fixture(scope="session")
def sent(first_year, tmp_path_factory):
    """Paths of the files of 2016, in the order in which they arrive."""
    return write_world(tmp_path_factory.mktemp("sample"), first_year)


@pytest.fixture(scope="session")
def full():
    """The programme through September 2018, without its files."""
    return world(through=date(2018, 9, 30), seed=SEED)
