"""Cumulative series and targets as the projection takes them, from tables."""

from datetime import date

import polars as pl

from metrics.calendar import month_end
from tests.tables import table


def reported(text: str) -> pl.DataFrame:
    """Values from a table with a row for each period and a column for each area."""
    rows = table(text).unpivot(index="period", variable_name="area_code", value_name="value")
    return rows.select("area_code", "period", obs_value=pl.col("value").cast(pl.Float64))


def monthly(year: int = 2016, **areas: list[float | None]) -> pl.DataFrame:
    """Values of areas at month ends, January of a year first; null is a missed month."""
    return pl.concat(
        pl.DataFrame(
            {
                "area_code": code,
                "period": [month(number, year) for number in range(1, len(values) + 1)],
                "obs_value": pl.Series(values, dtype=pl.Float64, strict=False),
            }
        )
        for code, values in areas.items()
    )


def month(number: int, year: int = 2016) -> date:
    """Month end, counted from January of a year."""
    return month_end(year + (number - 1) // 12, (number - 1) % 12 + 1)


def promised(due: date, *, baseline: float | None = 0, **targets: float | None) -> pl.DataFrame:
    """A target for each area, all due on one day."""
    return pl.DataFrame(
        {
            "area_code": list(targets),
            "baseline_value": pl.Series([baseline] * len(targets), dtype=pl.Float64),
            "target_value": pl.Series(list(targets.values()), dtype=pl.Float64, strict=False),
            "target_date": [due] * len(targets),
        }
    )


def bounds(**areas: float | None) -> pl.DataFrame:
    """What each area can't exceed."""
    return pl.DataFrame(
        {
            "area_code": list(areas),
            "bound_value": pl.Series(list(areas.values()), dtype=pl.Float64, strict=False),
        }
    )


def summed(increments: list[float]) -> list[float]:
    """Running sums, so that a table of increments reads as what was added each month."""
    return pl.Series(increments, dtype=pl.Float64).cum_sum().to_list()
