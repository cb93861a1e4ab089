"""Runs the workbook reader in a process of its own; its death is a sentence."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from data.intake.problems import UnreadableFileError
from data.intake.readers.csv_file import Source, source

ROOT = Path(__file__).parents[3]
MAX_WORKBOOK = 20 * 1024 * 1024
SECONDS = 90

_CHILD = """
import sys
sys.modules["numpy"] = None  # openpyxl takes it if it is there, for half of its start
from data.intake.readers.workbook import main
sys.exit(main(sys.argv[1:]))
"""

REFUSED = 3
"""Exit status of the child when it has said why, as JSON on stderr."""


def read_workbook(path: Path) -> Source:
    """The records of a workbook's first filled sheet, read by a process that may die.

    Raises:
        UnreadableFileError: The workbook is hostile, broken or too big, or its reader died.
    """
    if path.stat().st_size > MAX_WORKBOOK:
        raise UnreadableFileError("file_too_big", str(MAX_WORKBOOK // 1024**2))
    with tempfile.TemporaryDirectory(prefix="three-steps-") as folder:
        target = Path(folder, "sheet.csv")
        others = _run(path, target)
        text = target.read_bytes().decode("utf-8")
    return source(text, "xlsx", tuple(others))


def _run(path: Path, target: Path) -> list[str]:
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, str(path.resolve()), str(target)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError("workbook_reader_ended") from error
    if done.returncode == REFUSED:
        code, detail = json.loads(done.stderr.strip().splitlines()[-1])
        raise UnreadableFileError(code, detail)
    if done.returncode != 0:
        raise UnreadableFileError("workbook_reader_ended")
    others: list[str] = json.loads(done.stdout)
    return others
