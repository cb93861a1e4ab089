"""Runs the readers of workbooks and map layers in processes of their own.

Whatever becomes of them, the sender gets a sentence.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.intake.problems import UnreadableFileError
from data.intake.readers.child import REFUSED
from data.intake.readers.csv_file import LayerFacts, Source, source

ROOT = Path(__file__).parents[3]
MAX_WORKBOOK = 20 * 1024 * 1024
MAX_LAYER = 200 * 1024 * 1024
SECONDS = 90

_WORKBOOK = """
import sys
sys.modules["numpy"] = None  # openpyxl takes it if it is there, for half of its start
from data.intake.readers.workbook import main
sys.exit(main(sys.argv[1:]))
"""
_LAYER = """
import sys
for name in ("geopandas", "pandas", "pyarrow"):  # pyogrio takes what is there, for a second
    sys.modules[name] = None
from data.intake.readers.layer import main
sys.exit(main(sys.argv[1:]))
"""
_SETTINGS_OF_GDAL = ("GDAL_", "OGR_", "CPL_", "SHAPE_", "SQLITE_", "PROJ_")


def read_workbook(path: Path) -> Source:
    """The records of a workbook's first filled sheet, read by a process that may die.

    Raises:
        UnreadableFileError: The workbook is hostile, broken or too big, or its reader died.
    """
    if path.stat().st_size > MAX_WORKBOOK:
        raise UnreadableFileError("file_too_big", str(MAX_WORKBOOK // 1024**2))
    with tempfile.TemporaryDirectory(prefix="three-steps-") as folder:
        target = Path(folder, "sheet.csv")
        others = _run(_WORKBOOK, "workbook_reader_ended", str(path.resolve()), str(target))
        text = target.read_bytes().decode("utf-8")
    return source(text, "xlsx", tuple(others))


def read_layer(parts: Mapping[str, bytes], *, system: str | None) -> Source:
    """The features of a map layer as records, read by a process that may die.

    Args:
        parts: The file and those that belong to it, by suffix: ``.gpkg``, ``.geojson``,
            ``.zip``, or ``.shp`` with ``.shx``, ``.dbf`` and others. They are laid under a
            name of our own into a folder of their own, where nothing else can be opened.
        system: Coordinate system if the sender says which, as `places.systems` writes it.

    Raises:
        UnreadableFileError: The layer is hostile, broken or too big, says nowhere in which
            system its coordinates are, or its reader died.
    """
    if sum(map(len, parts.values())) > MAX_LAYER:
        raise UnreadableFileError("file_too_big", str(MAX_LAYER // 1024**2))
    with tempfile.TemporaryDirectory(prefix="three-steps-") as folder:
        for suffix, content in parts.items():
            Path(folder, f"layer{suffix}").write_bytes(content)
        given = Path(folder, f"layer{next(iter(parts))}")
        target = Path(folder, "features.csv")
        said = _run(_LAYER, "layer_reader_ended", str(given), str(target), system or "")
        text = target.read_bytes().decode("utf-8")
    facts = LayerFacts(said["system"], said["rough_system"], said["cut_in"])
    return source(text, said["format"], tuple(said["other_layers"]), layer=facts)


def _run(program: str, ended: str, *arguments: str) -> Any:
    """What a reader's process says of its file; ``ended`` is the problem of one that died."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_SETTINGS_OF_GDAL)
    }
    try:
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(ended) from error
    if done.returncode == REFUSED:
        code, detail = json.loads(done.stderr.strip().splitlines()[-1])
        raise UnreadableFileError(code, detail)
    if done.returncode != 0:
        raise UnreadableFileError(ended)
    return json.loads(done.stdout)
