"""What counts of the append-only facts: the newest batch, and none that was withdrawn."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, Table, func, select

from data.warehouse.schema import dim_area, dim_area_outline, import_batch


def valid_rows(table: Table) -> Select[Any]:
    """A fact's rows without those of withdrawn batches."""
    return (
        select(table)
        .join(import_batch, import_batch.c.import_id == table.c.import_id)
        .where(import_batch.c.batch_state != "withdrawn")
    )


def current_rows(
    table: Table,
    *keys: str,
    latest: str | None = None,
    where: ColumnElement[bool] | None = None,
) -> Subquery:
    """A fact's current rows: for each key the one of its newest batch.

    Args:
        table: A fact, with import_id and row_number.
        keys: Columns that name a row: two rows with the same ones are versions of each other.
        latest: A column whose greatest value goes before a newer batch, such as the day from
            which a row holds.
        where: A condition rows meet before one is chosen.

    Returns:
        The table's columns. Should a batch hold a key twice, its last row counts.
    """
    valid = valid_rows(table)
    rows = (valid if where is None else valid.where(where)).subquery()
    order = [*([latest] if latest else []), "import_id", "row_number"]
    place = func.row_number().over(
        partition_by=[rows.c[key] for key in keys],
        order_by=[rows.c[name].desc() for name in order],
    )
    ranked = select(rows, place.label("place")).subquery()
    return (
        select(*(ranked.c[column.name] for column in table.columns))
        .where(ranked.c.place == 1)
        .subquery()
    )


def outlines_in_force(level: str) -> Select[Any]:
    """Outlines of a level, the imported or else the schematic: ``dim_area_outline``."""
    outline = dim_area_outline.c
    imported = select(outline.area_code).where(~outline.is_schematic)
    return (
        select(dim_area_outline)
        .join(dim_area, dim_area.c.area_code == outline.area_code)
        .where(
            dim_area.c.area_level == level,
            ~outline.is_schematic | outline.area_code.not_in(imported),
        )
        .order_by(outline.area_code)
    )
