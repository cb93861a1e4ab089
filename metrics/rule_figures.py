"""The figures of every rule of attention from what the warehouse holds."""

from datetime import date

import polars as pl

from data.catalogue import programme
from metrics import plan, plan_rows, year_course, year_sums
from metrics.attention_figures import SCHEMA, area_tasks
from metrics.calendar import closed_month, month_ends
from metrics.office_figures import MONEY, WORKS, money, returns, works
from metrics.year_starts import PEOPLE, POOR, only_followed, people_course

# What `rule_figures` takes: people by village, works and money by county.
VILLAGE_INDICATORS = (*PEOPLE, POOR)
COUNTY_INDICATORS = (*WORKS, *MONEY)


def rule_figures(
    areas: pl.DataFrame,
    villages: pl.DataFrame,
    counties: pl.DataFrame,
    due: pl.DataFrame,
    targets: pl.DataFrame,
    plans: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Every month's figures of every rule, for `metrics.attention.attention`.

    Args:
        areas: One row per area, as the warehouse gives them.
        villages: Month ends of the villages for `VILLAGE_INDICATORS`.
        counties: Month ends of the counties for `COUNTY_INDICATORS`.
        due: One row per indicator, county and period due.
        targets: One row per area, indicator and target version.
        plans: One row per area, indicator and year.
        as_of: Months from the programme's start to this day.

    Returns:
        See `metrics.attention_figures.SCHEMA`.
    """
    looks = month_ends(programme().baseline_date, closed_month(as_of))[1:]
    if not looks:
        return pl.DataFrame(schema=SCHEMA)
    promised = targets, plans, areas, looks
    tasks = people_course(villages, _curve(PEOPLE, "village", *promised), looks=looks)
    by_county = year_sums.roll_up(only_followed(tasks), areas, level="county", by=["month"])
    built = year_course.course(
        counties.filter(pl.col("indicator_code").is_in(WORKS)),
        _curve(WORKS, "county", *promised),
        looks=looks,
    )
    spent = counties.filter(pl.col("indicator_code").is_in(MONEY))
    return pl.concat([area_tasks(by_county), works(built), money(spent), returns(due)])


def _curve(
    codes: tuple[str, ...],
    level: str,
    targets: pl.DataFrame,
    plans: pl.DataFrame,
    areas: pl.DataFrame,
    looks: list[date],
) -> pl.DataFrame:
    """Plans of some indicators at the looks and the months these are measured from."""
    needed = pl.col("indicator_code").is_in(plan_rows.needed_for(codes))
    months = sorted({day for row in year_course.days(looks).rows() for day in row})
    return plan.curve(
        targets.filter(needed), plans.filter(needed), areas, level=level, months=months
    )
