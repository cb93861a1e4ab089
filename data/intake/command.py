"""One import command: many files, each a batch and a transaction, together one snapshot."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import polars as pl
from sqlalchemy import Engine

from data.catalogue import Language
from data.intake.ledger import compare_with_earlier_ledger
from data.intake.outlines import compare_with_earlier_outlines
from data.intake.plausibility import compare_with_earlier
from data.intake.preparing import Known, Preparation, Prepared, Ready, Unreadable
from data.intake.problems import file_issue
from data.intake.results import FileResult, told, write_rejects
from data.intake.validation.reference import load_reference
from data.intake.works import compare_with_earlier_works
from data.intake.writer import known_files, next_batch, warehouse_class, write_return
from data.warehouse import marts
from data.warehouse.engine import require_schema
from data.warehouse.snapshots import writing

COMPARE = {
    "observations": compare_with_earlier,
    "problems": compare_with_earlier_ledger,
    "works": compare_with_earlier_works,
    "geography": compare_with_earlier_outlines,
}
"""Forms whose rows are looked at beside earlier ones."""

MARTS_SHARE = 0.1
"""Adding up takes about a tenth of the time of a large import."""


class Progress(Protocol):
    """Told how far a command has come."""

    def __call__(self, fraction: float, message_key: str, detail: str = "") -> None:
        """``fraction`` of 1 is done; ``message_key`` is one of messages.yml, sentences."""


class _NothingNewError(Exception):
    """No file brought anything: the version that was begun is dropped."""


def import_files(
    paths: Sequence[Path],
    *,
    home: Path,
    form: str | None = None,
    accept_good: bool = False,
    system: str | None = None,
    progress: Progress | None = None,
    language: Language = "zh",
) -> list[FileResult]:
    """Import files into the warehouse, in the order given; readers see all of them or none.

    A file with a bad row is refused whole unless ``accept_good``; the others are written. If no
    file brings anything new there is no new version. Whatever ends the command before its end
    leaves the warehouse as it was.

    Args:
        paths: CSV, XLSX or map layers.
        home: Folder of the warehouse.
        form: Code of the form of all files; else each is recognised by its header.
        accept_good: Write the good rows of a file with bad ones, as a partial batch.
        system: Coordinate system of places in the files; null if each says its own.
        progress: Told after every file.
        language: Of the rejects files.

    Returns:
        One result a file, in their order.

    Raises:
        WarehouseBusyError: Another process is writing.
        WarehouseError: There is no warehouse, one of an older program, or no room on the disk.
    """
    results: list[FileResult] = []
    try:
        with writing(home, task=f"import of {len(paths)} files") as engine:
            results = import_into(
                engine,
                paths,
                home=home,
                form=form,
                accept_good=accept_good,
                system=system,
                progress=progress,
                language=language,
            )
            if not any(result.is_written for result in results):
                raise _NothingNewError
    except _NothingNewError:
        pass
    return results


def import_into(
    engine: Engine,
    paths: Sequence[Path],
    *,
    home: Path,
    form: str | None = None,
    accept_good: bool = False,
    system: str | None = None,
    progress: Progress | None = None,
    language: Language = "zh",
) -> list[FileResult]:
    """What `import_files` does, in a version that is being written already."""
    require_schema(engine)
    tell = progress or _silence
    known = known_files(engine)
    preparation = Preparation(
        load_reference(engine), known, form, warehouse_class(engine), system
    )
    import_id = next_batch(engine)
    results: list[FileResult] = []
    for prepared in preparation.files(paths):
        if isinstance(prepared, Ready) and prepared.sha256 in known:
            # The same bytes under two names in one command.
            prepared = Known(prepared.path, known[prepared.sha256])
        result = _finished(
            prepared, engine, import_id, home=home, accept_good=accept_good, language=language
        )
        if isinstance(prepared, Ready) and result.is_written:
            known[prepared.sha256] = import_id
            import_id += 1
        results.append(result)
        tell((1 - MARTS_SHARE) * len(results) / len(paths), "reading", prepared.path.name)
    if any(result.is_written for result in results):
        tell(1 - MARTS_SHARE, "rebuilding")
        with engine.begin() as connection:
            marts.rebuild(connection)
    tell(1.0, "rebuilding")
    return results


def _silence(fraction: float, message_key: str, detail: str = "") -> None:
    """Nobody asked how far it is."""


def _finished(
    prepared: Prepared,
    engine: Engine,
    import_id: int,
    *,
    home: Path,
    accept_good: bool,
    language: Language,
) -> FileResult:
    """Write a file, its rejects, or neither."""
    name = prepared.path.name
    if isinstance(prepared, Known):
        return FileResult(name, "already", prepared.import_id)
    if isinstance(prepared, Unreadable):
        failure = prepared.failure
        issues = file_issue(failure.problem_code, failure.detail)
        return FileResult(name, "refused", issues=issues)
    prepared = _compared(prepared, engine)
    checked, found = prepared.checked, prepared.received.found
    good, errors = checked.good, checked.errors
    result = FileResult(
        name,
        "refused",
        form_code=found.form.code,
        encoding=prepared.received.encoding,
        rows_read=len(checked.rows),
        rows_rejected=len(checked.rows) - len(good),
        issues=checked.issues,
        headers=found.headers,
    )
    if len(errors):
        rejects = told(errors, result.headers, result.form_code, language)
        result = replace(result, rejects_path=write_rejects(prepared.path, rejects, language))
        if not accept_good or good.is_empty():
            return result
    with engine.begin() as connection:
        write_return(connection, prepared, import_id=import_id, home=home)
    return replace(
        result,
        state="partial" if len(errors) else "complete",
        import_id=import_id,
        rows_accepted=len(good),
    )


def _compared(ready: Ready, engine: Engine) -> Ready:
    """With what looks odd beside earlier returns among its issues."""
    compare = COMPARE.get(ready.received.found.form.code)
    if compare is None:
        return ready
    checked = ready.checked
    odd = compare(checked.good, engine)
    return replace(ready, checked=replace(checked, issues=pl.concat([checked.issues, odd])))
