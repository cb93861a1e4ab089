"""How long a rule of attention has been met without interruption."""

import polars as pl

CASE = ["unit_kind", "area_code", "org_unit_code", "rule"]
# Whether a task was met is settled at the year's end; every other rule at each half-year's.
AT_YEAR_ENDS = ("task_missed",)


def since(months: pl.DataFrame, cases: pl.DataFrame) -> pl.DataFrame:
    """The month end from which a rule was met without interruption until a case's month.

    Months without a figure don't interrupt: nothing is known of them.

    Args:
        months: One row per unit, rule and month: `CASE`, month, holds (the rule is met).
        cases: Unit, rule and the month in which it is met.

    Returns:
        One row per case: `CASE`, since.
    """
    run = _until(months, cases).with_columns(
        unbroken=pl.col("holds").cast(pl.Int8).cum_min().over(CASE)
    )
    return run.filter(pl.col("unbroken") == 1).group_by(CASE).agg(since=pl.col("month").min())


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
    run = _until(closings, cases).with_columns(
        unbroken=(pl.col("holds") & (steps_back == place)).cast(pl.Int8)
    )
    return run.group_by(CASE).agg(in_a_row=pl.col("unbroken").cum_min().cast(pl.Int64).sum())


def _until(rows: pl.DataFrame, cases: pl.DataFrame) -> pl.DataFrame:
    """Rows of the cases' units and rules up to their month, newest first."""
    ends = cases.select(*CASE, end="month")
    return (
        rows.join(ends, on=CASE, nulls_equal=True)
        .filter(pl.col("month") <= pl.col("end"))
        .sort("month", descending=True)
    )
