"""The funnel: villages by their share of people ready, with the limits of chance and spread."""

import numpy as np
import plotly.graph_objects as go
import polars as pl

from metrics.funnel import LIMIT
from pages.ui import formats
from pages.ui.charts.base import MARGIN, Drawing, figure
from pages.ui.messages import t
from pages.ui.palette import LIGHT, Palette

HEIGHT, STEPS = 380, 60
# Round numbers of people on an axis that grows by factors, not by steps.
TICKS = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
SYMBOLS = {
    "green": "circle",
    "yellow": "triangle-up",
    "orange": "diamond",
    "red": "square",
    "grey": "circle-open",
}
END_LABEL = 92


def funnel(villages: pl.DataFrame, *, palette: Palette = LIGHT) -> Drawing:
    """Each village a sign by its people and their share ready; the peers' share as a line.

    Outside the two limits lies what neither chance nor the villages' own spread explains.

    Args:
        villages: Villages with the same peers, one or more: name, place, tip, light, and of
            `metrics.funnel.with_peers` target_value, ready_rate (null: not reported, no sign),
            peer_rate, peer_spread, peer_z.
        palette: Colours of the reader's theme.
    """
    side = pl.when(pl.col("peer_z") < -LIMIT).then(pl.lit("low"))
    side = side.when(pl.col("peer_z") > LIMIT).then(pl.lit("high")).otherwise(pl.lit("within"))
    known = villages.drop_nulls(["ready_rate", "peer_rate", "peer_spread"])
    known = known.with_columns(side=side)
    people = known["target_value"].to_numpy()
    rate, spread = (
        float(known[name][0]) if known.height else 0.0 for name in ("peer_rate", "peer_spread")
    )
    ends = (people.min() * 0.9, people.max() * 1.1) if known.height else (10.0, 100.0)
    along = np.geomspace(*ends, STEPS)
    traces = [
        _line(along, np.full(STEPS, rate), palette.ink, "solid"),
        *(
            _line(
                along, np.clip(rate + side * spread / np.sqrt(along), 0, 1), palette.ink, "dot"
            )
            for side in (-LIMIT, LIMIT)
        ),
        _signs(known, palette),
    ]
    ticks = [tick for tick in TICKS if ends[0] <= tick <= ends[1]]
    shares = [step / 5 for step in range(6)]
    drawn = figure(
        palette,
        traces,
        height=HEIGHT,
        margin={**MARGIN, "r": END_LABEL},
        xaxis={
            "type": "log",
            "range": list(np.log10(ends)),
            "tickvals": ticks,
            "ticktext": [formats.number(tick) for tick in ticks],
            "title": {"text": t("chart.funnel_people")},
        },
        yaxis={
            "range": [-0.02, 1.05],
            "tickvals": shares,
            "ticktext": [formats.rate(share, 0) for share in shares],
            "title": {"text": t("chart.funnel_share")},
        },
        annotations=[_end_label(rate)],
    )
    summary = t(
        "chart.funnel_summary",
        villages=formats.number(known.height),
        rate=formats.rate(rate, 1),
        low=formats.number(known.filter(side="low").height),
        high=formats.number(known.filter(side="high").height),
    )
    return Drawing(drawn, summary, _rows(known))


def _line(x: np.ndarray, y: np.ndarray, colour: str, dash: str) -> go.Scatter:
    return go.Scatter(
        x=x.astype(np.float32),
        y=y.astype(np.float32),
        mode="lines",
        line={"color": colour, "width": 1.5, "dash": dash},
        hoverinfo="skip",
    )


def _signs(known: pl.DataFrame, palette: Palette) -> go.Scatter:
    shares = known["ready_rate"]
    said = [
        f"{formats.tagless(tip)}\n{formats.rate(share, 1)}".replace("\n", "<br>")
        for tip, share in zip(known["tip"], shares, strict=True)
    ]
    lights = known["light"]
    return go.Scatter(
        x=known["target_value"].to_numpy().astype(np.float32),
        y=shares.to_numpy().astype(np.float32),
        mode="markers",
        marker={
            "size": 8,
            "opacity": 0.8,
            "color": [palette.lights[light] for light in lights],
            "symbol": [SYMBOLS[light] for light in lights],
        },
        customdata=said,
        hovertemplate="%{customdata}<extra></extra>",
    )


def _end_label(rate: float) -> dict:
    return {
        "xref": "paper",
        "x": 1,
        "xanchor": "left",
        "y": rate,
        "yanchor": "middle",
        "text": f" {t('chart.funnel_mean', rate=formats.rate(rate, 1))}",
        "showarrow": False,
    }


def _rows(known: pl.DataFrame) -> pl.DataFrame:
    shown = known.sort("peer_z", nulls_last=True)
    return pl.DataFrame(
        {
            t("lagging.village"): shown["name"],
            t("lagging.place"): shown["place"],
            t("chart.funnel_people"): [formats.number(n) for n in shown["target_value"]],
            t("chart.funnel_share"): [formats.rate(share, 1) for share in shown["ready_rate"]],
            t("chart.funnel_place"): [t(f"chart.funnel_{side}") for side in shown["side"]],
        }
    )
