"""A county's score over its assessments and months, with the words of its band."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl

from pages.ui import formats
from pages.ui.charts.base import Drawing, figure
from pages.ui.charts.time_axis import end_labels
from pages.ui.messages import t
from pages.ui.palette import LIGHT, Palette

FULL, HEADROOM = 100, 1.18
STEPS = [0, 25, 50, 75, 100]


def score_line(rows: pl.DataFrame, *, palette: Palette = LIGHT, height: int = 260) -> Drawing:
    """The score with its band where that changes, and what the plan asked for.

    Args:
        rows: One row per look in order of time: as_of, assessment_year, score (null: none, a
            gap), planned_score, deducted_points; and as text band_word, interval, veto_word.
        palette: Colours of the reader's theme.
        height: In pixels.
    """
    labels = _labels(rows)
    words = rows["band_word"].to_list()
    asked = {"line": {"color": palette.ink, "width": 1, "shape": "hv"}, "hoverinfo": "skip"}
    reached = {
        "line": {"color": palette.actual, "width": 3},
        "text": _where_it_changes(words),
        "textposition": "bottom center",
        "cliponaxis": False,
        "customdata": words,
        "hovertemplate": "%{x}<br>%{y:.1f}　%{customdata}<extra></extra>",
    }
    drawn = figure(
        palette,
        [
            go.Scatter(x=labels, y=rows["planned_score"].to_list(), mode="lines", **asked),
            go.Scatter(
                x=labels, y=rows["score"].to_list(), mode="lines+markers+text", **reached
            ),
        ],
        height=height,
        xaxis={"type": "category"},
        yaxis={"range": [0, FULL * HEADROOM], "tickvals": STEPS},
        annotations=end_labels(
            [
                *_last(t("assess.planned"), labels, rows["planned_score"], palette.ink),
                *_last(t("assess.score"), labels, rows["score"], palette.actual),
            ],
            FULL * HEADROOM,
        ),
    )
    return Drawing(drawn, _summary(rows, labels), _rows(rows, labels))


def _labels(rows: pl.DataFrame) -> list[str]:
    """Months of the open assessment; an earlier one by its year."""
    newest = rows["assessment_year"].max()
    return [
        formats.month_short(day) if year == newest else t("assess.of_year", year=str(year))
        for day, year in rows.select("as_of", "assessment_year").iter_rows()
    ]


def _where_it_changes(words: Sequence[str]) -> list[str]:
    before = [None, *words[:-1]]
    return ["" if word == last else word for word, last in zip(words, before, strict=True)]


def _last(
    name: str, labels: list[str], values: pl.Series, colour: str
) -> list[tuple[str, date | str, float, str]]:
    """Where a line ends, for its name: nowhere without a value."""
    known = [
        (label, value) for label, value in zip(labels, values, strict=True) if value is not None
    ]
    return [(name, *known[-1], colour)] if known else []


def _summary(rows: pl.DataFrame, labels: list[str]) -> str:
    known = rows.with_row_index().filter(pl.col("score").is_not_null())
    if known.is_empty():
        return t("assess.history_none")
    first, last = known.row(0, named=True), known.row(-1, named=True)
    return t(
        "assess.history_summary",
        first=labels[first["index"]],
        before=formats.number(first["score"], 1),
        last=labels[last["index"]],
        now=formats.number(last["score"], 1),
        band=last["band_word"],
    )


def _rows(rows: pl.DataFrame, labels: list[str]) -> pl.DataFrame:
    def numbers(name: str, factor: int = 1) -> list[str]:
        return [
            formats.number(None if value is None else factor * value, 1) for value in rows[name]
        ]

    columns: dict[str, Any] = {
        t("assess.look"): labels,
        t("assess.band"): rows["band_word"],
        t("assess.interval_title"): rows["interval"],
        t("assess.score"): numbers("score"),
        t("assess.planned"): numbers("planned_score"),
        t("assess.taken"): numbers("deducted_points", -1),
        t("assess.vetoes"): rows["veto_word"],
    }
    return pl.DataFrame(columns)
