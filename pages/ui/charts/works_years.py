"""Works by year: what was planned, what was completed, what was accepted."""

import plotly.graph_objects as go
import polars as pl

from pages.ui import formats
from pages.ui.charts import count_axis
from pages.ui.charts.base import Drawing, faded, figure
from pages.ui.messages import t
from pages.ui.palette import LIGHT, Palette

# Of a bar with its space, and of legend and axis, in pixels.
BAR, AROUND = 21, 90
SERIES = ("planned_value", "reported_value", "certified_value")


def works_years(
    rows: pl.DataFrame, *, unit: str, places: int, palette: Palette = LIGHT
) -> Drawing:
    """Three bars a year one under another, with their figures beside them.

    Args:
        rows: One row per year, in order: year, planned_value, reported_value and
            certified_value (null: still to come, no bar).
        unit: Of the quantities, in the reader's language.
        places: Decimals of the quantities.
        palette: Colours of the reader's theme.
    """
    years = [str(year) for year in rows["year"]]
    looks = {
        "planned_value": {"color": faded(palette.ink, 0.12), "line": _edge(palette.ink)},
        "reported_value": {"color": palette.actual},
        "certified_value": {"color": palette.lights["green"]},
    }
    bars = [
        go.Bar(
            x=rows[name].cast(pl.Float64).to_numpy(),
            y=years,
            orientation="h",
            name=t(f"works.year_{name}"),
            marker=looks[name],
            text=[_figure(value, places) for value in rows[name]],
            textposition="outside",
            constraintext="none",
            cliponaxis=False,
            hovertemplate=f"%{{y}}<br>%{{fullData.name}} %{{text}} {unit}<extra></extra>",
        )
        for name in SERIES
    ]
    highest = max([1.0, *(value or 0 for name in SERIES for value in rows[name])])
    ticks, labels = count_axis.ticks(highest)
    drawn = figure(
        palette,
        bars,
        height=AROUND + BAR * len(SERIES) * max(rows.height, 1),
        xaxis={"tickvals": ticks, "ticktext": labels, "range": [0, highest * 1.2]},
        yaxis={"type": "category", "autorange": "reversed", "showgrid": False},
        barmode="group",
        showlegend=True,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
    )
    table = pl.DataFrame(
        {
            t("works.year"): years,
            **{
                t(f"works.year_{name}"): [formats.number(value, places) for value in rows[name]]
                for name in SERIES
            },
        }
    )
    summary = t(
        "works.years_summary",
        planned=_figure(_total(rows["planned_value"]), places) or formats.DASH,
        complete=_figure(_total(rows["reported_value"]), places) or formats.DASH,
        accepted=_figure(_total(rows["certified_value"]), places) or formats.DASH,
        unit=unit,
    )
    return Drawing(drawn, summary, table)


def _edge(colour: str) -> dict[str, object]:
    return {"color": colour, "width": 1}


def _total(values: pl.Series) -> float | None:
    """Sum of what is known; nothing reported is no zero."""
    return values.sum() if values.null_count() < values.len() else None


def _figure(value: float | None, places: int) -> str:
    return "" if value is None else formats.number(value, places)
