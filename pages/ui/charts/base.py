"""What all figures share: their result, their plain looks, their words in Chinese."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import polars as pl

from pages.ui.messages import language, t
from pages.ui.palette import Palette

MONTHS = range(1, 13)
MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
Layout = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure with what a reader who can't see it needs.

    Attributes:
        summary: One sentence that says what the figure shows.
        rows: The numbers drawn, as text under readers' column titles.
        others: Further figures that stand to the right of the first.
    """

    figure: go.Figure
    summary: str
    rows: pl.DataFrame
    others: Sequence[go.Figure] = ()


def figure(
    palette: Palette,
    traces: Sequence[Any],
    *,
    height: int,
    xaxis: Layout | None = None,
    yaxis: Layout | None = None,
    **layout: Any,
) -> go.Figure:
    """A figure without frame, legend or background, made in one step.

    Plotly checks a figure anew at each later change, at about a millisecond, so everything is
    given at once.

    Args:
        palette: Colours of the reader's theme.
        traces: What is drawn.
        height: In pixels.
        xaxis: Settings of this axis beyond the usual ones.
        yaxis: Likewise.
        layout: Further settings of the layout, such as ``annotations``.
    """
    axis = {"automargin": True, "zeroline": False, "fixedrange": True}
    usual = {
        "height": height,
        "showlegend": False,
        "margin": MARGIN,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": palette.ink, "size": 14},
        "hoverlabel": {"bgcolor": palette.paper, "font": {"color": palette.ink}},
        "dragmode": False,
        "xaxis": {"showgrid": False, "linecolor": palette.faint, **axis, **(xaxis or {})},
        "yaxis": {"gridcolor": faded(palette.faint, 0.25), **axis, **(yaxis or {})},
    }
    return go.Figure(data=list(traces), layout={**usual, **layout})


def config() -> dict[str, Any]:
    """Plotly's settings: no tool bar, and its own few words in the reader's language.

    ``locale`` alone does nothing in the browser: the words must come in ``locales`` as well.
    """
    settings: dict[str, Any] = {"displayModeBar": False, "displaylogo": False}
    if language() == "zh":
        months = [t("chart.month", month=month) for month in MONTHS]
        days = [t(f"chart.weekday.{number}") for number in range(7)]
        settings["locale"] = "zh-CN"
        settings["locales"] = {
            "zh-CN": {
                "dictionary": {"Double-click to zoom back out": t("chart.zoom_out")},
                "format": {
                    "months": months,
                    "shortMonths": months,
                    "days": days,
                    "shortDays": days,
                    "date": "%Y-%m-%d",
                    "year": t("chart.year_format"),
                    "month": t("chart.month_format"),
                },
            }
        }
    return settings


def faded(colour: str, alpha: float) -> str:
    """``#9aa3ad`` as a colour that lets through what lies below."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"
