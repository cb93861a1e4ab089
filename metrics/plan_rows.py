"""The rows a plan is made of: policy targets, borrowed ones, year ends and shares of a year."""

from datetime import date

import polars as pl

from data.catalogue import Indicator, indicators, settings

KEY = ["area_code", "indicator_code"]


def policy_targets(targets: pl.DataFrame) -> pl.DataFrame:
    adjusted = targets.filter(pl.col("target_version") == "adjusted").select(
        *KEY, adjusted_target_value="target_value"
    )
    policy = targets.filter(pl.col("target_version") == "policy").drop("target_version")
    rows = policy.join(adjusted, on=KEY, how="left", maintain_order="left")
    return with_borrowed(rows)


def with_borrowed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows again for indicators that are measured against another one's plan."""
    borrowed = [
        rows.filter(pl.col("indicator_code") == entry.plan_of).with_columns(
            indicator_code=pl.lit(entry.code)
        )
        for entry in indicators().values()
        if entry.plan_of
    ]
    return pl.concat([rows, *borrowed])


def year_end(tasks: pl.Expr, year: int) -> pl.Expr:
    """P(year): tasks so far where there are any, else the straight line; then the target."""
    start, due = pl.col("baseline_date").dt.year(), pl.col("target_date").dt.year()
    baseline, target = pl.col("baseline_value"), pl.col("target_value")
    elapsed = ((year - start) / (due - start)).clip(0, 1)
    is_event = pl.col("indicator_code").is_in(
        [code for code, entry in indicators().items() if entry.measure == "event"]
    )
    line = pl.when(is_event).then(baseline).otherwise(baseline + (target - baseline) * elapsed)
    plan = pl.when(tasks.is_not_null()).then(baseline + tasks).otherwise(line)
    return pl.when(due <= year).then(target).otherwise(plan)


def shares(month: date) -> dict[str, float]:
    shapes = settings().plan_shapes
    return {
        code: _shape(entry, shapes)[month.month - 1] for code, entry in indicators().items()
    }


def _shape(entry: Indicator, shapes: dict[str, tuple[float, ...]]) -> tuple[float, ...]:
    if entry.measure == "event":
        return (0.0,) * 11 + (1.0,)
    return shapes[entry.plan_shape or "even"]


def with_sums(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows and those of indicators that are the sum of others, such as all rural roads."""
    sums = [
        rows.filter(pl.col("indicator_code").is_in(entry.components))
        .group_by("area_code", maintain_order=True)
        .agg(
            pl.lit(entry.code).first().alias("indicator_code"),
            pl.col("baseline_date").min(),
            pl.col("target_date").max(),
            pl.col("baseline_value", "target_value", "planned_value").sum(),
            pl.lit(None, pl.Float64).first().alias("adjusted_target_value"),
        )
        .select(rows.columns)
        for entry in indicators().values()
        if entry.components
    ]
    return pl.concat([rows, *sums])
