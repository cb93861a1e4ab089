"""All that one look at progress needs, in as few reads as it takes."""

from collections.abc import Collection
from datetime import date

import polars as pl

from data.catalogue import indicators as known_indicators
from data.catalogue import programme
from data.warehouse.marts.calendar import month_end
from data.warehouse.queries.actuals import month_rows
from data.warehouse.queries.areas import areas
from data.warehouse.queries.corrections import corrections
from data.warehouse.queries.door import NO_MONTH, Level, month_of
from data.warehouse.queries.promises import plans, targets
from data.warehouse.scope import Scope


def progress_frames(
    scope: Scope,
    data_version: str,
    *,
    as_of: date,
    level: Level,
    area: str | None = None,
    indicators: Collection[str] | None = None,
) -> dict[str, pl.DataFrame]:
    """The frames of `metrics.progress.progress`, by the names of its parameters.

    Returns:
        ``areas``, ``targets`` and ``plans`` of the whole scope; ``actuals``, ``baselines`` (on
        the programme's baseline date) and ``year_ago`` (twelve months before) as `actuals`
        gives them for ``level``, ``area`` and ``indicators``; ``corrections`` in the twelve
        months between, of indicators that got worse somewhere.

    Raises:
        ScopeError: The scope doesn't show areas of that level.
    """
    now = month_of(data_version, as_of)
    looks = {
        "actuals": now,
        "baselines": month_of(data_version, programme().baseline_date),
        "year_ago": month_of(data_version, _year_before(now)),
    }
    months = sorted(set(looks.values()))
    values = month_rows(scope, data_version, months, level, indicators, area)
    frames = {
        name: values.filter(pl.col("month") == month).drop("month")
        for name, month in looks.items()
    }
    return {
        "areas": areas(scope, data_version, as_of=as_of),
        **frames,
        "targets": targets(scope, data_version, as_of=as_of),
        "plans": plans(scope, data_version),
        "corrections": corrections(
            scope, data_version, as_of=as_of, indicators=_worse(frames, level)
        ),
    }


def _worse(frames: dict[str, pl.DataFrame], level: str) -> list[str]:
    """Indicators with a worse value than a year before: only there is a fall to explain.

    Flows start anew each year; a share of many areas isn't lowered by the sum of what documents
    took off theirs.
    """
    key = ["area_code", "indicator_code"]
    both = frames["actuals"].join(frames["year_ago"].select(*key, was="reported_value"), on=key)
    falls = {
        code: 1 if entry.direction == "up" else -1
        for code, entry in known_indicators().items()
        if entry.measure != "flow" and (entry.aggregation == "sum" or entry.level == level)
    }
    sign = pl.col("indicator_code").replace_strict(falls, default=None, return_dtype=pl.Int8)
    is_worse = (pl.col("was") - pl.col("reported_value")) * sign > 0
    return both.filter(is_worse)["indicator_code"].unique().to_list()


def _year_before(month: date) -> date:
    """The end of the same month a year before; a leap February has its own."""
    if month == NO_MONTH:
        return NO_MONTH
    return month_end(date(month.year - 1, month.month, 1))
