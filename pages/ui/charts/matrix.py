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


def light_matrix(
    frame: pl.DataFrame,
    *,
    palette: Palette = LIGHT,
    first_apart: bool = False,
    row_height: int = ROW_HEIGHT,
    columns: Sequence[str] | None = None,
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
    """
    headings = cells.headings(frame)
    rows = [name for name, _ in headings]
    columns = columns or frame["column_name"].unique(maintain_order=True).to_list()
    known = {
        (row, column): (light, reason, detail)
        for row, column, light, reason, detail in frame.select(
            "row_name", "column_name", "light", "light_reason", "detail"
        ).iter_rows()
        if reason != "no_task"
    }
    grid = [[known.get((row, column)) for column in columns] for row in rows]
    heat = go.Heatmap(
        z=_array([[NUMBERS[cell[0]] if cell else None for cell in line] for line in grid]),
        x=[formats.tagless(column) for column in columns],
        y=[cells.label(name, is_heading) for name, is_heading in headings],
        text=_array([[cells.sign(cell) for cell in line] for line in grid]),
        texttemplate="%{text}",
        textfont={"size": row_height // 2},
        customdata=_array(
            [
                [
                    cells.hover(cell, row, column)
                    for column, cell in zip(columns, line, strict=True)
                ]
                for row, line in zip(rows, grid, strict=True)
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
    head = ROOM + LETTER[language()] * max(map(len, columns), default=0)
    drawn = figure(
        palette,
        [heat],
        height=head + 8 + row_height * len(rows),
        # The head is as high in a part of the matrix as in the other, so that lines meet.
        margin={**MARGIN, "t": head},
        xaxis={"side": "top", "tickangle": -90, "showline": False, "automargin": False},
        yaxis={
            "autorange": "reversed",
            "showgrid": False,
            "tickfont": {"size": min(row_height // 2, 12)},
        },
        shapes=[upright(0.5, color=palette.ink, width=2)] if first_apart else [],
    )
    return Drawing(drawn, cells.summary(frame, columns), cells.table(rows, columns, grid))


def halves(drawing: Drawing, columns: int) -> tuple[go.Figure, go.Figure]:
    """The first columns with the names of the lines, and the others without them.

    A narrow screen shows the first and is moved sideways to the second.
    """
    last = len(drawing.figure.data[0].x) - 0.5
    first, second = go.Figure(drawing.figure), go.Figure(drawing.figure)
    first.update_layout(xaxis_range=[-0.5, columns - 0.5])
    second.update_layout(
        xaxis_range=[columns - 0.5, last], yaxis_showticklabels=False, margin_l=0, shapes=[]
    )
    return first, second


def _scale(palette: Palette) -> list[list]:
    width = 1 / len(NUMBERS)
    edges = [(n * width, (n + 1) * width, palette.lights[code]) for code, n in NUMBERS.items()]
    return [[edge, colour] for start, end, colour in edges for edge in (start, end)]
