"""The ledger of problems fed back: what is open, done, closed and overdue."""

from datetime import date

import polars as pl

from metrics.frames import require

STATES = ("overdue", "open", "awaiting_check", "closed")
DATES = ("found_on", "due_date", "done_on", "closed_on")
COUNTS = ("total_count", *(f"{state}_count" for state in STATES))


def ledger(problems: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Every problem found by a day with its state on it, the most overdue first.

    ::

        closed          closed by then
        awaiting_check  put right by then and not closed
        overdue         neither, and the due date has passed
        open            neither, and there is time left

    What happens after the as-of date isn't known yet. A problem put right after its date isn't
    overdue any more: what is missing is the check.

    Args:
        problems: One row per problem: problem_code, found_on, due_date, done_on, closed_on, and
            whatever else is to be shown.
        as_of: Day of the look.

    Returns:
        The rows found by then with state, days_overdue (null unless overdue) and days_left (0
        on the due date; null unless open): overdue first, then open by due date, those that
        await the check, closed.

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(problems, "problems", "problem_code", *DATES)
    known = problems.filter(pl.col("found_on") <= as_of).with_columns(
        pl.when(pl.col(name) <= as_of).then(name).alias(name) for name in DATES[2:]
    )
    is_past = (pl.col("due_date") < as_of).fill_null(False)
    days = (pl.lit(as_of) - pl.col("due_date")).dt.total_days()
    return (
        known.with_columns(
            state=pl.when(pl.col("closed_on").is_not_null())
            .then(pl.lit("closed"))
            .when(pl.col("done_on").is_not_null())
            .then(pl.lit("awaiting_check"))
            .when(is_past)
            .then(pl.lit("overdue"))
            .otherwise(pl.lit("open"))
        )
        .with_columns(
            days_overdue=pl.when(pl.col("state") == "overdue").then(days),
            days_left=pl.when(pl.col("state") == "open").then(-days),
        )
        .sort(
            pl.col("state").cast(pl.Enum(STATES)), "due_date", "problem_code", nulls_last=True
        )
    )


def summary(ledger: pl.DataFrame, *, by: str | None = None) -> pl.DataFrame:
    """How many problems there are and how many are closed, in all or by source, area or office.

    Args:
        ledger: Result of `ledger`.
        by: Column to count by, such as source, area_code or lead_office; null counts all.

    Returns:
        One row per value of ``by``, most overdue first, or one row in all: ``by``, `COUNTS`,
        closed_rate (fraction; null without problems), longest_overdue (days; null where
        nothing is overdue).

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(ledger, "ledger", "state", "days_overdue", *([by] if by else []))
    counts = [
        pl.len().cast(pl.Int64).alias("total_count"),
        *((pl.col("state") == state).sum().cast(pl.Int64).alias(f"{state}_count")
          for state in STATES),
    ]  # fmt: skip
    longest = pl.col("days_overdue").max().alias("longest_overdue")
    rows = (
        ledger.group_by(by).agg(*counts, longest) if by else ledger.select(*counts, longest)
    ).with_columns(
        closed_rate=pl.when(pl.col("total_count") > 0).then(
            pl.col("closed_count") / pl.col("total_count")
        )
    )
    order = [-pl.col("overdue_count"), -pl.col("total_count"), *([by] if by else [])]
    return rows.sort(order, nulls_last=True).select(
        *([by] if by else []), *COUNTS, "closed_rate", "longest_overdue"
    )
