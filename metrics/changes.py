"""What moved since an earlier look at the same areas."""

import polars as pl

from metrics.frames import require

KEY = ["area_code", "indicator_code"]
STATES = ("reported", "checked", "certified")


def since(rows: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Rows with what changed since an earlier day, and what a share still leaves.

    Args:
        rows: One row per area and indicator, with columns reported_value, checked_value,
            certified_value (indicator's unit), numerator and denominator.
        before: The same values on the earlier day; pairs may be missing.

    Returns:
        ``rows``, row for row, with reported_change, checked_change and certified_change (null
        where either day has no value) and left_over (denominator minus numerator of a share, in
        its own unit, such as problems still open).

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    values = [f"{state}_value" for state in STATES]
    require(rows, "rows", *KEY, *values, "numerator", "denominator")
    require(before, "before", *KEY, *values)
    earlier = before.select(
        *KEY, *(pl.col(f"{state}_value").alias(f"{state}_before") for state in STATES)
    )
    return (
        rows.join(earlier, on=KEY, how="left", maintain_order="left")
        .with_columns(
            *(
                (pl.col(f"{state}_value") - pl.col(f"{state}_before")).alias(f"{state}_change")
                for state in STATES
            ),
            left_over=pl.col("denominator") - pl.col("numerator"),
        )
        .drop(f"{state}_before" for state in STATES)
    )
