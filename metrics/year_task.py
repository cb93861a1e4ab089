"""This year's task of an area: what is to be done, what is done, what the plan says by now."""

from datetime import date

import polars as pl

from data.catalogue import programme
from metrics.calendar import closed_month, month_end
from metrics.frames import require
from metrics.year_sums import with_rates

KEY = ["area_code", "indicator_code"]


def followed(as_of: date) -> str:
    """The people's figure that is followed: who is ready inside a year, who is out at its end.

    Exits are official in December only (docs/methods.md, 3).
    """
    return "people_lifted" if closed_month(as_of).month == 12 else "people_ready"


def months(as_of: date) -> list[date]:
    """Month ends `year_tasks` needs plans of: last year's, last month's, now, this year's."""
    now = closed_month(as_of)
    last_year = month_end(now.year - 1, 12)
    before = month_end(now.year, now.month - 1) if now.month > 1 else last_year
    return sorted({last_year, before, now, month_end(now.year, 12)})


def year_tasks(
    series: pl.DataFrame,
    curve: pl.DataFrame,
    *,
    as_of: date,
    bounds: pl.DataFrame | None = None,
    starts: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """What is due this year in every area, measured from last year's end.

    What last year left undone is due as well, so that an area behind its plan can't look as if
    it had met the year; but no more than a bound allows, such as the people then still poor::

        due     = planned at the year's end - actual at last year's end
        carried = planned at last year's end - actual at last year's end
        done    = actual - actual at last year's end
        lag     = planned now - actual

    Args:
        series: One row per area, indicator and month, with columns area_code, indicator_code,
            month and reported_value (cumulative, indicator's unit; null: nothing by then).
        curve: Result of `metrics.plan.curve` for the months of `months`.
        as_of: A day inside a month counts as the month before.
        bounds: One row per area and indicator of which no more can be due: area_code,
            indicator_code, bound_value; without a row there is no bound.
        starts: Where the year began for those who had not reported by then: area_code,
            indicator_code, start_value; such as the people officially out of poverty, who are
            among those out or ready.

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
    for day, name in ((last_year, "start"), (before, "before"), (year_end, "end")):
        rows = rows.join(_at(curve, day, "planned_value", f"plan_{name}"), on=KEY, how="left")
    for day, name in ((last_year, "start"), (before, "value_before"), (now, "value")):
        rows = rows.join(_at(series, day, "reported_value", name), on=KEY, how="left")
    rows = rows.join(_given(bounds, "bound_value"), on=KEY, how="left")
    rows = rows.join(_given(starts, "start_value"), on=KEY, how="left").with_columns(
        start=pl.coalesce("start", "start_value")
    )
    if last_year == programme().baseline_date:
        # Nobody reports the year before the programme: there the plan is the baseline.
        rows = rows.with_columns(start=pl.coalesce("start", "plan_start"))
    if before == last_year:
        rows = rows.with_columns(value_before=pl.coalesce("value_before", "start"))
    no_bounds = pl.DataFrame(
        schema={**dict.fromkeys(KEY, pl.String), "bound_value": pl.Float64}
    )
    rows = rows.join(no_bounds if bounds is None else bounds, on=KEY, how="left")
    sums = rows.select(
        *KEY,
        due_value=_due("plan_end"),
        carried_value=_due("plan_start"),
        month_value=pl.col("value") - pl.col("value_before"),
        done_value=pl.col("value") - pl.col("start"),
        planned_done=_due("plan_now"),
        lag=_due("plan_now") - (pl.col("value") - pl.col("start")),
        done_before=pl.col("value_before") - pl.col("start"),
        planned_before=_due("plan_before"),
    )
    return with_rates(sums).sort(KEY)


def _given(frame: pl.DataFrame | None, value: str) -> pl.DataFrame:
    if frame is None:
        return pl.DataFrame(schema={**dict.fromkeys(KEY, pl.String), value: pl.Float64})
    return frame.select(*KEY, value)


def _due(plan: str) -> pl.Expr:
    """What a plan asks for since last year's end, within the bound."""
    asked = pl.col(plan) - pl.col("start")
    return pl.when(asked.is_not_null()).then(pl.min_horizontal(asked, "bound_value"))


def _at(frame: pl.DataFrame, month: date, value: str, name: str) -> pl.DataFrame:
    return frame.filter(pl.col("month") == month).select(*KEY, pl.col(value).alias(name))
