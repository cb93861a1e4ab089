"""The lines of a group's table: a county each, with the figures that open its card."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from pages.ui import formats, names
from pages.ui.columns import Column
from pages.ui.messages import t

FIGURES = ("poor_people_remaining", "poverty_incidence", "fund_spent_rate", "problems_closed")
VILLAGES = "villages_delisted"
Row = Mapping[str, Any]


def lines(members: pl.DataFrame, rows: pl.DataFrame, tasks: pl.DataFrame) -> pl.DataFrame:
    """One row per county of a group, in their order: area_code and the columns of `columns`."""
    found = {
        (row["area_code"], row["indicator_code"]): row for row in rows.iter_rows(named=True)
    }
    due = {row["area_code"]: row for row in tasks.iter_rows(named=True)}
    return pl.DataFrame(
        [
            {
                "area_code": county["area_code"],
                "name": names.short(county),
                **{code: found[county["area_code"], code]["actual_value"] for code in FIGURES},
                **task(due.get(county["area_code"])),
                VILLAGES: _villages(found[county["area_code"], VILLAGES]),
                **_attained(found, county["area_code"]),
            }
            for county in members.iter_rows(named=True)
        ],
        schema_overrides={"light_reason": pl.String, "done": pl.String, "ahead": pl.String},
    )


def columns() -> list[Column]:
    """Columns of a group's table; percent and people are said in its title, to save room."""
    poor, incidence, spent, closed = FIGURES
    return [
        Column("name", t("frame.area")),
        Column(poor, t("scorecard.short_poor"), "number"),
        Column(incidence, t("scorecard.short_incidence"), "number", 2),
        Column("done", t("scorecard.year_done"), "figure", help=t("scorecard.year_task_help")),
        Column("ahead", t("scorecard.ahead"), "figure", help=t("scorecard.ahead_help")),
        Column(
            "attained", t("scorecard.attained"), "figure", help=t("scorecard.attained_help")
        ),
        Column("light", t("scorecard.attained_light"), "light"),
        Column(VILLAGES, t("scorecard.villages_of"), "figure"),
        Column(spent, t("scorecard.short_spent"), "number", 1),
        Column(closed, t("scorecard.short_closed"), "number", 1),
    ]


def _attained(found: Mapping[tuple[str, str], Row], code: str) -> dict[str, Any]:
    """How far people are of the policy's figure, by whichever figure carries the light."""
    lifted = found[code, "people_lifted"]
    basis = found[code, lifted["light_basis"]]
    return {
        "attained": formats.rate(basis["attainment_rate"], 1),
        "light": lifted["light"],
        "light_reason": lifted["light_reason"],
    }


def task(row: Row | None) -> dict[str, str | None]:
    """This year's task as text: nothing reported is null, nothing due says so."""
    if row is None or row["done_value"] is None:
        return {"done": None, "ahead": None}
    if row["completion_rate"] is None:
        return {"done": t("scorecard.nothing_due"), "ahead": ""}
    return {
        "done": formats.rate(row["completion_rate"], 1),
        "ahead": formats.points(row["points_ahead"], unit=False),
    }


def _villages(row: Row) -> str:
    if row["cycle_state"] == "no_task":
        return t("light_reason.no_task")
    return of(row["actual_value"], row["target_value"])


def of(part: float | None, whole: float | None) -> str:
    """A number out of all there are to be: ``46 / 48``."""
    return t("scorecard.of", part=formats.number(part), whole=formats.number(whole))
