"""How each office does its part: its indicators, and where they are late."""

from datetime import date

import polars as pl

from data.catalogue import indicators
from metrics import attention_runs
from metrics.calendar import closed_month
from metrics.frames import require
from metrics.office_figures import owner
from metrics.peers import ahead

# Lights that say something is late, the worst first; then what isn't.
LATE = ("red", "orange", "yellow")
LIGHTS = (*LATE, "grey", "green")
PLACE = ["area_code", "indicator_code"]
GAPS = ("points_ahead", "value_ahead")


def office_indicators(city: pl.DataFrame, counties: pl.DataFrame) -> pl.DataFrame:
    """Every office's indicators: the city's figure and light, and how many areas are late.

    Args:
        city: Rows of `metrics.progress.progress` for the city.
        counties: The same for the counties.

    Returns:
        One row per office and indicator it leads (is_lead) or answers for with others:
        org_unit_code, indicator_code, is_lead, the columns of ``city`` (null where the
        indicator has no figure for the city), points_ahead and value_ahead as
        `metrics.peers.ahead` has them, lit_areas (counties with a light that isn't grey),
        late_areas (of them yellow or worse) and red_areas (orange or red). By office, lead
        first, the worst light first, furthest behind first.

    Raises:
        MissingColumnsError: A frame lacks a column that is needed.
    """
    require(counties, "counties", *PLACE, "light")
    light = pl.col("light")
    by_area = counties.group_by("indicator_code").agg(
        lit_areas=(light != "grey").sum().cast(pl.Int64),
        late_areas=light.is_in(LATE).sum().cast(pl.Int64),
        red_areas=light.is_in(LATE[:2]).sum().cast(pl.Int64),
    )
    order = light.cast(pl.Enum(LIGHTS))
    return (
        _answers()
        .join(ahead(city), on="indicator_code", how="left", maintain_order="left")
        .join(by_area, on="indicator_code", how="left", maintain_order="left")
        .sort("org_unit_code", ~pl.col("is_lead"), order, *GAPS, nulls_last=True)
    )


def late_items(
    counties: pl.DataFrame, before: pl.DataFrame | None = None, *, as_of: date
) -> pl.DataFrame:
    """Indicators that are late in a county, for the office that leads them, the worst first.

    A sum of other indicators isn't listed beside its parts.

    Args:
        counties: Rows of `metrics.progress.progress` for the counties on ``as_of``.
        before: The same of earlier month ends, with column month; null: none.
        as_of: A day inside a month counts as the month before.

    Returns:
        The late rows with org_unit_code, points_ahead, value_ahead, since (month end from which
        the light was yellow or worse without interruption; months not reported don't
        interrupt) and is_longer (it was so in the first month that was looked at, perhaps
        before). By office, worst light first, furthest behind first, then code.

    Raises:
        MissingColumnsError: A frame lacks a column that is needed.
    """
    require(counties, "counties", *PLACE, "light", "light_reason")
    month = closed_month(as_of)
    now = counties.with_columns(month=pl.lit(month))
    seen = ["month", *PLACE, "light", "light_reason"]
    looks = [now.select(seen)]
    if before is not None:
        require(before, "before", *seen)
        looks.append(before.filter(pl.col("month") < month).select(seen))
    months = (
        pl.concat(looks)
        .filter((pl.col("light_reason") != "not_reported").fill_null(True))
        .with_columns(holds=pl.col("light").is_in(LATE))
    )
    sums = [code for code, entry in indicators().items() if entry.components]
    late = now.filter(pl.col("light").is_in(LATE), ~pl.col("indicator_code").is_in(sums))
    first = months["month"].min()
    return (
        ahead(late)
        .join(attention_runs.since(months, late, by=PLACE), on=PLACE)
        .with_columns(org_unit_code=owner(), is_longer=pl.col("since") == first)
        .drop("month")
        .sort("org_unit_code", pl.col("light").cast(pl.Enum(LIGHTS)), *GAPS, *PLACE,
              nulls_last=True)
    )  # fmt: skip


def _answers() -> pl.DataFrame:
    """Who answers for which indicator: org_unit_code, indicator_code, is_lead."""
    rows = [
        (office, code, office == entry.owner)
        for code, entry in indicators().items()
        for office in (entry.owner, *entry.co_owners)
    ]
    names = {"org_unit_code": pl.String, "indicator_code": pl.String, "is_lead": pl.Boolean}
    return pl.DataFrame(rows, schema=names, orient="row")
