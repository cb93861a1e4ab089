"""What a unit was told, what it answered, and what was decided on its case."""

from datetime import date

import polars as pl

from metrics.frames import require

UNIT = ["area_code", "org_unit_code"]
HALF = ["year", "half"]
DATES = ["told_on", "replied_on", "decided_on"]
TOLD = ["told_on", "replied_on", "reply", "promise", "decision", "decided_on", "document_no"]
COLUMNS = [*TOLD, "earlier_promise"]


def with_notices(cases: pl.DataFrame, notices: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Cases with the newest notice of each, and what the unit promised the time before.

    A notice belongs to the case of its unit, rule and half-year; one without a half-year to its
    rule's case of that year. What happens after the as-of date isn't known yet.

    Args:
        cases: One row per unit and rule: area_code, org_unit_code, rule, closed_on.
        notices: One row per notice: area_code, org_unit_code, rule, year, half (1, 2 or null),
            told_on, replied_on, reply, promise, decided_on, decision, document_no (of the
            notice).
        as_of: Day of the look.

    Returns:
        ``cases``, row for row, with told_on, replied_on, reply, promise, decision, decided_on,
        document_no and earlier_promise (of the newest notice to the unit for an earlier
        half-year, whatever its rule); null where there is none.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(cases, "cases", *UNIT, "rule", "closed_on")
    require(notices, "notices", *UNIT, "rule", *HALF, *TOLD)
    known = _known(notices, as_of)
    numbered = cases.with_row_index("case").with_columns(
        year=pl.col("closed_on").dt.year().cast(pl.Int64),
        half=pl.when(pl.col("closed_on").dt.month() > 6).then(2).otherwise(1).cast(pl.Int64),
    )
    of_unit = numbered.join(known, on=UNIT, nulls_equal=True, suffix="_told")
    order = pl.col("year") * 2 + pl.col("half")
    order_told = pl.col("year_told") * 2 + pl.col("half_told").fill_null(2)
    own = of_unit.filter(
        pl.col("rule") == pl.col("rule_told"),
        pl.col("year") == pl.col("year_told"),
        pl.col("half_told").is_null() | (pl.col("half") == pl.col("half_told")),
    )
    before = of_unit.filter(order_told < order, pl.col("promise").is_not_null())
    return (
        numbered.join(_newest(own).select("case", *TOLD), on="case", how="left")
        .join(_newest(before).select("case", earlier_promise="promise"), on="case", how="left")
        .sort("case")
        .drop("case", *HALF)
    )


def _known(notices: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Notices told by a day, with what came back and was decided by then."""
    replied = pl.col("replied_on") <= as_of
    decided = pl.col("decided_on") <= as_of
    return (
        notices.select(
            *(pl.col(name).cast(pl.String) for name in (*UNIT, "rule")),
            *(pl.col(name).cast(pl.Int64) for name in HALF),
            *(pl.col(name).cast(pl.Date) for name in DATES),
            *(pl.col(name).cast(pl.String) for name in TOLD if name not in DATES),
        )
        .filter((pl.col("told_on") <= as_of).fill_null(True))
        .with_columns(
            *(pl.when(replied).then(name) for name in ("replied_on", "reply", "promise")),
            *(pl.when(decided).then(name) for name in ("decided_on", "decision")),
        )
    )


def _newest(notices: pl.DataFrame) -> pl.DataFrame:
    """The newest notice of each case."""
    ordered = notices.sort(
        "year_told", "half_told", "told_on", "decided_on", "document_no", nulls_last=False
    )
    return ordered.group_by("case", maintain_order=True).last()
