"""Everything the catalogue says of one indicator, and of the settings that judge it."""

import polars as pl
import streamlit as st

from data.catalogue import Indicator, indicators, programme
from pages.ui import formats, names, promises, tables
from pages.ui.columns import Column
from pages.ui.messages import language, t


def commitments_table(code: str) -> None:
    """All promises of an indicator with clause and quoted words."""
    rows = [
        {
            "number": commitment.number,
            "scope": names.scope(commitment.scope),
            "target": promises.target(commitment),
            "kind": t(f"target_kind.{commitment.target_kind}"),
            "strength": t(f"strength.{commitment.strength}"),
            "due": promises.due(commitment),
            "clause": commitment.clause,
            "quote": commitment.quote,
        }
        for commitment in promises.of_indicator(code)
    ]
    if not rows:
        st.caption(t("promise.none"))
        return
    columns = [
        Column("number", t("definitions.number"), "number"),
        *(Column(name, t(f"definitions.{name}")) for name in list(rows[0])[1:]),
    ]
    tables.show(
        pl.DataFrame(rows),
        columns,
        title=t("definitions.promises_of", name=names.indicator(code)),
        key=f"promises_{code}",
        dash_note=False,
    )


def card(code: str) -> None:
    """Definition, unit, formula, cycle, certification, offices and promises."""
    indicator = indicators()[code]
    st.subheader(formats.plain(indicator.name.of(language())), anchor=False)
    st.markdown(formats.plain(indicator.definition.of(language())))
    lines = [
        (t(f"definitions.{name}"), text) for name, text in _facts(indicator) if text is not None
    ]
    st.table(
        pl.DataFrame(
            [[label, formats.plain(text)] for label, text in lines],
            schema=["label", "text"],
            orient="row",
        ),
        hide_header=True,
        hide_index=True,
        border="horizontal",
    )
    commitments_table(code)


def _facts(indicator: Indicator) -> list[tuple[str, str | None]]:
    lists = t("frame.comma")
    area = indicator.assessment_area
    return [
        ("code", indicator.code),
        ("unit", indicator.unit.of(language())),
        ("formula", formula(indicator)),
        ("level", t(f"level.{indicator.level}")),
        ("measure", t(f"measure.{indicator.measure}")),
        ("direction", t(f"direction.{indicator.direction}")),
        ("cycle", t(f"cycle.{indicator.cycle}")),
        ("group", programme().area_groups[indicator.area_group].name.of(language())),
        ("certification", t(f"certification.{indicator.certification}")),
        ("owner", names.org_unit(indicator.owner)),
        ("co_owners", lists.join(map(names.org_unit, indicator.co_owners)) or None),
        ("assessment_area", t(f"assessment_area.{area}") if area else None),
        ("components", lists.join(map(names.indicator, indicator.components)) or None),
        ("plan_of", names.indicator(indicator.plan_of) if indicator.plan_of else None),
    ]


def formula(indicator: Indicator) -> str:
    """How areas make their parent's value, in words."""
    if indicator.aggregation == "share":
        return t(
            "definitions.share",
            numerator=indicator.numerator.of(language()),
            denominator=indicator.denominator.of(language()),
            factor=formats.number(indicator.factor),
        )
    return t(f"definitions.{indicator.aggregation}")
