"""Files read and checked, a few of them ahead of the one that is being written."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path

import polars as pl

from data.intake.checking import Checked, check_return
from data.intake.matching.heads import sender_unsaid
from data.intake.problems import UnreadableFileError, file_issue
from data.intake.returns import Return, file_content, read_return
from data.intake.validation.reference import Reference

AHEAD = 3
_MIXED = {"real": "real_into_simulated", "simulated": "simulated_into_real"}


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that can be written, as far as its own rows tell.

    Attributes:
        received_at: When it arrived.
    """

    path: Path
    sha256: str
    received: Return
    checked: Checked
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """A file whose bytes are in the warehouse already."""

    path: Path
    import_id: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that fails as a whole."""

    path: Path
    failure: UnreadableFileError


Prepared = Ready | Known | Unreadable


@dataclass(frozen=True, slots=True)
class Preparation:
    """What every file of a command is read and checked against.

    Attributes:
        known: SHA-256 of the files in the warehouse, to their batch; grows with every file.
        form: Code of the form of all files; null if each is recognised by its header.
        data_class: ``real`` or ``simulated``: the one kind that the warehouse takes.
        system: Coordinate system of all files, if the sender says which.
    """

    reference: Reference
    known: dict[str, int]
    form: str | None
    data_class: str
    system: str | None = None

    def files(self, paths: Sequence[Path]) -> Iterator[Prepared]:
        """The files in their order; two threads work ahead, since polars lets go of Python."""
        with ThreadPoolExecutor(max_workers=2, thread_name_prefix="intake") as pool:
            waiting: list[Future[Prepared]] = []
            ahead = iter(paths)
            try:
                while True:
                    while len(waiting) < AHEAD and (path := next(ahead, None)) is not None:
                        waiting.append(pool.submit(self.file, path))
                    if not waiting:
                        return
                    yield waiting.pop(0).result()
            finally:
                for future in waiting:
                    future.cancel()

    def file(self, path: Path) -> Prepared:
        """One file read and checked."""
        try:
            content = file_content(path)
            if content.sha256 in self.known:
                return Known(path, self.known[content.sha256])
            received = read_return(path, content, form=self.form, system=self.system)
            received_at = _arrival(received, self.data_class)
            checked = _with_sender(
                check_return(received, self.reference, arrived_on=received_at.date()), received
            )
        except UnreadableFileError as error:
            return Unreadable(path, error)
        return Ready(path, content.sha256, received, checked, received_at)


def _with_sender(checked: Checked, received: Return) -> Checked:
    """With a remark if nobody could say later who sent the file, and when."""
    form = received.found.form
    # Outlines and points say in their rows where they come from.
    unsaid = (
        "" if form.code == "geography" else sender_unsaid(received.head, form.header_fields)
    )
    if not unsaid:
        return checked
    remark = file_issue("head_missing", unsaid, severity="warning")
    return replace(checked, issues=pl.concat([remark, checked.issues]))


def _arrival(received: Return, data_class: str) -> datetime:
    """When the file arrived: now, and for a simulated one the date it bears.

    Raises:
        UnreadableFileError: Real data for a simulated warehouse or the reverse, or a date that
            is missing or lies ahead.
    """
    if received.found.form.code == "geography":
        # Where places lie is no figure: a simulated programme may be drawn there too.
        return datetime.now().replace(microsecond=0)
    if received.data_class != data_class:
        raise UnreadableFileError(_MIXED[received.data_class])
    sent_on = received.head.sent_on
    if received.data_class == "simulated":
        if sent_on is None:
            raise UnreadableFileError("simulated_without_date")
        return datetime.combine(sent_on, time())
    now = datetime.now().replace(microsecond=0)
    if sent_on is not None and sent_on > now.date():
        raise UnreadableFileError("sent_in_future", sent_on.isoformat())
    return now
