"""The register bridge: from the start of the year to its end, change by change."""

import plotly.graph_objects as go
import polars as pl

from data.catalogue import Indicator
from pages.ui import formats, names
from pages.ui.charts import count_axis
from pages.ui.charts.base import Drawing, figure
from pages.ui.messages import t
from pages.ui.palette import LIGHT, Palette


def bridge(
    frame: pl.DataFrame, *, indicator: Indicator, palette: Palette = LIGHT, height: int = 380
) -> Drawing:
    """A waterfall in the order of the frame.

    Args:
        frame: One row per line of the bridge: label, value (signed), is_total (the start and
            the end of the year).
        indicator: Gives unit and decimals.
        palette: Colours of the reader's theme.
        height: In pixels.
    """
    # The first total starts the bridge; a later one is reached by the changes before it.
    measures = [
        ("absolute" if row == 0 else "total") if is_total else "relative"
        for row, is_total in enumerate(frame["is_total"])
    ]
    changes = list(frame.select("value", "is_total").iter_rows())
    texts = [
        formats.amount(value, indicator) if is_total else formats.change(value, indicator)
        for value, is_total in changes
    ]
    waterfall = go.Waterfall(
        x=[formats.tagless(label) for label in frame["label"]],
        y=frame["value"].cast(pl.Float64).to_numpy(),
        measure=measures,
        text=[_short(value, is_total, indicator) for value, is_total in changes],
        textposition="outside",
        constraintext="none",
        cliponaxis=False,
        customdata=texts,
        hovertemplate="%{x}<br>%{customdata}<extra></extra>",
        increasing={"marker": {"color": palette.lights["orange"]}},
        decreasing={"marker": {"color": palette.lights["green"]}},
        totals={"marker": {"color": palette.actual}},
        connector={"line": {"color": palette.faint, "width": 1}},
    )
    highest = _highest(frame)
    ticks, labels = count_axis.ticks(highest)
    drawn = figure(
        palette,
        [waterfall],
        height=height,
        yaxis={
            "tickvals": ticks,
            "ticktext": labels,
            "range": [0, highest * 1.2],
            "title": {"text": names.unit(indicator)},
        },
    )
    said = t("frame.comma").join(
        f"{label} {text}" for label, text in zip(frame["label"], texts, strict=True)
    )
    rows = pl.DataFrame({t("chart.bridge_line"): frame["label"], t("frame.value"): texts})
    return Drawing(drawn, t("chart.bridge_summary", changes=said), rows)


def _short(value: float | None, is_total: bool, indicator: Indicator) -> str:
    """A figure over its bar: without the unit, which stands on the axis."""
    places = formats.decimals(indicator)
    return formats.number(value, places) if is_total else formats.signed(value, places)


def _highest(frame: pl.DataFrame) -> float:
    """The highest point the bridge passes: running sums that start anew at each total."""
    height, highest = 0.0, 1.0
    for value, is_total in frame.select("value", "is_total").iter_rows():
        height = (value or 0) if is_total else height + (value or 0)
        highest = max(highest, height)
    return highest
