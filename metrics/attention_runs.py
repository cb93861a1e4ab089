"""How long something has held without interruption, such as a rule of attention."""

from collections.abc import Sequence

import polars as pl

CASE = ["unit_kind", "area_code", "org_unit_code", "rule"]
# Whether a task was met is settled at the year's end; every other rule at each half-year's.
AT_YEAR_ENDS = ("task_missed",)


def since(
    months: pl.DataFrame, cases: pl.DataFrame, *, by: Sequence[str] = CASE
) -> pl.DataFrame:
    """The month end from which something held without interruption until a case's month.

    Months without a row don't interrupt: nothing is known of them.

    Args:
        months: One row per case and month: ``by``, month, holds.
        cases: One row per case: ``by`` and the month in which it holds.
        by: Columns that tell cases apart.

    Returns:
        One row per case: ``by``, since.
    """
    run = _until(months, cases, by).with_columns(
        unbroken=pl.col("holds").cast(pl.Int8).cum_min().over(by)
    )
    return run.filter(pl.col("unbroken") == 1).group_by(by).agg(since=pl.col("month").min())


def in_a_row(closings: pl.DataFrame, cases: pl.DataFrame) -> pl.DataFrame:
    """At how many closings in a row, the case's own included, a rule was met.

    A closing without a figure ends the row: in it the rule was not met.

    Args:
        closings: As ``months`` of `since`, only half-years' or only years' ends for each rule.
        cases: As for `since`.

    Returns:
        One row per case: `CASE`, in_a_row.
    """
    half_years = pl.col("month").dt.year() * 2 + (pl.col("month").dt.month() > 6)
    step = pl.when(pl.col("rule").is_in(AT_YEAR_ENDS)).then(2).otherwise(1)
    steps_back = (half_years.max().over(CASE) - half_years) / step
    place = pl.int_range(pl.len()).over(CASE)
    run = _until(closings, cases, CASE).with_columns(
        unbroken=(pl.col("holds") & (steps_back == place)).cast(pl.Int8)
    )
    return run.group_by(CASE).agg(in_a_row=pl.col("unbroken").cum_min().cast(pl.Int64).sum())


def _until(rows: pl.DataFrame, cases: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Rows of the cases up to their month, newest first."""
    ends = cases.select(*by, end="month")
    return (
        rows.join(ends, on=by, nulls_equal=True)
        .filter(pl.col("month") <= pl.col("end"))
        .sort("month", descending=True)
    )
