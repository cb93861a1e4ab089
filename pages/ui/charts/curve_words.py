"""What the step curve says in words, and its numbers as a table."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from data.catalogue import Indicator
from pages.ui import formats
from pages.ui.messages import t

Line = list[tuple[date, float | None]]


def known(line: Line) -> list[tuple[date, float]]:
    """What of a line has a value."""
    return [(month, value) for month, value in line if value is not None]


def summary(
    lines: Mapping[str, Line], points: pl.DataFrame, indicator: Indicator, as_of: date
) -> str:
    """What the lines have reached by now: the plan goes on after that, and isn't meant."""
    by_now = {
        name: [value for month, value in known(line) if month <= as_of]
        for name, line in lines.items()
    }
    parts = [
        f"{name} {formats.amount(values[-1], indicator)}"
        for name, values in by_now.items()
        if values
    ]
    promises = t("chart.promises", count=points.height)
    return t(
        "chart.curve_summary",
        month=formats.month(as_of),
        lines=t("frame.comma").join(parts),
        promises=promises,
    )


def rows(lines: Mapping[str, Line], indicator: Indicator) -> pl.DataFrame:
    """One row per month that any line has, values as text."""
    months = sorted({month for line in lines.values() for month, _ in line})
    columns = {t("frame.month"): [formats.month_short(month) for month in months]}
    for name, line in lines.items():
        values = dict(line)
        columns[name] = [formats.amount(values.get(month), indicator) for month in months]
    return pl.DataFrame(columns)
