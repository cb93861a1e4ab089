"""The promised points of a curve: one diamond with its words for each.

Frames have one row per promise: due_date, target_value, label.
"""

import plotly.graph_objects as go
import polars as pl

from data.catalogue import Indicator
from pages.ui import formats
from pages.ui.charts.base import Layout
from pages.ui.messages import t
from pages.ui.palette import Palette


def labels(points: pl.DataFrame, indicator: Indicator) -> list[str]:
    """Words and, on a line of its own, figure of every promise that names a figure."""
    known = points.drop_nulls("target_value").select("label", "target_value")
    return [
        f"{formats.tagless(label)}<br>{formats.amount(target, indicator)}"
        for label, target in known.iter_rows()
    ]


def markers(points: pl.DataFrame, labels: list[str], palette: Palette) -> go.Scatter:
    """The promises as diamonds."""
    known = points.drop_nulls("target_value")
    return go.Scatter(
        x=known["due_date"].to_numpy(),
        y=known["target_value"].cast(pl.Float64).to_numpy(),
        mode="markers",
        marker={"symbol": "diamond", "size": 11, "color": palette.target},
        name=t("chart.line.promise"),
        customdata=labels,
        hovertemplate="%{customdata}",
    )


def beside(points: pl.DataFrame, labels: list[str], palette: Palette) -> list[Layout]:
    """The words beside the diamonds."""
    known = points.drop_nulls("target_value").select("due_date", "target_value")
    return [
        {
            "x": str(day),
            "y": height,
            "text": label,
            "showarrow": False,
            "xanchor": "right",
            "yanchor": "bottom",
            "xshift": -4,
            "yshift": 4,
            "align": "right",
            "font": {"color": palette.target},
            "bgcolor": palette.paper,
        }
        for (day, height), label in zip(known.iter_rows(), labels, strict=True)
    ]
