"""A workbook of a few kilobytes can ask for gigabytes; each ends with a sentence instead."""

import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from data.intake.readers import guard

ROOT = Path(__file__).parents[3]
SMALL = 400 * 1024
"""Kilobytes of resident memory that the reader's process may take."""

READ = """
import resource, sys
from pathlib import Path
from data.intake.problems import UnreadableFileError
from data.intake.readers.sandbox import read_workbook
try:
    read_workbook(Path(sys.argv[1]))
except UnreadableFileError as error:
    print(error.problem_code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def far_cell(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active["A1"] = "代码"
    book.active["XFD1048576"] = 1
    book.save(path)
    return path


def broad(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active["XFD1"] = 1
    book.save(path)
    return path


def bomb(path: Path) -> Path:
    return packed(path, {"xl/worksheets/sheet1.xml": b"<a>" + b" " * 300_000_000})


def many_small_bombs(path: Path) -> Path:
    """Each part stays under the ratio's threshold; together they are too much."""
    parts = {f"xl/worksheets/sheet{n}.xml": b"<a>" + b" " * 900_000 for n in range(400)}
    return packed(path, parts)


def crowd(path: Path) -> Path:
    return packed(path, {f"part{number}": b"" for number in range(guard.MAX_ENTRIES + 1)})


def entities(path: Path) -> Path:
    """The billion laughs: entities that name entities."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l9;</x>'
    return packed(path, {"xl/workbook.xml": text.encode()})


def cut_off(path: Path) -> Path:
    whole = far_cell(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def no_workbook(path: Path) -> Path:
    return packed(path, {"readme.txt": b"hello"})


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (far_cell, "too_many_rows"),
        (broad, "too_many_columns"),
        (bomb, "workbook_bomb"),
        (many_small_bombs, "workbook_bomb"),
        (crowd, "workbook_bomb"),
        (entities, "workbook_dtd"),
        (cut_off, "workbook_broken"),
        (no_workbook, "workbook_broken"),
    ],
)
def test_a_hostile_workbook_ends_with_a_sentence_in_little_memory(make, problem, tmp_path):
    path = make(tmp_path / "return.xlsx")
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    code, memory = done.stdout.split()
    assert code == problem
    assert int(memory) < SMALL


def test_a_reader_that_dies_is_a_sentence_too(tmp_path, monkeypatch):
    """Whatever gets past the guard meets the limits of the process."""
    from data.intake.problems import UnreadableFileError
    from data.intake.readers import sandbox

    monkeypatch.setattr(sandbox, "_WORKBOOK", "import os; os.abort()")
    with pytest.raises(UnreadableFileError, match="workbook_reader_ended"):
        sandbox.read_workbook(far_cell(tmp_path / "return.xlsx"))
