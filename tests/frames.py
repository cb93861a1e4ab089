"""Frames as the warehouse gives them, from tables that hold only what a test is about."""

from datetime import date

import polars as pl

from tests.tables import table

BASELINE = date(2015, 12, 31)

AREAS = table("""
    | area_code | area_name | area_level | township_code | county_code | step  | poor_county |
    | 230100    | 全市      | city       | -             | -           | -     | -           |
    | bayan     | 巴彦      | county     | -             | bayan       | step1 | provincial  |
    | yanshou   | 延寿      | county     | -             | yanshou     | step2 | national    |
    | bin       | 宾县      | county     | -             | bin         | step1 | -           |
    | t1        | 巴彦镇    | township   | t1            | bayan       | step1 | provincial  |
    | t2        | 延寿镇    | township   | t2            | yanshou     | step2 | national    |
    | v1        | 甲村      | village    | t1            | bayan       | step1 | provincial  |
    | v2        | 乙村      | village    | t1            | bayan       | step1 | provincial  |
    | v3        | 丙村      | village    | t2            | yanshou     | step2 | national    |
""").with_columns(is_poor_county=pl.col("poor_county").is_not_null())


def targets(text: str, *, baseline: float = 0) -> pl.DataFrame:
    """Policy targets from a table of area_code, indicator_code, target_date, target_value."""
    return table(text).select(
        "area_code",
        "indicator_code",
        pl.col("target_date").cast(pl.Date),
        pl.lit("policy").alias("target_version"),
        pl.lit(BASELINE).alias("baseline_date"),
        pl.lit(float(baseline)).alias("baseline_value"),
        pl.col("target_value").cast(pl.Float64),
        pl.lit(None, pl.String).alias("document_no"),
        pl.lit(None, pl.Date).alias("approved_on"),
        pl.lit(None, pl.String).alias("approved_by"),
    )


def adjusted(policy: pl.DataFrame, *, to: float, approved_on: date) -> pl.DataFrame:
    """The same targets once more as adjusted ones with document, date and approver."""
    return policy.with_columns(
        target_version=pl.lit("adjusted"),
        target_value=pl.lit(to),
        document_no=pl.lit("动管〔2017〕9号"),
        approved_on=pl.lit(approved_on),
        approved_by=pl.lit("领导小组"),
    )


def no_targets() -> pl.DataFrame:
    """Not one target."""
    return targets("""
        | area_code | indicator_code | target_date | target_value |
        | nowhere   | bridges        | 2020-12-31  |            0 |
    """).clear()


def plans(text: str) -> pl.DataFrame:
    """Yearly tasks from a table of area_code, indicator_code, year, planned_value."""
    return table(text).with_columns(pl.col("year").cast(pl.Int32))


def no_plans() -> pl.DataFrame:
    """Not one yearly task."""
    return plans("""
        | area_code | indicator_code | year | planned_value |
        | nowhere   | bridges        | 2016 |             0 |
    """).clear()


def actuals(text: str) -> pl.DataFrame:
    """Values from a table of area_code, indicator_code and any of the columns of actuals.

    What isn't in the table: nothing checked or certified, one area expected, and it reported
    for the last period if there is a value.
    """
    rows = table(text)
    if rows["area_code"].dtype == pl.Float64:  # a table of the city alone
        rows = rows.with_columns(pl.col("area_code").cast(pl.Int64).cast(pl.String))
    reported = pl.col("reported_value").cast(pl.Float64)
    is_there = reported.is_not_null().cast(pl.Int64)
    rest = {
        "latest_period": pl.lit(None, pl.Date),
        "checked_value": pl.lit(None, pl.Float64),
        "certified_value": pl.lit(None, pl.Float64),
        "numerator": pl.lit(None, pl.Float64),
        "denominator": pl.lit(None, pl.Float64),
        "expected_areas": pl.lit(1, pl.Int64),
        "valued_areas": is_there,
        "current_areas": is_there,
    }
    given = {
        name: pl.col(name).cast(pl.Int64 if name.endswith("_areas") else pl.Float64)
        for name in rows.columns
        if name in rest and name != "latest_period"
    }
    missing = {name: default for name, default in rest.items() if name not in rows.columns}
    rows = rows.with_columns(reported_value=reported, **missing, **given)
    return rows.select("area_code", "indicator_code", "reported_value", *rest)


def no_actuals() -> pl.DataFrame:
    """Not one value."""
    return actuals("""
        | area_code | indicator_code | reported_value |
        | nowhere   | bridges        |              0 |
    """).clear()
