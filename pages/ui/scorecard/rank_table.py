"""Plain monthly figures of a county with their places in the group, now and a month before."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from metrics.assessment import figures_day
from metrics.monthly_ranks import WORKS
from pages.ui import formats, names, tables
from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.scorecard import assessed, score_words

Row = Mapping[str, Any]


def draw(*, area: str, area_name: str, as_of: date) -> None:
    """A line per figure: share, place this month and last, of how many.

    Args:
        area: Code of a county with a task.
        area_name: Its name.
        as_of: Month end of the look.
    """
    rows = assessed.ranks(as_of=as_of).filter(pl.col("area_code") == area)
    lines = [
        {
            "name": _name(row["figure"]),
            "value": row["value"],
            "rank": score_words.place(row["rank"], row["ranked_size"]),
            "rank_before": formats.number(row["rank_before"]),
        }
        for row in rows.iter_rows(named=True)
    ]
    schema = {"name": pl.String, "value": pl.Float64, "rank": pl.String}
    tables.show(
        pl.DataFrame(lines, schema=schema | {"rank_before": pl.String}),
        [
            Column("name", t("frame.indicator")),
            Column("value", t("assess.share_done"), "rate", 1),
            Column("rank", t("assess.rank_now"), "figure"),
            Column("rank_before", t("assess.rank_before"), "figure"),
        ],
        title=tables.heading(
            t("assess.ranks"),
            time=formats.month(figures_day(as_of)),
            scope=area_name,
            unit="%",
        ),
        key="monthly_ranks",
        note=t("assess.ranks_note"),
        dash_note=False,
    )


def _name(figure: str) -> str:
    if figure == "year_task":
        return t("scorecard.year_task")
    name = names.indicator(figure)
    return t("assess.of_year_task", name=name) if figure in WORKS else name
