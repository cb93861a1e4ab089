"""Planned and done by year, one chart for each unit of a sector."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import streamlit as st

from data.catalogue import works as catalogue
from metrics.works_lines import lines
from pages.ui import charts, formats, layout, show
from pages.ui.messages import language, t
from pages.ui.works import frames, words
from pages.ui.works.view import View

IN_A_ROW = 3
VALUES = ("planned_value", "reported_value", "certified_value")


def draw(seen: View) -> None:
    """The charts of the view: of its programme, or of every unit of its sector."""
    rows = frames.years(sector=seen.sector, as_of=seen.as_of, level=seen.level)
    rows = rows.filter(pl.col("area_code") == seen.area)
    groups = [
        (name, codes) for name, codes in _groups(seen) if rows["programme"].is_in(codes).any()
    ]
    if not groups:
        return
    heading = t("works.by_year")
    if not layout.is_print():
        st.subheader(heading, anchor=False)
        heading = ""
    for start in range(0, len(groups), IN_A_ROW):
        chunk = groups[start : start + IN_A_ROW]
        for place, (name, codes) in zip(layout.columns(len(chunk)), chunk, strict=True):
            with place:
                own = rows.filter(pl.col("programme").is_in(codes))
                _chart(own, name, codes, seen.as_of, heading=heading)
                heading = ""


def _groups(seen: View) -> list[tuple[str, Sequence[str]]]:
    """Title and programmes of each chart: those that are added up share one."""
    if seen.programme:
        return [(words.programme(seen.programme), [seen.programme])]
    known = lines(seen.sector)
    summed = {
        code
        for codes in known.filter(pl.col("programme").is_null())["programmes"]
        for code in codes
    }
    return [
        (words.programme(row["programme"], row["indicator_code"]), row["programmes"])
        for row in known.iter_rows(named=True)
        if row["programme"] is None or row["programme"] not in summed
    ]


def _chart(
    rows: pl.DataFrame, name: str, codes: Sequence[str], as_of: date, *, heading: str
) -> None:
    """A chart; on paper the heading of all of them stays with the first."""
    entry = catalogue().programmes[codes[0]]
    unit = entry.unit.of(language())
    of_year = rows.group_by("year").agg(
        pl.when(pl.col(value).is_not_null().any()).then(pl.col(value).sum()).alias(value)
        for value in VALUES
    )
    with layout.unbroken():
        if heading:
            st.subheader(heading, anchor=False)
        title = t("works.chart_title", name=name, unit=unit, month=formats.month(as_of))
        st.markdown(f"###### {formats.plain(title)}")
        show.chart(
            charts.works_years(
                of_year.sort("year"),
                unit=unit,
                places=words.WHOLE.get(entry.unit_code, 0),
                palette=show.palette(),
            ),
            key=f"works_years_{codes[0]}",
        )
