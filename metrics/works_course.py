"""How works went over time: planned and done by month and by year."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from metrics.calendar import closed_month, month_end
from metrics.works_days import STEPS
from metrics.works_sums import COUNTS, QUANTITIES, sums

DONE = (*QUANTITIES[1:], *COUNTS)


def curve(
    projects: pl.DataFrame,
    *,
    as_of: date,
    months: Sequence[date],
    level: str = "city",
    returns: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Planned, started, complete and accepted of each programme at some month ends.

    The planned line is that of all projects known by ``as_of``, at every month. The others are
    what the days of the projects say, as they are known now. Of projects whose houses count one
    by one, ``returns`` say how many stood in a month; without them those of a project that
    isn't complete count from its newest period on.

    Args:
        projects: Result of `metrics.works_projects.projects` for ``as_of``.
        as_of: What comes later isn't known yet.
        months: Month ends in order, also later ones, for the plan.
        level: Level whose areas get rows.
        returns: One row per project and period, all periods: work_code, period, quantity_done.

    Returns:
        One row per programme, area and month, by month: programme, area_code, is_attributed,
        month, `QUANTITIES` (programme's unit, as in `metrics.works_sums.sums`; started,
        reported and certified are null after ``as_of``) and `COUNTS` (likewise).
    """
    last = closed_month(as_of)
    sent = None if returns is None else _until(returns, projects)
    rows = []
    for month in months:
        known = projects if sent is None else _as_sent(projects, sent, month)
        found = sums(known, month=month, level=level)
        if month > last:
            found = found.with_columns(
                pl.lit(None, found.schema[name]).alias(name) for name in DONE
            )
        rows.append(found.with_columns(month=pl.lit(month)))
    keys = ("programme", "area_code", "is_attributed", "month")
    return pl.concat(rows).select(*keys, *QUANTITIES, *COUNTS)


def by_year(
    projects: pl.DataFrame,
    *,
    as_of: date,
    level: str = "city",
    returns: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """What was planned for each year and what came in it: the curve from year end to year end.

    Args:
        projects: Result of `metrics.works_projects.projects` for ``as_of``.
        as_of: The year it lies in is counted up to then.
        level: Level whose areas get rows.
        returns: As in `curve`.

    Returns:
        One row per programme, area and year, from the first to the last in which something is
        planned or was done: programme, area_code, is_attributed, year, planned_value (of the
        whole year), planned_by_now_value (up to ``as_of``; null in years still to come), then
        started_value, reported_value, certified_value and `COUNTS` (what came in the year; null
        in years still to come). Years add up to the figures of `metrics.works_sums.sums`.
    """
    last = closed_month(as_of)
    years = pl.concat([projects[name].dt.year() for name in ("due_on", *STEPS)]).to_list()
    known = [last.year, *(year for year in years if year is not None)]
    first, final = min(known), max(known)
    ends = [month_end(year, 12) for year in range(first, final + 1)]
    # December of the year of the look is still to come: what is done is counted by now.
    ends = sorted({*ends, last})
    keys = ["programme", "area_code", "is_attributed"]
    course = curve(projects, as_of=as_of, months=ends, level=level, returns=returns)
    whole = course.filter(pl.col("month").dt.month() == 12).select(
        *keys, "planned_value", year=pl.col("month").dt.year()
    )
    done = course.filter((pl.col("month").dt.month() == 12) & (pl.col("month") < last))
    now = course.filter(pl.col("month") == last)
    so_far = pl.concat([done, now]).with_columns(
        year=pl.col("month").dt.year(), planned_by_now_value="planned_value"
    )
    rows = whole.join(
        so_far.select(*keys, "year", "planned_by_now_value", *DONE),
        on=[*keys, "year"],
        how="left",
        maintain_order="left",
    )
    before = {name: pl.col(name).shift().over(keys, order_by="year") for name in DONE}
    begun = pl.col("planned_value").shift().over(keys, order_by="year")
    is_first = pl.col("year") == first
    return rows.with_columns(
        planned_value=_gain("planned_value", begun, is_first),
        planned_by_now_value=_gain("planned_by_now_value", begun, is_first),
        **{name: _gain(name, before[name], is_first) for name in DONE},
    ).select(*keys, "year", "planned_value", "planned_by_now_value", *DONE)


def _gain(name: str, before: pl.Expr, is_first: pl.Expr) -> pl.Expr:
    return pl.when(is_first).then(name).otherwise(pl.col(name) - before)


def _until(returns: pl.DataFrame, projects: pl.DataFrame) -> pl.DataFrame:
    """The returns that matter with ``until``, the period of the next: once for all months."""
    ordered = returns.join(projects.filter("is_each"), on="work_code", how="semi")
    return ordered.sort("work_code", "period", maintain_order=True).select(
        "work_code",
        sent_for="period",
        sent_quantity=pl.col("quantity_done").cast(pl.Float64),
        until=pl.col("period").shift(-1).over("work_code"),
    )


def _as_sent(projects: pl.DataFrame, sent: pl.DataFrame, month: date) -> pl.DataFrame:
    """The projects with the quantity that was sent for a month, where one wasn't complete.

    Of projects that count as a whole that is none: until they are complete they add nothing.
    """
    is_newest = (pl.col("until") > month).fill_null(True)
    of_month = sent.filter(pl.col("sent_for") <= month, is_newest).drop("until")
    is_complete = (pl.col("finished_on") <= month).fill_null(False)
    own = {"period": "sent_for", "quantity_done": "sent_quantity"}
    rows = projects.join(of_month, on="work_code", how="left", maintain_order="left")
    return rows.with_columns(
        pl.when(is_complete).then(name).otherwise(told).alias(name)
        for name, told in own.items()
    ).drop(own.values())
