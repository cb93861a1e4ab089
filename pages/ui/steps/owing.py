"""What every area still owes to a step: people, villages and counties side by side."""

from datetime import date

import polars as pl

from metrics.step_lights import KEPT
from pages.ui import formats, layout, tables
from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.steps import rows as step_rows
from pages.ui.steps.headline import KEEPING

PEOPLE, VILLAGES, COUNTIES = "people_lifted", "villages_delisted", "counties_delisted"
PARTS = {
    PEOPLE: ("target", "planned", "ready", "reported", "certified", "short_by"),
    VILLAGES: ("target", "reported", "certified"),
    COUNTIES: ("certified",),
}
# What paper has no room for; the curve above has those who are ready.
SCREEN_ONLY = (f"{PEOPLE}_ready", "attainment_rate")


def table(
    whole: pl.DataFrame, *, area: str, scope: str, level: str, step: str, as_of: date
) -> None:
    """One line per area, with the area they lie in as the last; on paper people apart.

    Args:
        whole: Result of `metrics.steps.steps` for the area they lie in.
        area: Its code.
        scope: Its name.
        level: Level of the lines.
        step: Code of a step, or ``all``.
        as_of: Month end of the look.
    """
    below = step_rows.of_areas_below(area=area, level=level, step=step, as_of=as_of)
    is_kept = step == KEEPING
    wide = _wide_kept if is_kept else _wide
    last = whole.filter(pl.col("step") == step).with_columns(
        area_code=pl.lit(area), shown_name=pl.lit(scope)
    )
    people, places = (_kept_columns(), []) if is_kept else (_people(), _places(level))
    if layout.is_print():
        people = [column for column in people if column.name not in SCREEN_ONLY]
    kinds = [("kept" if is_kept else "owing", [*people, *places])]
    if layout.is_print() and places:
        kinds = [("owing", people), ("places", [people[0], *places])]
    units = {"kept": "kept", "owing": level, "places": f"places_{level}"}
    for number, (kind, columns) in enumerate(kinds):
        tables.show(
            wide(below),
            columns,
            title=tables.heading(
                t(f"steps.{kind}_table"),
                time=formats.month(as_of),
                scope=scope,
                unit=t(f"steps.unit_{units[kind]}"),
            ),
            key=f"{kind}_{level}_{step}",
            heading="" if number else t(f"steps.areas_{level}"),
            total={**wide(last).row(0, named=True), "shown_name": t("table.total")},
            note="" if kind == "places" else t(f"steps.{kind}_note"),
            height="content",
        )


def _wide(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per area: people as numbers, villages and counties as text, empty if no task."""
    people = rows.filter(pl.col("indicator_code") == PEOPLE).select(
        "area_code", "shown_name", "attainment_rate", "light", "light_reason", *_parts(PEOPLE)
    )
    for code in (VILLAGES, COUNTIES):
        own = rows.filter(pl.col("indicator_code") == code)
        written = [
            column.map_elements(formats.number, pl.String, skip_nulls=True).fill_null(
                formats.DASH
            )
            for column in own.select(_parts(code))
        ]
        texts = own.select("area_code").with_columns(written)
        people = people.join(texts, on="area_code", how="left", maintain_order="left")
    reported = f"{VILLAGES}_reported"
    of_task = t("card.of_total", value="{}", total="{}")
    people = people.with_columns(
        pl.format(of_task, reported, f"{VILLAGES}_target").alias(reported)
    )
    return people.with_columns(pl.col(pl.String).exclude("light_reason").fill_null(""))


def _parts(code: str) -> list[pl.Expr]:
    return [pl.col(_column(part)).alias(f"{code}_{part}") for part in PARTS[code]]


def _wide_kept(rows: pl.DataFrame) -> pl.DataFrame:
    names = rows.select("area_code", "shown_name").unique(maintain_order=True)
    for code in KEPT:
        own = rows.filter(pl.col("indicator_code") == code)
        names = names.join(
            own.select("area_code", pl.col("reported_value").alias(code)),
            on="area_code",
            how="left",
            maintain_order="left",
        )
    return names


def _column(part: str) -> str:
    return part if part == "short_by" else f"{part}_value"


def _people() -> list[Column]:
    return [
        Column("shown_name", t("frame.area")),
        *(
            Column(f"{PEOPLE}_{part}", t(f"steps.people_{part}"), "number")
            for part in PARTS[PEOPLE]
        ),
        Column("attainment_rate", t("card.attainment_rate"), "rate", 1),
        Column("light", t("frame.light"), "light"),
    ]


def _places(level: str) -> list[Column]:
    counties = [Column(f"{COUNTIES}_certified", t("steps.county_approved"), "figure")]
    return [
        *(
            Column(f"{VILLAGES}_{part}", t(f"steps.villages_{part}"), "figure")
            for part in ("reported", "certified")
        ),
        *(counties if level == "county" else []),
    ]


def _kept_columns() -> list[Column]:
    places = {"support_continued": 2}
    return [
        Column("shown_name", t("frame.area")),
        *(Column(code, t(f"steps.{code}"), "number", places.get(code, 0)) for code in KEPT),
    ]
