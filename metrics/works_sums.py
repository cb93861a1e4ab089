"""Works added up: what is planned, started, complete and accepted on a month end."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from data.catalogue import settings
from data.catalogue import works as catalogue
from metrics.frames import require
from metrics.works_days import STEPS
from metrics.works_places import of_one_unit, placed, total
from metrics.works_states import is_late

QUANTITIES = ("planned_value", "started_value", "reported_value", "certified_value")
COUNTS = ("started_count", "complete_count", "accepted_count")
SUMS = [
    *("project_count", *COUNTS, "late_count", "not_started_count", "unmeasured_count"),
    *("unscheduled_count", "project_value", *QUANTITIES, "done_value", "budget_cny"),
    *("spent_cny", "latest_period", "last_due_on"),
]
READ = (
    "programme",
    "unit_code",
    "period",
    "quantity_planned",
    "quantity_done",
    "is_each",
    "due_on",
    *STEPS,
)


def sums(
    projects: pl.DataFrame, *, month: date, level: str, by: Sequence[str] = ("programme",)
) -> pl.DataFrame:
    """What is planned, started, complete and accepted by a month end, by programme and area.

    Quantities of a project count when it is complete as reported and when it is accepted as
    certified; the kilometres of half a road are in ``done_value`` alone. Houses of one project
    count one by one (``counted`` in works.yml). What was started counts with its planned
    quantity until it is complete, so that accepted ≤ complete ≤ started. Planned is::

        Σ quantity planned * share    of the year in which it is due: 1 once that is over,
                                      inside it the programme's plan shape, before it 0

    Args:
        projects: Result of `metrics.works_projects.projects`.
        month: Month end; the quantity done is the one of the projects' own period.
        level: Level whose areas get rows; what lies above it has rows of its own.
        by: Columns to keep apart, such as programme, sector, due_year. Where projects of
            different units meet in one row, its quantities are null: units aren't added.

    Returns:
        One row per ``by`` and area: ``by``, area_code, is_attributed, `SUMS`. project_value is
        what all of them are planned to come to. A quantity is 0 where no project has come so
        far, and null where some have and none of them said how much; unmeasured_count is how
        many complete projects said nothing, unscheduled_count how many have no year to be done
        in. late_count includes not_started_count. Money in yuan, null where none is reported.

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(projects, "projects", *by, *READ, "start_due_on", "budget_cny", "paid_cny")
    at = pl.lit(month)
    is_started, is_complete, is_accepted = ((pl.col(s) <= at).fill_null(False) for s in STEPS)
    done, whole = pl.col("quantity_done"), pl.col("quantity_planned")
    is_told = pl.col("is_each") & (pl.col("period") <= at)
    is_counted = is_complete | (is_started & is_told).fill_null(False)
    begun = pl.when(is_complete).then(pl.coalesce(done, whole)).otherwise(
        pl.when(pl.col("is_each")).then(pl.max_horizontal(whole, done)).otherwise(whole)
    )  # fmt: skip
    quantities = {
        "project_value": total(whole),
        "planned_value": total(whole * _planned_share(month)),
        "started_value": _reached(begun, is_started),
        "reported_value": _reached(done, is_counted),
        "certified_value": _reached(done, is_accepted),
        "done_value": total(done),
    }
    late = is_late(at)
    return (
        placed(projects, level=level)
        .group_by(*by, "area_code", "is_attributed", maintain_order=True)
        .agg(
            project_count=pl.len().cast(pl.Int64),
            started_count=_count(is_started),
            complete_count=_count(is_complete),
            accepted_count=_count(is_accepted),
            late_count=_count(late),
            not_started_count=_count(late & ~is_started),
            unmeasured_count=_count(is_complete & done.is_null()),
            unscheduled_count=_count(pl.col("due_on").is_null()),
            **{name: of_one_unit(value) for name, value in quantities.items()},
            budget_cny=total(pl.col("budget_cny")),
            spent_cny=total(pl.col("paid_cny")),
            latest_period=pl.col("period").max(),
            last_due_on=pl.col("due_on").max(),
        )
        .select(*by, "area_code", "is_attributed", *SUMS)
    )


def _reached(quantity: pl.Expr, has_come: pl.Expr) -> pl.Expr:
    """Quantity of the projects that have come so far; 0 without any."""
    known = quantity.filter(has_come)
    return pl.when(~has_come.any()).then(0.0).otherwise(total(known))


def _count(condition: pl.Expr) -> pl.Expr:
    return condition.sum().cast(pl.Int64)


def _planned_share(month: date) -> pl.Expr:
    """Share of a project's quantity that is planned to be done by a month end."""
    shapes = settings().plan_shapes
    inside = pl.col("programme").replace_strict(
        {
            code: shapes[entry.shape][month.month - 1]
            for code, entry in catalogue().programmes.items()
        },
        default=None,
        return_dtype=pl.Float64,
    )
    year = pl.col("due_on").dt.year()
    return (
        pl.when(year < month.year).then(1.0).when(year == month.year).then(inside)
        .when(year > month.year).then(0.0)
    )  # fmt: skip
