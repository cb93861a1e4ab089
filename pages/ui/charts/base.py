"""What all figures share: their result, their plain looks, their words in Chinese."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import polars as pl

from pages.ui.messages import language, t
from pages.ui.palette import Palette

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure with what a reader who can't see it needs.

    Attributes:
        summary: One sentence that says what the figure shows.
        rows: The numbers drawn, as text under readers' column titles.
    """

    figure: go.Figure
    summary: str
    rows: pl.DataFrame


def plain_figure(palette: Palette, *, height: int, **layout: Any) -> go.Figure:
    """An empty figure without frame, legend or background."""
    figure = go.Figure()
    figure.update_layout(
        height=height,
        showlegend=False,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": palette.ink, "size": 14},
        hoverlabel={"bgcolor": palette.paper, "font": {"color": palette.ink}},
        dragmode=False,
        **layout,
    )
    axis = {"automargin": True, "zeroline": False, "fixedrange": True}
    figure.update_xaxes(showgrid=False, linecolor=palette.faint, **axis)
    figure.update_yaxes(gridcolor=_faded(palette.faint), **axis)
    return figure


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


def _faded(colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.25)"
