"""What files are checked against: the places of the warehouse and the indicators."""

from dataclasses import dataclass

import polars as pl
from sqlalchemy import Engine, select

from data.catalogue import indicators
from data.intake.places.bounds import Bounds
from data.warehouse.current import current_rows, outlines_in_force
from data.warehouse.engine import read
from data.warehouse.schema import dim_area, dim_area_outline, fct_area_place

# Counted things: a third of a bridge is a slip of the pen, a third of a kilometre is not.
_COUNTED = {"people", "households", "villages", "counties", "bridges", "checks"}

_OFFICE = r"(村民委员会|村委会|居民委员会|居委会|街道办事处|办事处)$"
_KIND = r"(社区|村|街道|民族乡|镇|乡|区|县|市)$"


def bare_name(name: pl.Expr) -> pl.Expr:
    """A place's name without what offices add or leave out: 村委会, 村, 镇, 县 … at its end."""
    compact = name.str.normalize("NFKC").str.replace_all(r"\s+", "")
    return compact.str.replace(_OFFICE, "").str.replace(_KIND, "")


@dataclass(frozen=True, slots=True)
class Reference:
    """The known places and indicators.

    Attributes:
        areas: One row per area: area_code, area_name, area_level, bare_name, county_bare,
            township_bare (names as `bare_name` leaves them; null above that level), area_ends
            (last day of its validity, null while valid) and successor_code.
        indicators: One row per indicator: indicator_code, indicator_level, measure,
            aggregation, factor, cycle, is_bounded, is_percentage, is_counted, is_certified
            (there is a certifying step), parts (codes of its components, null unless
            derived), plan_of.
        bounds: Where the city and its counties lie.
        placed: One row per outline or point that was imported: area_code, place_kind.
    """

    areas: pl.DataFrame
    indicators: pl.DataFrame
    bounds: Bounds
    placed: pl.DataFrame


def load_reference(engine: Engine) -> Reference:
    """The places from the warehouse, the indicators from the catalogue."""
    places = current_rows(fct_area_place, "area_code", "place_kind").c
    schematic = select(dim_area_outline).where(dim_area_outline.c.is_schematic)
    return Reference(
        areas=_areas(engine),
        indicators=indicator_frame(),
        bounds=Bounds(read(outlines_in_force("county"), engine), read(schematic, engine)),
        placed=read(select(places.area_code, places.place_kind), engine),
    )


def _areas(engine: Engine) -> pl.DataFrame:
    columns = (
        dim_area.c.area_code,
        dim_area.c.area_name,
        dim_area.c.area_level,
        dim_area.c.county_code,
        dim_area.c.township_code,
        dim_area.c.valid_to.label("area_ends"),
        dim_area.c.successor_code,
    )
    areas = read(select(*columns), engine)
    areas = areas.with_columns(bare_name=bare_name(pl.col("area_name")))
    names = areas.select("area_code", "bare_name")
    return (
        areas.join(
            names.rename({"area_code": "county_code", "bare_name": "county_bare"}),
            on="county_code",
            how="left",
        )
        .join(
            names.rename({"area_code": "township_code", "bare_name": "township_bare"}),
            on="township_code",
            how="left",
        )
        .drop("county_code", "township_code")
    )


def indicator_frame() -> pl.DataFrame:
    """The catalogue's indicators with what the checks need: see `Reference`."""
    rows = [
        {
            "indicator_code": each.code,
            "indicator_level": each.level,
            "measure": each.measure,
            "aggregation": each.aggregation,
            "factor": each.factor,
            "cycle": each.cycle,
            "is_bounded": each.is_bounded,
            "is_percentage": each.unit.zh.startswith("%"),
            "is_counted": each.aggregation == "sum" and each.unit.en in _COUNTED,
            "is_certified": each.certification != "none",
            "parts": ", ".join(each.components) or None,
            "plan_of": each.plan_of,
        }
        for each in indicators().values()
    ]
    return pl.DataFrame(rows, infer_schema_length=None)
