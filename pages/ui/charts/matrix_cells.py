"""The words and signs in the cells of the matrix, and the matrix as a table."""

from collections import Counter
from collections.abc import Sequence

import polars as pl

from pages.ui import formats
from pages.ui.messages import t

# A cell: light, reason of a grey one, words of the tooltip. No task has no cell.
Cell = tuple[str, str | None, str]
# Longer names are cut on the axis; the tooltip and the table have them in full.
LONGEST = 48
# Grey lights whose reason has a sign of its own.
SIGNS = ("not_due", "no_target", "no_baseline", "awaiting_approval")


def headings(frame: pl.DataFrame) -> list[tuple[str, bool]]:
    """The lines of the matrix from the top: name, and whether it is a heading."""
    if "group" not in frame.columns:
        return [(name, False) for name in dict.fromkeys(frame["row_name"])]
    groups: dict[str, dict[str, None]] = {}
    for group, name in frame.select("group", "row_name").iter_rows():
        groups.setdefault(group, {})[name] = None
    return [
        line
        for group, names in groups.items()
        for line in [(group, True), *((name, False) for name in names)]
    ]


def label(name: str, is_heading: bool) -> str:
    """A line's name on the axis, headings in bold."""
    text = formats.tagless(name)
    if is_heading:
        return f"<b>{text}</b>"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def sign(cell: Cell | None) -> str:
    """The shape of a light; a sign of its own for greys that mean something else."""
    if cell is None:
        return ""
    light, reason, _ = cell
    return t(f"chart.sign_{reason}") if reason in SIGNS else formats.SHAPES[light]


def hover(cell: Cell | None, row: str, column: str) -> str:
    """Words of the tooltip: line, column, light and figures."""
    if cell is None:
        return ""
    light, reason, detail = cell
    lines = (row, column, formats.light(light, reason), detail)
    return "<br>".join(formats.tagless(line) for line in lines)


def summary(frame: pl.DataFrame, columns: Sequence[str]) -> str:
    """How many lights of each colour there are."""
    counts = Counter(frame["light"])
    words = [f"{formats.light(code)} {counts[code]}" for code in formats.LIGHTS if counts[code]]
    return t(
        "chart.matrix_summary",
        rows=len(set(frame["row_name"])),
        columns=len(columns),
        lights=t("frame.comma").join(words),
    )


def table(rows: list[str], columns: Sequence[str], grid: list[list]) -> pl.DataFrame:
    """The matrix in words, line by line."""
    told = {t("frame.indicator"): rows}
    for number, column in enumerate(columns):
        cells = [line[number] for line in grid]
        told[column] = [formats.light(*cell[:2]) if cell else "" for cell in cells]
    return pl.DataFrame(told)
