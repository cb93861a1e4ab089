"""How large and how small a number may be, and how many of its choices a cell may name."""

import polars as pl

from data.catalogue import Field
from data.intake.problems import Check

LARGEST = {"integer": 1e9, "number": 1e13}
"""By kind of field, where the form sets no maximum of its own.

Nothing in a city comes near; a slip of the pen beyond it would spoil sums, or not even fit into
the warehouse.
"""


def limit_checks(field: Field) -> list[Check]:
    """The checks of a field's limits and, for what is counted, of being whole."""
    value = pl.col(field.code)
    if field.kind == "choices" and field.maximum is not None:
        parts = value.str.count_matches(",") + 1
        most = int(field.maximum)
        return [Check(parts > most, field.code, "too_many_choices", str(most))]
    if field.kind not in LARGEST:
        return []
    largest = LARGEST[field.kind] if field.maximum is None else field.maximum
    smallest = -largest if field.minimum is None else field.minimum
    checks = [
        Check(value < smallest, field.code, "too_small", f"{smallest:,.15g}"),
        Check(value > largest, field.code, "too_large", f"{largest:,.15g}"),
    ]
    if field.kind == "integer":
        checks.append(Check(value != value.round(), field.code, "not_whole"))
    return checks
