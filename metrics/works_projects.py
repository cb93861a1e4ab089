"""The projects of a day: how far each has come, whether it is late, and since when."""

from datetime import date

import polars as pl

from data.catalogue import works as catalogue
from metrics import works_money, works_states
from metrics.calendar import closed_month
from metrics.frames import require
from metrics.works_days import QUANTITIES, STEPS, dated, newest, stepped

PLACE = ("area_code", "area_name", "area_level", "township_code", "county_code")
READ = (
    *("work_code", "period", "programme", "work_name", "area_code", "plan_year"),
    *("planned_start_on", "planned_finish_on", *STEPS, *QUANTITIES),
    *("is_preparing", "late_reason"),
)
COLUMNS = [
    *("work_code", "work_name", "sector", "programme", "unit_code", *PLACE),
    *("plan_year", "due_year", "state", "is_late", "late_kind", "late_since", "days_late"),
    *("late_reason", "is_winter", "days_unaccepted", "start_due_on", "due_on"),
    *("planned_start_on", "started_on", "planned_finish_on", "finished_on", "accepted_on"),
    *("listed_on", "is_preparing", "is_each", *QUANTITIES, "work_share", "paid_share"),
    *("points_ahead", "is_money_ahead", "org_unit_code", "period"),
]


def projects(works: pl.DataFrame, areas: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Every project the city knew of by a day, with its state: the one frame of the works.

    Cards, charts, tables, maps and legends are sums of these rows, so they can't disagree. A
    step that was taken without a date has the date of the step after it: who is accepted has
    been completed, who is completed has been started. Source: docs/methods.md, 15.

    ::

        due       planned finish, else the end of the plan's year
        late      not started and its planned start (or due day) has passed: ``not_started``
                  started, not complete and its due day has passed: ``not_finished``

    A project is due to start on its planned start or, if that comes first or there is no other,
    on its due day. On the day itself nothing is late yet.

    Args:
        works: One or more rows per project, of which the newest period by ``as_of`` counts:
            `READ` and whatever else is to be shown.
        areas: One row per area: `PLACE`.
        as_of: Day of the look; inside a month the month before counts.

    Returns:
        One row per project, in the order of programmes, areas and codes: `COLUMNS` and the
        other columns of ``works``. state is one of works.yml; late_kind, late_since and
        days_late are null unless is_late, late_reason is as sent (null: none given); is_winter:
        works stand still in that month and it isn't complete; days_unaccepted counts from
        completion, null unless complete and not accepted; quantities are in the programme's
        unit, null where not reported; listed_on is the first day it was in a plan;
        org_unit_code the office that answers for the sector; shares: `metrics.works_money`.
        The names of a place that isn't in ``areas`` are null.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(works, "works", *READ)
    require(areas, "areas", *PLACE)
    month = closed_month(as_of)
    now = pl.lit(month)
    rows = dated(stepped(newest(works, month), month))
    rows = rows.join(_catalogue(), on="programme", how="left", maintain_order="left").join(
        areas.select(PLACE), on="area_code", how="left", maintain_order="left"
    )
    rows = rows.with_columns(
        state=works_states.state(now),
        is_late=works_states.is_late(now),
        late_since=pl.when(works_states.is_late(now)).then(works_states.late_since(now)),
        is_winter=works_states.is_winter(now) & ~works_states.has("finished_on", now),
        due_year=pl.col("due_on").dt.year(),
    ).with_columns(
        late_kind=pl.when(pl.col("is_late") & works_states.has("started_on", now))
        .then(pl.lit("not_finished"))
        .when(pl.col("is_late"))
        .then(pl.lit("not_started")),
        days_late=(now - pl.col("late_since")).dt.total_days(),
        days_unaccepted=pl.when(pl.col("state") == "complete").then(
            (now - pl.col("finished_on")).dt.total_days()
        ),
    )
    others = [name for name in works.columns if name not in COLUMNS]
    rows = works_money.with_shares(rows)
    return rows.sort("order", "area_code", "work_code", nulls_last=True).select(
        *COLUMNS, *others
    )


def _catalogue() -> pl.DataFrame:
    """Order, sector, unit and office of each programme."""
    known = catalogue()
    return pl.DataFrame(
        [
            {
                "programme": code,
                "order": order,
                "sector": entry.sector,
                "unit_code": entry.unit_code,
                "is_each": entry.counted == "each",
                "org_unit_code": known.sectors[entry.sector].owner,
            }
            for order, (code, entry) in enumerate(known.programmes.items())
        ]
    )
