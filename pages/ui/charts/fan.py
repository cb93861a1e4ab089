"""The projection of a curve: its middle dashed, the range around it as a band.

Frames have one row per month from the as-of month on: month, projected_value, projected_low,
projected_high. The first row is the value reached, so that the band opens from there.
"""

import plotly.graph_objects as go
import polars as pl

from data.catalogue import Indicator
from pages.ui import formats
from pages.ui.charts.base import faded
from pages.ui.charts.curve_words import Line
from pages.ui.messages import t
from pages.ui.palette import Palette

BAND = ("projected_low", "projected_high")


def traces(fan: pl.DataFrame, indicator: Indicator, palette: Palette) -> list[go.Scatter]:
    """The band first, so that the dashed line lies on it."""
    months = fan["month"].to_numpy()
    low, high = (fan[name].to_numpy() for name in BAND)
    band = go.Scatter(
        x=[*months, *months[::-1]],
        y=[*high, *low[::-1]],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=faded(palette.actual, 0.22),
        hoverinfo="skip",
        name=t("chart.line.range"),
    )
    middle = go.Scatter(
        x=months,
        y=fan["projected_value"].to_numpy(),
        mode="lines",
        line={"color": palette.actual, "width": 2.5, "dash": "dash"},
        name=t("chart.line.projected_value"),
        customdata=said(fan, indicator),
        hovertemplate="%{customdata}",
    )
    return [band, middle]


def assumed(line: pl.DataFrame, indicator: Indicator, palette: Palette) -> go.Scatter:
    """What would come under the reader's assumption: one row per month, month and value."""
    return go.Scatter(
        x=line["month"].to_numpy(),
        y=line["value"].to_numpy(),
        mode="lines",
        line={"color": palette.ink, "width": 2, "dash": "dashdot"},
        name=t("chart.line.assumed"),
        customdata=[formats.amount(value, indicator) for value in line["value"]],
        hovertemplate="%{customdata}",
    )


def columns(fan: pl.DataFrame | None, assumed: pl.DataFrame | None) -> dict[str, Line]:
    """What lies ahead as columns of the chart's table: months and values by title."""
    known = fan if fan is not None else pl.DataFrame()
    found = {
        t(f"chart.line.{name}"): list(known.select("month", name).iter_rows())
        for name in ("projected_value", *BAND)
        if known.height
    }
    if assumed is not None and assumed.height:
        found[t("chart.line.assumed")] = list(assumed.select("month", "value").iter_rows())
    return found


def said(fan: pl.DataFrame, indicator: Indicator) -> list[str]:
    """Every month's projection with its range, as text."""
    return [
        t(
            "chart.with_range",
            value=formats.amount(value, indicator),
            range=formats.span(low, high, indicator),
        )
        for value, low, high in fan.select("projected_value", *BAND).iter_rows()
    ]
