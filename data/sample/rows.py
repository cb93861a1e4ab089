"""Observation rows: a value for each area and month becomes one row of a return."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from data.sample.chance import Flags, Floats, Numbers

SCHEMA = {
    "area_code": pl.String,
    "indicator_code": pl.String,
    "period": pl.Date,
    "verification": pl.String,
    "obs_value": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "document_no": pl.String,
    "note": pl.String,
}


def rows(
    indicator_code: str,
    area_codes: pl.Series,
    periods: Sequence[date],
    values: Floats,
    *,
    verification: str = "reported",
    keep: Flags | None = None,
    numerators: Floats | None = None,
    denominators: Numbers | None = None,
    document_no: str | None = None,
    documented: Flags | None = None,
    note: str | None = None,
) -> pl.DataFrame:
    """One row per area and period, with the columns of SCHEMA.

    The matrices have a row for each of ``area_codes`` and a column for each of ``periods``;
    ``values`` are in the indicator's unit. ``keep`` picks those that become rows, all if not
    given. ``document_no`` (``{year}`` in it becomes the period's) and ``note`` go to the
    rows picked by ``documented``, such as falls under a yearly adjustment.
    """
    shape = values.shape
    kept = np.ones(shape, dtype=np.bool_) if keep is None else np.broadcast_to(keep, shape)
    area, month = np.nonzero(kept)
    frame = pl.DataFrame(
        {
            "area_code": area_codes.gather(area),
            "period": pl.Series(periods, dtype=pl.Date).gather(month),
            "obs_value": values[kept],
            "numerator": _optional(numerators, kept),
            "denominator": _optional(denominators, kept),
            "documented": np.zeros(area.size, dtype=np.bool_)
            if documented is None
            else documented[kept],
        }
    )
    is_documented = pl.col("documented")
    return frame.with_columns(
        indicator_code=pl.lit(indicator_code),
        verification=pl.lit(verification),
        obs_value=pl.col("obs_value").fill_nan(None),
        document_no=pl.when(is_documented).then(_dated(document_no)),
        note=pl.when(is_documented).then(pl.lit(note, pl.String)),
    ).select(*SCHEMA)


def share_rows(
    indicator_code: str,
    area_codes: pl.Series,
    periods: Sequence[date],
    numerators: Floats,
    denominators: Numbers,
    *,
    factor: float = 100.0,
    verification: str = "reported",
    keep: Flags | None = None,
) -> pl.DataFrame:
    """Like `rows` for a share: the value is factor · numerator / denominator.

    Where the denominator is zero there is no value.
    """
    bases = np.broadcast_to(denominators, numerators.shape).astype(np.float64)
    values = np.full(numerators.shape, np.nan)
    np.divide(factor * numerators, bases, out=values, where=bases != 0)
    return rows(
        indicator_code,
        area_codes,
        periods,
        np.round(values, 4),
        verification=verification,
        keep=keep,
        numerators=numerators.astype(np.float64),
        denominators=bases,
    )


def _dated(document_no: str | None) -> pl.Expr:
    before, year, after = (document_no or "").partition("{year}")
    if not year:
        return pl.lit(document_no, pl.String)
    return pl.concat_str(pl.lit(before), pl.col("period").dt.year(), pl.lit(after))


def _optional(matrix: Numbers | None, kept: Flags) -> pl.Series:
    if matrix is None:
        return pl.Series([None], dtype=pl.Float64).new_from_index(0, int(kept.sum()))
    return pl.Series(matrix[kept])
