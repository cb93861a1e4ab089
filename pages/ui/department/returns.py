"""Tables of an office: the returns of its indicators, and the money it is to see spent."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from pages.ui import formats, layout, names, tables
from pages.ui.columns import Column
from pages.ui.messages import t


def table(rows: pl.DataFrame, places: Mapping[str, str], *, scope: str, as_of: date) -> None:
    """Returns due and late by indicator, and which counties owe them.

    Args:
        rows: Rows of `metrics.office_returns.office_returns` of the office.
        places: Names of the city and the counties by code.
        scope: Name of the office.
        as_of: Month end of the look.
    """
    named = [
        {
            "name": names.indicator(row["indicator_code"]),
            "cycle_word": t(f"cycle.{row['cycle']}"),
            **{
                f"{name}_word": t("frame.comma").join(places[code] for code in row[name])
                for name in ("missing_in", "late_in")
            },
        }
        for row in rows.iter_rows(named=True)
    ]
    texts = dict.fromkeys(("name", "cycle_word", "missing_in_word", "late_in_word"), pl.String)
    tables.show(
        rows.hstack(pl.DataFrame(named, schema=texts)),
        _columns(),
        title=tables.heading(
            t("department.returns"),
            time=formats.month(as_of),
            scope=scope,
            unit=t("scorecard.returns_unit"),
        ),
        key="office_returns",
        is_whole=True,
        note=t("scorecard.returns_note"),
        dash_note=False,
    )


def _columns() -> list[Column]:
    """The columns of the returns, fewer on paper."""
    is_print = layout.is_print()
    due_on = Column("due_on", t("scorecard.due_on"), "date")
    late_in = Column("late_in_word", t("department.late_returns_in"), width=180)
    return [
        Column("name", t("frame.indicator")),
        Column("cycle_word", t("scorecard.cycle")),
        Column("period", t("scorecard.period"), "date"),
        *([] if is_print else [due_on]),
        Column("due_count", t("scorecard.due_count"), "number"),
        Column("missing_count", t("scorecard.missing_count"), "number"),
        Column("late_count", t("scorecard.late_count"), "number"),
        Column("completeness_rate", t("scorecard.completeness"), "rate", 1),
        Column("timeliness_rate", t("scorecard.timeliness"), "rate", 1),
        Column("missing_in_word", t("department.missing_in"), width=220),
        *([] if is_print else [late_in]),
    ]


def money_table(
    rows: pl.DataFrame, places: Mapping[str, str], *, scope: str, as_of: date
) -> None:
    """What each county has spent of the year's money, furthest behind first.

    Args:
        rows: Rows of `metrics.office_money.office_money` of the office.
        places: Names of the counties by code.
        scope: Name of the office.
        as_of: Month end of the look.
    """
    spent, allotted = rows["spent_value"].sum(), rows["allotted_value"].sum()
    tables.show(
        rows.with_columns(place=pl.col("area_code").replace_strict(places)),
        [
            Column("place", t("frame.area")),
            Column("allotted_value", t("department.allotted"), "number"),
            Column("spent_value", t("department.spent"), "number"),
            Column("spent_rate", t("department.spent_rate"), "rate", 1),
            Column("planned_rate", t("department.planned_rate"), "rate", 1),
            Column("points_ahead", t("attention.points"), "points", 1),
            Column("latest_period", t("scorecard.period"), "date"),
        ],
        title=tables.heading(
            names.indicator(rows["indicator_code"][0]),
            time=formats.month(as_of),
            scope=scope,
            unit=t("department.money_unit"),
        ),
        key="office_money",
        is_whole=True,
        height="content",
        total={
            "allotted_value": allotted,
            "spent_value": spent,
            "spent_rate": spent / allotted,
        },
        dash_note=False,
    )
