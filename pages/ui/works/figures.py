"""The table of a sector's programmes, with money."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from pages.ui import formats, layout, tables
from pages.ui.columns import Column
from pages.ui.messages import language, t
from pages.ui.works import frames, words
from pages.ui.works.view import View

Row = Mapping[str, Any]
QUANTITIES = ("target_value", "planned_value", "started_value", "reported_value")
QUANTITIES += ("certified_value",)
# In pixels; a longer English name is cut, so that the money is in view.
NAMES = {"zh": None, "en": 250}


def by_programme(seen: View) -> None:
    """Every programme of the area: planned, started, complete, accepted, late, money, cost."""
    rows = frames.rows(sector=seen.sector, as_of=seen.as_of, level=seen.level)
    rows = rows.filter(pl.col("area_code") == seen.area, pl.col("project_count") > 0)
    costs = frames.money(sector=seen.sector, as_of=seen.as_of, level=seen.level)
    by_code = {
        row["programme"]: row for row in costs.filter(area_code=seen.area).iter_rows(named=True)
    }
    told = [_line(row, by_code.get(row["programme"])) for row in rows.iter_rows(named=True)]
    shown = pl.DataFrame(told, infer_schema_length=None)
    columns = [
        Column("name", t("works.programme"), width=NAMES[language()]),
        *(Column(name, t(f"works.{name}"), "figure") for name in QUANTITIES),
        Column("late_count", t("works.late_count"), "number"),
        Column("light", t("frame.light"), "light"),
        Column("budget", t("works.budget_column"), "figure", in_file=not layout.is_print()),
        Column("paid", t("works.paid_column"), "figure"),
        Column("unit_cost", t("works.unit_cost"), "figure", help=t("works.unit_cost_help")),
    ]
    tables.show(
        shown,
        columns,
        title=heading("works.by_programme", seen, t("works.see_lines")),
        key="works_programmes",
        is_whole=True,
        note=t("works.three_figures"),
        dash_note=False,
    )


def _line(row: Row, money: Row | None) -> dict[str, Any]:
    code = row["programme"]
    said = {name: words.bare(row[name], row["unit_code"]) for name in QUANTITIES}
    cost = money["spent_unit_cost_cny"] if money else None
    return {
        "name": words.with_unit(code, row["indicator_code"]),
        **said,
        "late_count": row["late_count"],
        "light": row["light"],
        "light_reason": row["light_reason"],
        "budget": words.bare_money(row["budget_cny"]),
        "paid": words.bare_money(row["spent_cny"]),
        "unit_cost": words.unit_cost(cost) if code else "",
    }


def heading(key: str, seen: View, unit: str) -> str:
    name = t(f"works.sector_{seen.sector}")
    if seen.programme:
        name = words.programme(seen.programme)
    return tables.heading(
        t(key, name=name), time=formats.month(seen.as_of), scope=seen.area_name, unit=unit
    )
