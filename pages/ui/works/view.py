"""What a reader of a works page looks at: sector, area, programme, month of the map."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from data.catalogue import programme as the_programme
from metrics.works_map import states_at
from pages.ui import load
from pages.ui.kept import kept
from pages.ui.maps import places
from pages.ui.works import frames
from pages.ui.works.classes import classed, of_places

HOUSING = "housing"
UNIT_SCHEMA = {"code": pl.String, "name": pl.String, "look": pl.String, "people": pl.Int64}


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at.

    Attributes:
        sector: Code of works.yml.
        as_of: Month end of the page.
        area: Code of the city or of a county.
        area_name: Its name.
        programme: Code of the programme it is narrowed to; empty for all.
    """

    sector: str
    as_of: date
    area: str
    area_name: str
    programme: str

    @property
    def is_city(self) -> bool:
        """Whether the whole city is looked at."""
        return self.area == the_programme().city_code

    @property
    def level(self) -> str:
        """Level of the area."""
        return "city" if self.is_city else "county"

    @property
    def level_below(self) -> str:
        """Level of the areas that are compared."""
        return "county" if self.is_city else "township"

    @property
    def of_villages(self) -> bool:
        """Whether works stand at their villages, under the villages' codes, as houses do."""
        return self.sector == HOUSING

    @property
    def named(self) -> dict[str, Any]:
        """What kept answers take."""
        return {
            "sector": self.sector,
            "as_of": self.as_of,
            "area": self.area if not self.is_city else "",
            "programme": self.programme,
        }


def projects(view: View) -> pl.DataFrame:
    """The projects of the view, with their class: rows of `frames.projects`."""
    return of_view(**view.named)


@kept
def of_view(*, sector: str, as_of: date, area: str, programme: str) -> pl.DataFrame:
    """The same by single values; an empty ``area`` is the city."""
    rows = frames.projects(sector=sector, as_of=as_of)
    if area:
        rows = rows.filter(pl.col("county_code") == area)
    return rows.filter(pl.col("programme") == programme) if programme else rows


@kept
def units(*, sector: str, as_of: date, area: str, programme: str, month: date) -> pl.DataFrame:
    """What a map shows at a month end: projects, and of houses the villages they are in.

    Map, legend and the names of what has no place are made from these rows.

    Returns:
        One row per unit known on ``as_of``, in any plan by ``month`` or still to come: code (of
        the project, or of the village), name, look, people (served; null: not said).
    """
    rows = of_view(sector=sector, as_of=as_of, area=area, programme=programme)
    if month < as_of:
        told = states_at(rows, [month]).drop("month")
        # What was in no plan yet belongs to the programme: nothing comes and goes.
        rows = classed(
            rows.drop("state", "is_late", "look")
            .join(told, on="work_code", how="left", maintain_order="left")
            .with_columns(
                # Only the newest return says whether one is being prepared.
                pl.col("state").fill_null("planned").replace("preparing", "planned"),
                pl.col("is_late").fill_null(False),
            )
        )
    if sector != HOUSING:
        return rows.select(
            code="work_code", name="work_name", look="look", people="people_served"
        ).cast(UNIT_SCHEMA)
    houses = rows.group_by("area_code").agg(people=pl.col("people_served").sum())
    return (
        of_places(rows)
        .join(houses, on="area_code", how="left", maintain_order="left")
        .join(rows.select("area_code", "area_name").unique("area_code"), on="area_code")
        .select(code="area_code", name="area_name", look="look", people="people")
        .cast(UNIT_SCHEMA)
    )


@kept
def drawn_paths(*, sector: str, is_coarse: bool) -> pl.DataFrame:
    """Where the units of a sector lie: `pages.ui.maps.places.SCHEMA`, by ``code``.

    Houses have no place of their own: they stand at their village.
    """
    if sector != HOUSING:
        found = places.paths(load.work_places(), is_coarse=is_coarse)
        return found.rename({"work_code": "code"})
    newest = load.programme_state()["latest_month"]
    villages = load.areas(as_of=newest).filter(pl.col("area_level") == "village")
    placed = villages.drop_nulls(["lon", "lat"])
    corners = [
        [[round(lon, 4), round(lat, 4)]] for lon, lat in placed.select("lon", "lat").rows()
    ]
    return placed.select(
        code="area_code",
        is_line=pl.lit(False),
        is_schematic=pl.col("position_kind") != "surveyed",
        path=pl.Series(corners, dtype=pl.List(pl.List(pl.Float64))),
    )
