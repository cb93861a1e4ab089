"""What was projected at earlier months against what came: how far the range can be trusted."""

from datetime import date

import polars as pl
import streamlit as st

from data.catalogue import indicators
from metrics.hindcast import cover
from pages.ui import area_names, formats, layout, load, names, projected, tables
from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.projected import READY

# A look back of half a year is long enough to mean something and leaves enough to judge.
AHEAD = 6


@st.fragment
def show(*, area: str, step: str, level: str, scope: str, as_of: date) -> None:
    """How often the range held so far, and each landing that can be judged by now.

    Nothing is worked out until the reader opens it; on paper there is none.

    Args:
        area: Code of the area.
        step: Code of a step, or ``all``.
        level: Level of the areas below, whose projections are judged.
        scope: Name of the area.
        as_of: Month end of the look.
    """
    if layout.is_print():
        return
    box = st.expander(t("steps.hindcast"), key=f"hindcast_box_{step}", on_change="rerun")
    if not box.open:
        return
    rows = projected.past(area=area, step=step, level=level, as_of=as_of, ahead=AHEAD)
    held = cover(rows)
    with box:
        if held.is_empty():
            st.caption(t("steps.hindcast_none"))
            return
        judged, inside, share = held.select("judged", "inside", "cover").row(-1)
        st.markdown(
            formats.plain(
                t(
                    "steps.hindcast_told",
                    months=AHEAD,
                    judged=judged,
                    inside=inside,
                    share=formats.rate(share, 0),
                )
            )
        )
        places = area_names.by_code(load.areas(as_of=as_of), level)
        tables.show(
            _lines(rows, places),
            [
                Column("name", t("frame.area")),
                Column("origin", t("steps.hindcast_origin"), "date"),
                Column("period", t("steps.hindcast_for"), "date"),
                Column("projected", t("steps.projected"), "figure"),
                Column("actual", t("steps.hindcast_came"), "number"),
                Column("error", t("steps.hindcast_error"), "change"),
                Column("inside", t("steps.hindcast_inside")),
            ],
            title=tables.heading(
                t("steps.hindcast_table"),
                time=formats.month(as_of),
                scope=scope,
                unit=names.unit(indicators()[READY]),
            ),
            key=f"hindcast_{step}",
        )


def _lines(rows: pl.DataFrame, places: dict[str, str]) -> pl.DataFrame:
    """The newest first; what came less what was projected."""
    known = rows.filter(pl.col("is_inside").is_not_null()).sort(
        "origin", "area_code", descending=[True, False]
    )
    values = known.select("projected_value", "projected_low", "projected_high").iter_rows()
    ranges = [formats.with_range(value, low, high, READY) for value, low, high in values]
    return known.select(
        "origin",
        "period",
        name=pl.col("area_code").replace_strict(places, default=None),
        projected=pl.Series(ranges, dtype=pl.String),
        actual="actual_value",
        error=pl.col("actual_value") - pl.col("projected_value"),
        inside=pl.when("is_inside")
        .then(pl.lit(t("steps.hindcast_held")))
        .otherwise(pl.lit(t("steps.hindcast_missed"))),
    )
