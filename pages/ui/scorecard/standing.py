"""The head of the assessment on a county's card: band, score, level beside pace."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from data.catalogue import settings
from metrics.assessment import figures_day
from pages.ui import formats, layout
from pages.ui.messages import t
from pages.ui.scorecard import assessed, score_words

Row = Mapping[str, Any]
# The first card has words where the others have a number.
WIDTHS = (1.5, 1, 1, 1, 1)


@layout.unbroken(graphic=False)
def draw(*, area: str, as_of: date) -> None:
    """Band with its rank interval, the score, and side by side what it is held against.

    Args:
        area: Code of a county with a task.
        as_of: Month end of the look.
    """
    row = score_words.of_county(assessed.cards(as_of=as_of), area)
    st.markdown(f"###### {formats.plain(_title(row, as_of))}")
    if row["score"] is None:
        st.info(formats.plain(score_words.why_no_score(row)))
        return
    alike = t("assess.like_with_like")
    figures = [
        (t("assess.band"), _band(row), _places(row)),
        (t("assess.score"), formats.number(row["score"], 1), [t("assess.full")]),
        (t("assess.planned"), formats.number(row["planned_score"], 1), [_ahead(row)]),
        (t("assess.since_month"), formats.signed(row["score_change_month"], 1), [alike]),
        (t("assess.since_year"), formats.signed(row["score_change_year"], 1), [alike]),
    ]
    for place, (title, value, lines) in zip(layout.cards(WIDTHS), figures, strict=True):
        with place, layout.card():
            st.metric(title, value)
            # Two spaces before a line break keep the lines apart in Markdown.
            st.caption("  \n".join(formats.plain(line) for line in lines if line))
    st.caption(formats.plain(t("assess.band_note", share=_share())))


def _title(row: Row, as_of: date) -> str:
    return t(
        "assess.title",
        year=str(row["assessment_year"]),
        month=formats.month(figures_day(as_of)),
        group=t(f"assess.of_{row['group']}"),
    )


def _band(row: Row) -> str:
    return t("assess.no_band") if row["band"] is None else score_words.band(row)


def _places(row: Row) -> Sequence[str]:
    told = score_words.place(row["rank"], row["ranked_size"])
    without = row["group_size"] - row["ranked_size"]
    return [
        score_words.why_none(row) if row["band"] is None else "",
        t("assess.rank_interval", interval=score_words.interval(row)),
        t("assess.rank", rank=told) if told else t("assess.no_rank"),
        t("assess.without_score", count=formats.number(without)) if without else "",
    ]


def _ahead(row: Row) -> str:
    """The score less what the plan asks for, before deductions on both sides."""
    if row["planned_score"] is None:
        return ""
    ahead = formats.signed(row["gross_score"] - row["planned_score"], 1)
    return t("assess.against_plan", ahead=ahead)


def _share() -> str:
    return formats.rate(settings().scorecard.interval_share, 0)
