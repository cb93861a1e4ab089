"""Which of two figures of one promise counts in a month, and what counted earlier."""

from datetime import date

import polars as pl

from metrics.frames import require
from metrics.pace import months_before

KEY = ["area_code", "indicator_code"]


def with_counted(
    rows: pl.DataFrame, before: pl.DataFrame | None, *, month: date
) -> pl.DataFrame:
    """The rows with is_counted, month_ago_value, and year_ago_value of what counted then.

    Official exits stand still inside a year, so those who are ready count for them, people as
    well as villages; at year ends, from the target date on, and where nobody is to report the
    ready, the official figure counts. Who compares December with November therefore compares
    those out with those ready; otherwise every December would be a leap.

    Args:
        rows: Rows of `metrics.progress.progress` with the columns of
            `metrics.score_kinds.kinds`.
        before: Values a month ago: area_code, indicator_code, reported_value; null is none.
        month: Month end the rows are of.

    Raises:
        MissingColumnsError: ``before`` lacks a column named above.
    """
    rows = rows.join(_values(before), on=KEY, how="left", maintain_order="left")
    for name, count in (("month_ago_value", 1), ("year_ago_value", 12)):
        then = _counted(rows, months_before(month, count)).select(
            "area_code", "promise", pl.col(name).alias("counted_value")
        )
        rows = _joined(rows, then).with_columns(pl.coalesce("counted_value", name).alias(name))
        rows = rows.drop("counted_value")
    now = _counted(rows, month).select("area_code", "promise", counted_code="indicator_code")
    return _joined(rows, now).with_columns(
        is_counted=~pl.col("is_sum")
        & (pl.col("counted_code") == pl.col("indicator_code")).fill_null(False)
    )


def _counted(rows: pl.DataFrame, month: date) -> pl.DataFrame:
    """The row that counts for each promise in a month: one for each area."""
    is_borrowed = pl.col("indicator_code") != pl.col("promise")
    is_ready = (
        is_borrowed
        & (pl.col("cycle_state") != "no_task")
        & (pl.col("target_date") > month).fill_null(False)
        & pl.lit(month.month != 12)
    )
    return (
        rows.filter(is_ready | ~is_borrowed)
        .sort(is_borrowed, descending=True)
        .unique(["area_code", "promise"], keep="first", maintain_order=True)
    )


def _joined(rows: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    return rows.join(counted, on=["area_code", "promise"], how="left", maintain_order="left")


def _values(before: pl.DataFrame | None) -> pl.DataFrame:
    if before is None:
        return pl.DataFrame(
            schema={**dict.fromkeys(KEY, pl.String), "month_ago_value": pl.Float64}
        )
    require(before, "before", *KEY, "reported_value")
    return before.select(*KEY, month_ago_value="reported_value")
