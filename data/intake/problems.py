"""What can be wrong with a file, and where: the rows behind every rejection and warning."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from data.errors import ImportRejectedError

ISSUE_SCHEMA = {
    "row_number": pl.Int32,
    "column_name": pl.String,
    "value": pl.String,
    "severity": pl.String,
    "problem_code": pl.String,
    "detail": pl.String,
}
TEXT = "text."
"""Prefix of the column that holds a field's cell as it was written."""

Severity = Literal["error", "warning"]


class UnreadableFileError(ImportRejectedError):
    """A file fails as a whole; the sender gets the sentence of its problem code.

    Attributes:
        problem_code: Key under ``problems`` in messages.yml.
        detail: What the sentence names: a column, a sheet, a number.
    """

    def __init__(self, problem_code: str, detail: str = "") -> None:
        super().__init__(f"{problem_code}: {detail}" if detail else problem_code)
        self.problem_code = problem_code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: the rows for which ``fails`` is true break it.

    Attributes:
        fails: True where the rule is broken; null counts as not broken.
        column: Field code of the cell to look at.
        problem_code: Key under ``problems`` in messages.yml.
        detail: What the sentence names, such as the expected value.
        severity: ``error`` rejects the row, ``warning`` does not.
    """

    fails: pl.Expr
    column: str
    problem_code: str
    detail: pl.Expr | str = ""
    severity: Severity = "error"


def find(frame: pl.DataFrame, checks: Sequence[Check]) -> pl.DataFrame:
    """Every breach of every check.

    Args:
        frame: One row per row of the file: row_number, the fields, and the text of each
            field's cell in a column with the prefix ``TEXT``.
        checks: The rules, in the order in which their breaches are listed.

    Returns:
        One row per breach with the columns of ``ISSUE_SCHEMA``; ``value`` is the cell's text,
        null where it is empty or the file lacks the column.
    """
    if not checks or frame.is_empty():
        return no_issues()
    # All rules in one pass, then a filter only for the few that caught something.
    masks = frame.select(
        check.fails.fill_null(False).alias(str(number)) for number, check in enumerate(checks)
    )
    caught = masks.select(pl.all().any()).row(0)
    found = [
        _breaches(frame.filter(masks[str(number)]), check)
        for number, check in enumerate(checks)
        if caught[number]
    ]
    return pl.concat(found) if found else no_issues()


def _breaches(rows: pl.DataFrame, check: Check) -> pl.DataFrame:
    text = TEXT + check.column
    return rows.select(
        pl.col("row_number").cast(pl.Int32),
        column_name=pl.lit(check.column),
        value=pl.col(text) if text in rows.columns else pl.lit(None, pl.String),
        severity=pl.lit(check.severity),
        problem_code=pl.lit(check.problem_code),
        detail=_detail(check.detail),
    )


def _detail(detail: pl.Expr | str) -> pl.Expr:
    if isinstance(detail, str):
        return pl.lit(detail)
    # 12.0 as 12: the sender wrote no decimal point.
    return detail.cast(pl.String).str.replace(r"\.0$", "")


def no_issues() -> pl.DataFrame:
    """An empty frame of issues."""
    return pl.DataFrame(schema=ISSUE_SCHEMA)


def file_issue(
    problem_code: str, detail: str = "", *, severity: Severity = "error"
) -> pl.DataFrame:
    """One issue of the file as a whole: no row and no column."""
    row = (None, None, None, severity, problem_code, detail)
    return pl.DataFrame([row], schema=ISSUE_SCHEMA, orient="row")
