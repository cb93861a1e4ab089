"""What looks odd beside earlier returns: said before the write, and no reason to refuse."""

from datetime import date, timedelta

import polars as pl
from sqlalchemy import Engine, select

from data.intake.problems import TEXT, Check, find, no_issues
from data.warehouse.engine import read
from data.warehouse.schema import fct_observation

JUMP_FACTOR = 10
"""A sum ten times the last one, or a tenth of it, is most often a slip of the unit."""

JUMP_POINTS = 50
"""Percentage points a share moves from one period to the next before it is remarked on."""

SMALL = 10
"""Sums and denominators below it jump for good reasons: one village is paved or not."""

LOOK_BACK = timedelta(days=400)

_SERIES = ["area_code", "indicator_code", "verification"]
_NEEDED = [
    *_SERIES,
    "row_number",
    "period",
    "obs_value",
    "denominator",
    "document_no",
    "measure",
    "aggregation",
    "factor",
    "is_bounded",
]
_LOWER = {"checked": "reported", "certified": "checked"}


def compare_with_earlier(rows: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    """Warnings on observations in the light of what was reported before.

    A count that only adds but falls without a document number, a jump, a period reported
    already, and more certified than checked or more checked than reported.

    Args:
        rows: Rows of a file without errors, as the checks left them.
        engine: The warehouse with everything imported so far.

    Returns:
        Issue rows of severity ``warning``.
    """
    if rows.is_empty():
        return no_issues()
    earlier = _earlier(rows, engine)
    texts = [TEXT + code for code in ("period", "obs_value")]
    rows = rows.select(*_NEEDED, *texts).with_columns(
        adds=pl.col("measure").is_in(["cumulative", "event"])
    )
    rows = _with_last(rows, earlier)
    rows = _with_lower(rows, earlier)
    return find(rows, _checks())


def _earlier(rows: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    """Current values of the same series, for the periods of the rows and a year before.

    One plain select: looking for the last period of each series in the warehouse takes three
    passes over the table, and a sample is six hundred files.
    """
    stored = fct_observation.c
    low: date = rows.select(pl.col("period").min()).item()
    high: date = rows.select(pl.col("period").max()).item()
    statement = select(
        *(stored[code] for code in [*_SERIES, "period", "obs_value", "import_id"])
    ).where(
        stored.area_code.between(rows["area_code"].min(), rows["area_code"].max()),
        stored.indicator_code.in_(rows["indicator_code"].unique().to_list()),
        stored.period.between(low - LOOK_BACK, high),
    )
    return (
        read(statement, engine)
        .sort("import_id")
        .unique([*_SERIES, "period"], keep="last", maintain_order=True)
        .drop("import_id")
    )


def _with_last(rows: pl.DataFrame, earlier: pl.DataFrame) -> pl.DataFrame:
    """With was_value (stored for the same period) and last_value (of the period before).

    Neighbours after a sort are ten times as quick as a window over three columns of text, and
    a hash is good enough to tell series apart where nothing but a remark hangs on it.
    """
    history = (
        # What is stored comes first, so that it lies just before the row that revises it.
        pl.concat([earlier, rows], how="diagonal")
        .with_columns(series=pl.struct(_SERIES).hash())
        .sort("series", "period", maintain_order=True)
    )
    revises = _before("series") & _before("period")
    before, before_that = (
        pl.when(pl.col("series") == pl.col("series").shift(steps)).then(
            pl.col("obs_value").shift(steps)
        )
        for steps in (1, 2)
    )
    return (
        history.with_columns(
            was_value=pl.when(revises).then(before),
            last_value=pl.when(revises).then(before_that).otherwise(before),
        )
        .filter(pl.col("row_number").is_not_null())
        .sort("row_number")
    )


def _before(column: str) -> pl.Expr:
    """Whether the row before has the same."""
    return pl.col(column) == pl.col(column).shift(1)


def _with_lower(rows: pl.DataFrame, earlier: pl.DataFrame) -> pl.DataFrame:
    """With lower_value: what had been reported (for a checked row) or checked by the period."""
    rows = rows.with_columns(lower=pl.col("verification").replace_strict(_LOWER, default=None))
    if rows["lower"].is_null().all():
        return rows.with_columns(lower_value=pl.lit(None, pl.Float64))
    known = (
        pl.concat([earlier, rows.select(earlier.columns)])
        .unique([*_SERIES, "period"], keep="last", maintain_order=True)
        .select(
            "area_code",
            "indicator_code",
            "period",
            lower="verification",
            lower_value="obs_value",
        )
        .sort("period")
    )
    return rows.sort("period").join_asof(
        known, on="period", by=["area_code", "indicator_code", "lower"], check_sortedness=False
    )


def _checks() -> list[Check]:
    value, last = pl.col("obs_value"), pl.col("last_value")
    is_sum = (pl.col("aggregation") == "sum") & (pl.col("measure") != "flow")
    falls = pl.col("adds") & (value < last)
    far = (value >= JUMP_FACTOR * last) | (value * JUMP_FACTOR <= last)
    jumps = is_sum & (last >= SMALL) & far
    share_jumps = (
        (pl.col("factor") == 100)
        & (pl.col("measure") == "level")
        & pl.col("is_bounded")
        & (pl.col("denominator") >= SMALL)
        & ((value - last).abs() > JUMP_POINTS)
    )
    return [
        Check(
            pl.col("was_value").is_not_null(),
            "period",
            "reported_already",
            pl.col("was_value"),
            severity="warning",
        ),
        Check(
            falls & pl.col("document_no").is_null(),
            "obs_value",
            "falls_without_document",
            last,
            severity="warning",
        ),
        Check((jumps | share_jumps) & ~falls, "obs_value", "jumps", last, severity="warning"),
        Check(
            pl.col("adds") & (value > pl.col("lower_value")),
            "obs_value",
            "over_lower_verification",
            pl.col("lower_value"),
            severity="warning",
        ),
    ]
