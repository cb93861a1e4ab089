"""How an area stands against its plan and beside the others of its group."""

import polars as pl

from data.catalogue import Indicator, indicators
from metrics.frames import require

# Poor counties are compared with poor counties; areas without a task with nobody.
GROUPS = ("poor_county", "task")


def groups(rows: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """Values of each group of counties: numbers are added first and divided last.

    ::

        total_value     = sum of the actual values; of shares factor * numerators / denominators
        mean_value      = total / areas that reported (not of shares)
        attainment_rate = sum of (actual - baseline) / sum of (target - baseline)

    Areas that did not report count in no sum but that of the targets. Indicators that mustn't
    be added, and those nobody reported, have no row.

    Args:
        rows: Result of `metrics.progress.progress` for counties.
        areas: One row per area: area_code and group.

    Returns:
        One row per group (`GROUPS`) and indicator: group, indicator_code, area_count (that
        reported), total_value, total_target (null without targets, and of shares) and
        mean_value (indicator's unit), attainment_rate (fraction; null without targets).

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(rows, "rows", "area_code", "indicator_code", "actual_value", "target_value")
    require(areas, "areas", "area_code", "group")
    entries = indicators().values()
    factors = {entry.code: entry.factor for entry in entries if entry.aggregation == "share"}
    added = [entry.code for entry in entries if entry.aggregation != "none"]
    is_known = pl.col("actual_value").is_not_null()
    change = pl.col("target_value") - pl.col("baseline_value")
    achieved = pl.col("actual_value") - pl.col("baseline_value")
    whole = pl.col("denominator").filter(is_known).sum()
    return (
        rows.join(areas.select("area_code", "group"), on="area_code")
        .filter(pl.col("group").is_in(GROUPS), pl.col("indicator_code").is_in(added))
        .group_by("group", "indicator_code", maintain_order=True)
        .agg(
            area_count=is_known.sum(),
            total=pl.col("actual_value").sum(),
            share=pl.when(whole > 0).then(pl.col("numerator").filter(is_known).sum() / whole),
            achieved=achieved.filter(change.is_not_null()).sum(),
            promised=change.filter(is_known).sum(),
            target=pl.col("target_value").sum(),
            has_target=pl.col("target_value").is_not_null().any(),
        )
        .filter(pl.col("area_count") > 0)
        .with_columns(
            factor=pl.col("indicator_code").replace_strict(
                factors, default=None, return_dtype=pl.Float64
            )
        )
        .select(
            "group",
            "indicator_code",
            "area_count",
            total_value=pl.when(pl.col("factor").is_null())
            .then("total")
            .otherwise(pl.col("factor") * pl.col("share")),
            total_target=pl.when(pl.col("factor").is_null() & pl.col("has_target")).then(
                "target"
            ),
            mean_value=pl.when(pl.col("factor").is_null()).then(
                pl.col("total") / pl.col("area_count")
            ),
            attainment_rate=pl.when(pl.col("promised") != 0).then(
                pl.col("achieved") / pl.col("promised")
            ),
        )
    )


def ahead(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with how far they are ahead of the plan; negative is behind.

    Counts are compared as shares of what was promised, percentages as they are; a quantity that
    is neither, or that was promised to stay at 0, only in its own unit.

    Args:
        rows: Result of `metrics.progress.progress`.

    Returns:
        ``rows`` with ``points_ahead`` (fraction: 0.01 is one percentage point; null where it
        can't be said in points) and ``value_ahead`` (indicator's unit).
    """
    require(rows, "rows", "indicator_code", "lag", "points_behind")
    percentages = [entry.code for entry in indicators().values() if _is_percentage(entry)]
    counted = [entry.code for entry in indicators().values() if entry.measure != "level"]
    is_counted = pl.col("indicator_code").is_in(counted)
    return rows.with_columns(
        value_ahead=-pl.col("lag"),
        points_ahead=pl.when(pl.col("indicator_code").is_in(percentages))
        .then(-pl.col("lag") / 100)
        .when(is_counted)
        .then(-pl.col("points_behind")),
    )


def _is_percentage(entry: Indicator) -> bool:
    return entry.unit.en.startswith(("%", "percentage"))
