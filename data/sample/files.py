"""The files of the sample, as offices would have sent them over the years."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from data.sample.bureaus import bureau_rows
from data.sample.counts import counts
from data.sample.coverage import coverage_rows
from data.sample.funds import fund_rows
from data.sample.papers import paper_sheets
from data.sample.poverty import poverty_rows
from data.sample.returns import observation_sheets
from data.sample.rows import SCHEMA
from data.sample.tasks import tasks
from data.sample.work_sheets import work_sheets
from data.sample.works import works_rows
from data.sample.world import World, world

PLANTED_FILE = "planted.csv"


def write_files(
    folder: Path,
    *,
    through: date,
    seed: int,
    progress: Callable[[float], None] | None = None,
) -> list[Path]:
    """Write every file that would have been sent by the month of ``through``.

    The same seed and month give the same bytes.

    Args:
        folder: Where to; made if it isn't there.
        through: Any day of the last month reported, 2016 to 2020.
        seed: Of every draw.
        progress: Told which fraction of the files is written.

    Returns:
        The files in the order in which they arrive.

    Raises:
        ProgrammeError: ``through`` lies outside the years of the programme.
    """
    return write_world(folder, world(through=through, seed=seed), progress)


def write_world(
    folder: Path, simulated: World, progress: Callable[[float], None] | None = None
) -> list[Path]:
    """Write the files of a simulated programme; see `write_files`."""
    folder.mkdir(parents=True, exist_ok=True)
    counted, all_tasks = counts(simulated), tasks(simulated)
    sheets = sorted(
        [
            *paper_sheets(simulated, counted, all_tasks),
            *observation_sheets(simulated, observations(simulated)),
            *work_sheets(simulated, all_tasks),
        ],
        key=lambda sheet: (sheet.sent_on, sheet.name),
    )
    paths = []
    for number, sheet in enumerate(sheets, start=1):
        paths.append(sheet.write(folder))
        if progress:
            progress(number / len(sheets))
    return paths


def observations(simulated: World) -> pl.DataFrame:
    """Every true observation row of a simulated programme, none late, missing or wrong."""
    counted, all_tasks = counts(simulated), tasks(simulated)
    return pl.concat(
        frame.cast(pl.Schema(SCHEMA))
        for topic in (
            poverty_rows(simulated, counted, all_tasks),
            works_rows(simulated, all_tasks),
            coverage_rows(simulated),
            fund_rows(simulated),
            bureau_rows(simulated, counted),
        )
        for frame in topic
    )
