"""Parts of the cards of works: head, facts, projects, money."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from metrics.works_late import late_reasons
from pages.ui import formats
from pages.ui.messages import t
from pages.ui.palette import THEME_COLOURS
from pages.ui.works import frames, words
from pages.ui.works.view import View


def head(name: str, light: str, reason: str | None) -> None:
    """Light and name of a figure."""
    st.badge(formats.light(light, reason), color=THEME_COLOURS[light])
    st.markdown(f"**{formats.plain(name)}**")


def lines(facts: Sequence[tuple[str, str]]) -> None:
    """Facts one under another; two spaces break a line in Markdown."""
    lines = [
        t("lagging.fact", name=t(f"works.card_{name}"), value=formats.plain(value))
        for name, value in facts
    ]
    st.markdown("  \n".join(lines))


def of_projects(rows: pl.DataFrame) -> None:
    """How many there are, how far, and how many are late, in projects."""
    st.markdown(f"**{t('works.projects')}**")
    st.metric(t("works.projects"), formats.number(rows.height), label_visibility="collapsed")
    late = rows.filter("is_late")
    idle = late.filter(late_kind="not_started")
    steps = {
        "started": rows["started_on"],
        "complete": rows["finished_on"],
        "accepted": rows["accepted_on"],
    }
    lines(
        [
            *(
                (name, formats.number(days.len() - days.null_count()))
                for name, days in steps.items()
            ),
            ("late_count", formats.number(late.height)),
            ("idle", formats.number(idle.height)),
            ("longest", formats.number(late["days_late"].max())),
        ]
    )
    reasons = late_reasons(rows).group_by("late_reason").agg(pl.col("project_count").sum())
    first = reasons.sort("project_count", "late_reason", descending=[True, False]).head(2)
    told = [
        f"{words.reason(code)} {formats.number(count)}" for code, count in first.iter_rows()
    ]
    if told:
        line = t("works.mostly", reasons=t("frame.comma").join(told))
        st.caption(formats.plain(line))


def of_money(seen: View) -> None:
    """What was paid, beside the work that is done."""
    title = t("works.money_title", unit=t("works.money_unit"))
    st.markdown(f"**{formats.plain(title)}**")
    rows = frames.all_money(sector=seen.sector, as_of=seen.as_of, level=seen.level)
    found = rows.filter(area_code=seen.area)
    if found.is_empty() or found["budget_cny"][0] is None:
        st.caption(t("works.no_money"))
        return
    row = found.row(0, named=True)
    st.metric(
        t("works.fact_paid"), words.bare_money(row["spent_cny"]), label_visibility="collapsed"
    )
    lines(
        [
            ("budget", words.bare_money(row["budget_cny"])),
            ("paid_share", words.share(row["paid_share"])),
            ("work_share", words.share(row["work_share"])),
            ("ahead_count", formats.number(row["money_ahead_count"])),
        ]
    )
    st.caption(formats.plain(t("works.money_note")))
