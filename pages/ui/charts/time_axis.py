"""Time axes: years as ticks, marked days, names at the ends of lines."""

from datetime import date

import plotly.graph_objects as go

from pages.ui.messages import t

LABEL_GAP = 0.07


def year_axis(figure: go.Figure, days: list[date]) -> None:
    """A time axis with a tick at each new year; names of lines stand in the margin after it."""
    if not days:
        return
    first, last = min(days), max(days)
    years = range(first.year, last.year + 2)
    figure.update_xaxes(
        tickvals=[f"{year}-01-01" for year in years],
        ticktext=[t("chart.year", year=year) for year in years],
        range=[str(first), f"{last.year + 1}-01-31"],
    )


def mark_day(figure: go.Figure, day: date, label: str, colour: str) -> None:
    """An upright dashed line with its label at the foot."""
    figure.add_vline(x=str(day), line={"color": colour, "width": 1, "dash": "dash"})
    figure.add_annotation(
        x=str(day),
        y=0,
        yref="paper",
        text=label,
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        xshift=4,
    )


def label_ends(figure: go.Figure, ends: list, highest: float) -> None:
    """Names at the lines' ends, moved apart where they would lie on one another."""
    floor = 0.0
    for name, month, value, colour in sorted(ends, key=lambda end: end[2]):
        height = max(value, floor)
        floor = height + highest * LABEL_GAP
        figure.add_annotation(
            x=str(month),
            y=height,
            text=name,
            showarrow=False,
            xanchor="left",
            xshift=10,
            font={"color": colour},
        )
