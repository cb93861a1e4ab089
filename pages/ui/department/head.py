"""The head of an office's page: which office, and five figures."""

import polars as pl
import streamlit as st

from data.catalogue import org_units
from metrics.department import LIGHTS
from metrics.problems import summary
from pages.ui import choices, formats, layout, names, pickers
from pages.ui.attention import words
from pages.ui.messages import t


def office() -> str:
    """The office the reader chose; on paper its name."""
    codes = list(org_units())
    if layout.is_print():
        code = choices.one("office", codes, default=codes[0])
        st.subheader(names.org_unit(code), anchor=False)
        return code
    return pickers.selectbox(
        "office",
        t("department.office"),
        codes,
        default=codes[0],
        format_func=names.org_unit,
        clears=("late", "problem"),
        width=360,
    )


def figures(
    indicators: pl.DataFrame,
    late: pl.DataFrame,
    returns: pl.DataFrame,
    problems: pl.DataFrame,
    cases: pl.DataFrame,
) -> None:
    """Its indicators by light, late items, returns, problems, and its stage of attention.

    Args:
        indicators: Rows of `metrics.department.office_indicators` of the office.
        late: Rows of `metrics.department.late_items` of the office.
        returns: Rows of `metrics.office_returns.office_returns` of the office.
        problems: Rows of `metrics.problems.ledger` it leads.
        cases: Rows of `metrics.attention.attention` of the office.
    """
    lights = dict(indicators.group_by("light").len().iter_rows())
    counted = summary(problems).row(0, named=True)
    due, came = returns["due_count"].sum(), returns["reported_count"].sum()
    shown = [
        (
            t("department.indicator_count"),
            formats.number(indicators.height),
            "　".join(
                f"{formats.SHAPES[light]} {formats.number(lights[light])}"
                for light in LIGHTS
                if light in lights
            ),
        ),
        (
            t("department.late_count"),
            formats.number(late.height),
            t("department.red", count=formats.number(late.filter(light="red").height)),
        ),
        (
            t("department.completeness"),
            formats.rate(came / due, 1) if due else formats.DASH,
            t(
                "department.missing_of",
                count=formats.number(due - came),
                due=formats.number(due),
            ),
        ),
        (
            t("department.problem_count"),
            formats.number(counted["total_count"]),
            t("department.overdue", count=formats.number(counted["overdue_count"])),
        ),
        (
            t("attention.title"),
            words.stage(cases["stage"][0]) if cases.height else t("department.no_case"),
            t("frame.comma").join(
                names.choice("notices", "rule", rule) for rule in cases["rule"]
            ),
        ),
    ]
    *figures, told = zip(layout.cards(5), shown, strict=True)
    for place, (title, value, line) in figures:
        with place, layout.card():
            st.metric(title, value)
            st.caption(formats.plain(line))
    place, (title, stage, line) = told
    with place, layout.card():
        st.markdown(f":small[{title}]")
        # A word as large as a figure would be cut.
        st.subheader(stage, anchor=False)
        st.caption(formats.plain(line))
