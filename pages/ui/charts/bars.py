"""Bars of areas against their targets, and the small lines of tables and cards."""

import plotly.graph_objects as go
import polars as pl

from data.catalogue import Indicator
from pages.ui import formats
from pages.ui.charts import count_axis
from pages.ui.charts.base import Drawing, figure
from pages.ui.messages import t
from pages.ui.palette import LIGHT, Palette

BAR_HEIGHT = 30


def bars(frame: pl.DataFrame, *, indicator: Indicator, palette: Palette = LIGHT) -> Drawing:
    """One bar per area in the order given, with its target as a line across it.

    Args:
        frame: One row per area: name, value (null: not reported, no bar), target_value (null:
            no line), light, light_reason.
        indicator: Gives unit and decimals.
        palette: Colours of the reader's theme.
    """
    names = [formats.tagless(name) for name in frame["name"]]
    texts = [
        formats.light(light, reason)
        if value is None
        else f"{formats.SHAPES[light]} {formats.amount(value, indicator)}"
        for value, light, reason in frame.select("value", "light", "light_reason").iter_rows()
    ]
    targets = [formats.amount(target, indicator) for target in frame["target_value"]]
    values = frame["value"].cast(pl.Float64)
    areas = go.Bar(
        x=values.fill_null(0).to_numpy(),
        y=names,
        orientation="h",
        marker={"color": [palette.lights[light] for light in frame["light"]]},
        text=texts,
        textposition="outside",
        constraintext="none",
        cliponaxis=False,
        customdata=list(zip(texts, targets, strict=True)),
        hovertemplate=t("chart.bar_hover"),
    )
    across = go.Scatter(
        x=frame["target_value"].cast(pl.Float64).to_numpy(),
        y=names,
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": BAR_HEIGHT * 0.7,
            "line": {"color": palette.target, "width": 3},
        },
        hoverinfo="skip",
    )
    highest = max([*values.drop_nulls(), *frame["target_value"].drop_nulls(), 1])
    ticks, labels = count_axis.ticks(highest)
    drawn = figure(
        palette,
        [areas, across],
        height=60 + BAR_HEIGHT * max(frame.height, 1),
        xaxis={"tickvals": ticks, "ticktext": labels, "range": [0, highest * 1.25]},
        yaxis={"autorange": "reversed", "showgrid": False},
    )
    return Drawing(drawn, _summary(frame, texts), _rows(frame, texts, targets))


def sparks(series: pl.DataFrame, value: str, *, months: int = 13) -> pl.DataFrame:
    """Small lines for tables: one row per area and indicator, its last values as a list.

    Args:
        series: One row per area, indicator and month.
        value: Column to draw.
        months: How many of the last months.

    Returns:
        area_code, indicator_code, spark (list of numbers, oldest first).
    """
    return (
        series.sort("month")
        .group_by("area_code", "indicator_code", maintain_order=True)
        .agg(spark=pl.col(value).cast(pl.Float64).tail(months))
    )


def _summary(frame: pl.DataFrame, texts: list[str]) -> str:
    behind = frame.filter(pl.col("light").is_in(["orange", "red"])).height
    missing = frame["value"].null_count()
    return t("chart.bars_summary", areas=frame.height, behind=behind, missing=missing)


def _rows(frame: pl.DataFrame, texts: list[str], targets: list[str]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            t("frame.area"): frame["name"],
            t("frame.actual"): texts,
            t("frame.target"): targets,
            t("frame.light"): [
                formats.light(light, reason)
                for light, reason in frame.select("light", "light_reason").iter_rows()
            ],
        }
    )
