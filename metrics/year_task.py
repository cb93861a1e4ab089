"""This year's task of an area: what is to be done, what is done, what the plan says by now."""

from datetime import date

import polars as pl

from metrics.calendar import closed_month
from metrics.year_course import course, days


def followed(as_of: date) -> str:
    """The people's figure that is followed: who is ready inside a year, who is out at its end.

    Exits are official in December only (docs/methods.md, 3).
    """
    return "people_lifted" if closed_month(as_of).month == 12 else "people_ready"


def months(as_of: date) -> list[date]:
    """Month ends `year_tasks` needs plans of: last year's, last month's, now, this year's."""
    return sorted(set(days([closed_month(as_of)]).row(0)))


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
    now = closed_month(as_of)
    last_year = pl.lit(months(as_of)[0]).alias("last_year")
    begun = [
        None if given is None else given.with_columns(last_year) for given in (bounds, starts)
    ]
    rows = course(series, curve, looks=[now], bounds=begun[0], starts=begun[1])
    return rows.drop("month")
