"""What a bench found: printed as a table and, if asked, added to docs/benchmarks.md."""

import argparse
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAPER = ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement against its floor.

    Attributes:
        what: What was measured.
        value: How long or how much, in ``unit``.
        floor: What it is held against, in the same unit; null for a goal without one.
        unit: Unit of both.
        goal: Highest ratio to the floor; without a floor the highest value.
    """

    what: str
    value: float
    floor: float | None
    unit: str
    goal: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.value / self.floor if self.floor else None

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; null without one."""
        reached = self.value if self.floor is None else self.ratio
        return None if self.goal is None or reached is None else reached <= self.goal


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lies: 0.5 is the median."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def parser(doc: str | None) -> argparse.ArgumentParser:
    """Arguments of every bench: the date it is noted under; without one it is only printed."""
    arguments = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--date", help="note the table in docs/benchmarks.md under this day")
    return arguments


def tell(title: str, lines: Sequence[Line], *, date: str | None, note: str = "") -> None:
    """Print the lines of a bench as a table, and append it to the document under a date."""
    head = ["| what | measured | floor | ratio | goal | |", "|---|--:|--:|--:|--:|---|"]
    tell_table(title, "\n".join([*head, *map(_row, lines)]), date=date, note=note)


def tell_table(title: str, table: str, *, date: str | None, note: str = "") -> None:
    """Print a table, and append it to the document under a date."""
    print(f"\n{title}\n\n{table}\n{note}")
    if date is None:
        return
    with PAPER.open("a", encoding="utf-8") as paper:
        paper.write(f"\n### {date}: {title}\n\n{table}\n\n{_circumstances()}")
        paper.write(f" {note}\n" if note else "\n")


def _row(line: Line) -> str:
    sign = "≤ " if line.goal is not None else ""
    unit = " ×" if line.floor is not None else f" {line.unit}"
    goal = "" if line.goal is None else f"{sign}{line.goal:g}{unit}"
    cells = (
        line.what,
        f"{_number(line.value)} {line.unit}",
        "" if line.floor is None else f"{_number(line.floor)} {line.unit}",
        "" if line.ratio is None else f"{line.ratio:.2f} ×",
        goal,
        {True: "met", False: "**missed**", None: ""}[line.is_met],
    )
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _circumstances() -> str:
    def git(*arguments: str) -> str:
        command = ["git", *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout.strip()

    changed = ", with changes not committed" if git("status", "--porcelain") else ""
    load = os.getloadavg()[0]
    return (
        f"Commit {git('rev-parse', '--short', 'HEAD')}{changed}; {os.cpu_count()} cores, "
        f"load {load:.1f}, Python {platform.python_version()}."
    )
