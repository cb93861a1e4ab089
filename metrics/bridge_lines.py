"""The register bridge of one area and year, line by line, for reading from top to bottom."""

from datetime import date

import polars as pl

from metrics.calendar import closed_month
from metrics.frames import require
from metrics.register import ITEMS, LEFT

TOTALS = ("start", "end")
# Nothing is said about people without an explanation unless there are some.
SILENT_IF_ZERO = "unexplained"


def last_closed_year(as_of: date) -> int:
    """The newest year whose register is closed on a day: the day's own only at its end."""
    month = closed_month(as_of)
    return month.year if month.month == 12 else month.year - 1


def bridge_lines(bridges: pl.DataFrame, *, area: str, year: int) -> pl.DataFrame:
    """Lines A (still poor) and B (on the register) of one area and year beside each other.

    Args:
        bridges: Result of `metrics.register.bridge`.
        area: Code of the area.
        year: The year.

    Returns:
        One row per item of the bridge in its order: item, value_a and value_b (persons; changes
        with their sign, so that each column adds up to its end), is_total (start and end).
        Empty without a register of that year.

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(bridges, "bridges", "area_code", "year", "line", *ITEMS)
    own = bridges.filter(pl.col("area_code") == area, pl.col("year") == year)
    signed = own.select("line", *(-pl.col(item) if item in LEFT else item for item in ITEMS))
    by_line = {row["line"]: row for row in signed.iter_rows(named=True)}
    if not by_line:
        return pl.DataFrame(schema=_SCHEMA)
    rows = [
        (item, by_line["A"][item], by_line["B"][item], item in TOTALS)
        for item in ITEMS
        if item != SILENT_IF_ZERO or by_line["A"][item] or by_line["B"][item]
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


_SCHEMA = {
    "item": pl.String,
    "value_a": pl.Int64,
    "value_b": pl.Int64,
    "is_total": pl.Boolean,
}
