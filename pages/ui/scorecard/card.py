"""The tables of a county's card: items by area, works beside them, what needs attention."""

from datetime import date

import polars as pl
import streamlit as st

from data.catalogue import indicators
from metrics.assessment import figures_day
from pages.ui import choices, formats, layout, names, notices, provenance, show, tables
from pages.ui.messages import t
from pages.ui.palette import THEME_COLOURS
from pages.ui.scorecard import item_columns

# Lights that ask for something, the worst first.
BEHIND, SLOW = ("red", "orange"), ("yellow",)


@layout.unbroken(graphic=False)
def attention(rows: pl.DataFrame) -> None:
    """The items that are behind, the worst first; those that are slow one click away.

    Args:
        rows: Result of `items.lines`.
    """
    st.markdown(f"**{t('scorecard.attention')}**")
    behind, slow = _lines(rows, BEHIND), _lines(rows, SLOW)
    if not behind and not slow:
        st.success(t("scorecard.attention_none"))
        return
    if layout.is_print():
        said = [line for _, line in [*behind, *slow]]
        st.markdown(formats.plain(t("lagging.semicolon").join(said)))
        return
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        for light, line in behind:
            st.badge(formats.plain(line), color=THEME_COLOURS[light])
        if slow:
            label = t("scorecard.attention_slow", count=len(slow))
            show.names_button(label, [line for _, line in slow])


def _lines(rows: pl.DataFrame, lights: tuple[str, ...]) -> list[tuple[str, str]]:
    found = rows.filter(pl.col("light").is_in(lights)).sort(
        pl.col("light").cast(pl.Enum(lights)), maintain_order=True
    )
    return [
        (
            row["light"],
            t(
                "scorecard.attention_item",
                light=formats.SHAPES[row["light"]],
                name=row["name"],
                ahead=row["ahead_words"],
            ),
        )
        for row in found.iter_rows(named=True)
    ]


def table(
    rows: pl.DataFrame,
    idle: list[str],
    *,
    what: str,
    area: str,
    area_name: str,
    as_of: date,
) -> None:
    """One table of items; a click on a line shows where its figures come from.

    Args:
        rows: Result of `item_scores.with_scores`.
        idle: Names of the indicators without a task here.
        what: ``items`` or ``works``; also the name of the choice in the URL.
        area: Code of the county.
        area_name: Its name.
        as_of: Month end of the figures.
    """
    if rows.is_empty():
        notices.empty()
        return
    title = tables.heading(
        t(f"scorecard.{what}"),
        time=formats.month(as_of),
        scope=area_name,
        unit=t("scorecard.items_unit"),
    )
    note = t("scorecard.by_ready") if rows["is_by_ready"].any() else ""
    if (scored_on := figures_day(as_of)) != as_of:
        note += t("assess.scores_of", month=formats.month(scored_on))
    if layout.is_print():
        _on_paper(rows, title, note + t("table.dash_note"))
    else:
        tables.show(
            rows,
            item_columns.columns(grouped=what == "items"),
            title=title,
            key=f"table_{what}",
            note=t("scorecard.pick_hint") + note,
            picks=what,
            codes="indicator_code",
            is_whole=True,
            height="content",
        )
    if idle:
        show.names_button(t("scorecard.without_task", count=len(idle)), idle)
    picked = choices.one(what, list(indicators()), default="")
    if picked in rows["indicator_code"] and not layout.is_print():
        st.markdown(f"**{formats.plain(names.indicator(picked))}**")
        provenance.where_from(area, picked, as_of=as_of, key=f"source_{what}")


def _on_paper(rows: pl.DataFrame, title: str, notes: str) -> None:
    """One title, then tables whose header rows name the area of assessment."""
    areas = rows.partition_by("assessment_area", maintain_order=True)
    for number, lines in enumerate(areas, start=1):
        tables.on_paper(
            lines,
            item_columns.paper_columns(t(f"assessment_area.{lines['assessment_area'][0]}")),
            title=title if number == 1 else "",
            notes=notes if number == len(areas) else "",
        )
