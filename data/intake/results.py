"""What became of a file, and how its problems are told."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import polars as pl

from data.catalogue import Language, forms
from data.intake.messages import hint, reason, say, word
from data.intake.problems import no_issues
from data.intake.readers.csv_file import EXTRA
from data.privacy import has_personal_number

FileState = Literal["complete", "partial", "refused", "already"]

# Spreadsheets run cells that begin so; a leading apostrophe makes them text.
_RISKY = r"^[=+\-@\t\r]"

_TOLD_SCHEMA: dict[str, Any] = {
    "row_number": pl.Int32,
    "column": pl.String,
    "value": pl.String,
    "severity": pl.String,
    "reason": pl.String,
    "hint": pl.String,
}


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file.

    Attributes:
        state: ``complete``; ``partial`` (good rows only); ``refused`` (nothing written);
            ``already`` (the same bytes came before, nothing changed).
        import_id: The batch; for ``already`` the earlier one; null if refused.
        form_code: Null where the file couldn't be read that far.
        encoding: ``utf-8``, ``utf-8-bom``, ``gb18030`` or ``xlsx``.
        rows_rejected: Rows with an error, also where the whole file was refused for them.
        issues: Problems of the file with the columns of ``problems.ISSUE_SCHEMA``.
        headers: The sender's own header by field code.
        rejects_path: The file of rejected rows beside the source; null if none was written.
    """

    file_name: str
    state: FileState
    import_id: int | None = None
    form_code: str | None = None
    encoding: str | None = None
    rows_read: int = 0
    rows_accepted: int = 0
    rows_rejected: int = 0
    issues: pl.DataFrame = field(default_factory=no_issues)
    headers: dict[str, str] = field(default_factory=dict)
    rejects_path: Path | None = None

    @property
    def is_written(self) -> bool:
        """Whether rows of it are in the warehouse now that weren't before."""
        return self.state in ("complete", "partial")


def told(
    issues: pl.DataFrame, headers: dict[str, str], form_code: str | None, language: Language
) -> pl.DataFrame:
    """Issues in words.

    Args:
        issues: Problems of a file.
        headers: The sender's own header by field code; a column the file lacks goes by the
            form's name for it.
        form_code: Null where the file couldn't be read that far.
        language: Of the words.

    Returns:
        One row per issue: row_number (null for the file), column (the sender's header), value
        (what looks like a personal number is hidden), severity, reason and hint.
    """
    hidden = say("hidden_value", language)
    issues = issues.with_columns(
        value=pl.when(has_personal_number(pl.col("value")))
        .then(pl.lit(hidden))
        .otherwise("value")
    )
    fields = forms()[form_code].fields if form_code else {}
    shown = {code: each.name.of(language) for code, each in fields.items()} | headers
    rows = []
    for issue in issues.iter_rows(named=True):
        code = issue["column_name"]
        column = "" if code in (None, EXTRA) else shown.get(code, code)
        details = {
            "column": column,
            "value": issue["value"] or "",
            "detail": word(issue["detail"] or "", language),
        }
        problem = issue["problem_code"]
        rows.append(
            {
                "row_number": issue["row_number"],
                "column": column,
                "value": issue["value"],
                "severity": issue["severity"],
                "reason": reason(problem, language, **details),
                "hint": hint(problem, language, **details),
            }
        )
    return pl.DataFrame(rows, schema=_TOLD_SCHEMA)


def write_rejects(source: Path, errors: pl.DataFrame, language: Language) -> Path | None:
    """The rejected rows as a CSV beside the source file, for a spreadsheet.

    Files that differ only in their ending have a file of rejects each.

    Args:
        source: The file they come from.
        errors: Result of `told`.
        language: Of the file's name and header.

    Returns:
        Its path, or null where the folder can't be written.
    """
    # A CSV's rejects need no ending in their name; those of 桥梁.xlsx beside 桥梁.csv do.
    name = source.stem if source.suffix == ".csv" else source.name
    path = source.with_name(f"{name}_{say('rejects_suffix', language)}.csv")
    table = errors.filter(pl.col("row_number").is_not_null()).sort(
        "row_number", maintain_order=True
    )
    value = pl.col("value")
    is_number = value.cast(pl.Float64, strict=False).is_not_null()
    content = table.select(
        pl.col("row_number").alias(say("rejects_row", language)),
        pl.col("column").alias(say("rejects_column", language)),
        pl.when(value.str.contains(_RISKY) & ~is_number)
        .then("'" + value)
        .otherwise(value)
        .alias(say("rejects_value", language)),
        pl.col("reason").alias(say("rejects_reason", language)),
        pl.col("hint").alias(say("rejects_hint", language)),
    )
    try:
        content.write_csv(path, include_bom=True)
    except PermissionError:
        return None
    return path
