"""A file's rows checked: what is wrong with them, and which of them are good."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.intake.problems import TEXT, Check, find
from data.intake.readers.csv_file import EXTRA
from data.intake.returns import Return
from data.intake.validation.cells import read_cells
from data.intake.validation.reference import Reference
from data.intake.validation.rules import form_checks
from data.privacy import has_personal_number


@dataclass(frozen=True, slots=True)
class Checked:
    """The rows of a file after every check.

    Attributes:
        rows: All rows: row_number, fields, and their text under the prefix ``TEXT``.
        issues: One row per problem, errors and warnings, with the columns of ``ISSUE_SCHEMA``.
    """

    rows: pl.DataFrame
    issues: pl.DataFrame

    @property
    def errors(self) -> pl.DataFrame:
        """The issues that reject a row or, without a row number, the file."""
        return self.issues.filter(pl.col("severity") == "error")

    @property
    def good(self) -> pl.DataFrame:
        """The rows without an error."""
        rejected = self.errors["row_number"].drop_nulls().unique()
        if rejected.is_empty():
            return self.rows
        return self.rows.filter(~pl.col("row_number").is_in(rejected.implode()))


def check_return(received: Return, reference: Reference, *, arrived_on: date) -> Checked:
    """Every problem of every row of a file.

    Args:
        received: The file.
        reference: The known places and indicators.
        arrived_on: The day it arrived: nothing in it may lie later.
    """
    register = received.head.values.get("coding_system") == "national_register"
    frame, checks = read_cells(received.table, received.found, register_codes=register)
    frame, more = form_checks(received.found.form.code, frame, reference, arrived_on=arrived_on)
    personal = _personal_checks(received)
    frame = frame.with_columns(
        received.table[EXTRA].alias(TEXT + EXTRA),
        *(
            received.table[str(position)].alias(TEXT + _shown(position, name))
            for position, name in received.found.unknown
        ),
    )
    beyond = Check(pl.col(TEXT + EXTRA).is_not_null(), EXTRA, "cells_beyond_header")
    issues = find(frame, [*checks, *more, *personal, beyond])
    return Checked(frame, pl.concat([received.remarks, issues]))


def _shown(position: int, name: str) -> str:
    """An unknown column's header and place: two of them may bear one name, or none."""
    return f"{name} ({position + 1})"


def _personal_checks(received: Return) -> list[Check]:
    """ID and phone numbers, in free text and numbers and in columns that aren't imported.

    In a cell of any other kind such a number can't be read, and a household's code is hashed.
    """
    fields = received.found.form.fields
    kinds = ("text", "person", "number", "integer")
    known = [code for code in received.found.columns if fields[code].kind in kinds]
    unknown = [_shown(*column) for column in received.found.unknown]
    return [
        Check(has_personal_number(pl.col(TEXT + name)), name, "personal_number")
        for name in [*known, *unknown]
    ]
