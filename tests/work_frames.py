"""Works as the warehouse gives them, from tables that hold only what a test is about."""

from datetime import date

import polars as pl

from tests.frames import AREAS
from tests.tables import table

DATES = (
    *("period", "planned_start_on", "started_on", "planned_finish_on", "finished_on"),
    *("accepted_on", "disclosed_on"),
)
NUMBERS = ("quantity_planned", "quantity_done", "budget_cny", "paid_cny")
WHOLE = ("plan_year", "people_served", "natural_villages")
TEXTS = (
    *("work_code", "programme", "work_name", "area_code", "late_reason", "owner", "photo_url"),
)
PERIOD = date(2018, 9, 30)
SHORT = {
    "code": "work_code",
    "area": "area_code",
    "year": "plan_year",
    "plan": "quantity_planned",
    "done": "quantity_done",
    "start_due": "planned_start_on",
    "started": "started_on",
    "due": "planned_finish_on",
    "finished": "finished_on",
    "accepted": "accepted_on",
    "preparing": "is_preparing",
    "reason": "late_reason",
    "budget": "budget_cny",
    "paid": "paid_cny",
    "people": "people_served",
}
"""Names of columns that keep a table within the page."""


def works(text: str) -> pl.DataFrame:
    """Projects from a table with their code and any other columns of the works, by `SHORT`.

    What isn't in the table: a road to a village of the plan of 2018, told of for September
    2018, of 10 km in village v1, not in preparation; nothing else is known.
    """
    rows = table(text).rename(SHORT, strict=False)
    types = {
        **dict.fromkeys(TEXTS, pl.String),
        **dict.fromkeys(DATES, pl.Date),
        **dict.fromkeys(NUMBERS, pl.Float64),
        **dict.fromkeys(WHOLE, pl.Int64),
        "is_preparing": pl.Boolean,
    }
    defaults = {
        "programme": "roads_village_access",
        "area_code": "v1",
        "plan_year": 2018,
        "period": PERIOD,
        "quantity_planned": 10.0,
        "is_preparing": False,
    }
    given = [
        (pl.col(name) == "yes" if kind == pl.Boolean else pl.col(name).cast(kind)).alias(name)
        for name, kind in types.items()
        if name in rows.columns
    ]
    others = [
        pl.lit(defaults.get(name), kind).alias(name)
        for name, kind in types.items()
        if name not in rows.columns
    ]
    return (
        rows.select(*given, *others)
        .with_columns(work_name=pl.coalesce("work_name", "work_code"))
        .with_columns(import_id=pl.lit(1), row_number=pl.lit(1))
        .select(*types, "import_id", "row_number")
    )


def no_works() -> pl.DataFrame:
    """Not one project."""
    return works("""
        | code |
        | R1   |
    """).clear()


AREAS_OF_WORKS = pl.concat(
    [
        AREAS,
        AREAS.filter(pl.col("area_code") == "v3").with_columns(
            area_code=pl.lit("v4"), area_name=pl.lit("丁村")
        ),
    ]
)
