"""What an import did, in sentences for the command line."""

from collections.abc import Iterator

import polars as pl

from data.catalogue import Language, forms
from data.intake.messages import say, word
from data.intake.results import FileResult, told

SHOWN = 10
"""Problems printed for a file; the rejects file has them all."""


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
    return say(
        "written" if result.is_written else "refused_rows",
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
        key = "problem_in_file" if issue["row_number"] is None else "problem_in_row"
        yield say(
            key,
            language,
            row=issue["row_number"],
            reason=issue["reason"],
            hint=issue["hint"],
        )
    if len(issues) > SHOWN:
        yield say("more_problems", language, count=len(issues) - SHOWN)
