"""The matrix of lights: one row per indicator, one column per area."""

from functools import partial

import numpy as np
import plotly.graph_objects as go
import polars as pl

from pages.ui import formats
from pages.ui.charts.base import Drawing, figure
from pages.ui.charts.time_axis import upright
from pages.ui.messages import t
from pages.ui.palette import LIGHT, Palette

ROW_HEIGHT = 26
# Longer names are cut on the axis; the tooltip and the table have them in full.
LONGEST = 48
# Grey lights whose reason has a sign of its own.
SIGNS = ("not_due", "no_target", "no_baseline", "awaiting_approval")
NUMBERS = {code: number for number, code in enumerate(formats.LIGHTS)}
# Plotly looks at every cell of a list, but takes an array as it is.
_array = partial(np.array, dtype=object)


def light_matrix(
    frame: pl.DataFrame,
    *,
    palette: Palette = LIGHT,
    first_apart: bool = False,
    row_height: int = ROW_HEIGHT,
) -> Drawing:
    """Lights of every indicator in every area; rows and columns in the order of the frame.

    Args:
        frame: One row per indicator and area: row_name, column_name, light, light_reason,
            detail (text for the tooltip); with a column ``group``, a heading stands above each
            of its groups. Pairs that are missing have no task.
        palette: Colours of the reader's theme.
        first_apart: Whether a line parts the first column from the others.
        row_height: In pixels.
    """
    headings = _headings(frame)
    rows = [name for name, _ in headings]
    columns = frame["column_name"].unique(maintain_order=True).to_list()
    cells = {
        (row, column): (light, reason, detail)
        for row, column, light, reason, detail in frame.select(
            "row_name", "column_name", "light", "light_reason", "detail"
        ).iter_rows()
        if reason != "no_task"
    }
    grid = [[cells.get((row, column)) for column in columns] for row in rows]
    heat = go.Heatmap(
        z=_array([[NUMBERS[cell[0]] if cell else None for cell in line] for line in grid]),
        x=[formats.tagless(column) for column in columns],
        y=[_label(name, is_heading) for name, is_heading in headings],
        text=_array([[_sign(cell) for cell in line] for line in grid]),
        texttemplate="%{text}",
        textfont={"size": row_height // 2},
        customdata=_array(
            [
                [_hover(cell, row, column) for column, cell in zip(columns, line, strict=True)]
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
    drawn = figure(
        palette,
        [heat],
        height=110 + row_height * len(rows),
        xaxis={"side": "top", "tickangle": -45, "showline": False},
        yaxis={
            "autorange": "reversed",
            "showgrid": False,
            "tickfont": {"size": min(row_height // 2, 12)},
        },
        shapes=[upright(0.5, color=palette.ink, width=2)] if first_apart else [],
    )
    return Drawing(drawn, _summary(frame, columns), _rows(rows, columns, grid))


def _headings(frame: pl.DataFrame) -> list[tuple[str, bool]]:
    """The lines of the matrix from the top: name, and whether it is a heading."""
    if "group" not in frame.columns:
        return [(name, False) for name in frame["row_name"].unique(maintain_order=True)]
    return [
        line
        for part in frame.partition_by("group", maintain_order=True)
        for line in [
            (part["group"][0], True),
            *((name, False) for name in part["row_name"].unique(maintain_order=True)),
        ]
    ]


def _label(name: str, is_heading: bool) -> str:
    text = formats.tagless(name)
    if is_heading:
        return f"<b>{text}</b>"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _scale(palette: Palette) -> list[list]:
    width = 1 / len(NUMBERS)
    edges = [(n * width, (n + 1) * width, palette.lights[code]) for code, n in NUMBERS.items()]
    return [[edge, colour] for start, end, colour in edges for edge in (start, end)]


def _sign(cell: tuple | None) -> str:
    if cell is None:
        return ""
    light, reason, _ = cell
    return t(f"chart.sign_{reason}") if reason in SIGNS else formats.SHAPES[light]


def _hover(cell: tuple | None, row: str, column: str) -> str:
    if cell is None:
        return ""
    light, reason, detail = cell
    lines = (row, column, formats.light(light, reason), detail)
    return "<br>".join(formats.tagless(line) for line in lines)


def _summary(frame: pl.DataFrame, columns: list[str]) -> str:
    counts = dict(frame.group_by("light").len().iter_rows())
    words = [
        f"{formats.light(code)} {counts[code]}" for code in formats.LIGHTS if counts.get(code)
    ]
    return t(
        "chart.matrix_summary",
        rows=frame["row_name"].n_unique(),
        columns=len(columns),
        lights=t("frame.comma").join(words),
    )


def _rows(rows: list[str], columns: list[str], grid: list[list]) -> pl.DataFrame:
    table = {t("frame.indicator"): rows}
    for number, column in enumerate(columns):
        cells = [line[number] for line in grid]
        table[column] = [formats.light(*cell[:2]) if cell else "" for cell in cells]
    return pl.DataFrame(table)
