"""Columns of the tables of items, on the screen and on paper."""

from dataclasses import replace

import polars as pl

from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.widths import fitted


def columns(rows: pl.DataFrame, *, grouped: bool = True) -> list[Column]:
    """Columns of the table, so wide that no name is cut; what a reader asks first comes first.

    Args:
        rows: Result of `items.lines`.
        grouped: Whether the area of assessment is shown.
    """
    target, actual, planned, ahead, group = _figures()
    area = [Column("area", t("scorecard.area"))] if grouped else []
    return fitted(
        [
            Column("name", t("frame.indicator")),
            *(actual, ahead),
            Column("light", t("frame.light"), "light"),
            _score(),
            Column("part", t("assess.part"), "figure", help=t("assess.part_help")),
            *(target, planned, group, *area),
            Column("spark", t("scorecard.spark"), "spark"),
            Column("state", t("scorecard.state")),
            Column("office", t("scorecard.office")),
        ],
        rows,
    )


def paper_columns(area: str) -> list[Column]:
    """Columns that fit on A4: the office stands with its indicator, the trend is left out.

    Args:
        area: Name of the area of assessment, for the header row.
    """
    return [
        Column("name_office", t("scorecard.name_office", area=area), width=180),
        # What may break leaves room for the names.
        *(replace(column, width=80) for column in _figures()),
        _score(),
        Column("light", t("frame.light"), "light"),
    ]


def _score() -> Column:
    return Column("score", t("assess.item_score"), "figure", help=t("assess.item_score_help"))


def _figures() -> list[Column]:
    return [
        Column("target", t("frame.target"), "figure"),
        Column("actual", t("frame.actual"), "figure"),
        Column("planned", t("scorecard.planned"), "figure"),
        Column("ahead", t("scorecard.ahead"), "figure", help=t("scorecard.ahead_help")),
        Column("group", t("scorecard.group_mean"), "figure", help=t("scorecard.group_help")),
    ]
