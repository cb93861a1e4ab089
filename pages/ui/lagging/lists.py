"""The list of lagging villages as a table, whole or narrowed to one village."""

from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st

from metrics.lag_totals import sums
from pages.ui import choices, formats, layout, tables
from pages.ui.lagging import village_columns
from pages.ui.messages import t

CHOICE = "village"
# Ten villages, the titles and the total, low enough for a small screen.
ROW_HEIGHT, HEAD_HEIGHT, SHOWN = 28, 38, 11


@dataclass(frozen=True, slots=True)
class Look:
    """What list and map are of.

    Attributes:
        area: Code of the chosen area.
        area_name: Its name.
        is_city: Whether it is the whole city.
        as_of: Month end.
        title: What the list is, with how many villages.
        note: What it was narrowed to, and what must be known to read it.
        nothing: What is said where no village is in it.
        is_wide: Whether the list has all its columns, and the map stands below.
    """

    area: str
    area_name: str
    is_city: bool
    as_of: date
    title: str
    note: str
    nothing: str
    is_wide: bool


def whole(listed: pl.DataFrame, look: Look, *, key: str) -> None:
    """The list with its total; a click on a village chooses it.

    Args:
        listed: The villages that are listed, with their numbers.
        look: What they are of.
        key: Name of the table on its page.
    """
    tables.show(
        listed,
        village_columns.columns(with_county=look.is_city, wide=look.is_wide),
        title=_title(look.title, look),
        key=key,
        total=sums(listed),
        note=look.note,
        picks=CHOICE,
        height=HEAD_HEIGHT + ROW_HEIGHT * min(listed.height + 1, SHOWN),
        row_height=ROW_HEIGHT,
    )
    if not layout.is_print():
        layout.view_link(
            t("visit.link", count=formats.number(listed.height)), layout.VISIT, village=""
        )


def one(village: pl.DataFrame, look: Look) -> None:
    """The list narrowed to one village, and the way back to all of them.

    Args:
        village: Result of `villages.alone`.
        look: What the whole list is of.
    """
    tables.show(
        village,
        village_columns.columns(with_county=look.is_city, wide=look.is_wide),
        title=_title(t("lagging.one"), look),
        key=f"village_{village['area_code'].item()}",
        note=look.note,
        picks=CHOICE,
        row_height=ROW_HEIGHT,
    )
    if not layout.is_print():
        with st.container(horizontal=True):
            st.button(
                t("lagging.show_all"), key="show_all", on_click=choices.put, args=(CHOICE,)
            )
            layout.view_link(t("visit.link_one"), layout.VISIT)


def _title(content: str, look: Look) -> str:
    time = formats.month(look.as_of)
    return tables.heading(content, time=time, scope=look.area_name, unit=t("lagging.unit"))
