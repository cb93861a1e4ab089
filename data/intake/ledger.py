"""What looks odd in a ledger of problems beside earlier ones: said, and no reason to refuse."""

import polars as pl
from sqlalchemy import Engine, select

from data.intake.problems import Check, find, no_issues
from data.warehouse.current import current_rows
from data.warehouse.engine import read
from data.warehouse.schema import fct_problem

_KNOWN = ("source", "found_on", "area_code", "due_date", "closed_on")


def compare_with_earlier_ledger(rows: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    """Warnings on problems in the light of what the ledger said of them before.

    A deadline that moved, which is how an overdue problem disappears; one closed that no longer
    is; a code that was another problem's, by source, place or day.

    Args:
        rows: Rows of a file without errors, as the checks left them.
        engine: The warehouse with everything imported so far.

    Returns:
        Issue rows of severity ``warning``.
    """
    if rows.is_empty():
        return no_issues()
    current = current_rows(fct_problem, "problem_code").c
    statement = select(
        current.problem_code, *(current[code].label(f"was_{code}") for code in _KNOWN)
    ).where(current.problem_code.in_(rows["problem_code"].to_list()))
    both = rows.join(
        read(statement, engine), on="problem_code", how="left", maintain_order="left"
    )
    return find(both, _checks())


def _checks() -> list[Check]:
    was_closed = pl.col("was_closed_on")
    other = pl.any_horizontal(
        pl.col(code) != pl.col(f"was_{code}") for code in ("source", "found_on", "area_code")
    )
    return [
        Check(
            other,
            "problem_code",
            "code_reused",
            pl.col("was_area_code") + pl.lit(" ") + pl.col("was_found_on").cast(pl.String),
            severity="warning",
        ),
        Check(
            ~other & (pl.col("due_date") != pl.col("was_due_date")),
            "due_date",
            "deadline_moved",
            pl.col("was_due_date"),
            severity="warning",
        ),
        Check(
            ~other & was_closed.is_not_null() & pl.col("closed_on").is_null(),
            "closed_on",
            "reopened",
            was_closed,
            severity="warning",
        ),
    ]
