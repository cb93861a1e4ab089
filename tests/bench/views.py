"""The views that benches look at, and their recording for the floor."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.catalogue import programme
from data.sample.command import make_sample
from data.warehouse import queries
from data.warehouse.engine import data_version
from data.warehouse.scope import CITY
from pages.ui import filters, formats
from pages.ui.messages import speaking
from tests.bench import recording

SCRIPTS = {
    "overview": None,
    "steps": "pages/programme/steps.py",
    "scorecard": "pages/counties/scorecard.py",
    "lagging": "pages/villages/lagging.py",
    "roads": "pages/works/roads.py",
    "water": "pages/works/water.py",
    "grid": "pages/works/grid.py",
    "housing": "pages/works/housing.py",
}
MONTHS = (
    "2016-12",
    "2017-06",
    "2017-11",
    "2017-12",
    "2018-03",
    "2018-06",
    "2018-08",
    "2018-09",
)
COUNTIES = ("230126", "230129", "230184")


@dataclass(frozen=True, slots=True)
class Choices:
    """Codes to choose from and what the pickers call them, in the order of the pickers."""

    as_of: dict[str, str]
    area: dict[str, str]

    @property
    def views(self) -> list[tuple[str, str]]:
        """Every month with every area, month after month."""
        return [(month, area) for area in self.area for month in self.as_of]


def home_of(folder: Path) -> Path:
    """Folder of the warehouse that WAREHOUSE_URL names, else of a sample made in ``folder``."""
    if url := os.environ.get("WAREHOUSE_URL"):
        return Path(url.removeprefix("duckdb:///"))
    home = folder / "warehouse"
    make_sample(home)
    os.environ["WAREHOUSE_URL"] = f"duckdb:///{home}"
    return home


def choices() -> Choices:
    """The choices that are looked at, named in Chinese."""
    areas = queries.areas(CITY, data_version(), as_of=filters.month_end(MONTHS[-1]))
    names = dict(areas.select("area_code", "area_name").iter_rows())
    codes = (programme().city_code, *COUNTIES)
    with speaking("zh"):
        months = {code: formats.month(filters.month_end(code)) for code in MONTHS}
    return Choices(as_of=months, area={code: names[code] for code in codes})


def record(page: str, offered: Choices, path: Path) -> Path:
    """Write what a page draws for every pair of choices, for the floor; gives the file."""
    views: dict[str, Any] = {"choices": {"as_of": offered.as_of, "area": offered.area}}
    for month, area in offered.views:
        asked = {"lang": "zh", "as_of": month, "area": area}
        views[f"{month} {area}"] = recording.drawn(SCRIPTS[page], asked)
    recording.save(views, path)
    return path
