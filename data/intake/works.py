"""What looks odd in projects beside earlier returns: said, and no reason to refuse."""

import polars as pl
import shapely
from sqlalchemy import Engine, select

from data.intake.places.shapes import same_place
from data.intake.problems import Check, find, no_issues
from data.warehouse.current import current_rows
from data.warehouse.engine import read
from data.warehouse.schema import fct_work, fct_work_place

_KNOWN = ("period", "programme", "quantity_done", "planned_finish_on", "finished_on")


def compare_with_earlier_works(rows: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    """Warnings on projects in the light of what was said of them before.

    A quantity done that falls, though nothing that is built goes away; a planned finish that
    moved, which is how a late project disappears; a completion that was taken back; a code that
    was a project's of another programme; a place that another project of the same programme and
    plan year has.

    Args:
        rows: Rows of a file without errors, as the checks left them.
        engine: The warehouse with everything imported so far.

    Returns:
        Issue rows of severity ``warning``; rows on an earlier month than the newest known are
        passed over.
    """
    if rows.is_empty():
        return no_issues()
    current = current_rows(fct_work, "work_code", latest="period").c
    statement = select(
        current.work_code, *(current[code].label(f"was_{code}") for code in _KNOWN)
    ).where(current.work_code.in_(rows["work_code"].unique().to_list()))
    both = rows.join(read(statement, engine), on="work_code", how="left", maintain_order="left")
    newer = find(both.filter(pl.col("period") >= pl.col("was_period")), _checks())
    return pl.concat([newer, _places_taken(rows, engine)])


def _places_taken(rows: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    """Warnings on projects at the very place of another one that was imported before."""
    placed = rows.filter(pl.col("place_key").is_not_null(), ~pl.col("is_schematic"))
    if placed.is_empty():
        return no_issues()
    work = current_rows(fct_work, "work_code", latest="period").c
    places = current_rows(fct_work_place, "work_code")
    place = places.c
    statement = (
        select(work.programme, work.plan_year, work.work_code, work.work_name, place.geometry)
        .join(places, place.work_code == work.work_code)
        .where(
            ~place.is_schematic,
            # Such as have a place in the file are compared with each other there.
            place.work_code.not_in(placed["work_code"].unique().to_list()),
            work.programme.in_(placed["programme"].unique().to_list()),
            work.plan_year.in_(placed["plan_year"].unique().to_list()),
        )
        .order_by(work.work_code)
    )
    stored = read(statement, engine)
    keys = same_place(shapely.from_wkt(stored["geometry"].to_numpy()))
    others = (
        stored.with_columns(keys, other_work=pl.format("{} {}", "work_code", "work_name"))
        .group_by("programme", "plan_year", "place_key", maintain_order=True)
        .agg(pl.col("other_work").first())
    )
    shared = placed.join(
        others, on=["programme", "plan_year", "place_key"], how="left", maintain_order="left"
    )
    other = pl.col("other_work")
    check = Check(other.is_not_null(), "work_code", "place_of_other_work", other, "warning")
    return find(shared, [check])


def _checks() -> list[Check]:
    was_done, was_finished = pl.col("was_quantity_done"), pl.col("was_finished_on")
    other = pl.col("programme") != pl.col("was_programme")
    return [
        Check(other, "work_code", "work_code_reused", pl.col("was_programme"), "warning"),
        Check(
            ~other & (pl.col("quantity_done") < was_done),
            "quantity_done",
            "done_falls",
            was_done,
            "warning",
        ),
        Check(
            ~other & (pl.col("planned_finish_on") != pl.col("was_planned_finish_on")),
            "planned_finish_on",
            "finish_moved",
            pl.col("was_planned_finish_on"),
            "warning",
        ),
        Check(
            ~other & was_finished.is_not_null() & pl.col("finished_on").is_null(),
            "finished_on",
            "finish_taken_back",
            was_finished,
            "warning",
        ),
    ]
