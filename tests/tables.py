"""Frames written as text, so that a test reads like a worked example."""

from datetime import date

import polars as pl


def table(text: str) -> pl.DataFrame:
    """A frame from a table with a header row and cells between bars; ``-`` is null."""
    header, *rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in text.strip().splitlines()
    ]
    return pl.DataFrame(
        [[_value(cell) for cell in row] for row in rows], schema=header, orient="row"
    )


def on_paper(text: str) -> list[list[str]]:
    """The cells of a Markdown table as a reader sees them, the titles first."""
    for sign in (":small[", "]", "\\", "\u2060"):
        text = text.replace(sign, "")
    head, _, *rows = text.replace("\u00a0", " ").splitlines()
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in (head, *rows)]


def _value(cell: str) -> date | float | str | None:
    for parse in (date.fromisoformat, float):
        try:
            return parse(cell)
        except ValueError:
            pass
    return None if cell == "-" else cell
