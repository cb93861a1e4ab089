"""How a county's score went: earlier assessments, then month by month."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import streamlit as st

from data.catalogue import programme
from metrics import score_history
from metrics.assessment import assessment_days, assessment_year, figures_day
from metrics.calendar import month_ends
from pages.ui import charts, formats, layout, load, measured, show
from pages.ui.kept import kept
from pages.ui.messages import t
from pages.ui.scorecard import score_words
from pages.ui.scorecard.assessed import CODES, COUNTY

HEIGHT, PAPER_HEIGHT = 260, 200


@layout.unbroken()
def draw(*, area: str, as_of: date) -> None:
    """The score with its band's words, and what the plan asked for.

    Args:
        area: Code of a county with a task.
        as_of: Month end of the look.
    """
    rows = history(area=area, as_of=as_of)
    st.markdown(f"###### {t('assess.history')}")
    if rows["score"].is_null().all():
        st.info(t("assess.history_none"))
        return
    bands = [score_words.band(row) for row in rows.iter_rows(named=True)]
    intervals = [score_words.interval(row) for row in rows.iter_rows(named=True)]
    states = [score_words.veto_state(state) for state in rows["veto_state"]]
    drawing = charts.score_line(
        rows.with_columns(
            band_word=pl.Series(bands, dtype=pl.String),
            interval=pl.Series(intervals, dtype=pl.String),
            veto_word=pl.Series(states, dtype=pl.String),
        ),
        palette=show.palette(),
        height=PAPER_HEIGHT if layout.is_print() else HEIGHT,
    )
    show.chart(drawing, key="score_history")
    st.caption(formats.plain(t("assess.history_note")))


def history(*, area: str, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.score_history.history` of one county, for `days`."""
    rows = pl.concat(_look(day=day) for day in days(as_of))
    return rows.filter(pl.col("area_code") == area)


@kept
def _look(*, day: date) -> pl.DataFrame:
    """All counties on a day, in the groups of now; it serves every later month."""
    progress = measured.progress(as_of=figures_day(day), level=COUNTY, indicators=CODES)
    return score_history.history(
        {day: progress},
        load.areas(as_of=load.programme_state()["latest_month"]),
        load.evaluations(as_of=day),
        load.series(indicators=("people_lifted",), level=COUNTY, through=day),
        load.deductions(as_of=day),
    )


def days(as_of: date) -> Sequence[date]:
    """The days on which earlier assessments closed, then the months of the open one."""
    *closed, _ = assessment_days(as_of)
    year = assessment_year(as_of)
    first = max(programme().baseline_date, date(year, 1, 1))
    return [*closed, *(day for day in month_ends(first, as_of) if assessment_year(day) == year)]
