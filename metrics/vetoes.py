"""The four figures of an evaluation that veto a county, each with the doubt of its sample."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from data.catalogue import settings
from data.catalogue.scorecard_settings import Veto
from metrics import veto_figures
from metrics.assessment import assessment_year
from metrics.frames import require
from metrics.peers import GROUPS

VETOES: tuple[Veto, ...] = ("wrong_exits", "missed", "incidence", "approval")
# The county's own state is that of its worst figure.
WORST_FIRST = ("failed", "not_established", "passed", "not_applicable")
SCHEMA = {
    "area_code": pl.String,
    "veto": pl.String,
    "state": pl.String,
    "value": pl.Float64,
    "threshold": pl.Float64,
    "sample_size": pl.Int64,
    "low": pl.Float64,
    "high": pl.Float64,
    "is_met": pl.Boolean,
    "exit_year": pl.Int64,
    "evaluator": pl.String,
    "surveyed_on": pl.Date,
    "released_on": pl.Date,
    "document_no": pl.String,
}


def vetoes(
    evaluations: pl.DataFrame, areas: pl.DataFrame, lifted: pl.DataFrame, *, as_of: date
) -> pl.DataFrame:
    """What the newest evaluation of each county says, held against the limits.

    ::

        wrong exits = wrongly exited / exited people in the sample
        missed      = missed / unregistered people surveyed
        approval    = approving / surveyed households
        incidence   = (remaining + wrong exits * exited people + missed * others) / base

    Only an evaluation of that county counts, once its result is released, and in the
    assessments from its exit year to the year of the release. The interval is the exact
    binomial one; for the incidence, which stands on two samples, both are taken at half the
    error, so that it holds at least the same confidence. Source: docs/methods.md, 9.

    Args:
        evaluations: One row per evaluation: area_code, exit_year, surveyed_on, released_on,
            evaluator, document_no and `metrics.veto_figures.NUMBERS`.
        areas: One row per area: area_code, area_level and group.
        lifted: Month ends of people_lifted in the counties: area_code, month, reported_value.
        as_of: Day of the look.

    Returns:
        One row per county with a task and veto: `SCHEMA`. value, threshold, low and high are
        fractions (null without a figure), sample_size people, for approval households; is_met:
        the figure itself is within its limit; state: passed or failed where the whole interval
        is on one side, not_established where it straddles or a figure isn't given,
        not_applicable without an evaluation that counts.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(
        evaluations,
        "evaluations",
        "area_code",
        "exit_year",
        "released_on",
        *veto_figures.NUMBERS,
    )
    require(areas, "areas", "area_code", "area_level", "group")
    require(lifted, "lifted", "area_code", "month", "reported_value")
    counties = areas.filter(pl.col("area_level") == "county", pl.col("group").is_in(GROUPS))
    known = {row["area_code"]: row for row in _with_exited(_newest(evaluations, as_of), lifted)}
    rows = [
        _row(county, veto, known.get(county))
        for county in counties["area_code"]
        for veto in VETOES
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def county_states(rows: pl.DataFrame) -> pl.DataFrame:
    """The state of each county over all its vetoes: area_code, veto_state; the worst counts."""
    order = pl.col("state").cast(pl.Enum(WORST_FIRST))
    return rows.group_by("area_code", maintain_order=True).agg(
        veto_state=pl.col("state").sort_by(order).first()
    )


def _newest(evaluations: pl.DataFrame, as_of: date) -> pl.DataFrame:
    year = assessment_year(as_of)
    return (
        evaluations.filter(
            pl.col("released_on") <= as_of,
            pl.col("exit_year") <= year,
            pl.col("released_on").dt.year() >= year,
        )
        .sort("released_on", "surveyed_on", nulls_last=False)
        .group_by("area_code", maintain_order=True)
        .last()
    )


def _with_exited(newest: pl.DataFrame, lifted: pl.DataFrame) -> list[dict[str, Any]]:
    """The evaluations with the people who were out of poverty at the end of the exit year."""
    by_year = (
        lifted.filter(pl.col("reported_value").is_not_null())
        .sort("month")
        .group_by("area_code", exit_year=pl.col("month").dt.year().cast(pl.Int64))
        .agg(exited_people=pl.col("reported_value").last())
    )
    keyed = newest.with_columns(pl.col("exit_year").cast(pl.Int64))
    return keyed.join(by_year, on=["area_code", "exit_year"], how="left").to_dicts()


def _row(county: str, veto: Veto, found: Mapping[str, Any] | None) -> dict[str, Any]:
    threshold = settings().scorecard.veto_limits[veto]
    row = {"area_code": county, "veto": veto, "threshold": threshold}
    if found is None:
        return row | {"state": "not_applicable"}
    row |= {name: found.get(name) for name in SCHEMA if name in found and name != "area_code"}
    figure = veto_figures.figure(found, veto)
    if figure is None:
        return row | {"state": "not_established"}
    value, low, high, sample = figure
    passes = [_passes(limit, veto) for limit in (low, high)]
    state = "passed" if all(passes) else "not_established" if any(passes) else "failed"
    shown = {"value": value, "low": low, "high": high, "sample_size": sample}
    return row | shown | {"state": state, "is_met": _passes(value, veto)}


def _passes(value: float, veto: Veto) -> bool:
    chosen = settings().scorecard
    limit = chosen.veto_limits[veto]
    if value == limit:
        return chosen.veto_equal_passes
    return (value > limit) == (veto == "approval")
