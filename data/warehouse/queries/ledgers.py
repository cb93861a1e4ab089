"""What was found, evaluated, told and deducted, as it was known on a day.

The newest batch of each says what is true; what it dates after the day is left out of the look,
and so is all that came with it.
"""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, Table, case, func, or_, select

from data.catalogue import programme
from data.warehouse.current import current_rows
from data.warehouse.queries.door import in_scope, rows
from data.warehouse.schema import (
    dim_area,
    fct_deduction,
    fct_evaluation,
    fct_notice,
    fct_problem,
)
from data.warehouse.scope import Scope

TEXTS = ("problem", "responsible_office", "measure", "evidence")
"""What says whom a problem is about: not for a scope that ends at the county."""


def problems(scope: Scope, data_version: str, *, as_of: date) -> pl.DataFrame:
    """The ledger of problems fed back by a day.

    Returns:
        One row per problem, by day and code, with the columns of ``fct_problem``: problem_code,
        source (a choice of forms.yml), found_on, problem, area_code (of any level; the city's
        own belong to its scope alone), lead_office (org unit; null: none named),
        responsible_office, measure, due_date; done_on and closed_on (null: not by ``as_of``),
        evidence (null with them), import_id, row_number. A scope that ends at the county counts
        what lies below by county and isn't told it: of those rows area_code is the county's and
        problem, responsible_office, measure and evidence are null.
    """
    ledger = current_rows(fct_problem, "problem_code")
    known = ledger.c
    # Evidence comes with the closing or, until then, with being done.
    proved_on = func.coalesce(known.closed_on, known.done_on)
    seen: dict[str, ColumnElement[Any]] = dict(known)
    seen["evidence"] = case((or_(proved_on.is_(None), proved_on <= as_of), known.evidence))
    for name in ("done_on", "closed_on"):
        seen[name] = case((known[name] <= as_of, known[name]))
    if scope.detail == "aggregate":
        seen["area_code"] = func.coalesce(dim_area.c.county_code, known.area_code)
        is_told = dim_area.c.area_level.in_(["city", "county"])
        seen |= {name: case((is_told, seen[name])) for name in TEXTS}
    statement = (
        select(*_named(fct_problem, seen))
        .select_from(ledger)
        .join(dim_area, dim_area.c.area_code == known.area_code)
        .where(known.found_on <= as_of, in_scope(scope, known.area_code))
        .order_by(known.found_on, known.problem_code)
    )
    return rows(statement, data_version)


def evaluations(scope: Scope, data_version: str, *, as_of: date) -> pl.DataFrame:
    """Third-party surveys whose result had been told by a day.

    Returns:
        One row per county, exit year and day of the survey, with the columns of
        ``fct_evaluation``: area_code, exit_year, surveyed_on, released_on, evaluator;
        exited_people_sampled and, of them, wrong_exit_people; unregistered_people_surveyed and,
        of them, missed_people; households_surveyed and, of them, households_approving;
        registered_people_remaining and base_people (of the whole county; null: not given),
        document_no, import_id, row_number.
    """
    known = current_rows(fct_evaluation, "area_code", "exit_year", "surveyed_on")
    statement = (
        select(known)
        .where(known.c.released_on <= as_of, in_scope(scope, known.c.area_code))
        .order_by(known.c.exit_year, known.c.surveyed_on, known.c.area_code)
    )
    return rows(statement, data_version)


def notices(scope: Scope, data_version: str, *, as_of: date) -> pl.DataFrame:
    """What counties and offices had been told by a day, what they replied, what was decided.

    Returns:
        One row per county or office, rule, year and half-year, with the columns of
        ``fct_notice``: area_code (null for an office), org_unit_code (null for a county), rule,
        year, half (1 or 2; null: the whole year), told_on; replied_on, reply and promise,
        decided_on and decision (null: not by ``as_of``), document_no (of the notice),
        import_id, row_number. Offices are the city's, so what they were told belongs to its
        scope alone.
    """
    keys = ("area_code", "org_unit_code", "rule", "year", "half")
    known = current_rows(fct_notice, *keys).c
    place = func.coalesce(known.area_code, programme().city_code)
    seen: dict[str, ColumnElement[Any]] = dict(known)
    for day, names in (("replied_on", ("reply", "promise")), ("decided_on", ("decision",))):
        seen |= {name: case((known[day] <= as_of, known[name])) for name in (day, *names)}
    statement = (
        select(*_named(fct_notice, seen))
        .where(known.told_on <= as_of, in_scope(scope, place))
        .order_by(known.told_on, place, known.org_unit_code, known.rule)
    )
    return rows(statement, data_version)


def deductions(scope: Scope, data_version: str, *, as_of: date) -> pl.DataFrame:
    """What had been decided by a day to take off a county's score, or to add to it.

    Returns:
        One row per county, assessment year, kind and document, with the columns of
        ``fct_deduction``: area_code, year, kind (a choice of forms.yml), points (taken off;
        negative is added, so that a sum is what is taken off), reason, decided_on, document_no,
        import_id, row_number.
    """
    known = current_rows(fct_deduction, "area_code", "year", "kind", "document_no")
    statement = (
        select(known)
        .where(known.c.decided_on <= as_of, in_scope(scope, known.c.area_code))
        .order_by(known.c.decided_on, known.c.area_code, known.c.kind, known.c.document_no)
    )
    return rows(statement, data_version)


def _named(table: Table, seen: dict[str, ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    return [seen[column.name].label(column.name) for column in table.columns]
