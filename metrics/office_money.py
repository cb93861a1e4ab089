"""What each area has spent of the year's money, for the office that is to see it spent."""

from datetime import date

import polars as pl

from metrics.calendar import closed_month
from metrics.frames import require
from metrics.office_figures import owner, with_share

PLACE = ["area_code", "indicator_code"]


def office_money(series: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """What each area has spent of the year's money that an office is to see spent.

    Args:
        series: One row per area, indicator and month for `metrics.office_figures.MONEY`:
            area_code, indicator_code, month, latest_period, numerator, denominator.
        as_of: A day inside a month counts as the month before.

    Returns:
        One row per office, indicator and area with money allotted this year: org_unit_code,
        indicator_code, area_code, latest_period (older than the month: carried), spent_value,
        allotted_value (10,000 yuan), spent_rate, planned_rate (of the month of its figure),
        points_ahead (fractions). Furthest behind first.

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(series, "series", *PLACE, "month", "latest_period", "numerator", "denominator")
    month = closed_month(as_of)
    of_year = series.filter(
        pl.col("month") == month,
        pl.col("latest_period").dt.year() == month.year,
        pl.col("denominator") > 0,
    )
    rows = with_share(of_year.with_columns(month="latest_period"))
    return (
        rows.with_columns(
            org_unit_code=owner(), spent_rate=pl.col("numerator") / pl.col("denominator")
        )
        .with_columns(points_ahead=pl.col("spent_rate") - pl.col("share"))
        .select(
            *("org_unit_code", "indicator_code", "area_code", "latest_period"),
            *("spent_rate", "points_ahead"),
            spent_value="numerator",
            allotted_value="denominator",
            planned_rate="share",
        )
        .sort("org_unit_code", "indicator_code", "points_ahead", "area_code")
    )
