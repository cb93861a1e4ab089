"""The matrix of lights: one row per indicator, one column per area."""

from collections.abc import Sequence
from functools import partial

import numpy as np
import plotly.graph_objects as go
import polars as pl

from pages.ui import formats
from pages.ui.charts import matrix_cells as cells
from pages.ui.charts.base import MARGIN, Drawing, figure
from pages.ui.charts.time_axis import upright
from pages.ui.messages import language
from pages.ui.palette import LIGHT, Palette

ROW_HEIGHT = 26
# Pixels a letter of an upright column name takes at most, and the room beside the name.
LETTER, ROOM = {"zh": 15, "en": 8}, 16
NUMBERS = {code: number for number, code in enumerate(formats.LIGHTS)}
# Plotly looks at every cell of a list, but takes an array as it is.
_array = partial(np.array, dtype=object)

Lines = list[tuple[str, bool]]


def light_matrix(
    frame: pl.DataFrame,
    *,
    palette: Palette = LIGHT,
    first_apart: bool = False,
    row_height: int = ROW_HEIGHT,
    columns: Sequence[str] | None = None,
    split: int | None = None,
) -> Drawing:
    """Lights of every indicator in every area; rows in the order of the frame.

    Args:
        frame: One row per indicator and area: row_name, column_name, light, light_reason,
            detail (text for the tooltip); with a column ``group``, a heading stands above each
            of its groups. Pairs that are missing have no task.
        palette: Colours of the reader's theme.
        first_apart: Whether a line parts the first column from the others.
        row_height: In pixels.
        columns: Names of the columns from the left; without it as they come in the frame.
        split: So many columns stand in a figure of their own with the names of the lines, and
            the others in one to the right of it without them: a narrow screen shows the first
            and is moved sideways to the second.
    """
    lines = cells.headings(frame)
    columns = columns or list(dict.fromkeys(frame["column_name"]))
    known = {
        (row, column): (light, reason, detail)
        for row, column, light, reason, detail in frame.select(
            "row_name", "column_name", "light", "light_reason", "detail"
        ).iter_rows()
        if reason != "no_task"
    }
    grid = [[known.get((row, column)) for column in columns] for row, _ in lines]
    look = {
        "palette": palette,
        "row_height": row_height,
        # The head is as high in one part as in the other, so that the lines meet.
        "head": ROOM + LETTER[language()] * max(map(len, columns), default=0),
    }
    first = _figure(
        lines, columns[:split], grid, is_first=True, first_apart=first_apart, **look
    )
    others = [
        _figure(lines, columns[split:], [line[split:] for line in grid], **look)
        for _ in range(split is not None)
    ]
    told = cells.table([row for row, _ in lines], columns, grid)
    return Drawing(first, cells.summary(frame, columns), told, others)


def _figure(
    lines: Lines,
    columns: Sequence[str],
    grid: list[list],
    *,
    palette: Palette,
    row_height: int,
    head: int,
    is_first: bool = False,
    first_apart: bool = False,
) -> go.Figure:
    """The cells of some columns; the first figure has the names of the lines."""
    named = [line[: len(columns)] for line in grid]
    heat = go.Heatmap(
        z=_array([[NUMBERS[cell[0]] if cell else None for cell in line] for line in named]),
        x=[formats.tagless(column) for column in columns],
        y=[cells.label(name, is_heading) for name, is_heading in lines],
        text=_array([[cells.sign(cell) for cell in line] for line in named]),
        texttemplate="%{text}",
        textfont={"size": row_height // 2},
        customdata=_array(
            [
                [
                    cells.hover(cell, row, column)
                    for column, cell in zip(columns, line, strict=True)
                ]
                for (row, _), line in zip(lines, named, strict=True)
            ]
        ),
        hovertemplate="%{customdata}<extra></extra>",
        hoverongaps=False,
        colorscale=_scale(palette),
        zmin=-0.5,
        zmax=len(NUMBERS) - 0.5,
        showscale=False,
        xgap=2,
        ygap=2,
    )
    names = {"tickfont": {"size": min(row_height // 2, 12)}} if is_first else {}
    return figure(
        palette,
        [heat],
        height=head + 8 + row_height * len(lines),
        margin={**MARGIN, "t": head, "l": MARGIN["l"] if is_first else 0},
        xaxis={"side": "top", "tickangle": -90, "showline": False, "automargin": False},
        yaxis={
            "autorange": "reversed",
            "showgrid": False,
            "showticklabels": is_first,
            **names,
        },
        shapes=[upright(0.5, color=palette.ink, width=2)] if first_apart else [],
    )


def _scale(palette: Palette) -> list[list]:
    width = 1 / len(NUMBERS)
    edges = [(n * width, (n + 1) * width, palette.lights[code]) for code, n in NUMBERS.items()]
    return [[edge, colour] for start, end, colour in edges for edge in (start, end)]
