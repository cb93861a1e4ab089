"""The step curve: plan, official exits and people ready against the promised points."""

from collections.abc import Mapping
from datetime import date
from operator import itemgetter

import numpy as np
import plotly.graph_objects as go
import polars as pl

from data.catalogue import Indicator
from pages.ui import formats
from pages.ui.charts import promised_points
from pages.ui.charts.base import MARGIN, Drawing, figure
from pages.ui.charts.time_axis import day_label, end_labels, upright, year_axis
from pages.ui.messages import t
from pages.ui.palette import LIGHT, Palette

END_LABEL = 84

Line = list[tuple[date, float | None]]


def step_curve(
    planned: pl.DataFrame,
    official: pl.DataFrame,
    ready: pl.DataFrame,
    points: pl.DataFrame,
    *,
    indicator: Indicator,
    as_of: date,
    palette: Palette = LIGHT,
    height: int = 420,
) -> Drawing:
    """Lines over the months, the promised points as diamonds, as-of and last due date marked.

    Args:
        planned: One row per month: month, value. Drawn as a dark step line.
        official: Likewise; null months are gaps. Drawn solid.
        ready: Likewise, drawn thin; may be empty.
        points: One row per promise: due_date, target_value, label.
        indicator: Gives unit and decimals.
        as_of: Marked by an upright line.
        palette: Colours of the reader's theme.
        height: In pixels.
    """
    styles = {
        "planned": {"color": palette.ink, "width": 2, "shape": "hv"},
        "official": {"color": palette.actual, "width": 3.5, "shape": "hv"},
        "ready": {"color": palette.actual, "width": 1.5, "dash": "dot"},
    }
    frames = {"planned": planned, "official": official, "ready": ready}
    lines = {t(f"chart.line.{name}"): _values(frame) for name, frame in frames.items()}
    traces: list[go.Scatter] = []
    ends: list[tuple[str, date, float, str]] = []
    for (name, line), style in zip(lines.items(), styles.values(), strict=True):
        if known := _known(line):
            traces.append(_line(name, line, style, indicator))
            ends.append((name, *known[-1], style["color"]))
    promises = promised_points.labels(points, indicator)
    highest = max([1, *points["target_value"].drop_nulls(), *(end[2] for end in ends)])
    ticks, texts = formats.axis_ticks(highest)
    months = [month for line in lines.values() for month, _ in line]
    as_of_label = t("chart.as_of", month=formats.month_short(as_of))
    drawn = figure(
        palette,
        [*traces, promised_points.markers(points, promises, palette)],
        height=height,
        hovermode="x unified",
        # The plan runs to the end of the axis; its name stands behind it.
        margin={**MARGIN, "r": END_LABEL},
        xaxis=year_axis([*months, *points["due_date"]]),
        yaxis={"tickvals": ticks, "ticktext": texts, "range": [0, highest * 1.2]},
        shapes=[upright(str(as_of), color=palette.ink, width=1, dash="dash")],
        annotations=[
            *promised_points.beside(points, promises, palette),
            day_label(as_of, as_of_label),
            *end_labels(ends, highest),
        ],
    )
    summary = _summary(lines, points, indicator, as_of)
    return Drawing(drawn, summary, _rows(lines, indicator))


def _values(frame: pl.DataFrame) -> Line:
    """Months and values in order: a line has few of them, and lists are quicker than frames."""
    return sorted(frame.select("month", "value").iter_rows(), key=itemgetter(0))


def _known(line: Line) -> list[tuple[date, float]]:
    return [(month, value) for month, value in line if value is not None]


def _line(name: str, line: Line, style: dict, indicator: Indicator) -> go.Scatter:
    return go.Scatter(
        x=np.array([month for month, _ in line], dtype="datetime64[D]"),
        y=np.array([value for _, value in line], dtype=float),
        mode="lines",
        line=style,
        name=name,
        customdata=[formats.amount(value, indicator) for _, value in line],
        hovertemplate="%{customdata}",
    )


def _summary(
    lines: Mapping[str, Line], points: pl.DataFrame, indicator: Indicator, as_of: date
) -> str:
    """What the lines have reached by now: the plan goes on after that, and isn't meant."""
    by_now = {
        name: [value for month, value in _known(line) if month <= as_of]
        for name, line in lines.items()
    }
    parts = [
        f"{name} {formats.amount(values[-1], indicator)}"
        for name, values in by_now.items()
        if values
    ]
    promises = t("chart.promises", count=points.height)
    return t(
        "chart.curve_summary",
        month=formats.month(as_of),
        lines=t("frame.comma").join(parts),
        promises=promises,
    )


def _rows(lines: Mapping[str, Line], indicator: Indicator) -> pl.DataFrame:
    months = sorted({month for line in lines.values() for month, _ in line})
    columns = {t("frame.month"): [formats.month_short(month) for month in months]}
    for name, line in lines.items():
        values = dict(line)
        columns[name] = [formats.amount(values.get(month), indicator) for month in months]
    return pl.DataFrame(columns)
