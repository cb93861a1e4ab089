"""What works returns say differently from the ones before them: falls and moved days."""

from datetime import date

import polars as pl

from metrics.frames import require
from metrics.works_days import STEPS

COLUMNS = [
    *("work_code", "programme", "work_name", "area_code", "kind", "period_before", "period"),
    *("value_before", "value", "day_before", "day", "document_no", "import_id", "row_number"),
]
KINDS = ("quantity_fell", "start_withdrawn", "finish_withdrawn", "acceptance_withdrawn",
         "finish_moved")  # fmt: skip
_READ = ("work_code", "period", "programme", "work_name", "area_code", "quantity_done")


def changes(returns: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Quantities that fell, steps that were taken back, and finish days that were put off.

    Kilometres never fall. Figures show what was sent; here stands what it was before, for
    somebody to ask. With a document number it is a correction, without one it is to be
    explained. A planned finish that moves into another year takes the project out of this
    year's plan, so it is said as well.

    Args:
        returns: One row per project and period, all periods: `_READ`, planned_finish_on, the
            days of each step, document_no (of the return), import_id, row_number.
        as_of: Later periods are ignored.

    Returns:
        One row per project, period and kind, by period, newest first: `COLUMNS`. kind is one of
        `KINDS`; value_before and value are quantities (programme's unit; null for the others),
        day_before and day the days before and after (null: taken back, or a quantity).

    Raises:
        MissingColumnsError: The frame lacks a column that is needed.
    """
    days = dict(zip(KINDS[1:], (*STEPS, "planned_finish_on"), strict=True))
    require(returns, "returns", *_READ, *days.values(), "document_no", "import_id")
    rows = returns.filter(pl.col("period") <= as_of).sort("work_code", "period")

    def before(name: str) -> pl.Expr:
        return pl.col(name).shift().over("work_code")

    # A period in which no quantity was sent takes nothing back.
    known = rows.filter(pl.col("quantity_done").is_not_null())
    found = [
        known.with_columns(
            kind=pl.lit("quantity_fell"),
            period_before=before("period"),
            value_before=before("quantity_done"),
            value=pl.col("quantity_done"),
            day_before=pl.lit(None, pl.Date),
            day=pl.lit(None, pl.Date),
        ).filter(pl.col("value") < pl.col("value_before"))
    ]
    for kind, name in days.items():
        changed = rows.with_columns(
            kind=pl.lit(kind),
            period_before=before("period"),
            value_before=pl.lit(None, pl.Float64),
            value=pl.lit(None, pl.Float64),
            day_before=before(name),
            day=pl.col(name),
        )
        was, now = pl.col("day_before"), pl.col("day")
        is_so = now > was if kind == "finish_moved" else was.is_not_null() & now.is_null()
        found.append(changed.filter(is_so))
    order = pl.col("kind").cast(pl.Enum(KINDS))
    return (
        pl.concat([part.select(COLUMNS) for part in found])
        .sort("period", order, "work_code", descending=[True, False, False])
    )  # fmt: skip
