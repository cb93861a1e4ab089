"""Columns of the tables of items, on the screen and on paper."""

from dataclasses import replace

from pages.ui.columns import Column
from pages.ui.messages import language, t

# In pixels; a longer name is cut so that light and group are seen without a move sideways.
NAMES = {"zh": 252, "en": 220}


def columns(*, grouped: bool = True) -> list[Column]:
    """Columns of the table; what a reader asks first comes first.

    Args:
        grouped: Whether the area of assessment is shown.
    """
    target, actual, planned, ahead, group = _figures()
    area = [Column("area", t("scorecard.area"))] if grouped else []
    return [
        Column("name", t("frame.indicator"), width=NAMES[language()]),
        *(target, actual, ahead),
        Column("light", t("frame.light"), "light"),
        group,
        Column("spark", t("scorecard.spark"), "spark", width=90),
        _score(),
        Column("part", t("assess.part"), "figure", help=t("assess.part_help")),
        *(planned, *area),
        Column("state", t("scorecard.state")),
        Column("office", t("scorecard.office")),
    ]


def paper_columns(area: str) -> list[Column]:
    """Columns that fit on A4: the office stands with its indicator, the trend is left out.

    What was planned by now is left out too: the lead over it tells as much.

    Args:
        area: Name of the area of assessment, for the header row.
    """
    target, actual, _, ahead, group = _figures()
    return [
        Column("name_office", t("scorecard.name_office", area=area), width=180),
        # What may break leaves room for the names.
        *(replace(column, width=80) for column in (target, actual, ahead, group)),
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
