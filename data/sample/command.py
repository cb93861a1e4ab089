"""Makes the simulated programme: its files, a warehouse for them, and one import of all."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from data.errors import ImportRejectedError
from data.intake.command import import_into
from data.intake.results import FileResult
from data.sample.files import PLANTED_FILE, write_world
from data.sample.world import world
from data.warehouse.create import fill_new
from data.warehouse.snapshots import writing

THROUGH = date(2018, 9, 30)
SEED = 20160101
FOLDER = "sample"

FILES_SHARE = 0.12
"""Writing the files takes about so much of the time; reading them the rest."""


def make_sample(
    home: Path,
    *,
    through: date = THROUGH,
    seed: int = SEED,
    progress: Callable[[float], None] | None = None,
) -> None:
    """Make a simulated warehouse from the files that offices would have sent.

    The files stay in ``sample`` beside the warehouse, and ``planted.csv`` lists the villages
    whose returns are falsified. Readers see the whole programme or none of it.

    Args:
        home: Folder of the warehouse; there may be none in it yet.
        through: Any day of the last month reported, 2016 to 2020.
        seed: Of every draw; the same seed and month give the same files.
        progress: Told which fraction is done.

    Raises:
        WarehouseBusyError: Another process is writing.
        WarehouseError: There is a warehouse already, or the folder can't be written.
        ImportRejectedError: The intake refuses one of the files.
        UnknownChoiceError: ``through`` lies outside the years of the programme.
    """
    tell = progress or _silence
    simulated = world(through=through, seed=seed)
    with writing(home, task="make the simulated programme", create=True) as engine:
        folder = home / FOLDER
        # What a killed run left behind would be of another seed or month.
        shutil.rmtree(folder, ignore_errors=True)
        paths = write_world(folder, simulated, lambda share: tell(FILES_SHARE * share))
        simulated.planted.write(home / PLANTED_FILE, simulated.places)
        with engine.begin() as connection:
            fill_new(connection, data_class="simulated")
        results = import_into(
            engine,
            paths,
            home=home,
            progress=lambda share, *_: tell(FILES_SHARE + (1 - FILES_SHARE) * share),
        )
        _require_all(results)


def _silence(share: float) -> None:
    """Nobody asked how far it is."""


def _require_all(results: list[FileResult]) -> None:
    refused = [result for result in results if result.state != "complete"]
    if refused:
        names = ", ".join(result.file_name for result in refused[:5])
        raise ImportRejectedError(
            f"{len(refused)} of {len(results)} sample files were refused: {names}. The reasons "
            "are in the rejects files beside them; try another seed."
        )
