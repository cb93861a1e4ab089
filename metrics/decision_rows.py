"""Lines that may be put to the leadership group, each kind in its own order."""

import polars as pl

from data.catalogue import settings

UNIT = ["unit_kind", "area_code", "org_unit_code"]
SCHEMA = {
    "kind": pl.String,
    **dict.fromkeys(UNIT, pl.String),
    **dict.fromkeys(("cause", "detail", "indicator_code"), pl.String),
    **dict.fromkeys(("value", "planned", "points_behind", "short_by", "chance"), pl.Float64),
    "count": pl.Int64,
    "days_overdue": pl.Int64,
    "since": pl.Date,
    "url_path": pl.String,
}
CAUSES = {
    "task_missed": "task",
    "task_behind": "task",
    "works_late": "works",
    "money_unspent": "money",
    "reports_missing": "returns",
}


def of_vetoes(vetoes: pl.DataFrame) -> pl.DataFrame:
    """Areas with vetoes that fail for certain: the one furthest from its limit, how many."""
    distance = (pl.col("value") - pl.col("threshold")).abs()
    failed = vetoes.filter(pl.col("state") == "failed").with_columns(
        points_behind=distance, far=distance / pl.col("threshold")
    )
    worst = failed.sort(-pl.col("far"), "area_code", "veto")
    return worst.group_by("area_code", maintain_order=True).agg(
        pl.col("value", "points_behind").first(),
        kind=pl.lit("veto"),
        unit_kind=pl.lit("area"),
        cause=pl.lit("evaluation"),
        detail=pl.col("veto").first(),
        planned=pl.col("threshold").first(),
        count=pl.len(),
        url_path=pl.lit("scorecard"),
    )


def of_attention(attention: pl.DataFrame, stage: str, kind: str) -> pl.DataFrame:
    """Areas and offices of a stage of attention, furthest behind first."""
    rows = attention.filter(pl.col("stage") == stage).sort(
        -pl.col("points_behind"), -pl.col("short_by"), *UNIT, "rule"
    )
    return rows.select(
        *UNIT,
        *("indicator_code", "value", "planned", "points_behind", "short_by", "since"),
        kind=pl.lit(kind),
        cause=pl.col("rule").replace_strict(CAUSES, return_dtype=pl.String),
        detail="rule",
        count=pl.col("late_indicators").list.len(),
        url_path=pl.lit("attention"),
    )


def of_projections(projections: pl.DataFrame) -> pl.DataFrame:
    """Areas unlikely to reach their target, the least likely first."""
    missing = pl.col("target_value") - pl.col("projected_value")
    return (
        projections.filter(pl.col("chance") < settings().chance_unlikely_below)
        .with_columns(short_by=missing)
        .sort("chance", -pl.col("short_by"), "area_code")
        .select(
            *("area_code", "chance", "short_by"),
            kind=pl.lit("unlikely"),
            unit_kind=pl.lit("area"),
            cause=pl.lit("task"),
            value="projected_value",
            planned="target_value",
            url_path=pl.lit("steps"),
        )
    )


def of_problems(ledger: pl.DataFrame) -> pl.DataFrame:
    """Offices that lead overdue problems, or areas where none leads; the longest first."""
    overdue = ledger.filter(pl.col("state") == "overdue").with_columns(
        area_code=pl.when(pl.col("lead_office").is_null()).then("area_code")
    )
    return (
        overdue.group_by("area_code", org_unit_code="lead_office")
        .agg(pl.col("days_overdue").max(), since=pl.col("due_date").min(), count=pl.len())
        .sort(-pl.col("days_overdue"), -pl.col("count").cast(pl.Int64), *UNIT[1:])
        .with_columns(
            kind=pl.lit("problems"),
            unit_kind=pl.when(pl.col("org_unit_code").is_null())
            .then(pl.lit("area"))
            .otherwise(pl.lit("office")),
            cause=pl.lit("problems"),
            url_path=pl.lit("problems"),
        )
    )


def filled(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with all columns of `SCHEMA`; null where a kind has none."""
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in SCHEMA.items()
    )
