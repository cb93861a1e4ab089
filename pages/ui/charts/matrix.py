"""The matrix of lights: one row per indicator, one column per area."""

import plotly.graph_objects as go
import polars as pl

from pages.ui import formats
from pages.ui.charts.base import Drawing, plain_figure
from pages.ui.messages import t
from pages.ui.palette import LIGHT, Palette

ROW_HEIGHT = 26
# A light as the number the colour scale reads; no task has no number, so its cell stays empty.
NUMBERS = {code: number for number, code in enumerate(formats.LIGHTS)}


def light_matrix(frame: pl.DataFrame, *, palette: Palette = LIGHT) -> Drawing:
    """Lights of every indicator in every area; rows and columns in the order of the frame.

    Args:
        frame: One row per indicator and area: row_name, column_name, light, light_reason,
            detail (text for the tooltip). Pairs that are missing have no task.
        palette: Colours of the reader's theme.
    """
    rows = frame["row_name"].unique(maintain_order=True).to_list()
    columns = frame["column_name"].unique(maintain_order=True).to_list()
    cells = {
        (row, column): (light, reason, detail)
        for row, column, light, reason, detail in frame.select(
            "row_name", "column_name", "light", "light_reason", "detail"
        ).iter_rows()
        if reason != "no_task"
    }
    grid = [[cells.get((row, column)) for column in columns] for row in rows]
    figure = plain_figure(palette, height=110 + ROW_HEIGHT * max(len(rows), 1))
    figure.add_trace(
        go.Heatmap(
            z=[[NUMBERS[cell[0]] if cell else None for cell in line] for line in grid],
            x=[formats.tagless(column) for column in columns],
            y=[formats.tagless(row) for row in rows],
            text=[[_sign(cell) for cell in line] for line in grid],
            texttemplate="%{text}",
            textfont={"size": 13},
            customdata=[[_hover(cell) for cell in line] for line in grid],
            hovertemplate="%{y}<br>%{x}<br>%{customdata}<extra></extra>",
            hoverongaps=False,
            colorscale=_scale(palette),
            zmin=-0.5,
            zmax=len(NUMBERS) - 0.5,
            showscale=False,
            xgap=2,
            ygap=2,
        )
    )
    figure.update_xaxes(side="top", tickangle=-45, showline=False)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return Drawing(figure, _summary(frame, rows, columns), _rows(rows, columns, grid))


def _scale(palette: Palette) -> list[list]:
    width = 1 / len(NUMBERS)
    edges = [(n * width, (n + 1) * width, palette.lights[code]) for code, n in NUMBERS.items()]
    return [[edge, colour] for start, end, colour in edges for edge in (start, end)]


def _sign(cell: tuple | None) -> str:
    if cell is None:
        return ""
    light, reason, _ = cell
    return t("chart.sign_not_due") if reason == "not_due" else formats.SHAPES[light]


def _hover(cell: tuple | None) -> str:
    if cell is None:
        return ""
    light, reason, detail = cell
    return f"{formats.light(light, reason)}<br>{formats.tagless(detail)}"


def _summary(frame: pl.DataFrame, rows: list[str], columns: list[str]) -> str:
    counts = dict(frame.group_by("light").len().iter_rows())
    words = [
        f"{formats.light(code)} {counts[code]}" for code in formats.LIGHTS if counts.get(code)
    ]
    return t(
        "chart.matrix_summary",
        rows=len(rows),
        columns=len(columns),
        lights=t("frame.comma").join(words),
    )


def _rows(rows: list[str], columns: list[str], grid: list[list]) -> pl.DataFrame:
    table = {t("frame.indicator"): rows}
    for number, column in enumerate(columns):
        cells = [line[number] for line in grid]
        table[column] = [formats.light(*cell[:2]) if cell else "" for cell in cells]
    return pl.DataFrame(table)
