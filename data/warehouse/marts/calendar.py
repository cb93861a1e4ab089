"""The months of the data, and what ends and falls due in each by reporting cycle."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl
from sqlalchemy import Connection, delete, func, select

from data.catalogue import settings
from data.catalogue.model import Cycle
from data.warehouse.engine import append
from data.warehouse.schema import dim_cycle_month, mart_latest

MONTHS_OF_CYCLE: dict[Cycle, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def rebuild(connection: Connection) -> None:
    """Renew ``dim_cycle_month`` for the months from the first to the last with data."""
    connection.execute(delete(dim_cycle_month))
    span = select(func.min(mart_latest.c.period), func.max(mart_latest.c.period))
    first, last = connection.execute(span).one()
    if first is not None:
        append(connection, dim_cycle_month, _cycle_months(first, last))


def month_end(day: date) -> date:
    """Last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _cycle_months(first: date, last: date) -> pl.DataFrame:
    allowed = settings().report_days
    rows: list[tuple[str, date, date | None, date | None]] = []
    for month in _month_ends(first, last):
        rows.append(("event", month, None, None))
        for cycle, length in MONTHS_OF_CYCLE.items():
            ended = _last_period(month, length)
            days = allowed[cycle]
            due_on = (
                month + timedelta(days=days) if ended == month and days is not None else None
            )
            rows.append((cycle, month, ended, due_on))
    schema = {"cycle": pl.String, "month": pl.Date, "last_period": pl.Date, "due_on": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _month_ends(first: date, last: date) -> Iterator[date]:
    month = month_end(first)
    while month <= month_end(last):
        yield month
        month = month_end(month + timedelta(days=1))


def _last_period(month: date, length: int) -> date:
    """Last day of the newest period of ``length`` months that has ended by ``month``."""
    months_over = month.month % length
    ended = month.year * 12 + month.month - 1 - months_over
    return month_end(date(ended // 12, ended % 12 + 1, 1))
