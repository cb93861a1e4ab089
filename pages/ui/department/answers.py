"""How each office does its part, worked out once for all offices."""

from datetime import date

import polars as pl

import metrics.coverage
from metrics.department import late_items, office_indicators
from metrics.office_figures import MONEY
from metrics.office_money import office_money
from metrics.office_returns import office_returns
from metrics.pace import months_before
from pages.ui import load, measured
from pages.ui.kept import kept

# So many months are looked back at for when something became late.
LOOKED_BACK = 12


@kept
def indicators(*, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.department.office_indicators`."""
    return office_indicators(
        measured.progress(as_of=as_of, level="city"),
        measured.progress(as_of=as_of, level="county"),
    )


@kept
def late(*, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.department.late_items`, looking back a year."""
    first = load.programme_state()["first_month"]
    months = [months_before(as_of, back) for back in range(1, LOOKED_BACK + 1)]
    before = [
        measured.progress(as_of=month, level="county").with_columns(month=pl.lit(month))
        for month in months
        if month >= first
    ]
    now = measured.progress(as_of=as_of, level="county")
    return late_items(now, pl.concat(before) if before else None, as_of=as_of)


@kept
def returns(*, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.office_returns.office_returns`."""
    due = load.coverage(as_of=as_of)
    areas = load.areas(as_of=as_of)
    return office_returns(metrics.coverage.coverage(due, areas, as_of=as_of, by_indicator=True))


@kept
def money(*, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.office_money.office_money`."""
    series = load.series(indicators=MONEY, level="county", through=as_of)
    return office_money(series, as_of=as_of)
