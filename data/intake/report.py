"""What an import did, in sentences for the command line."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from data.catalogue import Language, forms
from data.intake.messages import say, word
from data.intake.results import FileResult, told

SHOWN = 10
"""Problems printed for a file; the rejects file has them all."""

SHOWN_OF_CELL = 40
"""Characters of a cell that are printed."""


def report(results: list[FileResult], language: Language) -> Iterator[str]:
    """Lines on what became of each file, its problems first, its remarks after."""
    for result in results:
        yield _outcome(result, language)
        issues = told(result.issues, result.headers, result.form_code, language)
        errors = issues.filter(pl.col("severity") == "error")
        yield from _lines(errors, language)
        if result.rejects_path:
            yield say("rejects_at", language, path=result.rejects_path)
        remarks = issues.filter(pl.col("severity") == "warning")
        if len(remarks):
            yield say("warnings", language, count=len(remarks))
            yield from _lines(remarks, language)
    if not any(result.is_written for result in results):
        yield say("nothing_new", language)


def _outcome(result: FileResult, language: Language) -> str:
    if result.state == "already":
        return say("already", language, file=result.file_name, batch=result.import_id)
    if result.form_code is None or not (result.is_written or result.rows_rejected):
        return say("refused", language, file=result.file_name)
    if result.is_written:
        outcome = "written"
    else:
        # Where no row is good there is none to be written by itself.
        has_good = result.rows_rejected < result.rows_read
        outcome = "refused_rows" if has_good else "refused_all"
    return say(
        outcome,
        language,
        file=result.file_name,
        form=forms()[result.form_code].name.of(language),
        encoding=word(result.encoding or "", language),
        read=result.rows_read,
        accepted=result.rows_accepted,
        rejected=result.rows_rejected,
        batch=result.import_id,
    )


def _lines(issues: pl.DataFrame, language: Language) -> Iterator[str]:
    ordered = issues.sort("row_number", maintain_order=True, nulls_last=False)
    for issue in ordered.head(SHOWN).iter_rows(named=True):
        told = {"reason": issue["reason"], "hint": issue["hint"]}
        if issue["row_number"] is None:
            yield say("problem_in_file", language, **told)
        else:
            yield say("problem_in_row", language, place=_place(issue, language), **told)
    if len(issues) > SHOWN:
        yield say("more_problems", language, count=len(issues) - SHOWN)


def _place(issue: dict[str, Any], language: Language) -> str:
    """Row, column and content of a cell; a cell beyond the header has no column."""
    row, column, value = issue["row_number"], issue["column"], issue["value"]
    if not column:
        return say("place_of_row", language, row=row)
    if value is None:
        return say("place_of_empty", language, row=row, column=column)
    shown = value if len(value) <= SHOWN_OF_CELL else f"{value[:SHOWN_OF_CELL]}…"
    return say("place_of_cell", language, row=row, column=column, value=shown)
