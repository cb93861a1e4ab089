"""The step curve: plan, official exits and people ready against the promised points."""

from datetime import date

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
    lines = [
        ("planned", planned, {"color": palette.ink, "width": 2, "shape": "hv"}),
        ("official", official, {"color": palette.actual, "width": 3.5, "shape": "hv"}),
        ("ready", ready, {"color": palette.actual, "width": 1.5, "dash": "dot"}),
    ]
    traces: list[go.Scatter] = []
    ends: list[tuple[str, date, float, str]] = []
    for name, frame, style in lines:
        known = frame.drop_nulls("value").sort("month")
        if known.is_empty():
            continue
        traces.append(_line(t(f"chart.line.{name}"), frame.sort("month"), style, indicator))
        last = known.row(-1, named=True)
        ends.append((t(f"chart.line.{name}"), last["month"], last["value"], style["color"]))
    promises = promised_points.labels(points, indicator)
    highest = max([1, *points["target_value"].drop_nulls(), *(end[2] for end in ends)])
    ticks, texts = formats.axis_ticks(highest)
    months = [month for _, frame, _ in lines for month in frame["month"]]
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


def _line(name: str, frame: pl.DataFrame, style: dict, indicator: Indicator) -> go.Scatter:
    texts = [formats.amount(value, indicator) for value in frame["value"]]
    return go.Scatter(
        x=frame["month"].to_numpy(),
        y=frame["value"].cast(pl.Float64).to_numpy(),
        mode="lines",
        line=style,
        name=name,
        customdata=texts,
        hovertemplate="%{customdata}",
    )


def _summary(lines: list, points: pl.DataFrame, indicator: Indicator, as_of: date) -> str:
    """What the lines have reached by now: the plan goes on after that, and isn't meant."""
    by_now = [
        (name, frame.drop_nulls("value").filter(pl.col("month") <= as_of).sort("month"))
        for name, frame, _ in lines
    ]
    parts = [
        f"{t(f'chart.line.{name}')} {formats.amount(frame['value'][-1], indicator)}"
        for name, frame in by_now
        if frame.height
    ]
    promises = t("chart.promises", count=points.height)
    return t(
        "chart.curve_summary",
        month=formats.month(as_of),
        lines=t("frame.comma").join(parts),
        promises=promises,
    )


def _rows(lines: list, indicator: Indicator) -> pl.DataFrame:
    months = sorted({month for _, frame, _ in lines for month in frame["month"]})
    columns = {t("frame.month"): [formats.month_short(month) for month in months]}
    for name, frame, _ in lines:
        values = dict(frame.select("month", "value").iter_rows())
        texts = [formats.amount(values.get(month), indicator) for month in months]
        columns[t(f"chart.line.{name}")] = texts
    return pl.DataFrame(columns)
