"""Columns of the list of lagging villages: beside the map, over the whole width, on paper."""

from pages.ui import layout
from pages.ui.columns import Column
from pages.ui.messages import t


def columns(*, with_county: bool, wide: bool) -> list[Column]:
    """What is shown of a village; what a planner needs comes first.

    Args:
        with_county: Whether the county is named with the township.
        wide: Whether there is room for more than fits beside the map.
    """
    # On paper a column without a width keeps its short cells in one piece.
    paper = layout.is_print()
    number = Column("number", t("lagging.number"), "figure", width=None if paper else 50)
    name = Column("signed", t("lagging.village"), width=None if paper else 78)
    place = Column(
        "place" if with_county else "township_name",
        t("lagging.place"),
        width=116 if with_county else 80,
    )
    flag = Column(
        "flag_word",
        t("lagging.flag"),
        help=t("lagging.flag_help"),
        width=None if paper else 64,
    )
    if paper:
        words = Column("reason_words", t("lagging.reasons"), width=300)
        return [number, name, place, *_people(), words, flag]
    # What is left of a small screen: the reasons are what the list is read for.
    chips = Column("chips", t("lagging.reasons"), "chips", width=248)
    if not wide:
        return [name, place, *_people(), chips]
    return [number, name, place, *_people(), *_plan(), chips, flag]


def _people() -> list[Column]:
    return [
        Column(
            "people_short",
            t("lagging.short"),
            "number",
            help=t("lagging.short_help"),
            width=54,
        ),
        Column("remaining_people", t("lagging.poor"), "number", width=58),
        Column(
            "attainment_rate",
            t("lagging.rate"),
            "rate",
            places=1,
            help=t("lagging.rate_help"),
            width=60,
        ),
    ]


def _plan() -> list[Column]:
    return [
        Column(
            "points_ahead",
            t("lagging.points"),
            "points",
            places=1,
            help=t("lagging.points_help"),
            width=88,
        ),
        Column("planned_value", t("lagging.plan"), "number", width=58),
        Column("actual_value", t("lagging.ready"), "number", width=58),
    ]
