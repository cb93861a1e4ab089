"""A file's rows checked: what is wrong with them, and which of them are good."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.intake.problems import TEXT, Check, file_issue, find, no_issues
from data.intake.readers.csv_file import EXTRA
from data.intake.returns import Return
from data.intake.validation.cells import read_cells
from data.intake.validation.geography import check_outlines
from data.intake.validation.positions import place_rows
from data.intake.validation.reference import Reference
from data.intake.validation.rules import form_checks
from data.privacy import has_personal_number

CODES = 50
"""Codes of unknown areas that a remark lists."""


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

    Raises:
        UnreadableFileError: Its coordinates are in a system that nobody knows.
    """
    register = received.head.values.get("coding_system") == "national_register"
    form = received.found.form
    frame, checks = read_cells(received.table, received.found, register_codes=register)
    frame, more = form_checks(form.code, frame, reference, arrived_on=arrived_on)
    checks += more
    remarks = received.remarks
    if "geometry" in form.fields:
        frame, more = place_rows(form.code, frame, reference.bounds, system=received.system)
        checks += more
    if form.code == "geography":
        frame, more, gaps = check_outlines(frame, reference)
        checks, remarks = checks + more, pl.concat([remarks, gaps])
    personal = _personal_checks(received)
    frame = frame.with_columns(
        received.table[EXTRA].alias(TEXT + EXTRA),
        *(
            received.table[str(position)].alias(TEXT + _shown(position, name))
            for position, name in received.found.unknown
        ),
    )
    beyond = Check(pl.col(TEXT + EXTRA).is_not_null(), EXTRA, "cells_beyond_header")
    issues = find(frame, [*checks, *personal, beyond])
    return Checked(frame, pl.concat([remarks, _unknown_areas(issues), issues]))


def _unknown_areas(issues: pl.DataFrame) -> pl.DataFrame:
    """A remark with every area code that nobody knows and in how many rows it stands."""
    codes = (
        issues.filter(
            pl.col("problem_code") == "unknown_area",
            ~has_personal_number(pl.col("value")),
        )
        .group_by("value")
        .len()
        .sort("value")
    )
    if codes.is_empty():
        return no_issues()
    listed = "、".join(f"{code} ({rows})" for code, rows in codes.head(CODES).iter_rows())
    more = f" … ({len(codes)})" if len(codes) > CODES else ""
    return file_issue("unknown_areas", listed + more, severity="warning")


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
