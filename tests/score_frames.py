"""Frames of the county scorecard as short tables."""

from datetime import date

import polars as pl

from metrics.score_items import items
from metrics.scorecard import scorecard
from metrics.vetoes import vetoes
from tests.tables import table

SHORT = {
    "area": "area_code",
    "indicator": "indicator_code",
    "actual": "actual_value",
    "baseline": "baseline_value",
    "target": "target_value",
    "planned": "planned_value",
    "year_ago": "year_ago_value",
    "state": "cycle_state",
    "reason": "light_reason",
}
NUMBERS = ("actual_value", "baseline_value", "target_value", "planned_value", "year_ago_value")


def counties(**groups: str) -> pl.DataFrame:
    """Areas: one row per county, with its group."""
    rows = [(code, code, "county", group, code) for code, group in groups.items()]
    columns = ["area_code", "area_name", "area_level", "group", "county_code"]
    return pl.DataFrame(rows, schema=columns, orient="row")


THREE = counties(c1="poor_county", c2="poor_county", c3="poor_county")


def progress(text: str) -> pl.DataFrame:
    """What the scorecard reads of the rows of `metrics.progress`.

    Columns that are left out: reported, no reason for a grey light, planned at the target, due
    in 2020, and nothing a year ago.
    """
    rows = table(text)
    rows = rows.rename({name: SHORT.get(name, name) for name in rows.columns})
    defaults = {
        "cycle_state": pl.lit("reported"),
        "light_reason": pl.lit(None, pl.String),
        "baseline_value": pl.lit(0.0),
        "planned_value": pl.col("target_value"),
        "year_ago_value": pl.lit(None, pl.Float64),
        "target_date": pl.lit(date(2020, 12, 31)),
    }
    for name, value in defaults.items():
        if name not in rows.columns:
            rows = rows.with_columns(value.alias(name))
    return rows.with_columns(
        pl.col(*NUMBERS).cast(pl.Float64),
        pl.col("cycle_state").fill_null("reported"),
        pl.col("light_reason").cast(pl.String),
    )


def no_evaluations() -> pl.DataFrame:
    return pl.DataFrame(
        schema={
            **dict.fromkeys(("area_code", "evaluator", "document_no"), pl.String),
            **dict.fromkeys(("surveyed_on", "released_on"), pl.Date),
            **dict.fromkeys(
                (
                    *("exit_year", "exited_people_sampled", "wrong_exit_people"),
                    *("unregistered_people_surveyed", "missed_people", "households_surveyed"),
                    *("households_approving", "registered_people_remaining", "base_people"),
                ),
                pl.Int64,
            ),
        }
    )


def no_lifted() -> pl.DataFrame:
    schema = {"area_code": pl.String, "month": pl.Date, "reported_value": pl.Float64}
    return pl.DataFrame(schema=schema)


def no_deductions() -> pl.DataFrame:
    schema = {
        "area_code": pl.String,
        "year": pl.Int64,
        "kind": pl.String,
        "points": pl.Float64,
        "decided_on": pl.Date,
    }
    return pl.DataFrame(schema=schema)


def card(
    rows: pl.DataFrame,
    areas: pl.DataFrame = THREE,
    *,
    as_of: date,
    before: pl.DataFrame | None = None,
    deductions: pl.DataFrame | None = None,
    evaluations: pl.DataFrame | None = None,
) -> dict[str, dict]:
    """Rows of the scorecard by county, from the figures on."""
    found = scorecard(
        items(rows, areas, before, as_of=as_of),
        vetoes(
            no_evaluations() if evaluations is None else evaluations,
            areas,
            no_lifted(),
            as_of=as_of,
        ),
        no_deductions() if deductions is None else deductions,
        areas,
        as_of=as_of,
    )
    return {row["area_code"]: row for row in found.iter_rows(named=True)}
