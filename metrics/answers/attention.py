"""``python -m metrics attention``: what it reads, and one row per unit and rule from it."""

from argparse import Namespace

import polars as pl

from data.catalogue import org_units
from data.warehouse import queries
from data.warehouse.scope import CITY
from metrics import question
from metrics.attention import attention
from metrics.rule_figures import COUNTY_INDICATORS, VILLAGE_INDICATORS, rule_figures


def answer(asked: Namespace, version: str, areas: pl.DataFrame) -> pl.DataFrame:
    """Areas and offices a rule of attention applies to; with an area only its own.

    Args:
        asked: What `metrics.question.check` left.
        version: Version of the warehouse.
        areas: One row per area, as the warehouse gives them for the day asked for.

    Returns:
        The rows of `metrics.attention.attention`, with unit_name (Chinese) after the kind.
    """
    as_of = asked.as_of
    look = {"through": as_of}
    figures = rule_figures(
        areas,
        queries.series(CITY, version, indicators=VILLAGE_INDICATORS, level="village", **look),
        queries.series(CITY, version, indicators=COUNTY_INDICATORS, level="county", **look),
        queries.coverage(CITY, version, as_of=as_of),
        queries.targets(CITY, version, as_of=as_of),
        queries.plans(CITY, version),
        as_of=as_of,
    )
    rows = attention(figures, queries.notices(CITY, version, as_of=as_of), as_of=as_of)
    offices = {code: office.name.zh for code, office in org_units().items()}
    office = pl.col("org_unit_code").replace_strict(offices, default=None)
    named = rows.join(
        areas.select("area_code", "area_name"),
        on="area_code",
        how="left",
        maintain_order="left",
    ).with_columns(unit_name=pl.coalesce("area_name", office))
    kind, *others = rows.columns
    return question.inside(named.select(kind, "unit_name", *others), asked)
