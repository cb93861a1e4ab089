"""Tables of works: by programme with money, and by area."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from metrics.works_lines import lines
from pages.ui import area_names, formats, layout, load, tables
from pages.ui.columns import Column
from pages.ui.messages import language, t
from pages.ui.works import frames, words
from pages.ui.works.view import View

Row = Mapping[str, Any]
QUANTITIES = ("target_value", "planned_value", "started_value", "reported_value")
QUANTITIES += ("certified_value",)
# In pixels; a longer English name is cut, so that the money is in view.
NAMES = {"zh": None, "en": 250}
COUNTS = ("project_count", "started_count", "complete_count", "accepted_count")
COUNTS += ("late_count", "not_started_count")
TOLD_BY_QUANTITIES = ("started_count", "complete_count", "accepted_count")


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
        title=_title("works.by_programme", seen, t("works.see_lines")),
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
        "unit_cost": words.bare_money(cost) if code else "",
    }


def by_area(seen: View) -> None:
    """The areas below: how many projects, how far; quantities where they have one unit."""
    own = frames.rows(sector=seen.sector, as_of=seen.as_of, level=seen.level_below)
    whole = frames.rows(sector=seen.sector, as_of=seen.as_of, level=seen.level)
    line = _main(seen)
    areas = load.areas(as_of=seen.as_of)
    if not seen.is_city:
        areas = areas.filter(pl.col("county_code") == seen.area)
    names = area_names.in_order(areas, seen.level_below)
    if line:
        own, whole = (rows.filter(indicator_code=line) for rows in (own, whole))
        unit = words.unit_of(own, line)
    else:
        counted = lines(seen.sector).filter(pl.col("programme").is_not_null())
        codes = counted["programme"].to_list()
        own, whole = (rows.filter(pl.col("programme").is_in(codes)) for rows in (own, whole))
        unit = ""
    sums = [pl.col(name).sum() for name in COUNTS]
    keys = [*QUANTITIES, "light", "light_reason"] if line else []
    shown = names.join(
        own.group_by("area_code").agg(*sums, *(pl.col(key).first() for key in keys)),
        on="area_code",
        maintain_order="left",
    )
    total = whole.filter(area_code=seen.area).select(
        *(pl.col(name).sum() for name in COUNTS), *(pl.col(key).first() for key in keys)
    )
    places = words.WHOLE.get(own["unit_code"][0], 0) if line and own.height else 0
    tables.show(
        shown,
        [
            Column("shown_name", t("frame.area")),
            *(
                Column(name, t(f"works.{name}"), "number", places)
                for name in (QUANTITIES if line else ())
            ),
            *([Column("light", t("frame.light"), "light")] if line else []),
            *(
                # Quantities tell the same, and more.
                Column(
                    name,
                    t(f"works.{name}"),
                    "number",
                    in_file=bool(line) and name in TOLD_BY_QUANTITIES,
                )
                for name in COUNTS
            ),
        ],
        title=_title("works.by_area", seen, unit or t("works.unit_projects")),
        key="works_areas",
        height="content",
        total=total.row(0, named=True) if total.height else None,
        note=t("works.three_figures"),
    )


def _main(seen: View) -> str:
    """The line whose quantities are told by area; empty where units differ."""
    known = lines(seen.sector)
    if seen.programme:
        own = known.filter(programme=seen.programme)
        return str(own["indicator_code"][0])
    summed = known.filter(pl.col("programme").is_null())
    return str(summed["indicator_code"][0]) if summed.height else ""


def _title(key: str, seen: View, unit: str) -> str:
    name = t(f"works.sector_{seen.sector}")
    if seen.programme:
        name = words.programme(seen.programme)
    return tables.heading(
        t(key, name=name), time=formats.month(seen.as_of), scope=seen.area_name, unit=unit
    )
