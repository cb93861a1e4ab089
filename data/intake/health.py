"""Whether the current version of the warehouse is whole: ``python -m data check``."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, Table, and_, func, inspect, or_, select

from data.catalogue import Language, org_units
from data.intake.messages import say, word
from data.intake.validation.rules import RULES
from data.intake.writer import warehouse_class
from data.warehouse.engine import data_version, open_version, read
from data.warehouse.schema import (
    dim_area,
    dim_indicator,
    fct_work,
    fct_work_place,
    import_batch,
    mart_area_month,
    metadata,
)
from data.warehouse.snapshots import versions

_PARENT_LEVEL = {"county": "city", "township": "county", "village": "township"}
_TABLES = (*(rules.table for rules in RULES.values()), fct_work_place)
_OFFICES = ("lead_office", "org_unit_code")
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Health:
    """What a look at the warehouse found.

    Attributes:
        facts: Sentences about what is there.
        problems: Sentences about what is wrong; empty if all is well.
    """

    facts: list[str]
    problems: list[str]


def check_warehouse(home: Path, language: Language) -> Health:
    """Look for missing tables, rows of nothing known, and totals that differ from their parts.

    Raises:
        WarehouseError: There is no warehouse, or its current version can't be opened.
    """
    version = data_version()
    engine = open_version(version)
    held = set(inspect(engine).get_table_names())
    missing = [table.name for table in metadata.sorted_tables if table.name not in held]
    if missing:
        problems = [say("check_missing_table", language, table=name) for name in missing]
        return Health([], problems)
    data_class = word(warehouse_class(engine), language)
    kept = len(versions(home))
    facts = [
        say("check_version", language, version=version, data_class=data_class, kept=kept),
        *(
            say("check_rows", language, table=table.name, rows=_rows(table, engine))
            for table in _TABLES
        ),
    ]
    problems = [
        *_orphans(engine, language),
        *_wrong_parents(engine, language),
        *_wrong_batches(engine, language),
        *_wrong_sums(engine, language),
    ]
    return Health(facts, problems)


def _rows(table: Table, engine: Engine) -> int:
    return int(read(select(func.count()).select_from(table), engine).item())


def _orphans(engine: Engine, language: Language) -> Iterator[str]:
    """Rows of areas, indicators, offices, projects or batches that aren't there."""
    for table in _TABLES:
        conditions = {}
        if "area_code" in table.c:
            known = select(dim_area.c.area_code)
            conditions["check_unknown_area"] = table.c.area_code.not_in(known)
        else:
            known = select(fct_work.c.work_code)
            conditions["check_unknown_work"] = table.c.work_code.not_in(known)
        known = select(import_batch.c.import_id)
        conditions["check_unknown_batch"] = table.c.import_id.not_in(known)
        if "indicator_code" in table.c:
            known = select(dim_indicator.c.indicator_code)
            conditions["check_unknown_indicator"] = table.c.indicator_code.not_in(known)
        for code in _OFFICES:
            if code in table.c:
                conditions["check_unknown_office"] = table.c[code].not_in(org_units())
        for key, condition in conditions.items():
            statement = select(func.count()).select_from(table).where(condition)
            if rows := read(statement, engine).item():
                yield say(key, language, table=table.name, rows=rows)


def _wrong_parents(engine: Engine, language: Language) -> Iterator[str]:
    parent = dim_area.alias("parent")
    right = or_(
        *(
            and_(dim_area.c.area_level == level, parent.c.area_level == above)
            for level, above in _PARENT_LEVEL.items()
        )
    )
    statement = (
        select(func.count())
        .select_from(dim_area)
        .join(parent, and_(parent.c.area_code == dim_area.c.parent_code, right), isouter=True)
        .where(dim_area.c.area_level != "city", parent.c.area_code.is_(None))
    )
    if rows := read(statement, engine).item():
        yield say("check_unknown_parent", language, rows=rows)


def _wrong_batches(engine: Engine, language: Language) -> Iterator[str]:
    """Batches that hold more or fewer rows than were accepted."""
    wrong = 0
    for form, rules in RULES.items():
        fact = rules.table.c
        held = (
            select(fact.import_id, func.count().label("rows"))
            .group_by(fact.import_id)
            .subquery()
        )
        statement = (
            select(func.count())
            .select_from(import_batch)
            .join(held, held.c.import_id == import_batch.c.import_id, isouter=True)
            .where(
                import_batch.c.form_code == form,
                func.coalesce(held.c.rows, 0) != import_batch.c.rows_accepted,
            )
        )
        wrong += int(read(statement, engine).item())
    if wrong:
        yield say("check_batch_rows", language, rows=wrong)


def _wrong_sums(engine: Engine, language: Language) -> Iterator[str]:
    """Totals of indicators that add up, against the sum of the areas below."""
    total, part = mart_area_month.alias("total"), mart_area_month.alias("part")
    lies_in = and_(
        dim_area.c.area_code == part.c.area_code,
        dim_area.c.area_level == part.c.area_level,
    )
    sums = (
        select(
            part.c.indicator_code,
            dim_area.c.parent_code.label("area_code"),
            part.c.month,
            func.sum(part.c.reported_value).label("parts"),
        )
        .join(dim_area, lies_in)
        .group_by(part.c.indicator_code, dim_area.c.parent_code, part.c.month)
        .subquery()
    )
    largest = func.greatest(func.abs(sums.c.parts), 1)
    statement = (
        select(total.c.indicator_code, total.c.area_code, total.c.month)
        .join(
            sums,
            and_(
                sums.c.indicator_code == total.c.indicator_code,
                sums.c.area_code == total.c.area_code,
                sums.c.month == total.c.month,
            ),
        )
        .join(dim_indicator, dim_indicator.c.indicator_code == total.c.indicator_code)
        .where(
            dim_indicator.c.aggregation == "sum",
            func.abs(total.c.reported_value - sums.c.parts) > _ROUNDING * largest,
        )
    )
    wrong = read(statement, engine)
    if len(wrong):
        example = " ".join(map(str, wrong.row(0)))
        yield say("check_sums", language, rows=len(wrong), example=example)
