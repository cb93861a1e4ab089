"""The register of the last closed year: its bridge, its two lines and its two rates."""

from datetime import date

import polars as pl
import streamlit as st

from data.catalogue import indicators, programme
from metrics.bridge_lines import bridge_lines, last_closed_year
from metrics.calendar import month_end
from metrics.register import bridge, rates
from metrics.register_returns import RETURNED, with_returns
from pages.ui import charts, formats, layout, load, measured, names, notices, show, tables
from pages.ui.columns import Column
from pages.ui.kept import kept
from pages.ui.messages import t

POOR = "poor_people_remaining"


def draw(*, area: str, area_name: str, level: str, as_of: date) -> None:
    """Bridge of the still poor, both lines as a table, both rates with their words."""
    year = last_closed_year(as_of)
    title = t("overview.register", year=year)
    if year <= programme().baseline_date.year:
        st.subheader(t("overview.register_title"), anchor=False)
        notices.empty(t("overview.register_too_early"))
        return
    look = {"as_of": as_of, "level": level}
    lines = bridge_lines(_bridges(**look), area=area, year=year).with_columns(
        label=pl.col("item").map_elements(lambda item: t(f"bridge.{item}"), pl.String)
    )
    if lines.is_empty():
        st.subheader(title, anchor=False)
        notices.empty(t("overview.register_none", year=year))
        return
    drawing = charts.bridge(
        lines.select("label", "is_total", value="value_a"),
        indicator=indicators()[POOR],
        palette=show.palette(),
    )
    with layout.unbroken():
        st.subheader(title, anchor=False)
        show.chart(drawing, key="register")
        left, right = layout.columns([3, 2])
        with left:
            _table(lines, area_name, year)
    known = _known(**look).filter(pl.col("area_code") == area, pl.col("year") == year)
    year_end = {"as_of": month_end(year, 12), "level": level, "area": area}
    known = with_returns(known, load.actuals(indicators=tuple(RETURNED), **year_end))
    with layout.unbroken(graphic=False) if layout.is_print() else right:
        targets = load.targets(as_of=as_of)
        documents = targets.filter(pl.col("target_version") == "adjusted")["document_no"]
        _rates(known.row(0, named=True), documents.drop_nulls().unique().sort().to_list())


@kept
def _bridges(*, as_of: date, level: str) -> pl.DataFrame:
    changes = load.register_changes(through_year=last_closed_year(as_of))
    return bridge(changes, load.areas(as_of=as_of), level=level)


@kept
def _known(*, as_of: date, level: str) -> pl.DataFrame:
    look = {"as_of": as_of, "level": level}
    return rates(_bridges(**look), measured.planned(**look))


def _table(lines: pl.DataFrame, area_name: str, year: int) -> None:
    tables.show(
        lines,
        [
            Column("label", t("chart.bridge_line")),
            Column("value_a", t("overview.line_a"), "number"),
            Column("value_b", t("overview.line_b"), "number"),
        ],
        title=tables.heading(
            t("overview.register_table"),
            time=t("overview.year", year=year),
            scope=area_name,
            unit=names.unit(POOR),
        ),
        key="register_table",
        note=t("overview.register_note"),
        height="content",
        dash_note=False,
    )


def _rates(row: dict, documents: list[str]) -> None:
    """The words of the two rates: what was promised, what was done, what was removed."""
    adjusted = row["adjusted_target"]
    approved = t("overview.adjusted_by", documents=t("frame.comma").join(documents))
    facts = [
        ("policy_target", formats.amount(row["policy_target"], POOR)),
        (
            "adjusted_target",
            t("overview.not_adjusted")
            if adjusted is None
            else f"{formats.amount(adjusted, POOR)}{approved}",
        ),
        ("lifted", formats.amount(row["lifted_people"], POOR)),
        ("still_poor", formats.amount(row["still_poor_people"], POOR)),
        ("removed", formats.amount(row["removed_people"], POOR)),
        ("rate_a", formats.rate(row["rate_a"])),
        ("rate_b", formats.rate(row["rate_b"])),
    ]
    st.markdown(f"###### {t('overview.rates')}")
    lines = [
        t("card.fact", name=t(f"overview.{name}"), value=f"**{formats.plain(value)}**")
        for name, value in facts
    ]
    st.markdown("\n\n".join(lines))
    st.caption(t(f"overview.light_rate_{row['light_rate'].lower()}"))
    st.caption(formats.plain(_returned(row)))


def _returned(row: dict) -> str:
    """That the box counts by the register, and what villages returned for the same day."""
    if row["lifted_difference"] is None or row["still_poor_difference"] is None:
        return t("overview.by_register")
    if row["lifted_difference"] == row["still_poor_difference"] == 0:
        return t("overview.returns_agree")
    return t(
        "overview.returns_differ",
        **{name: formats.amount(row[f"returned_{name}"], POOR) for name in RETURNED.values()},
        **{
            f"{name}_difference": formats.change(row[f"{name}_difference"], POOR)
            for name in RETURNED.values()
        },
    )
