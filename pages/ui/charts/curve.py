"""The step curve: plan, official exits and people ready against the promised points."""

from datetime import date
from operator import itemgetter

import numpy as np
import plotly.graph_objects as go
import polars as pl

from data.catalogue import Indicator
from pages.ui import formats
from pages.ui.charts import count_axis, curve_words, promised_points
from pages.ui.charts import fan as fans
from pages.ui.charts.base import MARGIN, Drawing, figure
from pages.ui.charts.curve_words import Line
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
    fan: pl.DataFrame | None = None,
    assumed: pl.DataFrame | None = None,
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
        fan: The projection, as `pages.ui.charts.fan` has it; none is drawn without it.
        assumed: Month and value of what would come under the reader's assumption.
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
        if known := curve_words.known(line):
            traces.append(_line(name, line, style, indicator))
            ends.append((name, *known[-1], style["color"]))
    if fan is not None and fan.height:
        traces += fans.traces(fan, indicator, palette)
        # The line of those who are ready goes on as the projection: one name for both.
        ends = [end for end in ends if end[0] != t("chart.line.ready")]
        ends.append(_landing(fan, "projected_value", "projected_value", palette.actual))
    if assumed is not None and assumed.height:
        traces.append(fans.assumed(assumed, indicator, palette))
        ends.append(_landing(assumed, "value", "assumed", palette.ink))
    promises = promised_points.labels(points, indicator)
    highest = max([1, *points["target_value"].drop_nulls(), *(end[2] for end in ends)])
    ticks, texts = count_axis.ticks(highest)
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
    summary = curve_words.summary(lines, points, indicator, as_of)
    ahead = fans.columns(fan, assumed)
    return Drawing(drawn, summary, curve_words.rows({**lines, **ahead}, indicator))


def _landing(
    line: pl.DataFrame, value: str, name: str, colour: str
) -> tuple[str, date, float, str]:
    """Name and place of the end of a line that lies in the future."""
    month, landing = line.sort("month").select("month", value).row(-1)
    return f"{t(f'chart.line.{name}')} {formats.number(landing)}", month, landing, colour


def _values(frame: pl.DataFrame) -> Line:
    """Months and values in order: a line has few of them, and lists are quicker than frames."""
    return sorted(frame.select("month", "value").iter_rows(), key=itemgetter(0))


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
