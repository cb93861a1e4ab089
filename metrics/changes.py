"""What moved since an earlier look at the same areas."""

import polars as pl

from data.catalogue import indicators
from metrics.frames import require

KEY = ["area_code", "indicator_code"]
STATES = ("reported", "checked", "certified")


def since(rows: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Rows with what changed since an earlier day, and what a share still leaves.

    What counts within a year and starts anew with it (``is_yearly`` in the catalogue) has no
    change against a value of another year: January's spending less December's says nothing.

    Args:
        rows: One row per area and indicator, with columns period (newest in the value),
            reported_value, checked_value, certified_value (indicator's unit), numerator and
            denominator.
        before: The same values on the earlier day, the period as latest_period; pairs may be
            missing.

    Returns:
        ``rows``, row for row, with reported_change, checked_change and certified_change (null
        where either day has no value, or the figure started anew between them), is_anew
        (whether it did) and left_over (denominator minus numerator of a share, in its own unit,
        such as problems still open).

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    values = [f"{state}_value" for state in STATES]
    require(rows, "rows", *KEY, "period", *values, "numerator", "denominator")
    require(before, "before", *KEY, "latest_period", *values)
    earlier = before.select(
        *KEY,
        *(pl.col(f"{state}_value").alias(f"{state}_before") for state in STATES),
        period_before="latest_period",
    )
    yearly = [entry.code for entry in indicators().values() if entry.is_yearly]
    is_anew = pl.col("indicator_code").is_in(yearly) & (
        pl.col("period").dt.year() != pl.col("period_before").dt.year()
    )
    changes = [
        pl.when(~is_anew.fill_null(False))
        .then(pl.col(f"{state}_value") - pl.col(f"{state}_before"))
        .alias(f"{state}_change")
        for state in STATES
    ]
    return (
        rows.join(earlier, on=KEY, how="left", maintain_order="left")
        .with_columns(
            *changes,
            is_anew=is_anew.fill_null(False),
            left_over=pl.col("denominator") - pl.col("numerator"),
        )
        .drop("period_before", *(f"{state}_before" for state in STATES))
    )
