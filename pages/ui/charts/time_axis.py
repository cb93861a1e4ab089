"""Time axes: years as ticks, marked days, names at the ends of lines."""

from collections.abc import Sequence
from datetime import date

from pages.ui.charts.base import Layout
from pages.ui.messages import t

LABEL_GAP = 0.07


def year_axis(days: list[date]) -> Layout:
    """A time axis with a tick at each new year; names of lines stand in the margin after it."""
    if not days:
        return {}
    first, last = min(days), max(days)
    years = range(first.year, last.year + 2)
    return {
        "tickvals": [f"{year}-01-01" for year in years],
        "ticktext": [t("chart.year", year=year) for year in years],
        "range": [str(first), f"{last.year + 1}-01-31"],
    }


def upright(at: str | float, **line: str | float) -> Layout:
    """A line from the foot of the figure to its head."""
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def day_label(day: date, label: str) -> Layout:
    """Words at the foot of a marked day."""
    return {
        "x": str(day),
        "y": 0,
        "yref": "paper",
        "text": label,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": 4,
    }


def end_labels(
    ends: Sequence[tuple[str, date | str, float, str]], highest: float
) -> list[Layout]:
    """Names at the lines' ends, moved apart where they would lie on one another."""
    floor, labels = 0.0, []
    for name, month, value, colour in sorted(ends, key=lambda end: end[2]):
        height = max(value, floor)
        floor = height + highest * LABEL_GAP
        labels.append(
            {
                "x": str(month),
                "y": height,
                "text": name,
                "showarrow": False,
                "xanchor": "left",
                "xshift": 10,
                "font": {"color": colour},
            }
        )
    return labels
