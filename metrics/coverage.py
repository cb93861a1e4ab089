"""What came of what was due, and what came in time."""

from datetime import date, timedelta

import polars as pl

from data.catalogue import indicators, programme, settings
from metrics.calendar import closed_month
from metrics.frames import require

COUNTS = ("due_count", "reported_count", "on_time_count", "late_count", "missing_count")


def coverage(
    due: pl.DataFrame, areas: pl.DataFrame, *, as_of: date, by_indicator: bool = False
) -> pl.DataFrame:
    """Completeness and timeliness of the newest period that has ended in each cycle.

    ::

        completeness_rate = reported / due
        timeliness_rate   = on time / due

    What isn't due yet is in no count. A late return counts as reported, not as in time.

    Args:
        due: One row per indicator, county (null: the city itself) and period, with columns
            due_areas, reported_areas and on_time_areas.
        areas: One row per area: area_code, area_name.
        as_of: Periods that end later are left out.
        by_indicator: One row per indicator instead of per cycle.

    Returns:
        One row per county or city office, and cycle or indicator: area_code, area_name, cycle,
        (indicator_code,) period, due_on (last day in time), `COUNTS` (one for each area and
        indicator), completeness_rate and timeliness_rate (fractions; null if nothing was due).
    """
    require(due, "due", "indicator_code", "county_code", "period", "due_areas")
    cycles = {code: entry.cycle for code, entry in indicators().items()}
    keys = ["area_code", "cycle", *(["indicator_code"] if by_indicator else [])]
    rows = due.filter(pl.col("period") <= as_of).with_columns(
        area_code=pl.col("county_code").fill_null(programme().city_code),
        cycle=pl.col("indicator_code").replace_strict(cycles, return_dtype=pl.String),
    )
    newest = pl.col("period") == pl.col("period").max().over("cycle")
    return (
        rows.filter(newest)
        .group_by(keys)
        .agg(
            pl.col("period").max(),
            pl.col("due_on").max(),
            due_count=pl.col("due_areas").sum(),
            reported_count=pl.col("reported_areas").sum(),
            on_time_count=pl.col("on_time_areas").sum(),
        )
        .with_columns(
            late_count=pl.col("reported_count") - pl.col("on_time_count"),
            missing_count=pl.col("due_count") - pl.col("reported_count"),
        )
        .with_columns(
            completeness_rate=_of_due("reported_count"),
            timeliness_rate=_of_due("on_time_count"),
        )
        .join(areas.select("area_code", "area_name"), on="area_code", how="left")
        .select(
            "area_code",
            "area_name",
            *keys[1:],
            "period",
            "due_on",
            *COUNTS,
            "completeness_rate",
            "timeliness_rate",
        )
        .sort(keys)
    )


def due_through(day: date) -> date:
    """The newest month end whose monthly returns were to be in by a day.

    Days after a month are a setting (``report_days``). After the programme's last month nothing
    more is due; before its first one, or without a deadline, it is the baseline date.
    """
    start, end = programme().baseline_date, max(s.due_date for s in programme().steps.values())
    allowed = settings().report_days["month"]
    if allowed is None:
        return start
    return min(max(closed_month(day - timedelta(days=allowed)), start), end)


def _of_due(count: str) -> pl.Expr:
    return pl.when(pl.col("due_count") > 0).then(pl.col(count) / pl.col("due_count"))
