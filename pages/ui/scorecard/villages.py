"""The lagging villages of a county's card."""

from datetime import date

import polars as pl
import streamlit as st

from pages.ui import formats, layout, navigation, tables
from pages.ui.lagging import village_columns, villages
from pages.ui.messages import t

SHOWN = 10


def draw(*, area: str, area_name: str, as_of: date) -> None:
    """The ten villages to look at first, and the way to the whole list.

    Args:
        area: Code of the county.
        area_name: Its name.
        as_of: Month end of the look.
    """
    own = villages.villages(as_of=as_of).filter(pl.col("county_code") == area)
    lagging = villages.flagged(own)
    shown = lagging.head(SHOWN)
    if lagging.is_empty():
        st.success(t("lagging.none"))
    else:
        tables.show(
            shown,
            village_columns.columns(with_county=False, wide=True),
            title=tables.heading(
                t(
                    "lagging.table_first",
                    shown=formats.number(shown.height),
                    count=formats.number(lagging.height),
                ),
                time=formats.month(as_of),
                scope=area_name,
                unit=t("lagging.unit"),
            ),
            key="first_villages",
            note=t("lagging.signs"),
        )
    if not layout.is_print():
        navigation.link("lagging", t("scorecard.villages_link"))
