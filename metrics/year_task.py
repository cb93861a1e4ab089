"""This year's task of an area: what is to be done, what is done, what the plan says by now."""

from datetime import date

import polars as pl

from data.catalogue import programme
from metrics.calendar import closed_month, month_end
from metrics.frames import require

KEY = ["area_code", "indicator_code"]
SUMS = ["due_value", "carried_value", "month_value", "done_value", "planned_done", "lag"]
SUMS_BEFORE = ["done_before", "planned_before"]


def months(as_of: date) -> list[date]:
    """Month ends `year_tasks` needs plans of: last year's, last month's, now, this year's."""
    now = closed_month(as_of)
    last_year = month_end(now.year - 1, 12)
    before = month_end(now.year, now.month - 1) if now.month > 1 else last_year
    return sorted({last_year, before, now, month_end(now.year, 12)})


def year_tasks(series: pl.DataFrame, curve: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """What is due this year in every area, measured from last year's end.

    What last year left undone is due as well, so that an area behind its plan can't look as if
    it had met the year::

        due     = planned at the year's end - actual at last year's end
        carried = planned at last year's end - actual at last year's end
        done    = actual - actual at last year's end
        lag     = planned now - actual

    Args:
        series: One row per area, indicator and month, with columns area_code, indicator_code,
            month and reported_value (cumulative, indicator's unit; null: nothing by then).
        curve: Result of `metrics.plan.curve` for the months of `months`.
        as_of: A day inside a month counts as the month before.

    Returns:
        One row per area and indicator of ``curve``: area_code, indicator_code; in the
        indicator's unit due_value, carried_value (negative: done ahead), month_value (done
        since last month), done_value (since last year's end), planned_done (due since then by
        now), lag (positive is behind); as fractions of what is due completion_rate,
        planned_rate, points_ahead (their difference), points_change (of that difference since
        last month); done_before and planned_before are those of last month. Values that need
        a report are null without one; the rates also where nothing is due this year.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(series, "series", *KEY, "month", "reported_value")
    require(curve, "curve", *KEY, "month", "planned_value")
    now = closed_month(as_of)
    last_year, year_end = month_end(now.year - 1, 12), month_end(now.year, 12)
    before = max(month for month in months(as_of) if month < now)
    rows = _at(curve, now, "planned_value", "plan_now")
    for day, name in (
        (last_year, "plan_start"),
        (before, "plan_before"),
        (year_end, "plan_end"),
    ):
        rows = rows.join(_at(curve, day, "planned_value", name), on=KEY, how="left")
    for day, name in ((last_year, "start"), (before, "value_before"), (now, "value")):
        rows = rows.join(_at(series, day, "reported_value", name), on=KEY, how="left")
    if last_year == programme().baseline_date:
        # Nobody reports the year before the programme: there the plan is the baseline.
        rows = rows.with_columns(start=pl.coalesce("start", "plan_start"))
    if before == last_year:
        rows = rows.with_columns(value_before=pl.coalesce("value_before", "start"))
    sums = rows.select(
        *KEY,
        due_value=pl.col("plan_end") - pl.col("start"),
        carried_value=pl.col("plan_start") - pl.col("start"),
        month_value=pl.col("value") - pl.col("value_before"),
        done_value=pl.col("value") - pl.col("start"),
        planned_done=pl.col("plan_now") - pl.col("start"),
        lag=pl.col("plan_now") - pl.col("value"),
        done_before=pl.col("value_before") - pl.col("start"),
        planned_before=pl.col("plan_before") - pl.col("start"),
    )
    return _with_rates(sums).sort(KEY)


def total(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of `year_tasks` as one: values added first, rates divided last.

    Returns:
        One row per indicator with the columns of `year_tasks` but area_code. Areas that did not
        report count in no sum.
    """
    known = rows.filter(pl.col("lag").is_not_null())
    sums = known.group_by("indicator_code", maintain_order=True).agg(
        pl.col(*SUMS, *SUMS_BEFORE).sum()
    )
    return _with_rates(sums)


def _at(frame: pl.DataFrame, month: date, value: str, name: str) -> pl.DataFrame:
    return frame.filter(pl.col("month") == month).select(*KEY, pl.col(value).alias(name))


def _with_rates(rows: pl.DataFrame) -> pl.DataFrame:
    due = pl.col("due_value")
    ahead = pl.col("completion_rate") - pl.col("planned_rate")
    before = pl.col("done_before") - pl.col("planned_before")
    return rows.with_columns(
        completion_rate=pl.when(due > 0).then(pl.col("done_value") / due),
        planned_rate=pl.when(due > 0).then(pl.col("planned_done") / due),
    ).with_columns(
        points_ahead=ahead, points_change=ahead - pl.when(due > 0).then(before / due)
    )
