"""The table of works by area: how many projects, how far, and quantities of one unit."""

import polars as pl

from metrics.works_lines import lines
from pages.ui import area_names, load, tables
from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.works import frames, words
from pages.ui.works.figures import QUANTITIES, Row, heading
from pages.ui.works.view import View

COUNTS = ("project_count", "started_count", "complete_count", "accepted_count")
COUNTS += ("late_count", "not_started_count")
TOLD_BY_QUANTITIES = ("started_count", "complete_count", "accepted_count")


def by_area(seen: View) -> None:
    """The areas below: how many projects, how far; quantities where they have one unit."""
    own = frames.rows(sector=seen.sector, as_of=seen.as_of, level=seen.level_below)
    whole = frames.rows(sector=seen.sector, as_of=seen.as_of, level=seen.level)
    areas = load.areas(as_of=seen.as_of)
    if not seen.is_city:
        areas = areas.filter(pl.col("county_code") == seen.area)
    names = area_names.in_order(areas, seen.level_below)
    if not own.filter(~pl.col("is_attributed"), area_code=seen.area).is_empty():
        # A road through three townships is none of theirs alone.
        rest = {"area_code": seen.area, "shown_name": t(f"works.of_no_{seen.level_below}")}
        names = pl.concat([names, pl.DataFrame(rest)])
    line = _line_of(seen)
    shown = names.join(_of_areas(own, seen, line), on="area_code", maintain_order="left")
    total = _of_areas(whole.filter(area_code=seen.area), seen, line)
    unit = words.unit_of(line) if line else t("works.unit_projects")
    places = words.WHOLE.get(line["unit_code"], 0) if line else 0
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
        title=heading("works.by_area", seen, unit),
        key="works_areas",
        height="content",
        total=total.row(0, named=True) if total.height else None,
        note=_note(seen, line),
    )


def _line_of(seen: View) -> Row | None:
    """The line whose quantities are told by area; null where units differ."""
    known = lines(seen.sector).filter(_is_of(seen.programme or None))
    return known.row(0, named=True) if known.height else None


def _is_of(programme: str | None) -> pl.Expr:
    """Whether a row is a programme's; of null: whether it is a sum of several."""
    return pl.col("programme").eq_missing(pl.lit(programme, pl.String))


def _of_areas(rows: pl.DataFrame, seen: View, line: Row | None) -> pl.DataFrame:
    """Projects of all programmes, each counted once, beside the quantities of a line."""
    each = pl.col("programme").is_not_null()
    chosen = _is_of(seen.programme) if seen.programme else each
    counts = rows.filter(chosen).group_by("area_code").agg(pl.col(COUNTS).sum())
    if line is None:
        return counts
    quantities = rows.filter(_is_of(line["programme"])).select(
        "area_code", *QUANTITIES, "light", "light_reason"
    )
    told = counts.join(quantities, on="area_code", how="full", coalesce=True)
    # Who has a target or a return and no project has none of them late.
    return told.with_columns(pl.col(COUNTS).fill_null(0))


def _note(seen: View, line: Row | None) -> str:
    """What the columns mean; also which projects are counted without their quantities."""
    if line is None or seen.programme:
        return t("works.three_figures")
    others = [c for c in frames.programmes(seen.sector) if c not in line["programmes"]]
    if not others:
        return t("works.three_figures")
    named = t("frame.comma").join(map(words.programme, others))
    return t("works.counts_more", programmes=named) + t("works.three_figures")
